"""How the desk's list is read: whole pages by key, of one moment each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from kiosk.entry import EntryId
from kiosk.ports import Alert, Line
from ui.desk.apart import Apart, find_apart

if TYPE_CHECKING:
    from kiosk.desk import Board, FrontDesk

PAGE = 100
"""Lines of a page."""
_CATCH_UP = 1000


def place(line: Line) -> tuple[dt.datetime, str, int]:
    """Where a line stands; the newest has the greatest place."""
    return line.at, line.entry.node, line.entry.seq


class Page(NamedTuple):
    """All lines that stand between `before` (None: the newest) and the last of these.

    `complete` when nothing older matches, so that what stood below is gone.
    """

    lines: tuple[Line, ...]
    before: EntryId | None = None
    complete: bool = True


class Asked(NamedTuple):
    """What is wanted: lines that contain `text`; `newest` is the top line shown now.

    `before` names the line above a page that is looked at further down, `older` the line after
    which the next page is wanted. `seen` is the change number of what is shown; the same one again
    means there is nothing new.
    """

    text: str = ""
    day: dt.date | None = None
    newest: Line | None = None
    before: EntryId | None = None
    older: EntryId | None = None
    seen: int | None = None


class Look(NamedTuple):
    """What was found; `change` is the number at the moment of the first page or before.

    `alerts` are the open ones, `board` is how the day stands, `apart` what kiosks did that did not
    know of each other; None when nothing was written and they were not read.
    """

    change: int
    pages: tuple[Page, ...]
    alerts: tuple[Alert, ...] | None = None
    board: Board | None = None
    apart: Apart | None = None


def look(desk: FrontDesk, asked: Asked) -> Look | None:
    """Read what is asked; None when nothing was written since `seen` and no page is wanted."""
    change = desk.changed()
    if change == asked.seen and asked.day is not None:
        if asked.older is None:
            return None
        below = desk.lines(asked.day, text=asked.text, before=asked.older, limit=PAGE)
        return Look(change, (_page(below, asked.older),))
    alerts, apart = tuple(desk.alerts()), find_apart(desk)
    board = desk.board(text=asked.text, limit=PAGE)
    day = board.today.day
    if day != asked.day:
        return Look(change, (_page(board.lines),), alerts, board, apart)
    lines, limit = board.lines, PAGE
    top = list(lines)
    while asked.newest and len(lines) == limit and place(top[-1]) > place(asked.newest):
        # More came in than fits a page: close the gap to what is shown.
        limit = _CATCH_UP
        lines = desk.lines(day, text=asked.text, before=top[-1].entry, limit=limit)
        top += lines
    pages = [Page(tuple(top), complete=len(lines) < limit)]
    for above in (asked.before, asked.older):
        if above is not None:
            below = desk.lines(day, text=asked.text, before=above, limit=PAGE)
            pages.append(_page(below, above))
    return Look(change, tuple(pages), alerts, board, apart)


def _page(lines: list[Line], before: EntryId | None = None) -> Page:
    return Page(tuple(lines), before, complete=len(lines) < PAGE)


def looking(asked: Asked) -> Callable[[FrontDesk], Look | None]:
    """The job that reads it."""
    return lambda desk: look(desk, asked)
