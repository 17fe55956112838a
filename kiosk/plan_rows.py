"""An activity as rows of a list: one for itself, one for each exception.

Times are the centre's, but of what repeats by the clock of another zone: that one's.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from kiosk.particulars import Component, Property, every, particulars_of
from kiosk.record import Activity
from kiosk.vevent import Wall, events_of, is_range, moment

COLUMNS = (
    "uid", "title_th", "title_en", "date", "start", "end", "end_date", "repeat", "except", "also",
    "room", "host", "audience", "features", "capacity", "opens_before_min", "picture", "status",
    "reason", "replaces", "following", "zone",
)  # fmt: skip
"""`repeat` is an RRULE (RFC 5545); `except` and `also` list dates; `replaces` is the start of the
repeat that a row is about instead, `following` that it is about all later ones too; `zone` is that
of the times (IANA), "" for the centre's."""

Row = dict[str, str]
_UTC = "Etc/UTC"
_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)


def rows_of(activity: Activity, zone: ZoneInfo) -> list[Row]:
    """The rows of an activity, by the names of the columns."""
    from icalendar import Calendar

    components: list[Component] = Calendar.from_ical(activity.ics).walk("VEVENT")
    master = next((one for one in components if "RECURRENCE-ID" not in one), None)
    other = _other_zone(master, zone)
    zone = zone if other is None else other
    rows = []
    for event, component in zip(events_of(activity), components, strict=True):
        said = particulars_of(component, master)
        start, length = _span(component, master, zone)
        timed = isinstance(start, dt.datetime)
        end = start + length
        last = end if timed else end - _DAY
        rows.append(
            {
                "uid": activity.uid,
                "title_th": said.title,
                "title_en": said.title_en,
                "date": f"{start:%Y-%m-%d}",
                "start": f"{start:%H:%M}" if timed else "",
                "end": f"{end:%H:%M}" if timed else "",
                "end_date": f"{last:%Y-%m-%d}" if _date(last) != _date(start) else "",
                "repeat": event.value("RRULE"),
                "except": _listed(component, "EXDATE", zone),
                "also": _listed(component, "RDATE", zone),
                "room": said.room,
                "host": said.host,
                "audience": " ".join(said.audience),
                "features": " ".join(said.features),
                "capacity": "" if said.capacity is None else str(said.capacity),
                "opens_before_min": "" if said.opens_before is None else str(said.opens_before),
                "picture": said.picture,
                "status": "cancelled" if said.cancelled else "",
                "reason": said.cancelled_why,
                "replaces": _told(component["RECURRENCE-ID"].dt, zone)
                if "RECURRENCE-ID" in component
                else "",
                "following": "yes" if is_range(event) else "",
                "zone": "" if other is None else other.key,
            }
        )
    return rows


def _other_zone(master: Component | None, zone: ZoneInfo) -> ZoneInfo | None:
    """The zone by whose clock it repeats, when that is another."""
    if master is None or "RRULE" not in master or not isinstance(master["DTSTART"].dt, dt.datetime):
        return None
    name = str(master["DTSTART"].dt.tzinfo or "")
    try:
        return None if name in ("", zone.key) else ZoneInfo(_UTC if name == "UTC" else name)
    except (KeyError, ValueError, OSError):
        return None  # the file's own


def _span(
    component: Component, master: Component | None, zone: ZoneInfo
) -> tuple[Wall, dt.timedelta]:
    """Start and length, as `kiosk.recurrence.Series` takes them."""
    given = component["DTSTART"] if "DTSTART" in component else component["RECURRENCE-ID"]
    start = _local(given.dt, zone)
    for one in filter(None, (component, master)):
        if "DURATION" in one:
            return start, one["DURATION"].dt
        if "DTEND" in one and "DTSTART" in one:
            length = _moment(one["DTEND"], zone) - _moment(one["DTSTART"], zone)
            if length > dt.timedelta():
                return start, length
    return start, _HOUR if isinstance(start, dt.datetime) else _DAY


def _moment(given: Property, zone: ZoneInfo) -> dt.datetime:
    return moment(_local(given.dt, zone))


def _listed(component: Component, name: str, zone: ZoneInfo) -> str:
    dates = [one.dt for some in every(component, name) for one in some.dts]
    return " ".join(_told(one[0] if isinstance(one, tuple) else one, zone) for one in dates)


def _local(value: Wall, zone: ZoneInfo) -> Wall:
    """On the centre's clock, without zone."""
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(zone).replace(tzinfo=None)
    return value


def _told(value: Wall, zone: ZoneInfo) -> str:
    local = _local(value, zone)
    return f"{local:%Y-%m-%dT%H:%M}" if isinstance(local, dt.datetime) else f"{local:%Y-%m-%d}"


def _date(value: Wall) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
