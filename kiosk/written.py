"""An entry as it is stored and carried from one database to another: text and numbers.

Whoever carries entries does not have to understand them: an entry of a later program, or a spoilt
one, is kept and passed on like any other.
"""

from __future__ import annotations

from typing import NamedTuple

from kiosk.clock import from_micros, micros
from kiosk.entry import Entry, EntryId, decode, encode, kind_of


class Written(NamedTuple):
    """`stamp` and `at` are microseconds since 1970; `body` is JSON text."""

    node: str
    seq: int
    stamp: int
    at: int
    staff: str | None
    kind: str
    body: str

    @property
    def id(self) -> EntryId:
        """The entry's name."""
        return EntryId(self.node, self.seq)


def seal(entry: Entry) -> Written:
    """The entry as it is stored."""
    body = entry.body
    return Written(
        entry.node, entry.seq, entry.stamp, micros(entry.at), entry.by, kind_of(body), encode(body)
    )


def unseal(row: Written) -> Entry:
    """The entry in it. Raises ValueError or OverflowError when it cannot be understood."""
    return Entry(row.node, row.seq, row.stamp, from_micros(row.at), row.staff, decode(row.body))
