"""The box in which something of the programme is planned, changed or called off."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class Part(StrEnum):
    """What the box shows."""

    FORM = "form"
    OFF = "off"
    VISITS = "visits"


class Group(NamedTuple):
    """Things to choose from: their words, and which are chosen."""

    words: tuple[str, ...]
    on: frozenset[int]


class ActivityProps(NamedTuple):
    """What the box says. `fresh` is something new, `repeats` of several, `off` called off already.

    `planned` when its repetition cannot be another any more, said in `rhythm`. `turn` grows when
    the fields have to be filled anew, `marks` when something else is chosen or wrong.
    """

    open: bool = False
    part: Part = Part.FORM
    heading: str = ""
    detail: str = ""
    came: str = ""
    fresh: bool = True
    repeats: bool = False
    off: bool = False
    rhythm: str = ""
    weekly: bool = False
    ending: bool = False
    busy: bool = False
    problem: str = ""
    turn: int = 0
    marks: int = 0


@QmlElement
class ActivityModel(QObject):
    """The box's words; its signals are what was done in it."""

    changed = Signal()

    typed = Signal(str, str)
    """Into which field, and what stands there now."""
    chosen = Signal(str, int)
    """Of which group, and which."""
    confirmed = Signal(str)
    """With the reason of calling off."""
    picked = Signal(str)
    """What becomes of the visits."""
    offWanted = Signal()
    onWanted = Signal()
    """It takes place after all."""
    backed = Signal()
    closed = Signal()
    focusWanted = Signal(str)
    """The field that is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.props = ActivityProps()
        self.fields: Mapping[str, str] = {}
        self.wrong: Mapping[str, str] = {}
        self.groups: Mapping[str, Group] = {}

    def show(self, props: ActivityProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Slot(str, result=str)
    def told(self, field: str) -> str:
        """What a field holds when it is filled."""
        return self.fields.get(field, "")

    @Slot(str, int, result=str)
    def trouble(self, field: str, marks: int) -> str:  # noqa: ARG002 - QML asks again with it
        """What is wrong with a field, "" when nothing is."""
        return self.wrong.get(field, "")

    @Slot(str, int, result="QStringList")
    def words(self, group: str, turn: int) -> list[str]:  # noqa: ARG002
        """What there is to choose from."""
        return list(self.groups[group].words) if group in self.groups else []

    @Slot(str, int, int, result=bool)
    def isOn(self, group: str, number: int, marks: int) -> bool:  # noqa: ARG002
        """Whether it is chosen."""
        return group in self.groups and number in self.groups[group].on

    @Property(bool, notify=changed)
    def open(self) -> bool:
        """Whether the box is on."""
        return self.props.open

    @Property(str, notify=changed)
    def part(self) -> str:
        """Form, off or visits."""
        return self.props.part.value

    @Property(str, notify=changed)
    def heading(self) -> str:
        """What the box is for."""
        return self.props.heading

    @Property(str, notify=changed)
    def detail(self) -> str:
        """Which occurrence it is about."""
        return self.props.detail

    @Property(str, notify=changed)
    def came(self) -> str:
        """How many have come, "" when nobody has."""
        return self.props.came

    @Property(bool, notify=changed)
    def fresh(self) -> bool:
        """Whether it is something new."""
        return self.props.fresh

    @Property(bool, notify=changed)
    def repeats(self) -> bool:
        """Whether it is one of several."""
        return self.props.repeats

    @Property(bool, notify=changed)
    def off(self) -> bool:
        """Whether it is called off."""
        return self.props.off

    @Property(str, notify=changed)
    def rhythm(self) -> str:
        """How it repeats, where that cannot be chosen any more."""
        return self.props.rhythm

    @Property(bool, notify=changed)
    def weekly(self) -> bool:
        """Whether weekdays can be chosen."""
        return self.props.weekly

    @Property(bool, notify=changed)
    def ending(self) -> bool:
        """Whether there is a last day to be said."""
        return self.props.ending

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether it is being written at the moment."""
        return self.props.busy

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is in the way, and of no field."""
        return self.props.problem

    @Property(int, notify=changed)
    def turn(self) -> int:
        """Another number whenever the fields have to be filled anew."""
        return self.props.turn

    @Property(int, notify=changed)
    def marks(self) -> int:
        """Another number whenever something else is chosen or wrong."""
        return self.props.marks
