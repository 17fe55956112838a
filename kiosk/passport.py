"""The learning passport: what a learner did here in a year, for the card's holder only."""

from __future__ import annotations

import datetime as dt

import msgspec


class Passport(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's calendar year (Gregorian).

    `visits` are different service days, `minutes` of learning are counted once however many
    check-ins cover them. `features` and `partners` count occurrences by code.
    """

    year: int
    visits: int = 0
    minutes: int = 0
    features: dict[str, int] = {}
    partners: dict[str, int] = {}
    last: dt.date | None = None
