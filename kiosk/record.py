"""The things the centre keeps a record of: learners, activities, occurrences, staff."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec


class Band(StrEnum):
    """Age band of a visitor (PRODUCT, words)."""

    CHILD = "child"
    YOUTH = "youth"
    ADULT = "adult"
    SENIOR = "senior"


# Highest age in whole years that still belongs to the band.
_BAND_UP_TO = ((12, Band.CHILD), (24, Band.YOUTH), (59, Band.ADULT))

FEATURES = (
    "basic-to-higher",
    "family-community",
    "workplace",
    "modern-technology",
    "quality-excellence",
    "lifelong-culture",
)
"""Codes of the six learning-city features of UNESCO's framework."""

PICTURES = (*FEATURES, "centre")
"""Codes of the pictures an activity may have."""


CARD_ID = "card:"
"""Before a card's hash: the id of whoever came by a card that nobody here knows yet."""


class PartnerNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A student number at a partner institution; others may have the same one."""

    partner: str
    number: str


class Standing(StrEnum):
    """Whether a learner may come in without a word from staff."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


def band_of_age(age: int) -> Band:
    """Age band of somebody who is `age` whole years old."""
    for up_to, band in _BAND_UP_TO:
        if age <= up_to:
            return band
    return Band.SENIOR


class Role(StrEnum):
    """What somebody may do at the kiosk, from the least to the most."""

    VISITOR = "visitor"
    DESK = "desk"
    ADMIN = "admin"

    def may(self, need: Role) -> bool:
        """Whether this role is enough where `need` is asked for."""
        order = list(Role)
        return order.index(self) >= order.index(need)


class Staff(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody who works here, under the name that entries carry as `by`.

    `pin` is what is kept of the PIN (`kiosk.pins`), never the PIN.
    """

    name: str
    role: Role
    pin: str
    disabled: bool = False


class Learner(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A person with a record.

    `learner` is the opaque id that entries carry, `number` what is printed and typed. `birth_year`
    is Gregorian. `citizen` is a keyed hash of the 13-digit citizen number, never the number. `sex`
    is female, male or other where somebody gave it. `centre` is the code of another centre whose
    learner this is: then only what that tells is here (`kiosk.foreign`), and no number.
    """

    learner: str
    number: str
    name: str = ""
    name_en: str = ""
    nickname: str = ""
    birth_year: int | None = None
    partner: str = ""
    student_number: str = ""
    phone: str = ""
    citizen: str = ""
    valid_until: dt.date | None = None
    standing: Standing = Standing.ACTIVE
    consent: str = ""
    sex: str = ""
    centre: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a record; of whoever came by a card from elsewhere there is an id."""
        return self.number != "" or self.centre != ""

    def age(self, day: dt.date) -> int | None:
        """Whole years reached in the calendar year of `day`; None when the year is unknown."""
        return None if self.birth_year is None else max(0, day.year - self.birth_year)

    def band(self, day: dt.date) -> Band | None:
        """Age band on `day`; None when the birth year is unknown."""
        age = self.age(day)
        return None if age is None else band_of_age(age)


def stranger(learner: str) -> Learner:
    """Somebody of whom only the id is known here."""
    return Learner(learner=learner, number="")


class Activity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is offered, with its rule of repetition.

    `ics` holds the VEVENT components (master and exceptions, RFC 5545) the occurrences are
    computed from; the other fields are read from it once, at import.
    """

    uid: str
    title: str
    ics: str
    title_en: str = ""


class Occurrence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One date and time of an activity.

    `key` stays the same when the occurrence is moved: activity uid and the start the rule gave it.
    `day` is the service day it belongs to. Check-in is open from `opens` until `end`.
    `cancelled_why` is what the programme says about the cancelling. `picture` is the code of one of
    `PICTURES`, "" for that of the main feature, which is the first one.
    """

    key: str
    activity: str
    day: dt.date
    title: str
    start: dt.datetime
    end: dt.datetime
    opens: dt.datetime
    title_en: str = ""
    room: str = ""
    host: str = ""
    audience: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    capacity: int | None = None
    all_day: bool = False
    cancelled: bool = False
    cancelled_why: str = ""
    picture: str = ""

    def is_open(self, now: dt.datetime) -> bool:
        """Whether somebody may check in to it at `now`."""
        return not self.cancelled and self.opens <= now <= self.end
