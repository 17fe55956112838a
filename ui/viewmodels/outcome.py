"""The screens about a check-in, as QML sees them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class Shown(NamedTuple):
    """The words of a screen about an outcome, in the language of the moment.

    `visit`, `others`, `countable` and `passport` say whether just visiting, other activities, being
    counted without a card and "my learning" are offered; `registers` that what was read can become
    a card of theirs. `spoken` is what is said aloud, without a
    name.
    """

    mood: str = "welcoming"
    title: str = ""
    line: str = ""
    activity: str = ""
    room: str = ""
    seats: str = ""
    note: str = ""
    number: str = ""
    picture: str = "centre"
    visit: bool = False
    others: bool = False
    typed: bool = False
    countable: bool = False
    passport: bool = False
    registers: bool = False
    spoken: str = ""


@QmlElement
class OutcomeModel(QObject):
    """The properties of the screens about an outcome."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = Shown()

    def show(self, props: Shown) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def mood(self) -> str:
        """Mood of the cat."""
        return self.props.mood

    @Property(str, notify=changed)
    def title(self) -> str:
        """The sentence that matters."""
        return self.props.title

    @Property(str, notify=changed)
    def line(self) -> str:
        """A second sentence."""
        return self.props.line

    @Property(str, notify=changed)
    def activity(self) -> str:
        """Title of the activity."""
        return self.props.activity

    @Property(str, notify=changed)
    def room(self) -> str:
        """Where to go."""
        return self.props.room

    @Property(str, notify=changed)
    def seats(self) -> str:
        """Seats left."""
        return self.props.seats

    @Property(str, notify=changed)
    def note(self) -> str:
        """A soft remark."""
        return self.props.note

    @Property(str, notify=changed)
    def number(self) -> str:
        """Waiting number."""
        return self.props.number

    @Property(str, notify=changed)
    def picture(self) -> str:
        """Picture of the activity."""
        return self.props.picture

    @Property(bool, notify=changed)
    def visit(self) -> bool:
        """Whether just visiting is offered."""
        return self.props.visit

    @Property(bool, notify=changed)
    def others(self) -> bool:
        """Whether other activities are offered."""
        return self.props.others

    @Property(bool, notify=changed)
    def typed(self) -> bool:
        """Whether it came from the number pad."""
        return self.props.typed

    @Property(bool, notify=changed)
    def countable(self) -> bool:
        """Whether being counted without a card is offered."""
        return self.props.countable

    @Property(bool, notify=changed)
    def registers(self) -> bool:
        """Whether what was read can become a card of theirs."""
        return self.props.registers

    @Property(bool, notify=changed)
    def passport(self) -> bool:
        """Whether the card's holder may see what they learned."""
        return self.props.passport
