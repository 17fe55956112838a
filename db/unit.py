"""One open transaction: entries are appended, taken in, and folded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import text

from db import lives, retention, window
from db.apart import Apart
from db.arrival import asides, fill, fold_again, keep, take, understand, understood
from db.evidence import Evidence
from db.journal import VECTOR
from db.link import Link
from db.names import Names
from db.schema import DERIVED
from db.seating import Seating
from kiosk.clock import MOST_AHEAD, micros, next_stamp
from kiosk.entry import AnyBody, Entry, EntryId
from kiosk.nodes import Aside, Had, Own
from kiosk.written import Written, seal

_AFTER = text(
    "SELECT node, seq, stamp, at, staff, kind, body FROM entry WHERE node = :node AND seq > :seq"
    " ORDER BY seq LIMIT :limit"
)
_STAMP = text("SELECT stamp FROM entry WHERE node = :node AND seq = :seq")
_BATCH = 2000


class Unit(Evidence, Seating, Apart):
    """One open transaction."""

    def __init__(self, link: Link, node: str, names: Names) -> None:
        super().__init__(link, names)
        self._node = node

    def append(
        self,
        body: AnyBody,
        at: dt.datetime,
        *,
        by: str | None = None,
        node: str | None = None,
        written: dt.datetime | None = None,
    ) -> Entry:
        """Write an entry of this node and fold it into the derived tables."""
        return self._write([body], at, by, node or self._node, written)[0]

    def append_many(
        self, bodies: Iterable[AnyBody], at: dt.datetime, *, by: str | None = None
    ) -> int:
        """Write many entries of this node; returns how many."""
        return len(self._write(list(bodies), at, by, self._node))

    def receive(self, entries: Sequence[Entry | Written]) -> int:
        """Take in other nodes' entries; returns how many were new.

        What cannot be understood is kept and set aside. Raises ValueError when a node's entries do
        not follow on what is held: a gap would look like a loss.
        """
        rows = [seal(entry) if isinstance(entry, Entry) else entry for entry in entries]
        return take(self._link, rows, self.vector())

    def let_reads_go(self, at: dt.datetime, limit: int) -> int:
        """Let go of what was read in refusals before that time; returns in how many."""
        return retention.let_reads_go(self._link, at, limit)

    def written(self, node: str, after: int, limit: int) -> list[Written]:
        """Entries of one node beyond a sequence number, as they are carried."""
        rows = self._link.all(_AFTER, {"node": node, "seq": after, "limit": limit})
        return [Written(*row) for row in rows]

    def entries(self, after: dict[str, int], limit: int = 1000) -> list[Entry]:
        """Entries beyond the vector that are understood, by node and sequence."""
        out: list[Entry] = []
        for node in sorted(self.vector()):
            rows = self.written(node, after.get(node, 0), limit - len(out))
            out += [entry for _, entry in understood(rows)[0]]
        return out

    def stamp_of(self, node: str, seq: int) -> int | None:
        """The stamp of an entry; None when it is not here."""
        stamp: int | None = self._link.value(_STAMP, {"node": node, "seq": seq})
        return stamp

    def writes_as(self) -> str:
        """The node under which is written here."""
        return lives.writes_as(self._link, self._node)

    def ours(self) -> list[Own]:
        """Every node written here, by name, the present one of each last."""
        return lives.ours_of(self._link)

    def keeps_from(self) -> dt.date | None:
        """From which service day on everything is to be kept here; None for all."""
        return window.keeps_from(self._link)

    def had(self) -> Had | None:
        """What the hub was seen to have of our entries, when that was marked."""
        return window.had(self._link)

    def ahead(self) -> dt.timedelta:
        """How far this machine's clock is known to be ahead of the hub's; negative when behind."""
        return lives.ahead(self._link)

    def aside(self) -> list[Aside]:
        """Entries that are kept but not understood."""
        return [Aside(row.id, row.kind, why) for row, why in asides(self._link)]

    def begin_life(self, own: Own, node: str, common: Mapping[str, int]) -> list[EntryId]:
        """Go on under another node; see `kiosk.nodes.Lives`."""
        shared = lives.part(self._link, own, node, common)
        self.hold_none()
        self.rebuild()
        return shared

    def adopt(self, rows: Sequence[Written], common: Mapping[str, int]) -> None:
        """Take over stamps and bodies of entries that are here."""
        lives.adopt(self._link, rows, common)
        self.rebuild()

    def set_back(self, after: Mapping[str, int], latest: dt.datetime) -> int:
        """Stamp our entries after these numbers no later than this; returns how many."""
        late = lives.set_back(self._link, after, micros(latest))
        if late:
            self.rebuild()
        return late

    def keep_from(self, first: dt.date | None, upto: Mapping[str, int]) -> None:
        """Keep days from this one on; let go of older ones up to these numbers."""
        if window.keep_from(self._link, first, upto):
            self.rebuild()

    def fill(self, rows: Sequence[Written]) -> None:
        """Put back what was let go."""
        fill(self._link, rows)

    def mark_had(self, now: Had | None) -> None:
        """The hub has so much of our entries; None when what it had is not known any more."""
        window.mark_had(self._link, now)

    def set_ahead(self, ahead: dt.timedelta) -> None:
        """Stamp by the hub's clock from now on."""
        lives.set_ahead(self._link, ahead)

    def understand(self) -> int:
        """Try again what was set aside; returns how many are understood now."""
        return understand(self._link)

    def change(self) -> int:
        """Grows with every entry, whoever wrote it."""
        return sum(self.vector().values())

    def rebuild(self) -> int:
        """Throw the derived tables away and fold all entries again; returns how many."""
        for table in DERIVED:
            self._link.tell(f"DELETE FROM {table.name}")  # noqa: S608 - our own names
        aside = {name for name, _, _ in self.aside()}
        count = 0
        for node in self.vector():
            seq = 0
            while rows := self.written(node, seq, _BATCH):
                fold_again(self._link, [row for row in rows if row.id not in aside])
                seq = rows[-1].seq
                count += len(rows)
        self.understand()
        return count

    def _write(
        self,
        bodies: list[AnyBody],
        at: dt.datetime,
        by: str | None,
        name: str,
        written: dt.datetime | None = None,
    ) -> list[Entry]:
        if not bodies:
            return []
        node, ahead = lives.present(self._link, name)
        wall = (written or at) - ahead
        seq, last = 0, 0
        latest = micros(wall + MOST_AHEAD)
        for held, number, stamp in self._link.all(VECTOR):
            if held == node:
                seq = number
            if held == node or stamp <= latest:
                last = max(last, stamp)
        stamp = next_stamp(wall, last)
        made = [Entry(node, seq + 1 + i, stamp + i, at, by, body) for i, body in enumerate(bodies)]
        return keep(self._link, [(seal(entry), entry) for entry in made])
