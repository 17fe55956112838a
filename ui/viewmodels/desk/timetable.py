"""The programme's page: a week side by side, or four weeks one below the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QAbstractListModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import thai
from ui.catalogue import Catalogue
from ui.viewmodels.programme import host_of, span_of, title_of
from ui.viewmodels.rows import ShownRows, roles

if TYPE_CHECKING:
    from kiosk.desk import OnPlan, Plan, PlanDay

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

WEEK = 7
_GAP = " · "


class PlanRow(NamedTuple):
    """One occurrence. `column` is its weekday from Monday, `place` its place in the day.

    `heading` is its day where it is the first of one. `kind` is on, off or over.
    """

    key: str
    day: str
    column: int
    place: int
    heading: str
    title: str
    time: str
    detail: str
    note: str
    kind: str
    repeats: bool
    spoken: str


class DayHead(NamedTuple):
    """A day of the week: `hours` or that it is closed, and the public `holiday` if it is one."""

    day: str
    weekday: str
    date: str
    hours: str
    closed: bool
    holiday: str
    today: bool
    over: bool
    spoken: str


class TimetableProps(NamedTuple):
    """What the page says of itself; `view` is week or list, `span` the days that are shown.

    `most` is how many occurrences the fullest day has.
    """

    view: str = "week"
    span: str = ""
    most: int = 0
    empty: bool = False
    problem: str = ""
    busy: str = ""


def derive_rows(
    plan: Plan, texts: Catalogue, zone: ZoneInfo, holidays: Mapping[dt.date, str]
) -> tuple[PlanRow, ...]:
    """Derive the occurrences, by day and time."""
    rows: list[PlanRow] = []
    for day in plan.days:
        said = derive_head(day, plan.today, texts, holidays)
        for place, one in enumerate(day.occurrences):
            heading = "" if place else said.spoken
            rows.append(_row(one, place, heading, texts, zone))
    return tuple(rows)


def derive_heads(
    plan: Plan, texts: Catalogue, holidays: Mapping[dt.date, str]
) -> tuple[DayHead, ...]:
    """Derive the days."""
    return tuple(derive_head(day, plan.today, texts, holidays) for day in plan.days)


def derive_head(
    one: PlanDay, today: dt.date, texts: Catalogue, holidays: Mapping[dt.date, str]
) -> DayHead:
    """Derive one day."""
    day, hours = one.day, texts.say("desk.plan.closed")
    if one.hours == (dt.time.min, dt.time.max):
        hours = ""
    elif one.hours is not None:
        opens, closes = (thai.short_time(at, language=texts.language) for at in one.hours)
        hours = f"{opens.removesuffix(' น.')}–{closes}"
    holiday = holidays.get(day, "")
    long = thai.long_date(day, language=texts.language)
    return DayHead(
        day=day.isoformat(),
        weekday=texts.say(f"desk.weekday.{day.weekday()}"),
        date=f"{day.day}/{day.month}",
        hours=hours,
        closed=one.hours is None,
        holiday=holiday,
        today=day == today,
        over=day < today,
        spoken=_GAP.join(filter(None, (long, hours, holiday))),
    )


def _row(one: OnPlan, place: int, heading: str, texts: Catalogue, zone: ZoneInfo) -> PlanRow:
    occurrence = one.occurrence
    title = title_of(occurrence, texts.language)
    time = span_of(occurrence, texts, zone)
    host = host_of(occurrence.host, texts.language)
    detail = _GAP.join(filter(None, (thai.tidy(occurrence.room), host)))
    notes = []
    if occurrence.cancelled:
        notes.append(texts.say("desk.plan.off"))
    if one.came:
        notes.append(texts.say("desk.plan.came", one.came))
    elif occurrence.capacity is not None:
        notes.append(texts.say("desk.plan.seats", occurrence.capacity))
    note = _GAP.join(notes)
    kind = "off" if occurrence.cancelled else "over" if one.over else "on"
    again = texts.say("desk.plan.repeats") if one.repeats else ""
    day = thai.long_date(occurrence.day, language=texts.language)
    return PlanRow(
        key=occurrence.key,
        day=occurrence.day.isoformat(),
        column=occurrence.day.weekday(),
        place=place,
        heading=heading,
        title=title,
        time=time,
        detail=detail,
        note=note,
        kind=kind,
        repeats=one.repeats,
        spoken=", ".join(filter(None, (title, day, time, detail, note, again))),
    )


@QmlElement
class PlanModel(ShownRows[PlanRow], QAbstractListModel):
    """The occurrences."""

    ROLES = roles(PlanRow)

    changed = Signal()

    def show(self, rows: tuple[PlanRow, ...]) -> bool:
        """Replace the rows."""
        anew = super().show(rows)
        if anew:
            self.changed.emit()
        return anew

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many."""
        return len(self.rows)

    @Slot(str, result=int)
    def at(self, key: str) -> int:
        """The row of an occurrence, -1 when it is not shown."""
        return next((n for n, row in enumerate(self.rows) if row.key == key), -1)

    @Slot(int, int, int, result=int)
    def beside(self, current: int, columns: int, places: int) -> int:
        """The row so many days and places away, or the nearest that way; the same at the edge."""
        if not self.rows:
            return -1
        if not 0 <= current < len(self.rows):
            return 0
        here = self.rows[current]
        if places:
            same = [n for n, row in enumerate(self.rows) if row.day == here.day]
            return min(max(current + places, same[0]), same[-1])
        way = [
            (abs(row.column - here.column), abs(row.place - here.place), n)
            for n, row in enumerate(self.rows)
            if (row.column - here.column) * columns > 0
        ]
        return min(way)[2] if way else current


@QmlElement
class DayModel(ShownRows[DayHead], QAbstractListModel):
    """The days of the week."""

    ROLES = roles(DayHead)


@QmlElement
class TimetableModel(QObject):
    """The page's words; its signals are what was pressed."""

    changed = Signal()

    turned = Signal(int)
    """So many spans later; 0 is back to today."""
    viewed = Signal(str)
    opened = Signal(str, str)
    """An occurrence by key and day."""
    calledOff = Signal(str, str)
    wanted = Signal(str)
    """Something new, on this day; "" is a day of the span."""
    dropped = Signal(str)
    """A file."""
    fileWanted = Signal()
    exported = Signal(str)
    """As ics or csv."""
    focusWanted = Signal(str)
    """The occurrence that was just written."""

    def __init__(self) -> None:
        super().__init__()
        self.props = TimetableProps()

    def show(self, props: TimetableProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def view(self) -> str:
        """Week or list."""
        return self.props.view

    @Property(str, notify=changed)
    def span(self) -> str:
        """The days that are shown."""
        return self.props.span

    @Property(int, notify=changed)
    def most(self) -> int:
        """How many occurrences the fullest day has."""
        return self.props.most

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether there is nothing."""
        return self.props.empty

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is in the way."""
        return self.props.problem

    @Property(str, notify=changed)
    def busy(self) -> str:
        """What is under way, in words."""
        return self.props.busy
