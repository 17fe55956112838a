"""What one check of the doctor says."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """`warn`: it works, with something missing. `bad`: the kiosk cannot do its work so."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at, how it stands, and what to do about it."""

    name: str
    verdict: Verdict
    sentence: str
    advice: str = ""


def ok(name: str, sentence: str) -> Check:
    """All is well."""
    return Check(name=name, verdict=Verdict.OK, sentence=sentence)


def warn(name: str, sentence: str, advice: str) -> Check:
    """Something is missing."""
    return Check(name=name, verdict=Verdict.WARN, sentence=sentence, advice=advice)


def bad(name: str, sentence: str, advice: str) -> Check:
    """The kiosk cannot work so."""
    return Check(name=name, verdict=Verdict.BAD, sentence=sentence, advice=advice)
