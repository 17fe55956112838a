"""Keeps Home true: the programme, the clock, and whether the database can be written."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.ports import StoreTrouble
from kiosk.record import Occurrence
from ui.jobs import Jobs, log_trouble
from ui.stage import Stage
from ui.trouble import advice, as_code
from ui.viewmodels.home import HomeCards, derive_cards, derive_home
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.outcome import Shown

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, Today

RETRY_S = 2.0
"""Seconds between two tries when the database cannot be used."""
PEEK_S = 2.0
"""Seconds between two looks whether another process wrote."""

# On these nobody is in the middle of something.
_NOBODYS = frozenset({Screen.HOME, Screen.TROUBLE})


class TodayWatch(QObject):
    """Asks for today's programme when it may have changed, and shows it."""

    arrived = Signal()

    def __init__(self, jobs: Jobs, stage: Stage, now: Callable[[], float]) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        self._now = now
        self._today: Today | None = None
        self._arrived_at = 0.0
        self._asked = False
        self._again = False
        self._change: int | None = None
        self._minute = -1
        self._cards = HomeCards()
        self._made_for: object = None
        stage.views.look.languageChanged.connect(self.render)
        stage.shown.connect(self.render)
        stage.wantedChanged.connect(self.render)

    @property
    def today(self) -> Today | None:
        """The programme as it arrived last."""
        return self._today

    @property
    def is_asking(self) -> bool:
        """Whether a newer programme is on its way."""
        return self._asked

    def now(self) -> dt.datetime:
        """The desk's own time, carried on by the monotonic clock."""
        if self._today is None:
            return dt.datetime.now(dt.UTC)
        return self._today.now + dt.timedelta(seconds=self._now() - self._arrived_at)

    @property
    def day(self) -> dt.date:
        """The service day, as the desk counts it."""
        return self.now().date() if self._today is None else self._today.day

    def find(self, key: str | None) -> Occurrence | None:
        """The occurrence of today under a key."""
        running = () if self._today is None else self._today.running
        return next((r.occurrence for r in running if r.occurrence.key == key), None)

    def refresh(self) -> None:
        """Ask for the programme; requests that pile up become one."""
        if self._asked:
            self._again = True
            return
        self._asked = True
        # Reading works on a full disk too: out of order ends when something could be written.
        if self._stage.screen is Screen.TROUBLE:
            self._jobs.submit(_recover, self._recovered, self._unread)
        else:
            self._jobs.submit(_look, self._take, self._unread)

    def trouble(self, trouble: Exception) -> None:
        """What a visitor asked for failed: Out of order when it is the store's, else log, home."""
        if isinstance(trouble, StoreTrouble):
            self._out_of_order(trouble.reason)
        else:
            log_trouble(trouble)
            self._stage.home()

    def missed(self, trouble: Exception) -> None:
        """Something of no weight failed; whoever stands there keeps the screen."""
        if not isinstance(trouble, StoreTrouble):
            log_trouble(trouble)

    def tick(self) -> None:
        """Let the clock go on, and look for changes."""
        minute = self.now().minute
        if minute != self._minute:
            self._minute = minute
            self.render()
            # Whoever is closed is seen with the look that follows.
            self._jobs.submit(_close_days, lambda _: None, self._put_off)
            self.refresh()
        if not self._stage.deadlines.is_set("peek"):
            self._stage.deadlines.after("peek", PEEK_S, self._peek)

    def render(self) -> None:
        """Show what is known, in the language of the moment."""
        views, texts, settings = self._stage.views, self._stage.texts, self._stage.settings
        now = self.now()
        # Every touch comes here, and of a long day there are many cards.
        made_for = (self._today, texts.language, now.replace(second=0, microsecond=0))
        if made_for != self._made_for:
            self._made_for = made_for
            self._cards = derive_cards(self._today, now, texts, settings)
        cards = self._cards
        wanted = self._stage.wanted
        if wanted and wanted not in [c.key for c in cards.open_now]:
            wanted = ""
        self._show(cards)
        views.home.show(derive_home(self._today, now, cards, texts, settings, wanted=wanted))

    def _show(self, cards: HomeCards) -> None:
        self._stage.views.openNow.show(cards.open_now)
        self._stage.views.later.show(cards.later)

    def _take(self, answer: tuple[Today, int]) -> None:
        self._today, self._change = answer
        self._arrived_at = self._now()
        self._asked = False
        self.render()
        self.arrived.emit()
        if self._again:
            self._again = False
            self.refresh()

    def _recovered(self, answer: tuple[Today, int]) -> None:
        if self._stage.screen is Screen.TROUBLE:
            self._stage.home()
        self._take(answer)

    def _unread(self, trouble: Exception) -> None:
        self._asked = self._again = False
        self._put_off(trouble)

    def _put_off(self, trouble: Exception) -> None:
        """Unasked work failed: it is tried again, and whoever stands there keeps the screen."""
        if not isinstance(trouble, StoreTrouble):
            log_trouble(trouble)
        elif self._stage.screen in _NOBODYS:
            self._out_of_order(trouble.reason)
        self._stage.deadlines.after("retry", RETRY_S, self.refresh)

    def _out_of_order(self, reason: str) -> None:
        if self._stage.screen is not Screen.TROUBLE:
            self._stage.cleared.emit()
            self._stage.show(Screen.TROUBLE, lambda: self._sorry(reason))
        self._stage.deadlines.after("retry", RETRY_S, self.refresh)

    def _peek(self) -> None:
        if self._stage.screen is not Screen.TROUBLE:
            self._jobs.submit(_peek, self._compare, self._put_off)

    def _compare(self, change: int) -> None:
        if change != self._change:
            self._change = change
            self.refresh()

    def _sorry(self, reason: str) -> Shown:
        say, code = self._stage.texts.say, as_code(reason)
        return Shown(
            mood="puzzled",
            title=say("out_of_order"),
            line=say("out_of_order.line"),
            note=say("out_of_order.code", code) + "\n" + advice(code, self._stage.texts),
        )


def _look(desk: FrontDesk) -> tuple[Today, int]:
    change = desk.changed()
    return desk.today(), change


def _recover(desk: FrontDesk) -> tuple[Today, int]:
    desk.prove()
    return _look(desk)


def _close_days(desk: FrontDesk) -> int:
    closed = desk.close_days()
    desk.let_go_daily(secrets.token_bytes)
    return closed


def _peek(desk: FrontDesk) -> int:
    return desk.changed()
