"""Records and lines with sensible defaults; a test names only what it is about."""

import datetime as dt
from typing import Any

from kiosk.entry import EntryId
from kiosk.ports import Alert, Line
from kiosk.record import Band, Learner, Occurrence

DAY = dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 11, 22, 5, 0, tzinfo=dt.UTC)
"""12:00 in Bangkok."""


def a_learner(**changes: Any) -> Learner:
    defaults = {
        "learner": "l1",
        "number": "K100001",
        "name": "นางสาวมะลิ ตัวอย่าง",
        "nickname": "มะลิ",
        "birth_year": 1990,
        "partner": "nrru",
    }
    return Learner(**(defaults | changes))


def an_occurrence(**changes: Any) -> Occurrence:
    defaults = {
        "key": "clay/2026-11-22T05:00Z",
        "activity": "clay",
        "day": DAY,
        "title": "ปั้นดินด่านเกวียน",
        "title_en": "Dan Kwian clay",
        "start": NOON,
        "end": NOON + dt.timedelta(hours=2),
        "opens": NOON - dt.timedelta(minutes=30),
        "room": "ห้อง 2",
        "host": "nrvc",
        "capacity": 20,
    }
    return Occurrence(**(defaults | changes))


def a_line(**changes: Any) -> Line:
    """A learner's check-in; `guests={Band.CHILD: 3}` makes it one of counted people."""
    guests = changes.pop("guests", None)
    defaults: dict[str, Any] = {
        "entry": EntryId("A", 17),
        "day": DAY,
        "at": NOON + dt.timedelta(minutes=5, seconds=6),
        "occurrence": an_occurrence(),
        "learner": a_learner(),
        "named": True,
        "people": 1,
        "bands": {Band.ADULT: 1},
        "partner": "nrru",
        "how": "card",
        "by": None,
        "expired": False,
        "late": False,
        "over_capacity": False,
        "left_at": None,
        "left_how": "",
        "undone_at": None,
        "undone_by": None,
        "undone_reason": "",
    }
    if guests is not None:
        defaults |= {
            "learner": None,
            "named": False,
            "people": sum(guests.values()),
            "bands": guests,
            "how": "touch",
        }
    return Line(**(defaults | changes))


def an_alert(**changes: Any) -> Alert:
    """A call for help of five past twelve; `guests={Band.CHILD: 10}` makes it a held count."""
    guests = changes.pop("guests", None)
    defaults: dict[str, Any] = {
        "entry": EntryId("A", 17),
        "at": NOON + dt.timedelta(minutes=5, seconds=6),
        "about": "help",
    }
    if guests is not None:
        people = sum(guests.values())
        defaults |= {"about": "count_held", "reason": "fast", "people": people, "bands": guests}
    return Alert(**(defaults | changes))
