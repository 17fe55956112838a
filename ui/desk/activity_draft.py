"""A wish as a form: what its fields hold, what was typed and chosen there, and what it means."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import msgspec

from kiosk import thai
from kiosk.importing import cells
from kiosk.particulars import AUDIENCES
from kiosk.record import FEATURES, PICTURES
from kiosk.rhythm import Every, Rhythm
from kiosk.wish import Wish
from ui.desk.correcting import NotRead, date_said
from ui.viewmodels.desk.activity import Group

if TYPE_CHECKING:
    from ui.catalogue import Catalogue

FIELDS = (
    "title", "title_en", "day", "start", "end", "room", "host", "capacity", "opens_before",
    "until",
)  # fmt: skip
EVERY = tuple(every for every in Every if every is not Every.OTHER)
_WEEKLY = (Every.WEEK, Every.FORTNIGHT)
_TIME = re.compile(r"(\d{1,2})(?:[.: ]?(\d{2}))?")
_NUMBER = re.compile(r"\d{1,6}")
_SCOPES = 2


class Draft:
    """What stands in the form. `seen` is the wish as it was; `fixed` when its rule stays."""

    def __init__(self, seen: Wish, texts: Catalogue, *, fixed: bool) -> None:
        self.seen = seen
        self.fixed = fixed
        self.following = False
        self.every = seen.rhythm.every
        self.days = set(seen.rhythm.days)
        self.audience = set(seen.audience)
        self.main = seen.features[0] if seen.features else ""
        self.others = set(seen.features[1:])
        self.picture = seen.picture
        self.fields = _fields_of(seen, texts)

    @property
    def weekly(self) -> bool:
        """Whether weekdays can be chosen."""
        return self.every in _WEEKLY and not self.fixed

    def choose(self, group: str, number: int) -> None:
        """Something is pressed: one of several, or one more of them."""
        if group == "every":
            self.every = EVERY[number]
        elif group == "days":
            self.days ^= {number}
        elif group == "audience":
            self.audience ^= {AUDIENCES[number]}
        elif group == "main":
            self.main = ("", *FEATURES)[number]
            self.others.discard(self.main)
        elif group == "others" and FEATURES[number] != self.main:
            self.others ^= {FEATURES[number]}
        elif group == "picture":
            self.picture = ("", *PICTURES)[number]
        elif group == "scope":
            self.following = number == 1

    def groups(self, texts: Catalogue) -> dict[str, Group]:
        """What there is to choose from, in the present language."""
        say = texts.say
        features = tuple(say(f"feature.{code}") for code in FEATURES)
        first = self._first_day()
        days = self.days | ({first.weekday()} if first else set())
        return {
            "every": Group(tuple(say(f"desk.every.{e}") for e in EVERY), _at(EVERY, [self.every])),
            "days": Group(tuple(say(f"desk.weekday.{n}") for n in range(7)), frozenset(days)),
            "audience": Group(
                tuple(say(f"audience.{code}") for code in AUDIENCES), _at(AUDIENCES, self.audience)
            ),
            "main": Group((say("desk.plan.none"), *features), _at(("", *FEATURES), [self.main])),
            "others": Group(features, _at(FEATURES, self.others)),
            "picture": Group(
                (say("desk.plan.picture.main"), *PICTURES), _at(("", *PICTURES), [self.picture])
            ),
            "scope": Group(
                tuple(say(f"desk.plan.scope.{n}") for n in range(_SCOPES)),
                frozenset({int(self.following)}),
            ),
        }

    def wish(self) -> Wish:
        """What it means. Raises NotRead with the first field that means nothing."""
        said = {name: text.strip() for name, text in self.fields.items()}
        day = read_day(said["day"], "day")
        if day is None:
            raise NotRead("day")
        until = read_day(said["until"], "until") if self.every is not Every.ONCE else None
        days = tuple(sorted(self.days)) if self.every in _WEEKLY else ()
        rhythm = Rhythm(every=self.every, days=days, until=until)
        main = () if not self.main else (self.main,)
        others = tuple(code for code in FEATURES if code in self.others and code != self.main)
        kept = [code for code in self.seen.features[1:] if code in others]
        return msgspec.structs.replace(
            self.seen,
            title=thai.tidy(said["title"]),
            title_en=thai.tidy(said["title_en"]),
            day=day,
            start=_read_time(said["start"], "start", self.seen.start),
            end=_read_time(said["end"], "end", self.seen.end),
            room=thai.tidy(said["room"]),
            host=thai.tidy(said["host"]),
            capacity=_read_number(said["capacity"], "capacity"),
            opens_before=_read_number(said["opens_before"], "opens_before"),
            # Those that were there in the order in which they were.
            features=(*main, *kept, *(code for code in others if code not in kept)),
            audience=_in_order(self.seen.audience, self.audience),
            picture=self.picture,
            rhythm=rhythm if rhythm != self.seen.rhythm else self.seen.rhythm,
        )

    def _first_day(self) -> dt.date | None:
        try:
            return read_day(self.fields["day"], "day")
        except NotRead:
            return None


def read_day(text: str, field: str) -> dt.date | None:
    """A date of either era, None when there is none. Raises NotRead when it is no date."""
    try:
        return cells.date(text, field)
    except cells.BadCell:
        raise NotRead(field) from None


def _fields_of(wish: Wish, texts: Catalogue) -> dict[str, str]:
    return {
        "title": wish.title,
        "title_en": wish.title_en,
        "day": date_said(wish.day, texts),
        "start": _time_said(wish.start, texts),
        "end": _time_said(wish.end, texts),
        "room": wish.room,
        "host": wish.host,
        "capacity": "" if wish.capacity is None else str(wish.capacity),
        "opens_before": "" if wish.opens_before is None else str(wish.opens_before),
        "until": date_said(wish.rhythm.until, texts),
    }


def _time_said(at: dt.time | None, texts: Catalogue) -> str:
    return "" if at is None else f"{at:%H.%M}" if texts.language == "th" else f"{at:%H:%M}"


def _read_time(text: str, field: str, seen: dt.time | None) -> dt.time | None:
    """13.30, 13:30, 1330, 13; 24.00 is midnight. Raises NotRead."""
    plain = thai.ascii_digits(text).removesuffix("น.").strip()
    if not plain:
        return None
    found = _TIME.fullmatch(plain)
    if found is None:
        raise NotRead(field)
    hour, minute = int(found[1]), int(found[2] or 0)
    try:
        at = dt.time(0 if (hour, minute) == (24, 0) else hour, minute)
    except ValueError:
        raise NotRead(field) from None
    # Seconds are not shown, and not lost.
    return seen if seen is not None and seen.replace(second=0) == at else at


def _read_number(text: str, field: str) -> int | None:
    plain = thai.ascii_digits(text).replace(",", "").strip()
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain):
        raise NotRead(field)
    return int(plain)


def _in_order(seen: tuple[str, ...], chosen: set[str]) -> tuple[str, ...]:
    """As they were, and then the new ones."""
    kept = [code for code in seen if code in chosen]
    return (*kept, *(code for code in AUDIENCES if code in chosen and code not in kept))


def _at(known: tuple[str, ...], chosen: object) -> frozenset[int]:
    return frozenset(n for n, code in enumerate(known) if code in chosen)  # type: ignore[operator]
