"""What one VEVENT says besides its times: title, room, host, audience, features, seats."""

from __future__ import annotations

import html
import re
from typing import Any

import msgspec

from kiosk import thai
from kiosk.record import FEATURES, PICTURES, Band

AUDIENCES = (*(band.value for band in Band), "family", "all")
"""Codes allowed in X-WALKIN-AUDIENCE."""

LONGEST_TITLE = 160
"""Characters kept of a title."""
LONGEST_NAME = 100
"""Characters kept of a room's or a host's name."""

Component = Any
"""A component of the iCalendar library, whose types say no more than "one of thirty properties"."""
Property = Any
"""A property of the iCalendar library."""

_ESCAPED = re.compile(r"\\([\\;,])")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


class Particulars(msgspec.Struct, frozen=True, kw_only=True):
    """What an occurrence shows. `opens_before` is minutes; None leaves it to the centre's rule.

    `cancelled_why` is the COMMENT of a cancelled one (RFC 5546, section 3.2.5), if there is any.
    """

    title: str
    title_en: str
    room: str
    host: str
    audience: tuple[str, ...]
    features: tuple[str, ...]
    capacity: int | None
    opens_before: int | None
    cancelled: bool
    cancelled_why: str = ""
    picture: str = ""


def particulars_of(event: Component, master: Component | None) -> Particulars:
    """Read a component; what an exception leaves out is as its master says."""

    def said(name: str) -> list[Property]:
        return every(event, name) or ([] if master is None else every(master, name))

    def number(name: str) -> int | None:
        return whole_number(str(said(name)[0])) if said(name) else None

    titles = said("SUMMARY")
    english = [t for t in titles if str(t.params.get("LANGUAGE", "")).lower().startswith("en")]
    local = [t for t in titles if t not in english] or titles
    # The library knows no type of ours, and leaves the backslashes in.
    own = [_ESCAPED.sub(r"\1", str(text)) for text in said("X-WALKIN-SUMMARY-EN")]
    title_en = own or (english if len(titles) > 1 else [])
    audience = ",".join(str(a) for a in said("X-WALKIN-AUDIENCE")).replace("\\,", ",")
    status = said("STATUS")
    cancelled = bool(status) and str(status[0]).strip().upper() == "CANCELLED"
    return Particulars(
        title=plain_text(local, LONGEST_TITLE),
        title_en=plain_text(title_en, LONGEST_TITLE),
        room=plain_text(said("LOCATION"), LONGEST_NAME),
        host=plain_text([o.params.get("CN", "") for o in said("ORGANIZER")], LONGEST_NAME),
        audience=_codes(audience.split(","), AUDIENCES),
        features=_codes([str(c) for some in said("CATEGORIES") for c in some.cats], FEATURES),
        capacity=number("X-WALKIN-CAPACITY") or None,
        opens_before=number("X-WALKIN-OPENS-BEFORE"),
        cancelled=cancelled,
        cancelled_why=plain_text(said("COMMENT"), LONGEST_TITLE) if cancelled else "",
        picture=next(iter(_codes([str(p) for p in said("X-WALKIN-PICTURE")], PICTURES)), ""),
    )


def every(event: Component, name: str) -> list[Property]:
    """All properties of that name; none is an empty list."""
    value = event.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def whole_number(text: str) -> int | None:
    """A number of up to six digits, Thai digits too; None for anything else."""
    text = thai.ascii_digits(text).strip()
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None


def plain_text(values: list[Property], longest: int) -> str:
    """The first value as plain text: no markup, no invisible characters, not endless."""
    if not values:
        return ""
    return thai.tidy(_TAG.sub(" ", html.unescape(str(values[0]))))[:longest].rstrip()


def _codes(values: list[str], known: tuple[str, ...]) -> tuple[str, ...]:
    tidied = (value.strip().casefold() for value in values)
    return tuple(dict.fromkeys(value for value in tidied if value in known))
