"""The slip of whoever stands there: printed while they do, never for the next one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.config import Settings
from kiosk.outcome import INSIDE, Code, Outcome
from ui.paper.receipt import Part
from ui.printer import Printer
from ui.readers.reader import State
from ui.stage import Stage
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.newcomer import grouped
from ui.viewmodels.slip import SlipProps

if TYPE_CHECKING:
    from kiosk.desk import Registered

MOST = 3
"""Slips one visitor can have of one screen."""


class SlipOffer(QObject):
    """Has the slip printed that belongs to the screen, and offers it again while that is on."""

    def __init__(self, printer: Printer, stage: Stage, settings: Settings) -> None:
        super().__init__()
        self._printer = printer
        self._stage = stage
        self._slips = settings.printer.slips
        self._parts: Callable[[], list[Part]] | None = None
        self._shown = -1
        self._ticket = 0
        self._copies = 0
        self._is_printed = False
        stage.shown.connect(self._screen_changed)
        stage.views.slip.wanted.connect(self._print)
        printer.printed.connect(self._printed)
        printer.changed.connect(self.render)

    def card_made(self, made: Registered) -> None:
        """A newcomer has a card."""
        if "card" in self._slips and self._stage.screen is Screen.CARD:
            number, at = grouped(made.number), made.outcome.at
            self._offer(lambda: self._printer.slips.card(made.card, number, at), at_once=True)

    def told(self, outcome: Outcome) -> None:
        """Somebody was told an outcome. What they were told before is printed only if asked for."""
        waits = outcome.code in (Code.STANDBY, Code.NOT_CERTAIN)
        if waits and "number" in self._slips:
            given = outcome.entry is not None
            self._offer(lambda: self._printer.slips.number(outcome), at_once=given)
        comes = outcome.code in INSIDE and outcome.code is not Code.REPEAT
        if comes and "welcome" in self._slips:
            self._offer(lambda: self._printer.slips.welcome(outcome), at_once=True)

    def render(self) -> None:
        """Say how far it is."""
        if self._parts is None:
            self._stage.views.slip.show(SlipProps())
            return
        ready = self._printer.health.state is State.READY
        state = ""
        if self._is_printed:
            state = "printed"
        elif self._ticket and ready:
            state = "printing"
        offered = ready and not self._ticket and self._copies < MOST
        props = SlipProps(state=state, offered=offered, again=self._is_printed)
        self._stage.views.slip.show(props)

    def _offer(self, parts: Callable[[], list[Part]], *, at_once: bool) -> None:
        if self._printer.health.state is State.OFF:
            return
        self._parts = parts
        self._shown = self._stage.views.kiosk.props.shown
        if at_once:
            self._print()
        self.render()

    def _print(self) -> None:
        """In the language of the moment. A second touch while it is printed prints nothing more."""
        if self._parts is None or self._ticket or self._copies >= MOST:
            return
        self._copies += 1
        self._ticket = self._printer.put(self._parts())
        self._is_printed = False
        self.render()

    def _printed(self, ticket: int) -> None:
        if ticket == self._ticket:
            self._ticket = 0
            self._is_printed = True
            self.render()

    def _screen_changed(self) -> None:
        """Another screen, or the same one for somebody else."""
        if self._parts is None or self._shown == self._stage.views.kiosk.props.shown:
            return
        if self._ticket:
            self._printer.withdraw(self._ticket)
        self._parts = None
        self._ticket = self._copies = 0
        self._is_printed = False
        self.render()
