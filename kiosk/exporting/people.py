"""The list of learners: a file that can be edited in a spreadsheet and imported again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from kiosk.clock import Clock, service_day
from kiosk.entry import NamesSeen
from kiosk.exporting import NeedsReason
from kiosk.exporting.log import csv_line
from kiosk.ports import Reader, Store
from kiosk.record import Learner
from kiosk.thai import BUDDHIST_OFFSET
from kiosk.whole_file import whole_file

HEADING = (
    "member_no", "name_th", "name_en", "nickname", "birth_year_be", "institution", "student_id",
    "phone", "valid_until", "status", "consent_version", "sex",
)  # fmt: skip
_PAGE = 500


def export_learners(
    store: Store,
    clock: Clock,
    zone: ZoneInfo,
    target: Path | BinaryIO,
    *,
    reason: str,
    by: str | None = None,
) -> int:
    """Write every learner with a record, by number; returns how many.

    UTF-8 with BOM and CRLF. Whoever is the same as somebody else is left out, and so are hashes.
    That so many names were seen is in the journal before the file can be. Raises NeedsReason,
    CannotWrite and StoreTrouble.
    """
    reason = reason.strip()
    if not reason:
        msg = "a list of names needs a reason"
        raise NeedsReason(msg)
    with whole_file(target) as draft:
        with store.reading() as reader:
            found = sorted(_records(reader), key=lambda one: one.number)
        draft.write(("\ufeff" + ",".join(HEADING) + "\r\n").encode())
        for start in range(0, len(found), _PAGE):
            lines = (csv_line(_row(one)) for one in found[start : start + _PAGE])
            draft.write("".join(lines).encode())
        now = clock.now()
        seen = NamesSeen(day=service_day(now, zone), why=reason, people=len(found))
        with store.writing() as unit:
            unit.append(seen, now, by=by)
    return len(found)


def _records(reader: Reader) -> Iterator[Learner]:
    after = ""
    while page := reader.learners(after, _PAGE):
        for one in page:
            if one.known and reader.root(one.learner) == one.learner:
                yield one
        after = page[-1].learner


def _row(one: Learner) -> list[str]:
    born = "" if one.birth_year is None else str(one.birth_year + BUDDHIST_OFFSET)
    until = "" if one.valid_until is None else one.valid_until.isoformat()
    return [
        one.number, one.name, one.name_en, one.nickname, born, one.partner, one.student_number,
        one.phone, until, one.standing.value, one.consent, one.sex,
    ]  # fmt: skip
