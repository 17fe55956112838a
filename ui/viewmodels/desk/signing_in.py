"""Coming in at the desk: who works here, whose PIN is typed; on the first day who is the first."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class Step(StrEnum):
    """What the box asks for; CLOSED when it is not there."""

    CLOSED = "closed"
    NAME = "name"
    PIN = "pin"
    FIRST = "first"


class SignInProps(NamedTuple):
    """`names` are those who may be chosen, `name` whose PIN is typed.

    `busy` while a PIN is proven or somebody is kept; `problem` says what is in the way.
    """

    step: Step = Step.CLOSED
    names: tuple[str, ...] = ()
    name: str = ""
    busy: bool = False
    problem: str = ""


@QmlElement
class SignInModel(QObject):
    """The box; its signals are what was pressed."""

    changed = Signal()

    chosen = Signal(str)
    others = Signal()
    """Somebody else than the one whose PIN is asked for."""
    typed = Signal(str)
    """Characters of a keyboard or of the box's own pad."""
    founded = Signal(str, str, str)
    """Name, PIN and the PIN again of the first administrator."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = SignInProps()

    def show(self, props: SignInProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def step(self) -> str:
        """What is asked for: closed, name, pin or first."""
        return self.props.step.value

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def names(self) -> list[str]:
        """Those who work here."""
        return list(self.props.names)

    @Property(str, notify=changed)
    def name(self) -> str:
        """Whose PIN is typed."""
        return self.props.name

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether the answer is on its way."""
        return self.props.busy

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is in the way, "" when nothing is."""
        return self.props.problem
