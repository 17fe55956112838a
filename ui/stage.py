"""Which screen is on, for how long, and for whom."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kiosk.config import Settings
from kiosk.logo import usable
from kiosk.pins import LENGTH
from ui.catalogue import Catalogue
from ui.deadlines import Deadlines
from ui.viewmodels.called import CalledModel
from ui.viewmodels.camera import CameraModel
from ui.viewmodels.devices import DevicesModel
from ui.viewmodels.guests import GuestModel
from ui.viewmodels.home import HomeModel
from ui.viewmodels.keyboard import KeyboardModel
from ui.viewmodels.kiosk import KioskModel, Screen
from ui.viewmodels.look import LookModel
from ui.viewmodels.newcomer import NewcomerModel
from ui.viewmodels.outcome import OutcomeModel, Shown
from ui.viewmodels.pad import PadModel
from ui.viewmodels.party import PartyModel
from ui.viewmodels.passport import PassportModel
from ui.viewmodels.programme import ProgrammeModel
from ui.viewmodels.setup import SetupModel
from ui.viewmodels.slip import SlipModel
from ui.viewmodels.staff import StaffModel

COUNTDOWN_S = 20
"""Seconds of visible countdown before an untouched screen goes home (WCAG 2.2.1)."""
WANTED_S = 30.0
"""Seconds a touched card is remembered."""


class Views(NamedTuple):
    """The view-models Main.qml is given, under the names of its properties."""

    look: LookModel
    kiosk: KioskModel
    home: HomeModel
    called: CalledModel
    openNow: ProgrammeModel
    later: ProgrammeModel
    choices: ProgrammeModel
    pad: PadModel
    guests: GuestModel
    outcome: OutcomeModel
    keyboard: KeyboardModel
    newcomer: NewcomerModel
    party: PartyModel
    passport: PassportModel
    slip: SlipModel
    camera: CameraModel
    staff: StaffModel
    pin: PadModel
    devices: DevicesModel
    setup: SetupModel

    @classmethod
    def made(cls, settings: Settings, *, demo: bool) -> Views:
        """New view-models."""
        return cls(
            LookModel(
                settings.screen.diagonal_inch,
                demo=demo,
                accent=settings.centre.colour,
                logo=sign.as_uri() if (sign := usable(settings.centre.logo)) else "",
            ),
            KioskModel(),
            HomeModel(),
            CalledModel(),
            ProgrammeModel(),
            ProgrammeModel(),
            ProgrammeModel(),
            PadModel(),
            GuestModel(),
            OutcomeModel(),
            KeyboardModel(),
            NewcomerModel(),
            PartyModel(),
            PassportModel(),
            SlipModel(),
            CameraModel(mirrored=settings.camera.mirror, turn=settings.camera.turn),
            StaffModel(),
            PadModel(LENGTH, LENGTH // 2),
            DevicesModel(),
            SetupModel(),
        )


STAYS = {
    Screen.BYE: 4.0,
    Screen.NOTICE: 20.0,
    Screen.STANDBY: 25.0,
    Screen.FACES: 12.0,
    Screen.PASSPORT: 8.0,
    Screen.STAFF: 20.0,
    Screen.PIN: 20.0,
    Screen.DEVICES: 180.0,
    Screen.SETUP: 180.0,
}
"""Seconds a screen stays by itself; those of staff, untouched."""

# Screens that an untouched visitor is not asked about: they end by themselves, or are nobody's.
_UNASKED = frozenset(STAYS) - {Screen.NOTICE, Screen.STANDBY} | {
    Screen.HOME, Screen.WELCOME, Screen.CHOOSE, Screen.CARD, Screen.TROUBLE,
}  # fmt: skip


# What is personal on these is gone in time, however often the screen is touched.
_FLEETING = frozenset({Screen.WELCOME, Screen.PASSPORT})


class Stage(QObject):
    """Shows screens, brings Home back, and clears what was personal."""

    cleared = Signal()
    wantedChanged = Signal()
    shown = Signal(str)
    sound = Signal(str)
    """Name of the sound that belongs to this moment."""
    noted = Signal(str)
    """Something is to be said over the screen, which stays; a text help.<what> says it."""
    spoken = Signal(str, str)
    """What is said aloud, and in which language; "" ends what was being said."""

    def __init__(
        self, views: Views, texts: Catalogue, deadlines: Deadlines, settings: Settings
    ) -> None:
        super().__init__()
        self.views = views
        self.texts = texts
        self.deadlines = deadlines
        self.settings = settings
        self.wanted = ""
        self._tell: Callable[[], Shown] | None = None
        self._stay = 0.0
        views.look.languageChanged.connect(self._change_language)
        views.kiosk.wentBack.connect(self.home)
        # Not from within the screen that is being made.
        views.kiosk.broke.connect(self.home, Qt.ConnectionType.QueuedConnection)
        views.kiosk.moreTime.connect(self.touched)

    @property
    def screen(self) -> Screen:
        """The screen that is on."""
        return self.views.kiosk.props.screen

    def show(
        self,
        screen: Screen,
        tell: Callable[[], Shown] | None = None,
        *,
        stay: float = 0.0,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Show a screen. `tell` derives its words, again whenever the language changes.

        After `stay` seconds `then` is called, or the kiosk goes home.
        """
        self._tell = tell
        self._stay = stay
        self.deadlines.cancel("stay", "countdown")
        if stay:
            self.deadlines.after("stay", stay, then or self.leave_alone)
        self.views.pad.clear()
        if tell is not None:
            self.views.outcome.show(tell())
        before = self.views.kiosk.props
        stay_ms = 0 if then else int(stay * 1000)
        self.views.kiosk.show(
            before._replace(screen=screen, shown=before.shown + 1, stay_ms=stay_ms)
        )
        if tell is None:
            # Not before: the screen that has just gone need not show it.
            self.views.outcome.show(Shown())
        self.touched()
        self.shown.emit(screen.value)
        self.speak(self.views.outcome.props.spoken)

    @Slot()
    def home(self) -> None:
        """Show Home; nothing personal is left, but the language stays for who is standing there."""
        self.want("")
        self.cleared.emit()
        self.views.openNow.first_page()
        self.views.later.first_page()
        self.show(Screen.HOME)

    def want(self, key: str) -> None:
        """Remember the card that was touched on Home."""
        self.wanted = key
        if key:
            self.deadlines.after("wanted", WANTED_S, self._forget_wanted)
        else:
            self.deadlines.cancel("wanted")
        self.wantedChanged.emit()

    def touched(self) -> None:
        """Somebody is there: all waiting starts again."""
        self.deadlines.cancel("countdown")
        self.deadlines.push("wanted", WANTED_S)
        if self.screen not in _FLEETING:
            self.deadlines.push("stay", self._stay)
        self.deadlines.after("idle", self.settings.screen.idle_s, self._ask)
        self.tick()

    def tick(self) -> None:
        """Bring the countdowns up to date."""
        props = self.views.kiosk.props
        left = math.ceil(self.deadlines.left("countdown"))
        undo = math.ceil(self.deadlines.left("undo"))
        self.views.kiosk.show(props._replace(idle_left=left, undo_left=undo))

    def speak(self, text: str) -> None:
        """Say something aloud where there is a voice for it; "" ends what was being said."""
        self.spoken.emit(text, self.texts.language)

    def _ask(self) -> None:
        if self.screen not in _UNASKED and not self.deadlines.is_set("stay"):
            self.deadlines.after("countdown", COUNTDOWN_S, self.leave_alone)
        elif self.screen is Screen.HOME and (self.wanted or not self.views.look.is_plain):
            self.leave_alone()

    def leave_alone(self) -> None:
        """Nobody is there any more."""
        self.views.look.reset()
        self.home()

    def _forget_wanted(self) -> None:
        if self.screen is Screen.HOME:
            self.want("")

    def _change_language(self, language: str) -> None:
        self.texts.language = language
        if self._tell is not None:
            self.views.outcome.show(self._tell())
