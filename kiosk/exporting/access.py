"""Who of the staff did what, looked at whom and took what out: for the centre's data officer."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from kiosk.clock import day_span
from kiosk.entry import AnyBody, Entry, Redated, kind_of
from kiosk.erasure import learners_in
from kiosk.exporting.log import csv_line
from kiosk.ports import Reader, Store
from kiosk.whole_file import whole_file

COLUMNS = ("entry", "time", "by", "act", "learner_number", "about", "why")
_PAGE = 500


def export_access(
    store: Store, zone: ZoneInfo, first: dt.date, last: dt.date, target: Path | BinaryIO
) -> int:
    """Write every entry of these service days that carries a member of staff; returns how many.

    UTF-8 with BOM, CSV. Numbers of learners, no names; of whoever is forgotten a random id is left.
    Raises CannotWrite and StoreTrouble.
    """
    count = 0
    with whole_file(target) as draft, store.reading() as reader:
        draft.write(("\ufeff" + ",".join(COLUMNS) + "\r\n").encode())
        acts = reader.acts(day_span(first, zone)[0], day_span(last, zone)[1])
        while page := list(itertools.islice(acts, _PAGE)):
            draft.write("".join(csv_line(_row(reader, one, zone)) for one in page).encode())
            count += len(page)
    return count


def _row(reader: Reader, entry: Entry, zone: ZoneInfo) -> list[str]:
    at = entry.at.astimezone(zone).replace(tzinfo=None).isoformat(" ", "seconds")
    numbers = " ".join(_numbers(reader, entry.body))
    row = [str(entry.id), at, entry.by or "", kind_of(entry.body), numbers]
    return [*row, _about(entry.body), _why(entry.body)]


def _numbers(reader: Reader, body: AnyBody) -> Iterator[str]:
    for learner in learners_in(body):
        record = reader.learner(learner)
        yield (record.number if record is not None else "") or learner


def _about(body: AnyBody) -> str:
    """The entry it is about, or how it was done."""
    target = getattr(body, "target", None)
    if isinstance(body, Redated):
        return (
            f"{body.targets[0]} to {body.targets[-1]}, {body.shift_s:+} s" if body.targets else ""
        )
    how = getattr(body, "how", "") or getattr(body, "format", "")
    return str(how if target is None else target)


def _why(body: AnyBody) -> str:
    return str(getattr(body, "reason", "") or getattr(body, "why", ""))
