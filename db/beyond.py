"""What one database has beyond another, as far as it can still be read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db import engine
from db.journal import VECTOR, entry_of
from db.link import Link
from kiosk.entry import Entry
from kiosk.ports import StoreTrouble

_SOME = text(
    "SELECT node, seq, stamp, at, staff, body FROM entry WHERE node = :node AND seq > :seq"
    " AND seq <= :most ORDER BY seq"
)
_LAST = text("SELECT MAX(seq) FROM entry WHERE node = :node")
_BATCH = 500
_UNREADABLE = (
    DBAPIError,
    sqlcipher.Error,
    msgspec.ValidationError,
    msgspec.DecodeError,
    UnicodeError,
)


class Beyond:
    """The entries of a file, sound or not, that follow on `after` without a gap.

    `upto` is the last entry of each node that could be read when all were walked through, `last`
    the last one that the file says it has; None where even that cannot be read.
    """

    def __init__(self, file: Path, key: bytes | None, after: Mapping[str, int]) -> None:
        self._file = file
        self._key = key
        self._begin = dict(after)
        self.upto = dict(after)
        self.last: dict[str, int | None] = {}

    def entries(self) -> Iterator[Entry]:
        """Node by node, in the order of their numbers; once. Nothing when it cannot be opened."""
        try:
            connection = engine.look(self._file, self._key)
        except (StoreTrouble, OSError):
            self.last = dict.fromkeys(self.upto)
            return
        try:
            link = Link(connection)
            for node in self._nodes(link):
                yield from self._of(link, node)
        finally:
            engine.close(connection)

    def span(self) -> dict[str, tuple[int, int]]:
        """First and last number of what the file has beyond, by node; 0 for an unknown last."""
        return self._after(self._begin)

    def missing(self) -> dict[str, tuple[int, int]]:
        """First and last number of what could not be read, by node; 0 for an unknown last."""
        return self._after(self.upto)

    def _after(self, held: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        found = {}
        for node, last in sorted(self.last.items()):
            first = held.get(node, 0) + 1
            if last is None or last >= first:
                found[node] = (first, last or 0)
        return found

    def _nodes(self, link: Link) -> list[str]:
        nodes = set(self.upto)
        with contextlib.suppress(*_UNREADABLE):
            nodes |= {node for node, *_ in link.all(VECTOR)}
        return sorted(nodes)

    def _of(self, link: Link, node: str) -> Iterator[Entry]:
        self.last[node] = None
        with contextlib.suppress(*_UNREADABLE):
            self.last[node] = int(link.value(_LAST, {"node": node}) or 0)
        size = _BATCH
        while True:
            seq = self.upto.get(node, 0)
            found = self._some(link, node, seq, size)
            if found is None:
                # Whatever stands before the damage is worth the trouble.
                if size == 1:
                    return
                size = 1
                continue
            if [one.seq for one in found] != list(
                range(seq + 1, seq + 1 + len(found))
            ) or not found:
                return
            for entry in found:
                self.upto[node] = entry.seq
                yield entry

    def _some(self, link: Link, node: str, seq: int, size: int) -> list[Entry] | None:
        try:
            values = {"node": node, "seq": seq, "most": seq + size}
            return [entry_of(row) for row in link.all(_SOME, values)]
        except _UNREADABLE:
            return None
