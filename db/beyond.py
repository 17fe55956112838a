"""What one database has beyond another, as far as it can still be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import TextClause, text
from sqlalchemy.exc import DBAPIError

from db import engine
from db.journal import VECTOR
from db.link import Link
from kiosk.ports import StoreTrouble
from kiosk.written import Written

_SOME = text(
    "SELECT node, seq, stamp, at, staff, kind, body FROM entry WHERE node = :node AND seq > :seq"
    " AND seq <= :most ORDER BY seq"
)
_LAST = text("SELECT MAX(seq) FROM entry WHERE node = :node")
_BATCH = 500


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
        self._link: Link | None = None

    def entries(self) -> Iterator[Written]:
        """Node by node, in the order of their numbers; once. Nothing when it cannot be opened."""
        self.last = dict.fromkeys(self.upto)
        try:
            nodes = {node for node, *_ in self._all(VECTOR, {}) or ()}
            for node in sorted(nodes | self.upto.keys()):
                yield from self._of(node)
        finally:
            self._close()

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

    def _of(self, node: str) -> Iterator[Written]:
        last = self._all(_LAST, {"node": node})
        self.last[node] = None if last is None else int(last[0][0] or 0)
        size = _BATCH
        while True:
            seq = self.upto.get(node, 0)
            found = self._some(node, seq, size)
            if found is None:
                # Whatever stands before the damage is worth the trouble.
                if size == 1:
                    return
                size = 1
                continue
            follow_on = [one.seq for one in found] == [*range(seq + 1, seq + 1 + len(found))]
            if not found or not follow_on:
                return
            for entry in found:
                self.upto[node] = entry.seq
                yield entry

    def _some(self, node: str, seq: int, size: int) -> list[Written] | None:
        rows = self._all(_SOME, {"node": node, "seq": seq, "most": seq + size})
        if rows is None:
            return None
        try:
            return msgspec.convert([*map(tuple, rows)], list[Written])
        except msgspec.ValidationError:
            return None  # spoilt so that no journal would hold it

    def _all(self, statement: TextClause, values: Mapping[str, Any]) -> list[Any] | None:
        """Every row; None when one cannot be read."""
        try:
            if self._link is None:
                self._link = Link(engine.look(self._file, self._key))
            return self._link.all(statement, values)
        except (DBAPIError, sqlcipher.Error, StoreTrouble, OSError):
            # A connection of SQLCipher that met one spoilt page reads no other one any more.
            self._close()
            return None

    def _close(self) -> None:
        if self._link is not None:
            engine.close(self._link.connection)
            self._link = None
