"""What is kept of one learner, to be taken along: JSON for programs, text for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import BinaryIO
from zoneinfo import ZoneInfo

import msgspec

from kiosk.entry import Entry, EntryId, LearnerKept, kind_of
from kiosk.foreign import Passport
from kiosk.ports import Line
from kiosk.record import Learner
from kiosk.thai import buddhist

Told = dict[str, object]

_NOT_SHOWN = frozenset({"kind", "learner", "card", "key", "citizen"})
_LABELS = {
    "number": "รหัส / Number",
    "name": "ชื่อ / Name",
    "name_en": "ชื่ออังกฤษ / Name in English",
    "nickname": "ชื่อเล่น / Nickname",
    "birth_year": "ปีเกิด ค.ศ. / Year of birth",
    "sex": "เพศ / Sex",
    "partner": "สถาบัน / Institution",
    "student_number": "รหัสนักเรียน / Student number",
    "phone": "โทรศัพท์ / Phone",
    "citizen": "เลขประชาชน / Citizen number",
    "valid_until": "ใช้ได้ถึง / Valid until",
    "standing": "สถานะ / Standing",
    "consent": "ความยินยอม / Consent",
    "centre": "ผู้เรียนรู้ของศูนย์ / Learner of the centre",
}


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says. Times are the centre's, with their offset from UTC."""

    written_at: str
    check_ins_since: str
    learner: Told
    also_registered_as: list[Told]
    cards: list[Told]
    check_ins: list[Told]
    elsewhere: list[Told]
    entries: list[Told]


def kept(
    learner: Learner,
    also: tuple[Learner, ...],
    visits: tuple[Line, ...],
    faces: Mapping[EntryId, int],
    history: tuple[Entry, ...],
    *,
    elsewhere: Mapping[str, Passport],
    since: dt.date | None,
    now: dt.datetime,
    zone: ZoneInfo,
) -> Kept:
    """What is told of a learner: everything but hashes, which nobody can read."""
    cards = [entry for entry in history if kind_of(entry.body) in {"card-issued", "card-lost"}]
    return Kept(
        written_at=_local(now, zone),
        check_ins_since="" if since is None else since.isoformat(),
        learner=_record(learner),
        also_registered_as=[_record(one) for one in also],
        cards=[{"at": _local(e.at, zone), "what": kind_of(e.body)} for e in cards],
        check_ins=[_visit(line, faces.get(line.entry), zone) for line in visits],
        elsewhere=[_year(centre, year) for centre, year in sorted(elsewhere.items())],
        entries=[_entry(entry, zone) for entry in history if entry not in cards],
    )


def write_json(told: Kept, out: BinaryIO) -> None:
    """One JSON object, indented."""
    out.write(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")


def write_text(told: Kept, out: BinaryIO) -> None:
    """Thai and English side by side, UTF-8 with BOM so that any editor shows Thai right."""
    out.write(("\ufeff" + "\n".join(_lines(told)) + "\n").encode())


def _lines(told: Kept) -> Iterator[str]:
    yield f"ข้อมูลที่ศูนย์เก็บไว้ / What the centre keeps of you — {told.written_at}"
    for record in (told.learner, *told.also_registered_as):
        yield ""
        for name, value in record.items():
            yield f"{_LABELS[name]}: {value}"
    visits = "การเข้าใช้ / Visits"
    if told.check_ins_since:
        since = told.check_ins_since
        visits += f" ตั้งแต่ {since} ก่อนหน้านั้นอยู่ที่เครื่องกลาง / since {since}, older ones on the hub"
    for title, rows in (
        ("บัตร / Cards", told.cards),
        (visits, told.check_ins),
        ("ที่ศูนย์อื่นในปีนี้ / At other centres this year", told.elsewhere),
        ("รายการบันทึก / Entries", told.entries),
    ):
        yield ""
        yield f"{title} ({len(rows)})"
        for row in rows:
            yield "  " + ", ".join(str(value) for value in row.values() if value not in ("", None))


def _record(learner: Learner) -> Told:
    told: Told = {
        name: value
        for name in _LABELS
        if (value := getattr(learner, name)) not in ("", None) and name != "citizen"
    }
    if learner.citizen:
        told["citizen"] = "เก็บเป็นรหัสลับ / kept as a keyed hash"
    return {name: str(value) for name, value in told.items()}


def _visit(line: Line, face: int | None, zone: ZoneInfo) -> Told:
    title = "" if line.occurrence is None else line.occurrence.title
    left = line.left_at
    told: Told = {
        "day": line.day.isoformat(),
        "day_be": buddhist(line.day),
        "at": _local(line.at, zone),
        "at_by_a_wrong_clock": "" if line.misdated is None else _local(line.misdated.at, zone),
        "activity": title or "แวะมา / visit",
        "how": line.how,
        "by": line.by or "",
        "left_at": "" if left is None else _local(left, zone),
        "face": "" if face is None else f"{face}/5",
        "undone": line.undone_reason if line.undone_at is not None else "",
    }
    return {name: value for name, value in told.items() if value != ""}


def _year(centre: str, year: Passport) -> Told:
    told: Told = {"centre": centre, "year": year.year, "visits": year.visits}
    told |= {"minutes": year.minutes, "last": "" if year.last is None else year.last.isoformat()}
    for what, some in (("features", year.features), ("partners", year.partners)):
        told[what] = ", ".join(f"{name} {n}" for name, n in some.items())
    return told


def _entry(entry: Entry, zone: ZoneInfo) -> Told:
    said = msgspec.to_builtins(entry.body)
    told: Told = {"entry": str(entry.id), "at": _local(entry.at, zone), "what": kind_of(entry.body)}
    if entry.by:
        told["by"] = entry.by
    if isinstance(entry.body, LearnerKept):
        told |= _record(entry.body.learner)
    told |= {
        name: value
        for name, value in said.items()
        if name not in _NOT_SHOWN and isinstance(value, str) and value
    }
    return told


def _local(at: dt.datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(" ", "seconds")
