"""What an occurrence is to be, as a form says it, and the iCalendar lines that say so."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec

from kiosk.rhythm import Rhythm
from kiosk.vevent import param_value, text_value


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What an occurrence is to be. Times are of the centre; without any it takes the whole day.

    An `end` not after the start is of the next day. `features` has the main one first.
    `opens_before` are minutes, None leaves it to the centre's rule.
    """

    title: str
    day: dt.date
    start: dt.time | None = None
    end: dt.time | None = None
    title_en: str = ""
    room: str = ""
    host: str = ""
    audience: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    capacity: int | None = None
    opens_before: int | None = None
    picture: str = ""
    rhythm: Rhythm = Rhythm()

    @property
    def times(self) -> tuple[dt.date, dt.time | None, dt.time | None]:
        """When."""
        return self.day, self.start, self.end


class Edit(NamedTuple):
    """What is done: to the one occurrence or to all `following` too.

    `off` calls it off, and says why to visitors; None: it takes place.
    """

    before: Wish
    after: Wish
    following: bool = False
    off: str | None = None


def changes(edit: Edit, *, sparse: bool) -> dict[str, str]:
    """Lines of the details that are not what they were."""
    before, after = (details(wish, sparse=sparse) for wish in (edit.before, edit.after))
    changed = {name: line for name, line in after.items() if line != before[name]}
    titles = {"SUMMARY", "X-WALKIN-SUMMARY-EN"}
    if titles & changed.keys():
        changed |= {name: after[name] for name in titles}
    return changed


def details(wish: Wish, *, sparse: bool) -> dict[str, str]:
    """A line of each detail; `sparse` leaves out the empty ones, which an exception must say."""
    said = {
        "SUMMARY": text_value(wish.title),
        "LOCATION": text_value(wish.room),
        "CATEGORIES": ",".join(wish.features),
        "X-WALKIN-AUDIENCE": ",".join(wish.audience),
        "X-WALKIN-CAPACITY": "" if wish.capacity is None else str(wish.capacity),
        "X-WALKIN-OPENS-BEFORE": "" if wish.opens_before is None else str(wish.opens_before),
        "X-WALKIN-PICTURE": wish.picture,
        "X-WALKIN-SUMMARY-EN": text_value(wish.title_en),
    }
    lines = {name: "" if sparse and not text else f"{name}:{text}" for name, text in said.items()}
    host = f"ORGANIZER;CN={param_value(wish.host)}:invalid:nomail"
    return lines | {"ORGANIZER": "" if sparse and not wish.host else host}


def status(off: str | None, *, plain: str) -> dict[str, str]:
    """Lines that call it off and say why; or let it take place, with STATUS `plain`."""
    if off is None:
        return {"STATUS": plain and f"STATUS:{plain}", "COMMENT": ""}
    return {"STATUS": "STATUS:CANCELLED", "COMMENT": f"COMMENT:{text_value(off)}"}
