"""The list of who is inside as plain text, one line a person, to be ticked off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from kiosk import thai
from kiosk.evacuation import Evacuation, Present, Unnamed
from kiosk.record import Band, Occurrence

_ROOM_FOR_NAME, _ROOM_FOR_NUMBER = 32, 12


def roll_text(evacuation: Evacuation, zone: ZoneInfo) -> str:
    """The whole list; times are of `zone`."""
    return "\n".join(_lines(evacuation, zone)) + "\n"


def _lines(evacuation: Evacuation, zone: ZoneInfo) -> Iterator[str]:
    local = evacuation.at.astimezone(zone)
    unnamed = evacuation.total - len(evacuation.named)
    yield f"WHO IS INSIDE  {local:%Y-%m-%d %H:%M}  ({thai.long_date(local.date())})"
    yield f"{evacuation.total} people: {len(evacuation.named)} by name, {unnamed} counted"
    yield f"asked for by {evacuation.by}"
    if evacuation.unnamed:
        yield ""
        yield f"COUNTED WITHOUT A NAME: {unnamed}  ({_bands(evacuation.bands)})"
        yield from map(_group, evacuation.unnamed)
    if evacuation.named:
        yield ""
        yield f"BY NAME: {len(evacuation.named)}"
        yield from (_person(one, zone) for one in evacuation.named)


def _bands(bands: Mapping[Band, int] | Mapping[Band | None, int]) -> str:
    return ", ".join(f"{band.value if band else 'of unknown age'} {n}" for band, n in bands.items())


def _group(group: Unnamed) -> str:
    return f"[ ] {group.people:>4}  {_place(group.occurrence)}  ({_bands(group.bands)})"


def _person(one: Present, zone: ZoneInfo) -> str:
    name = thai.tidy(one.name) or "(no name here)"
    since = one.since.astimezone(zone)
    place = _place(one.occurrence)
    number = one.learner.number or "-"
    return (
        f"[ ] {_filled(name, _ROOM_FOR_NAME)}  {number:<{_ROOM_FOR_NUMBER}}"
        f"  since {since:%H:%M}  {place}"
    )


def _place(occurrence: Occurrence | None) -> str:
    if occurrence is None:
        return "just visiting"
    return ": ".join(filter(None, map(thai.tidy, (occurrence.room, occurrence.title))))


def _filled(text: str, width: int) -> str:
    """With spaces up to so many columns; vowels and tones above and below take none."""
    return text + " " * max(0, width - thai.columns(text))
