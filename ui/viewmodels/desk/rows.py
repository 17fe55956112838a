"""What the desk's list says of one check-in: pure functions from a line to words."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk import thai
from kiosk.partners import partner_named
from kiosk.ports import Alert, Line
from kiosk.record import Learner
from ui.catalogue import Catalogue
from ui.viewmodels.programme import title_of

_HOW = {
    "card": "desk.how.card",
    "member": "desk.how.number",
    "number": "desk.how.number",
    "student": "desk.how.student",
    "phone": "desk.how.phone",
    "citizen": "desk.how.citizen",
    "touch": "desk.how.touch",
    "party": "desk.how.party",
    "desk": "desk.how.desk",
    "paper": "desk.how.paper",
}
_LEFT = {"auto": "desk.note.left_auto"}
_GAP = " · "
BY_VISITOR = "visitor"
"""The reason the kiosk writes when a visitor cancels."""


class Row(NamedTuple):
    """One line of the list, in the language of the moment.

    `notes` are the flags in words; `noticed` when one of them asks for attention.
    """

    entry: str
    time: str
    name: str
    number: str
    activity: str
    how: str
    notes: str
    noticed: bool
    undone: bool
    gone: bool
    spoken: str


class Detail(NamedTuple):
    """Everything about the selected line: who, and the rest in one sentence."""

    title: str = ""
    words: str = ""


def clock_of(at: dt.datetime, texts: Catalogue, zone: ZoneInfo) -> str:
    """13.30, or 13:30; a column needs no น. behind each time."""
    return thai.short_time(at.astimezone(zone), language=texts.language).removesuffix(" น.")


def derive_row(line: Line, texts: Catalogue, zone: ZoneInfo) -> Row:
    """Derive what the list shows of a line."""
    notes = notes_of(line, texts, zone)
    time, name, how = clock_of(line.at, texts, zone), name_of(line, texts), how_of(line, texts)
    activity = activity_of(line, texts)
    number = "" if line.learner is None else thai.tidy(line.learner.number)
    return Row(
        entry=str(line.entry),
        time=time,
        name=name,
        number=number,
        activity=activity,
        how=how,
        notes=_GAP.join(notes),
        noticed=line.undone_at is None and (line.expired or line.late or line.over_capacity),
        undone=line.undone_at is not None,
        gone=line.left_at is not None,
        spoken=", ".join(filter(None, (time, name, number, activity, how, *notes))),
    )


def derive_detail(line: Line | None, texts: Catalogue, zone: ZoneInfo) -> Detail:
    """Derive what the bar below the list says of the selected line."""
    if line is None:
        return Detail()
    number = "" if line.learner is None else thai.tidy(line.learner.number)
    partner = partner_of(line, texts)
    room = "" if line.occurrence is None else thai.tidy(line.occurrence.room)
    by = texts.say("desk.note.by", thai.tidy(line.by)) if line.by else ""
    time = thai.short_time(line.at.astimezone(zone), language=texts.language)
    words = (time, activity_of(line, texts), room, how_of(line, texts), by, partner)
    return Detail(
        title=_GAP.join(filter(None, (name_of(line, texts), number))),
        words=_GAP.join(filter(None, (*words, *notes_of(line, texts, zone)))),
    )


def name_of(line: Line, texts: Catalogue) -> str:
    """Short name and nickname of a learner, or how many of which ages were counted."""
    if line.learner is not None:
        return short_name(line.learner, texts) or texts.say("desk.nameless")
    if line.named:
        return texts.say("desk.gone")
    bands = bands_of(line, texts)
    if line.people == 1:
        bands = [texts.say(f"band.{band.value}") for band in line.bands]
        return _GAP.join([texts.say("desk.guest"), *bands])
    return _GAP.join([texts.say("desk.guests", line.people), *bands])


def bands_of(line: Line | Alert, texts: Catalogue) -> list[str]:
    """How many of which ages."""
    return [f"{texts.say(f'band.{band.value}')} {n}" for band, n in line.bands.items()]


def activity_of(line: Line | Alert, texts: Catalogue) -> str:
    """Title of the activity, or that it is a general visit."""
    if line.occurrence is None:
        return texts.say("choose.visit")
    return title_of(line.occurrence, texts.language)


def partner_of(line: Line | Alert | Learner, texts: Catalogue) -> str:
    """Name of the institution somebody belongs to."""
    return institution_of(line.partner, texts)


def institution_of(partner: str, texts: Catalogue) -> str:
    """Name of an institution by what a record says: its code, or any words."""
    known = partner_named(partner)
    if known is None:
        return thai.tidy(partner)
    return known.name_en if texts.language == "en" else known.name


def how_of(line: Line, texts: Catalogue) -> str:
    """What named the learner, or how people were counted."""
    return texts.say(_HOW[line.how]) if line.how in _HOW else thai.tidy(line.how)


def notes_of(line: Line, texts: Catalogue, zone: ZoneInfo) -> list[str]:
    """The flags of a line in words; that it was undone comes first."""
    notes = []
    if line.undone_at is not None:
        notes.append(_undone(line, texts))
    if line.again:
        notes.append(texts.say("desk.note.again"))
    if line.expired:
        notes.append(texts.say("desk.note.expired"))
    if line.late:
        notes.append(texts.say("desk.note.late"))
    if line.over_capacity:
        notes.append(texts.say("desk.note.over"))
    if line.misdated is not None:
        was = line.misdated.at.astimezone(zone)
        day = f"{was:%d/%m/%Y}" if texts.language == "en" else thai.buddhist(was.date())
        notes.append(texts.say("desk.note.misdated", f"{day} {clock_of(was, texts, zone)}"))
    if line.left_at is not None:
        key = _LEFT.get(line.left_how, "desk.note.left")
        notes.append(texts.say(key, clock_of(line.left_at, texts, zone)))
    return notes


def _undone(line: Line, texts: Catalogue) -> str:
    by, reason = thai.tidy(line.undone_by or ""), thai.tidy(line.undone_reason)
    if reason == BY_VISITOR and not by:
        return texts.say("desk.note.visitor")
    return (
        texts.say("desk.note.undone")
        + (" " + texts.say("desk.note.undone_by", by) if by else "")
        + (" " + texts.say("desk.note.undone_because", reason) if reason else "")
    )


def full_name(learner: Learner, texts: Catalogue) -> str:
    """The whole name with the nickname behind it; "" when there is neither."""
    return _beside_nickname(thai.tidy(_written(learner, texts)), learner)


def short_name(learner: Learner, texts: Catalogue) -> str:
    """What stands open at the desk: a look at a full name is an entry of its own (PRODUCT 4)."""
    return _beside_nickname(thai.short_name(_written(learner, texts)), learner)


def _written(learner: Learner, texts: Catalogue) -> str:
    return (learner.name_en if texts.language == "en" else "") or learner.name


def _beside_nickname(name: str, learner: Learner) -> str:
    nickname = thai.tidy(learner.nickname)
    if name and nickname and nickname not in name:
        return f"{name} ({nickname})"
    return name or nickname
