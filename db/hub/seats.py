"""Seats change hands in one transaction, under the lock of each occurrence's limit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import psycopg

from kiosk.seats import Asked, Freed, Granted, Overtaken, Part, granted

# Whoever leaves gets nothing more until they are heard again. Nobody's turn goes back: another
# process of this database waits here, and is overtaken then.
_TURN = """
INSERT INTO seat_holder (holder, centre, account, turn, seen_at)
SELECT %s, a.centre, a.role, %s, CASE WHEN %s THEN to_timestamp(0) ELSE clock_timestamp() END
FROM account a WHERE a.role = current_user
ON CONFLICT (holder) DO UPDATE SET turn = excluded.turn, seen_at = excluded.seen_at
WHERE seat_holder.turn < excluded.turn
RETURNING centre, clock_timestamp()
"""
_BEFORE = "SELECT turn FROM seat_holder WHERE holder = %s"
_OVER = "DELETE FROM seat_limit WHERE centre = %s AND ends < current_timestamp - interval '1 day'"
# The programme that was changed last is believed; the larger room when both were at once.
_LIMIT = """
INSERT INTO seat_limit (centre, occurrence, capacity, stamp, ends) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (centre, occurrence) DO UPDATE
SET capacity = excluded.capacity, stamp = excluded.stamp, ends = excluded.ends
WHERE (seat_limit.stamp, seat_limit.capacity) < (excluded.stamp, excluded.capacity)
"""
_LOCK = """
SELECT occurrence, capacity FROM seat_limit WHERE centre = %s AND occurrence = ANY (%s)
ORDER BY occurrence FOR UPDATE
"""
_FREE = """
INSERT INTO seat_freed (centre, occurrence, holder, turn) VALUES (%s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""
_FREED = """
SELECT occurrence, holder, turn FROM seat_freed WHERE centre = %s AND occurrence = ANY (%s)
"""
_PARTS = """
SELECT s.occurrence, s.holder, s.account, s.seats, s.used, h.turn, h.seen_at, s.wants
FROM seat s JOIN seat_holder h ON h.holder = s.holder
WHERE s.centre = %s AND s.occurrence = ANY (%s)
"""
_KEEP = """
INSERT INTO seat (centre, occurrence, holder, account, seats, used, wants)
VALUES (%s, %s, %s, current_user, %s, %s, %s)
ON CONFLICT (centre, occurrence, holder) DO UPDATE
SET seats = excluded.seats, used = excluded.used, wants = excluded.wants
"""


def share(link: psycopg.Connection[Any], asked: Asked) -> list[Granted]:
    """Do what `kiosk.hub.Hub.share` says, all of it or nothing.

    Raises Overtaken, and psycopg.Error as it comes.
    """
    keys = sorted(wish.occurrence for wish in asked.wishes)
    with link.transaction():
        row = link.execute(_BEFORE, [asked.holder]).fetchone()
        before = 0 if row is None else int(row[0])
        turned = link.execute(_TURN, [asked.holder, asked.turn, asked.leaving]).fetchone()
        if turned is None:
            raise Overtaken
        centre, now = turned
        link.execute(_OVER, [centre])
        cursor = link.cursor()
        limits = sorted((w.occurrence, w.capacity, w.stamp, w.ends) for w in asked.wishes)
        cursor.executemany(_LIMIT, [(centre, *limit) for limit in limits])
        capacity = dict(link.execute(_LOCK, [centre, keys]).fetchall())
        cursor.executemany(_FREE, [(centre, *one) for one in asked.freed if one[0] in capacity])
        freed = {Freed(*row) for row in link.execute(_FREED, [centre, keys])}
        parts = _parts(link, centre, keys, asked.holder, before)
        answers = [
            granted(
                asked, wish, capacity[wish.occurrence], parts.get(wish.occurrence, ()),
                freed=freed, now=now,
            )
            for wish in asked.wishes
        ]  # fmt: skip
        both = zip(asked.wishes, answers, strict=True)
        cursor.executemany(
            _KEEP, [(centre, w.occurrence, asked.holder, a.seats, w.used, w.wants) for w, a in both]
        )
    return answers


def _parts(
    link: psycopg.Connection[Any], centre: str, keys: list[str], holder: str, before: int
) -> dict[str, list[Part]]:
    """What all hold, by occurrence; we as before this turn."""
    found: dict[str, list[Part]] = {}
    for key, *row in link.execute(_PARTS, [centre, keys]):
        part = Part(*row)
        part = part._replace(turn=before if part.holder == holder else part.turn)
        found.setdefault(key, []).append(part._replace(seen_at=part.seen_at.astimezone(dt.UTC)))
    return found
