"""Keeps the desk's window true: asks what changed, four times a second, one job at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from kiosk.config import Settings
from ui.catalogue import Catalogue
from ui.deadlines import Deadlines
from ui.desk.apart import DeskApart
from ui.desk.pages import PAGE, Asked, Look, looking
from ui.desk.waiting import DeskWaiting
from ui.jobs import Jobs, log_trouble
from ui.trouble import code_of
from ui.viewmodels.desk.alerts import AlertModel
from ui.viewmodels.desk.attendance import AttendanceModel
from ui.viewmodels.desk.board import DeskBoardModel, Known, derive_board
from ui.viewmodels.desk.occurrences import OccurrenceModel, derive_occurrences
from ui.viewmodels.desk.rows import derive_detail

if TYPE_CHECKING:
    from kiosk.desk import Board, Today

PEEK_MS = 250
"""Milliseconds between two looks whether anybody wrote."""
RETRY_S = 2.0
"""Seconds between two tries when the database cannot be read."""
_NEAR_END = 40
_AT_TOP = PAGE // 2


class DeskViews(NamedTuple):
    """What the watch keeps true."""

    board: DeskBoardModel
    occurrences: OccurrenceModel
    attendance: AttendanceModel
    alerts: AlertModel
    waiting: DeskWaiting
    apart: DeskApart


class DeskWatch(QObject):
    """Reads the day when something was written, when the minute changes, and what is scrolled to.

    `now` counts monotonic seconds. `tick` is called four times a second.
    """

    def __init__(
        self,
        jobs: Jobs,
        views: DeskViews,
        texts: Catalogue,
        settings: Settings,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._views = views
        self._texts = texts
        self._settings = settings
        self._now = now
        self._deadlines = Deadlines(now)
        self._today: Today | None = None
        self._board: Board | None = None
        self._second = -1
        self._arrived_at = 0.0
        self._change: int | None = None
        self._again = False
        self._minute = -1, 0
        self._trouble = ""
        self._asking = False
        self._wanted = ""
        self._shown = Asked()
        self._first, self._last = 0, 0
        views.board.filtered.connect(self.filter)
        views.board.refreshed.connect(self.refresh)
        views.attendance.looked.connect(self._looked)
        views.attendance.selectionChanged.connect(self._render_board)

    def tick(self) -> None:
        """Look for changes, and let the clock go on."""
        self._deadlines.run()
        now = self.now()
        if now is not None and self._moment(now) != self._minute:
            self._minute = self._moment(now)
            self._read_again()
            self.render()
        if now is not None and now.second != self._second and self._views.waiting.is_calling:
            self._second = now.second
            self._views.waiting.tick(now)
        self._ask()

    def _moment(self, now: dt.datetime) -> tuple[int, int]:
        """The day is read again when this changes: what the hub says is not in the database."""
        hub = self._board is not None and self._board.sync is not None
        return now.minute, now.second // 15 if hub else 0

    def now(self) -> dt.datetime | None:
        """The desk's own time, carried on by the monotonic clock."""
        if self._today is None:
            return None
        return self._today.now + dt.timedelta(seconds=self._now() - self._arrived_at)

    def refresh(self) -> None:
        """Read the day again, whether anything was written or not."""
        self._read_again()
        self._ask()

    def filter(self, text: str) -> None:
        """Show the lines that contain the text."""
        if text != self._wanted:
            self._wanted = text
            self._ask()

    def say_again(self) -> None:
        """Derive all words anew, in another language."""
        self._views.attendance.say_again()
        self._views.alerts.say_again()
        self._views.apart.say_again()

    def render(self) -> None:
        """Show what is known."""
        self._render_board()
        now, zone = self.now(), self._settings.zone
        if now is not None:
            why = {} if self._board is None else self._board.why
            lists = () if self._board is None else self._board.waiting
            could = {one.running.occurrence.key for one in lists if one.could}
            rows = derive_occurrences(self._today, why, self._texts, zone, could)
            self._views.occurrences.show(rows)
        if now is not None and self._board is not None:
            self._views.waiting.show(self._board.waiting, now)

    def _render_board(self) -> None:
        """All that another line selected changes; with each key that is held down it is another."""
        attendance, now, zone = self._views.attendance, self.now(), self._settings.zone
        line = attendance.chosen
        known = Known(
            board=self._board,
            today=self._today,
            now=now,
            trouble=self._trouble,
            text=self._shown.text.strip(),
            loaded=attendance.rowCount(),
            complete=attendance.is_complete,
            detail=derive_detail(line, self._texts, zone),
            undoable=line is not None and line.undone_at is None,
            identified=line is not None and line.learner is not None,
        )
        self._views.board.show(derive_board(known, self._texts, self._settings))

    # -- asking --------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Submit one look; while it is under way or trouble lasts, nothing more is queued."""
        if self._asking or self._deadlines.is_set("retry"):
            return
        attendance = self._views.attendance
        asked = Asked(text=self._wanted)
        if self._wanted == self._shown.text and self._today is not None:
            asked = Asked(
                text=self._wanted,
                day=self._today.day,
                newest=attendance.newest,
                before=attendance.above(self._first) if self._last > _AT_TOP else None,
                older=attendance.oldest if self._near_end() else None,
                seen=self._change,
            )
        self._asking = True
        self._jobs.submit(looking(asked), partial(self._take, asked), self._fail)

    def _read_again(self) -> None:
        self._change, self._again = None, self._asking

    def _near_end(self) -> bool:
        attendance = self._views.attendance
        return not attendance.is_complete and self._last >= attendance.rowCount() - _NEAR_END

    def _take(self, asked: Asked, found: Look | None) -> None:
        self._asking = False
        if found is not None and asked.text == self._wanted:
            self._show(asked, found)
        if asked.text != self._wanted:
            self._ask()
        else:
            self._follow()

    def _show(self, asked: Asked, found: Look) -> None:
        self._trouble = ""
        # What is under way may have been read before somebody wished for it again.
        self._change = None if self._again else found.change
        self._again = False
        if found.board is not None:
            self._board, self._today = found.board, found.board.today
            self._arrived_at = self._now()
        if found.alerts is not None:
            self._views.alerts.take(found.alerts)
        if found.apart is not None and self._board is not None:
            self._views.apart.take(found.apart, [node.name for node in self._board.nodes])
        day = asked.day if found.board is None else found.board.today.day
        same = asked.day == day and asked.text == self._shown.text
        if same and not any(self._views.attendance.is_elsewhere(page) for page in found.pages):
            for page in found.pages:
                self._views.attendance.merge(page, found.change)
        else:
            self._first, self._last = 0, 0
            self._shown = asked._replace(day=day)
            page = found.pages[0]
            self._views.attendance.start(page.lines, found.change, complete=page.complete)
        self.render()

    def _fail(self, trouble: Exception) -> None:
        self._asking = False
        if not self._trouble:
            log_trouble(trouble)
        self._trouble = code_of(trouble)
        self._change = None
        self._deadlines.after("retry", RETRY_S, self._ask)
        self.render()

    def _looked(self, first: int, last: int) -> None:
        self._first, self._last = first, min(last, first + PAGE - 1)
        self._follow()

    def _follow(self) -> None:
        """Read what is on the screen and out of date, or what comes after it."""
        if self._change is None:
            return
        if self._views.attendance.is_stale(self._first, self._last, self._change):
            self.refresh()
        elif self._near_end():
            self._ask()
