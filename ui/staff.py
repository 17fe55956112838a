"""Staff come in: who they are, and the PIN that proves it."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.pins import LENGTH
from kiosk.record import Role
from ui.jobs import Jobs
from ui.stage import STAYS, Stage
from ui.today import TodayWatch
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.staff import StaffProps

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, NotProven, Proven

SESSION_S = 600.0
"""Seconds after which the PIN is asked for again, however often the screen is touched.

Untouched it is `ui.stage.STAYS`: three minutes. The front desk's window has no such end.
"""
INNER = frozenset({Screen.DEVICES, Screen.SETUP})
"""Screens behind the PIN; when any other comes, whoever was in is out again."""


class StaffWay(QObject):
    """From the hidden corner to the pages behind the PIN, and out of them.

    A scan is a check-in there too; then, and after a while untouched, the PIN is asked for again.
    """

    def __init__(self, jobs: Jobs, stage: Stage, watch: TodayWatch) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        self._watch = watch
        self._asking = False
        self._proving = False
        self.who = ""
        """Name of who is in; "" when nobody is."""
        self.role = Role.VISITOR
        """What they may."""
        stage.views.staff.chosen.connect(self.choose)
        stage.views.pin.changed.connect(self._typed)
        stage.shown.connect(self._screen_changed)

    def may_open(self) -> bool:
        """Whether nobody is in the middle of something."""
        return self._stage.screen is Screen.HOME

    def open(self) -> None:
        """Ask who it is."""
        if self.may_open() and not self._asking:
            self._asking = True
            self._jobs.submit(_names, self._offer, self._unread)

    def choose(self, name: str) -> None:
        """One of those who work here; their PIN is asked for."""
        props = self._stage.views.staff.props
        if name in props.names:
            turn = self._stage.views.kiosk.props.shown
            self._jobs.submit(
                lambda desk: desk.pin_rest(name),
                partial(self._ask, name, turn),
                self._watch.trouble,
            )

    def type_in(self, text: str) -> None:
        """Digits of a keyboard."""
        if not self._proving:
            self._stage.views.pin.type_in(text)

    def erase(self) -> None:
        """Backspace of a keyboard."""
        if not self._proving:
            self._stage.views.pin.erase()

    def tick(self) -> None:
        """Bring the wait up to date."""
        self._stage.views.pin.rest(math.ceil(self._stage.deadlines.left("pin")))

    def _offer(self, names: tuple[str, ...]) -> None:
        self._asking = False
        if not self.may_open():
            return  # somebody was quicker
        self._stage.views.staff.show(StaffProps(names))
        self._stage.show(Screen.STAFF, stay=STAYS[Screen.STAFF])
        if len(names) == 1:
            self.choose(names[0])

    def _unread(self, trouble: Exception) -> None:
        self._asking = False
        self._watch.trouble(trouble)

    def _ask(self, name: str, turn: int, rest: int) -> None:
        kiosk = self._stage.views.kiosk.props
        if kiosk.screen is not Screen.STAFF or kiosk.shown != turn:
            return
        staff = self._stage.views.staff
        staff.show(staff.props._replace(name=name))
        self._stage.show(Screen.PIN, stay=STAYS[Screen.PIN])
        self._wait(rest)

    def _wait(self, seconds: int) -> None:
        if seconds:
            self._stage.deadlines.after("pin", seconds, lambda: None)
        else:
            self._stage.deadlines.cancel("pin")
        self.tick()

    def _typed(self) -> None:
        """The last digit proves by itself: nobody looks for OK with the other hand."""
        pin = self._stage.views.pin
        if pin.props.length < LENGTH or self._proving:
            return
        self._proving = True
        name, digits = self._stage.views.staff.props.name, pin.take()
        turn = self._stage.views.kiosk.props.shown
        self._jobs.submit(
            lambda desk: desk.prove_pin(name, digits), partial(self._proved, turn), self._failed
        )

    def _proved(self, turn: int, proof: Proven | NotProven) -> None:
        from kiosk.desk import Proven

        self._proving = False
        if turn != self._stage.views.kiosk.props.shown:
            return  # they went, or somebody scanned
        pin = self._stage.views.pin
        if isinstance(proof, Proven):
            self.who, self.role = proof.name, proof.role
            self._stage.deadlines.after("session", SESSION_S, self._stage.leave_alone)
            self._stage.show(Screen.DEVICES, stay=STAYS[Screen.DEVICES])
            return
        pin.clear()
        self._stage.sound.emit("attention")
        self._wait(proof.rest)
        if not proof.rest:
            pin.tell_wrong()

    def _failed(self, trouble: Exception) -> None:
        self._proving = False
        self._watch.trouble(trouble)

    def _screen_changed(self, screen: str) -> None:
        self._stage.views.pin.clear()
        if screen not in INNER:
            self.who, self.role = "", Role.VISITOR
            self._stage.deadlines.cancel("session")
        if screen not in (Screen.STAFF, Screen.PIN):
            self._stage.views.staff.show(StaffProps())
            self._wait(0)


def _names(desk: FrontDesk) -> tuple[str, ...]:
    return tuple(staff.name for staff in desk.staff())
