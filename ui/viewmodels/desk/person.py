"""What staff do for one learner, step by step, in the box that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, NamedTuple

from PySide6.QtCore import Property, QAbstractListModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.viewmodels.desk.found import FoundModel
from ui.viewmodels.rows import ShownRows, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class Step(StrEnum):
    """What the box shows below the name."""

    FRONT = "front"
    IN = "in"
    LATE = "late"
    CORRECT = "correct"
    RENEW = "renew"
    SUSPEND = "suspend"
    LIFT = "lift"
    MERGE = "merge"
    SPLIT = "split"
    CONSENT = "consent"
    KEPT = "kept"
    FORGET = "forget"


class Choice(NamedTuple):
    """One of several things to press; `note` is said in the colour of a warning when `wary`."""

    key: str
    title: str
    detail: str = ""
    note: str = ""
    wary: bool = False
    spoken: str = ""


class PersonProps(NamedTuple):
    """The step, and what it says.

    `confirm` stands on the button that does it, "" when a choice does. `reasons` may be taken with
    a touch, `reason` stands there already. `said` reads back what was
    typed. `stays` and `goes` are the two records of a merging. `turn` counts how often the fields
    have to be filled anew. `words` is all that is kept.
    """

    step: Step = Step.FRONT
    busy: bool = False
    problem: str = ""
    hint: str = ""
    confirm: str = ""
    reasons: tuple[str, ...] = ()
    reason: str = ""
    said: str = ""
    stays: str = ""
    goes: str = ""
    words: str = ""
    turn: int = 0


@QmlElement
class ChoiceModel(ShownRows[Choice], QAbstractListModel):
    """The things to press."""

    ROLES: ClassVar[dict[int, str]] = roles(Choice)

    def _row(self, number: int) -> Choice:
        row = self.rows[number]
        return row._replace(spoken=", ".join(filter(None, (row.title, row.detail, row.note))))


@QmlElement
class PersonModel(QObject):
    """The step's words; its signals are what the clerk did."""

    changed = Signal()

    wanted = Signal(str)
    """A step."""
    backed = Signal()
    picked = Signal(str, str)
    """The key of a choice, and the reason."""
    confirmed = Signal(str)
    """With a reason."""
    leaving = Signal()
    """They have gone unseen."""
    typed = Signal(str, str)
    """Into which field, and what stands there now."""
    swapped = Signal()
    saved = Signal()
    """All that is kept, as files."""
    printed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = PersonProps()
        self.fields: Mapping[str, str] = {}

    def show(self, props: PersonProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Slot(str, result=str)
    def told(self, field: str) -> str:
        """What a field holds when the step begins."""
        return self.fields.get(field, "")

    @Property(str, notify=changed)
    def step(self) -> str:
        """The step's name."""
        return self.props.step.value

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether something is read or written at the moment."""
        return self.props.busy

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is in the way."""
        return self.props.problem

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What the step does."""
        return self.props.hint

    @Property(str, notify=changed)
    def confirm(self) -> str:
        """What the button says that does it, "" when there is none."""
        return self.props.confirm

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def reasons(self) -> list[str]:
        """Reasons that may be taken with a touch."""
        return list(self.props.reasons)

    @Property(str, notify=changed)
    def reason(self) -> str:
        """The reason that stands there when the step begins."""
        return self.props.reason

    @Property(str, notify=changed)
    def said(self) -> str:
        """What was typed, read back."""
        return self.props.said

    @Property(str, notify=changed)
    def stays(self) -> str:
        """The record that stays, "" while none is chosen."""
        return self.props.stays

    @Property(str, notify=changed)
    def goes(self) -> str:
        """The record that becomes the other's."""
        return self.props.goes

    @Property(str, notify=changed)
    def words(self) -> str:
        """All that is kept."""
        return self.props.words

    @Property(int, notify=changed)
    def turn(self) -> int:
        """Another number whenever the fields have to be filled anew."""
        return self.props.turn


class PersonViews(NamedTuple):
    """What the steps are shown in; `others` are those who may be the same person."""

    person: PersonModel
    choices: ChoiceModel
    others: FoundModel
