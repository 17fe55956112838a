"""Writes the daily log, the list of learners, or who did what, into the folder of papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiosk.config import Settings

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk

Far = Callable[[int, int], None]
"""Told how many are done, and of how many; 0 when nobody knows. May raise Cancelled."""


class Cancelled(Exception):
    """Whoever asked for it does not want it any more."""


class Out(NamedTuple):
    """What is to be written, of which days, by whom and why."""

    what: str
    first: dt.date
    last: dt.date
    form: str
    names: bool
    reason: str
    by: str = ""


class Written(NamedTuple):
    """Where it is, and how many lines; `late` came or changed after their day."""

    file: Path
    lines: int
    late: int = 0


def name_of(out: Out) -> str:
    """How the file is called."""
    days = out.first.isoformat()
    if out.last != out.first:
        days += f"_{out.last.isoformat()}"
    if out.what == "log":
        return f"walkin-log-{days}{'-names' if out.names else ''}.{out.form}"
    return "walkin-learners.csv" if out.what == "learners" else f"walkin-access-{days}.csv"


def write(desk: FrontDesk, out: Out, folder: Path, settings: Settings, far: Far) -> Written:
    """Write it, whole or not at all. Raises CannotWrite, StoreTrouble and Cancelled."""
    # What exports stand on takes 50 ms to load.
    from kiosk.exporting import CannotWrite, Wanted, export_log
    from kiosk.exporting.access import export_access
    from kiosk.exporting.people import export_learners

    target = folder / name_of(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        msg = f"{folder}: {e.strerror}"
        raise CannotWrite(msg) from e
    zone = settings.zone
    if out.what == "learners":
        count = export_learners(desk.store, desk.clock, zone, target, reason=out.reason, by=out.by)
        return Written(target, count)
    if out.what == "access":
        return Written(target, export_access(desk.store, zone, out.first, out.last, target))
    from ui.paper.log import write_pdf

    wanted = Wanted(
        first=out.first, last=out.last, format=out.form, names=out.names,
        reason=out.reason, by=out.by, centre=settings.centre.name,
    )  # fmt: skip
    done = export_log(
        desk.store, desk.clock, zone, wanted, target,
        draw=partial(write_pdf, settings=settings), passed=lambda count: far(count, 0),
    )  # fmt: skip
    return Written(target, done.lines, done.late_lines)
