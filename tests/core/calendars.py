"""Calendars in a few words, and what they expand to."""

import datetime as dt
from zoneinfo import ZoneInfo

from kiosk.programme import occurrences_of
from kiosk.record import Activity, Occurrence

BANGKOK = ZoneInfo("Asia/Bangkok")


def event(text: str, *, uid: str = "a") -> str:
    return f"BEGIN:VEVENT\nUID:{uid}\n{text.strip()}\nEND:VEVENT\n"


def activity(*events: str, before: str = "", uid: str = "a") -> Activity:
    blocks = "".join(event(text, uid=uid) for text in events)
    ics = f"BEGIN:VCALENDAR\n{before.strip()}\n{blocks}END:VCALENDAR\n".replace("\n\n", "\n")
    return Activity(uid=uid, title="?", ics=ics.replace("\n", "\r\n"))


def expand(
    *events: str, first: str, last: str | None = None, before: str = ""
) -> tuple[Occurrence, ...]:
    return occurrences_of(
        activity(*events, before=before),
        dt.date.fromisoformat(first),
        dt.date.fromisoformat(last or first),
        BANGKOK,
        30,
    )


def starts(found: tuple[Occurrence, ...]) -> list[str]:
    return [
        f"{o.start.astimezone(BANGKOK):%d %H:%M}-{o.end.astimezone(BANGKOK):%H:%M}" for o in found
    ]
