"""A list of activities (CSV, or the rows of a workbook) as components of a calendar."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from kiosk import thai
from kiosk.importing import cells
from kiosk.importing.cells import BadCell
from kiosk.importing.columns import DELIMITERS, plain_heading, rows_of
from kiosk.importing.components import Component, ContentLine, content_line
from kiosk.importing.event import known_zone
from kiosk.importing.text import UNREADABLE, quoted
from kiosk.particulars import AUDIENCES, whole_number
from kiosk.record import FEATURES, PICTURES
from kiosk.rhythm import Every, Rhythm, rule_of
from kiosk.wish import Wish, details, status

MOST_ROWS = 10_000

_NAMES = {
    "uid": "uid รหัสกิจกรรม",
    "title_th": "title_th title name activity summary ชื่อ ชื่อกิจกรรม กิจกรรม",
    "title_en": "title_en english ชื่ออังกฤษ ชื่อภาษาอังกฤษ",
    "date": "date day start_date วันที่ วันที่จัด วันเริ่ม",
    "start": "start start_time from time เริ่ม เวลาเริ่ม เวลา",
    "end": "end end_time to เลิก สิ้นสุด เวลาเลิก เวลาสิ้นสุด",
    "end_date": "end_date วันสิ้นสุด ถึงวันที่",
    "repeat": "repeat rrule repeats จัดซ้ำ ทำซ้ำ",
    "until": "until last_date จัดถึงวันที่",
    "except": "except exdate ยกเว้น",
    "also": "also rdate เพิ่มเติม",
    "room": "room location place ห้อง สถานที่",
    "host": "host organizer organiser ผู้จัด วิทยากร",
    "audience": "audience for สำหรับ สำหรับใคร กลุ่มเป้าหมาย",
    "features": "features feature ด้าน",
    "capacity": "capacity seats ที่นั่ง จำนวนที่นั่ง จำนวนที่",
    "opens_before_min": "opens_before_min opens_before เปิดเช็กอินก่อน",
    "picture": "picture ภาพ",
    "status": "status สถานะ",
    "reason": "reason why เหตุผล",
    "replaces": "replaces แทน",
    "following": "following ถัดไปทั้งหมด",
    "zone": "zone timezone time_zone เขตเวลา",
}
_MEANINGS = {plain_heading(word): name for name, words in _NAMES.items() for word in words.split()}
_EVERY = {
    "daily": Every.DAY, "ทุกวัน": Every.DAY, "workdays": Every.WORKDAY, "จันทร์–ศุกร์": Every.WORKDAY,
    "weekly": Every.WEEK, "ทุกสัปดาห์": Every.WEEK, "fortnightly": Every.FORTNIGHT,
    "ทุกสองสัปดาห์": Every.FORTNIGHT, "monthly": Every.MONTH, "ทุกเดือน": Every.MONTH,
}  # fmt: skip
_OFF = frozenset({"cancelled", "canceled", "งด", "งดจัด", "ยกเลิก"})
_ON = frozenset({"", "confirmed", "จัด"})
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?::\d{2})?")
_FORMULA = re.compile(r"'(?=[=+\-@\t'])")
_NAMESPACE = uuid.UUID("3a0c1f6e-6d0a-5c4e-8a56-0b5b8c4e2f10")
_DAY = dt.timedelta(days=1)
_NEEDED = frozenset({"title_th", "date"})


def is_plan_list(heading: str) -> bool:
    """Whether this first line is that of a list of activities."""
    return _split(heading)[1].issuperset(_NEEDED)


def components_of(lines: list[str], zone: ZoneInfo) -> list[Component]:
    """Each row below the heading as a VEVENT; a bad one with the reason."""
    delimiter, _ = _split(lines[0])
    headings = next(rows_of(lines[:1], 1, delimiter))[1] or []
    names = [_MEANINGS.get(plain_heading(heading)) for heading in headings]
    return list(_components(lines, delimiter, names, zone))


def _split(heading: str) -> tuple[str, set[str | None]]:
    """What separates the cells, and what the columns mean."""
    found = []
    for delimiter in DELIMITERS:
        row = next(rows_of([heading], 1, delimiter))[1] or []
        found.append((delimiter, {_MEANINGS.get(plain_heading(cell)) for cell in row}))
    return max(found, key=lambda one: len(one[1] - {None}))


def _components(
    lines: list[str], delimiter: str, names: list[str | None], zone: ZoneInfo
) -> Iterator[Component]:
    for number, row in rows_of(lines[1:], 2, delimiter):
        if row is None:
            yield Component("VEVENT", number, (), (), "a quotation mark is not closed")
            continue
        if not any(cell.strip() for cell in row):
            continue
        said = {
            name: _FORMULA.sub("", cell.strip(), count=1)
            for name, cell in zip(names, row, strict=False)
            if name is not None
        }
        try:
            yield Component("VEVENT", number, tuple(_properties(said, zone)), ())
        except BadCell as e:
            uid = ContentLine("UID", "", said.get("uid", ""))
            yield Component("VEVENT", number, (uid,), (), str(e))


def _properties(said: dict[str, str], zone: ZoneInfo) -> Iterator[ContentLine]:
    """The lines of an event. Raises BadCell."""

    def cell(name: str) -> str:
        return said.get(name, "")

    if any(UNREADABLE in text for text in said.values()):
        msg = "it has characters that cannot be read"
        raise BadCell(msg)
    wish = _wish(said)
    zone = _zone(cell("zone"), zone)
    start = _at(wish.day, wish.start)
    end = _end(said, wish)
    uid = cell("uid") or uuid.uuid5(_NAMESPACE, f"{wish.title}/{start.isoformat()}").hex
    lines = {
        "UID": f"UID:{uid}",
        "DTSTART": _line("DTSTART", [start], zone),
        "DTEND": _line("DTEND", [end], zone),
        "RRULE": _rule(said, wish, zone),
        "EXDATE": _line("EXDATE", _moments(cell("except"), "except"), zone),
        "RDATE": _line("RDATE", _moments(cell("also"), "also"), zone),
    }
    if replaced := _moments(cell("replaces"), "replaces"):
        more = ";RANGE=THISANDFUTURE" if cell("following") else ""
        lines["RECURRENCE-ID"] = _line("RECURRENCE-ID", replaced[:1], zone, more)
    state = cell("status").casefold()
    if state not in _OFF | _ON:
        msg = f"status is neither empty nor cancelled: {quoted(state)}"
        raise BadCell(msg)
    plain = "CONFIRMED" if replaced else ""
    lines |= details(wish, sparse=not replaced)
    lines |= status(cell("reason") if state in _OFF else None, plain=plain)
    if state in _OFF and not cell("reason"):
        lines["COMMENT"] = ""
    for text in lines.values():
        if text and (line := content_line(text)) is not None:
            yield line


def _zone(name: str, here: ZoneInfo) -> ZoneInfo:
    known = known_zone(name) if name else here.key
    if known is None:
        msg = f"zone is none that is known: {quoted(name)}"
        raise BadCell(msg)
    return ZoneInfo(known)


def _wish(said: dict[str, str]) -> Wish:
    def cell(name: str) -> str:
        return said.get(name, "")

    title = thai.tidy(cell("title_th"))
    if not title:
        msg = "it has no title"
        raise BadCell(msg)
    day = cells.date(cell("date"), "date")
    if day is None:
        msg = "date is empty"
        raise BadCell(msg)
    return Wish(
        title=title,
        day=day,
        start=_time(cell("start"), "start"),
        end=_time(cell("end"), "end"),
        title_en=thai.tidy(cell("title_en")),
        room=thai.tidy(cell("room")),
        host=thai.tidy(cell("host")).replace('"', "”"),
        audience=_codes(cell("audience"), "audience", AUDIENCES),
        features=_codes(cell("features"), "features", FEATURES),
        capacity=_number(cell("capacity"), "capacity"),
        opens_before=_number(cell("opens_before_min"), "opens_before_min"),
        picture=next(iter(_codes(cell("picture"), "picture", PICTURES)), ""),
    )


def _end(said: dict[str, str], wish: Wish) -> dt.date:
    last = cells.date(said.get("end_date", ""), "end_date")
    if wish.start is None:
        return (last or wish.day) + _DAY
    if wish.end is None:
        return _at(wish.day, wish.start) + dt.timedelta(hours=1)
    return _at(last or wish.day, wish.end)


def _rule(said: dict[str, str], wish: Wish, zone: ZoneInfo) -> str:
    text = said.get("repeat", "").strip()
    every = _EVERY.get(text.casefold())
    if every is not None:
        until = cells.date(said.get("until", ""), "until")
        rhythm = Rhythm(every=every, until=until)
        return rule_of(rhythm, wish.day, zone, timed=wish.start is not None)
    if text and "FREQ=" not in text.upper():
        known = ", ".join(name for name in _EVERY if name.isascii())
        msg = f"repeat is neither {known} nor an RRULE: {quoted(text)}"
        raise BadCell(msg)
    return f"RRULE:{text.removeprefix('RRULE:')}" if text else ""


def _time(text: str, column: str) -> dt.time | None:
    plain = thai.ascii_digits(text).removesuffix("น.").strip()
    if not plain:
        return None
    found = _TIME.fullmatch(plain)
    try:
        if found is not None:
            return dt.time(int(found[1]) % 24 if found[1] == "24" else int(found[1]), int(found[2]))
    except ValueError:
        pass
    msg = f"{column} is no time like 13:30: {quoted(text)}"
    raise BadCell(msg)


def _number(text: str, column: str) -> int | None:
    if not text:
        return None
    number = whole_number(text.removesuffix(".0"))
    if number is None:
        msg = f"{column} is no number: {quoted(text)}"
        raise BadCell(msg)
    return number


def _codes(text: str, column: str, known: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(re.split(r"[\s,;]+", text.casefold().strip()))) if text else ()
    wrong = [code for code in found if code not in known]
    if wrong:
        msg = f"{column} {quoted(wrong[0])} is none of {', '.join(known)}"
        raise BadCell(msg)
    return found


def _moments(text: str, column: str) -> list[dt.date]:
    """Dates, or times as 2026-11-22T13:00."""
    found: list[dt.date] = []
    for word in text.split():
        day, _, time = word.partition("T")
        read = cells.date(day, column)
        if read is not None:
            found.append(_at(read, _time(time, column)))
    return found


def _at(day: dt.date, time: dt.time | None) -> dt.date:
    return day if time is None else dt.datetime.combine(day, time)


def _line(name: str, values: list[dt.date], zone: ZoneInfo, more: str = "") -> str:
    if not values:
        return ""
    if isinstance(values[0], dt.datetime):
        told = ",".join(f"{one:%Y%m%dT%H%M%S}" for one in values)
        return f"{name};TZID={zone.key}{more}:{told}"
    return f"{name};VALUE=DATE{more}:" + ",".join(f"{one:%Y%m%d}" for one in values)
