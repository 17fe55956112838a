"""Which screen is shown, and what a visitor can ask for on it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class Screen(StrEnum):
    """The screens, by the name QML knows them under."""

    HOME = "home"
    WELCOME = "welcome"
    PAD = "pad"
    CHOOSE = "choose"
    ALREADY = "already"
    UNKNOWN = "unknown"
    NOTICE = "notice"
    STANDBY = "standby"
    GUESTS = "guests"
    BYE = "bye"
    TROUBLE = "trouble"
    AGREE = "agree"
    NAME = "name"
    YEAR = "year"
    GUARDIAN = "guardian"
    PARTNER = "partner"
    LIKELY = "likely"
    CARD = "card"
    PARTY = "party"
    PARTYCOUNT = "partycount"
    FACES = "faces"
    PASSPORT = "passport"
    STAFF = "staff"
    PIN = "pin"
    DEVICES = "devices"
    SETUP = "setup"


AT_WORK = frozenset(
    {
        Screen.AGREE, Screen.NAME, Screen.YEAR, Screen.GUARDIAN, Screen.PARTNER, Screen.LIKELY,
        Screen.CARD, Screen.CHOOSE, Screen.PARTY, Screen.PARTYCOUNT, Screen.PIN, Screen.DEVICES,
        Screen.SETUP,
    }
)  # fmt: skip
"""Leaving these, somebody loses what they have answered, or the card they were given."""


class KioskProps(NamedTuple):
    """`stay_ms` is how long the screen stays by itself, 0 when it waits; counts are in seconds.

    `help` is "" or what is said over the screen: called or desk to somebody who called staff,
    unread to somebody whose code is not known while another has the screen.
    """

    screen: Screen = Screen.HOME
    shown: int = 0
    stay_ms: int = 0
    idle_left: int = 0
    undo_left: int = 0
    undo_words: str = ""
    help: str = ""


@QmlElement
class KioskModel(QObject):
    """Screen and countdowns; its signals are what a visitor touched."""

    screenChanged = Signal()
    shownChanged = Signal()
    stayChanged = Signal()
    idleChanged = Signal()
    undoChanged = Signal()
    wordsChanged = Signal()
    helpChanged = Signal()

    wanted = Signal(str)
    opened = Signal(str)
    chosen = Signal(str)
    othersAsked = Signal()
    left = Signal()
    retried = Signal()
    cancelled = Signal()
    wentBack = Signal()
    """Home."""
    steppedBack = Signal()
    """To the question before."""
    moreTime = Signal()
    helped = Signal()
    helpEnded = Signal()
    helpWithdrawn = Signal()
    passportAsked = Signal()
    rated = Signal(int)
    keyStepped = Signal(bool)
    """Somebody without a touch screen goes to the next thing to press, or back."""
    keyPressed = Signal()
    """Enter was pressed; the screen presses what it stands on, or answers `entered`."""
    keySpaced = Signal()
    """Space was pressed; the screen presses what it stands on, or answers `spaced`."""
    keysEnded = Signal()
    closeWanted = Signal()
    """The window manager wants to close the window."""
    broke = Signal()
    """A screen could not be made."""
    entered = Signal()
    spaced = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = KioskProps()
        # In the order of KioskProps. The screen comes first: what else is new belongs to it.
        self._told = (
            self.screenChanged,
            self.shownChanged,
            self.stayChanged,
            self.idleChanged,
            self.undoChanged,
            self.wordsChanged,
            self.helpChanged,
        )

    def show(self, props: KioskProps) -> None:
        """Replace what is shown. Every screen listens, so only what did change is told."""
        before, self.props = self.props, props
        for old, new, changed in zip(before, props, self._told, strict=True):
            if old != new:
                changed.emit()

    @Property(str, notify=screenChanged)
    def screen(self) -> str:
        """Name of the screen."""
        return self.props.screen.value

    @Property(int, notify=shownChanged)
    def shown(self) -> int:
        """Counts the screens shown, so that one that follows itself is seen as new."""
        return self.props.shown

    @Property(int, notify=stayChanged)
    def stay(self) -> int:
        """Milliseconds the screen stays by itself; 0 when it waits for the visitor."""
        return self.props.stay_ms

    @Property(int, notify=idleChanged)
    def idleLeft(self) -> int:
        """Seconds before an untouched screen goes home; 0 when nobody needs to be asked."""
        return self.props.idle_left

    @Property(int, notify=undoChanged)
    def undoLeft(self) -> int:
        """Seconds in which the last check-in can be cancelled."""
        return self.props.undo_left

    @Property(str, notify=wordsChanged)
    def undoWords(self) -> str:
        """Whose check-in can be cancelled."""
        return self.props.undo_words

    @Property(str, notify=helpChanged)
    def help(self) -> str:
        """What is said to somebody who called staff; "" when nobody did."""
        return self.props.help
