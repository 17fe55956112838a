"""Seats that are shared with other databases: which are ours, and who sits on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import TextClause, text

from db import home
from db.facts import Facts
from db.link import Link
from kiosk.clock import from_micros, micros
from kiosk.seating import Use
from kiosk.seats import Freed, Granted, Part

# Where somebody else goes on with a copy, what was written before the new life is theirs.
_NOW = (
    "(SELECT o.node FROM ours o WHERE NOT EXISTS"
    " (SELECT 1 FROM ours p WHERE p.name = o.name AND p.life > o.life))"
)
_MOVED_THERE = text("SELECT 1 FROM moved WHERE occurrence = :occurrence LIMIT 1")


def _in_use(brought_by: str, joined: str = "") -> TextClause:
    ours = f"{brought_by} IN {_NOW}"
    return text(
        "SELECT COUNT(DISTINCT a.learner)"  # noqa: S608
        " + COALESCE(SUM(CASE WHEN a.learner IS NULL THEN a.people END), 0),"
        f" COUNT(DISTINCT CASE WHEN {ours} THEN a.learner END)"
        f" + COALESCE(SUM(CASE WHEN a.learner IS NULL AND {ours} THEN a.people END), 0)"
        f" FROM attendance a{joined} WHERE a.day = :day AND a.occurrence = :occurrence"
        " AND a.undone = 0 AND a.left_at IS NULL"
    )


# Whoever moved them last has brought them there: looked up where anybody was moved at all.
_IN_USE = {
    False: _in_use("a.node"),
    True: _in_use(
        "COALESCE(m.stamp_node, a.node)",
        " LEFT JOIN moved m ON m.node = a.node AND m.seq = a.seq",
    ),
}
_SEATS = text("SELECT occurrence, seats FROM seat_lease")
_HOLD = text("INSERT INTO seat_lease (occurrence, day, seats) VALUES (:occurrence, :day, :seats)")
_HOLD_NONE = text("DELETE FROM seat_lease")
_TURN = text("SELECT holder, turn FROM seat_holder")
_BEGIN = text("INSERT INTO seat_holder (holder, turn) VALUES (:holder, 0)")
_NEXT = text("UPDATE seat_holder SET turn = turn + 1")
_NOBODY = text("DELETE FROM seat_holder")
_PARTS = text(
    "SELECT occurrence, holder, account, seats, used, turn, seen_at FROM seat_part"
    " ORDER BY occurrence, holder"
)
_KEEP_PART = text(
    "INSERT INTO seat_part (occurrence, holder, account, seats, used, turn, seen_at) VALUES"
    " (:occurrence, :holder, :account, :seats, :used, :turn, :seen_at)"
)
_NO_PARTS = text("DELETE FROM seat_part")
_FREED = text("SELECT occurrence, holder, turn FROM freed WHERE day >= :first ORDER BY 1, 2, 3")
_STAMPS = text("SELECT uid, stamp FROM activity")


class Seating(Facts):
    """`kiosk.seating.Seating` and `Leases`."""

    def in_use(self, day: dt.date, occurrences: Sequence[str]) -> dict[str, Use]:
        """Different learners plus counted people, by occurrence."""
        found = {}
        for key in occurrences:
            row = {"day": day.isoformat(), "occurrence": key}
            moved = self._link.first(_MOVED_THERE, row) is not None
            found[key] = Use(*map(int, self._link.first(_IN_USE[moved], row)))
        return found

    def seats(self) -> dict[str, int]:
        """Seats this database holds, by occurrence."""
        return {key: int(seats) for key, seats in self._link.all(_SEATS)}

    def parts(self) -> list[tuple[str, Part]]:
        """What others held when the hub was asked last, with the occurrence."""
        return [
            (key, Part(holder, account, seats, used, turn, from_micros(seen)))
            for key, holder, account, seats, used, turn, seen in self._link.all(_PARTS)
        ]

    def freed(self, first: dt.date) -> list[Freed]:
        """What staff have set free of occurrences from this service day on."""
        return [Freed(*row) for row in self._link.all(_FREED, {"first": first.isoformat()})]

    def activity_stamps(self) -> dict[str, int]:
        """When each activity was kept last, by its uid: a hybrid stamp."""
        return dict(self._link.all(_STAMPS))

    def next_turn(self, fresh: str) -> tuple[str, int]:
        """Our name among those who hold seats, and a turn that was not used before."""
        if self._link.first(_TURN) is None:
            self._link.run(_BEGIN, {"holder": fresh})
            home.settle(self._link)
        self._link.run(_NEXT, {})
        holder, turn = self._link.first(_TURN)
        return holder, turn

    def turn(self) -> tuple[str, int] | None:
        """Our name and the turn that was used last; None when nothing is held."""
        row = self._link.first(_TURN)
        return None if row is None else (row[0], row[1])

    def hold(self, seats: Mapping[str, tuple[dt.date, int]]) -> None:
        """Hold so many seats of these occurrences, and of no others."""
        self._link.run(_HOLD_NONE, {})
        rows = [{"occurrence": k, "day": d.isoformat(), "seats": n} for k, (d, n) in seats.items()]
        self._link.run(_HOLD, *rows)

    def hold_none(self) -> None:
        """Give up all seats and our name with them."""
        hold_none(self._link)

    def keep_parts(self, granted: Iterable[Granted]) -> None:
        """Remember what others hold."""
        self._link.run(_NO_PARTS, {})
        for one in granted:
            rows = [part._asdict() | {"seen_at": micros(part.seen_at)} for part in one.others]
            self._link.run(_KEEP_PART, *(row | {"occurrence": one.occurrence} for row in rows))


def copied(link: Link) -> bool:
    """Whether this file holds seats that somebody else may hold too: it is a copy of another."""
    return link.first(_TURN) is not None and home.is_away(link)


def hold_none(link: Link) -> None:
    """Give up all seats and our name: a copy of this database has them too."""
    link.run(_HOLD_NONE, {})
    link.run(_NOBODY, {})
