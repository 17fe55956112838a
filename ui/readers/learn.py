"""What a scanner does, learned from one code that it typed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from kiosk.config import Scanner
from ui.readers.framing import aim_of, as_us, bare, begins_with
from ui.readers.keys import Key, Kind, Layout, read

_SPARE = 2
"""Times the longest pause that was seen: Bluetooth is not even."""
_SLOWEST_MS = 60
"""On average; slower are fingers."""
_LONGEST_MS = 100
"""More would take fast fingers for a scanner."""
_AIM = 3
_USUAL = Scanner()


class Learned(NamedTuple):
    """How a scanner types, and how the keyboard is set meanwhile. Pauses in milliseconds."""

    suffix: str
    """enter, tab, both or none."""
    layout: Layout
    caps: bool
    average_ms: int
    longest_ms: int
    aim: str
    """AIM identifier as ]Q3, "" without one. It is taken off whatever the settings say."""
    prefix: str
    prefix_told: bool
    """Whether the code was the expected one; else only a prefix that is set already is known."""
    settings: Scanner
    """The settings it needs; what one scan cannot tell is as it was."""

    @property
    def values(self) -> dict[str, object]:
        """What to write into the settings: what was learned, and nothing else."""
        names = ("suffix", "prefix", "gap_ms") if self.prefix_told else ("suffix", "gap_ms")
        return {name: getattr(self.settings, name) for name in names}


def learn(keys: Sequence[Key], code: str = "", now: Scanner = _USUAL) -> Learned | None:
    """Learn from all keys of one burst, its end included; None when no scanner typed a code.

    `code`, if known, is what the scanned code says: what stands before it is the scanner's prefix.
    `now` is how the scanner is set.
    """
    last = max((i for i, key in enumerate(keys) if key.kind is Kind.CHARACTER), default=-1)
    body = keys[: last + 1]
    if not body or any(key.kind is not Kind.CHARACTER for key in body):
        return None
    ends = [key.kind for key in keys[last + 1 :]]
    if Kind.OTHER in ends:
        return None
    reading = read(body)
    text = as_us(reading.text)
    prefix_told = bool(code) and text.upper().endswith(code.upper())
    prefix = _before(text, code) if prefix_told else _known(text, now.prefix)
    pauses = [other.at - one.at for one, other in pairwise(keys)] or [0]
    average = math.ceil(sum(pauses) / len(pauses))
    if average > _SLOWEST_MS:
        return None
    suffix = "none" if not ends else "enter" if ends[0] is Kind.ENTER else "tab"
    settings = msgspec.structs.replace(
        now,
        suffix=suffix,
        prefix=prefix if prefix_told else now.prefix,
        gap_ms=min(_LONGEST_MS, max(_USUAL.gap_ms, max(pauses) * _SPARE)),
    )
    return Learned(
        suffix="both" if len(set(ends)) > 1 else suffix,
        layout=reading.layout,
        caps=reading.caps,
        average_ms=average,
        longest_ms=max(pauses),
        aim=aim_of(text) or aim_of(text[len(prefix) :]),
        prefix=prefix,
        prefix_told=prefix_told,
        settings=settings,
    )


def _before(text: str, code: str) -> str:
    """What a scanner puts before the code, AIM identifier apart."""
    before = bare(text[: len(text) - len(code)])
    return before.removesuffix(aim_of(before[-_AIM:]))


def _known(text: str, prefix: str) -> str:
    """The prefix that is set, where the text begins with it, AIM identifier apart."""
    after_aim = text[len(aim_of(text)) :]
    return prefix if begins_with(text, prefix) or begins_with(after_aim, prefix) else ""
