"""What became of an imported file."""

from __future__ import annotations

from typing import NamedTuple

import msgspec


class Rejected(NamedTuple):
    """Something left out: the line of the file it begins on, counted from 1, and why."""

    line: int
    reason: str


class Sample(NamedTuple):
    """What would become of somebody: their number and name, and the fields that change.

    `fields` is empty for somebody new.
    """

    number: str
    name: str
    fields: tuple[str, ...]


class Planned(NamedTuple):
    """What would become of an activity: added or changed, and the columns that are different.

    `when` is its first day and time.
    """

    kind: str
    title: str
    when: str
    fields: tuple[str, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of records by what became of them, what was rejected, and notes for people.

    Of a list of learners also `columns`, its headings with what each was taken for, and the first
    of the people who are new or change, as `samples`. Of a programme what is `planned`.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()
    columns: tuple[tuple[str, str | None], ...] = ()
    samples: tuple[Sample, ...] = ()
    planned: tuple[Planned, ...] = ()
