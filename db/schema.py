"""The tables. The journal is the truth; everything else is folded from it and may be rebuilt.

Times are microseconds since 1970 in UTC, days are ISO dates, yes and no are 1 and 0: plain types
that SQLite and every PostgreSQL-compatible engine store alike.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, SmallInteger, Table, Text

from db import schema_people, schema_sync
from db.columns import band_counts, entry_name, flag, metadata, stamp

__all__ = ["DERIVED", "JOURNAL", "metadata", "schema_people", "schema_sync"]

entry = Table(
    "entry",
    metadata,
    *entry_name(),
    Column("stamp", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("staff", Text),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)
# What was read is let go by its age.
Index(
    "entry_refused",
    entry.c.at,
    sqlite_where=entry.c.kind == "refused",
    postgresql_where=entry.c.kind == "refused",
)

revision = Table(
    "revision",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

activity = Table(
    "activity",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("body", Text, nullable=False),
    *stamp(),
    sqlite_with_rowid=False,
)

occurrence = Table(
    "occurrence",
    metadata,
    Column("key", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("search", Text, nullable=False),
    *stamp(),
    sqlite_with_rowid=False,
)

attendance = Table(
    "attendance",
    metadata,
    *entry_name(),
    Column("day", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    Column("occurrence", Text),
    Column("learner", Text),
    Column("people", Integer, nullable=False),
    *band_counts(),
    Column("partner", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("staff", Text),
    flag("expired"),
    flag("late"),
    flag("over_capacity"),
    Column("left_at", BigInteger),
    flag("undone"),
    sqlite_with_rowid=False,
)
Index("attendance_day", attendance.c.day, attendance.c.at, attendance.c.node, attendance.c.seq)
Index("attendance_learner", attendance.c.learner, attendance.c.day)
# Head-counts read this index alone.
Index(
    "attendance_seats",
    attendance.c.day,
    attendance.c.occurrence,
    attendance.c.undone,
    attendance.c.learner,
    attendance.c.left_at,
    attendance.c.people,
)

departure = Table(
    "departure",
    metadata,
    *entry_name(),
    Column("at", BigInteger, nullable=False),
    Column("how", Text, nullable=False),
    # 0 when somebody said so, 1 when closing time did: a person's word wins.
    Column("rank", SmallInteger, nullable=False),
    *stamp(),
    sqlite_with_rowid=False,
)

# Every check-out by which somebody left; the one that holds is their departure.
way_out = Table(
    "way_out",
    metadata,
    Column("out_node", Text, primary_key=True),
    Column("out_seq", BigInteger, primary_key=True, autoincrement=False),
    *entry_name(),
    Column("at", BigInteger, nullable=False),
    Column("how", Text, nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index("way_out_visit", way_out.c.node, way_out.c.seq)

undone = Table(
    "undone",
    metadata,
    *entry_name(),
    Column("at", BigInteger, nullable=False),
    Column("staff", Text),
    Column("reason", Text, nullable=False),
    *stamp(),
    sqlite_with_rowid=False,
)

moved = Table(
    "moved",
    metadata,
    *entry_name(),
    Column("occurrence", Text),
    *stamp(),
    sqlite_with_rowid=False,
)

Index("moved_there", moved.c.occurrence)

# By how much an entry's time is wrong, and which entry of that node says so.
redated = Table(
    "redated",
    metadata,
    *entry_name(),
    Column("shift_s", BigInteger, nullable=False),
    Column("zone", Text, nullable=False),
    Column("by_seq", BigInteger, nullable=False),
    *stamp(),
    sqlite_with_rowid=False,
)

waiting = Table(
    "waiting",
    metadata,
    *entry_name(),
    Column("day", Text, nullable=False),
    Column("occurrence", Text, nullable=False),
    Column("learner", Text),
    Column("number", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    flag("undone"),
    Column("at", BigInteger, nullable=False, server_default="0"),
    Column("stamp", BigInteger, nullable=False, server_default="0"),
    *band_counts(server_default="0"),
    Column("partner", Text, nullable=False, server_default=""),
    Column("party", Text, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)
Index("waiting_day", waiting.c.day, waiting.c.node, waiting.c.number)
Index("waiting_learner", waiting.c.learner, waiting.c.day)

# What staff did last with a waiting number.
waiting_mark = Table(
    "waiting_mark",
    metadata,
    *entry_name(),
    Column("mark", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    *stamp(),
    sqlite_with_rowid=False,
)
Index("waiting_mark_at", waiting_mark.c.mark, waiting_mark.c.at)

# Which waiting number a check-in came with: two desks may let in the same people.
let_in = Table(
    "let_in",
    metadata,
    *entry_name(),
    Column("waiting_node", Text, nullable=False),
    Column("waiting_seq", BigInteger, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index("let_in_waiting", let_in.c.waiting_node, let_in.c.waiting_seq)

# Rows of attendance and waiting that were written under a card nobody here knew.
by_card = Table(
    "by_card",
    metadata,
    *entry_name(),
    Column("card", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("by_card_card", by_card.c.card)

alert = Table(
    "alert",
    metadata,
    *entry_name(),
    Column("day", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("about", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("screen", Text, nullable=False),
    Column("learner", Text),
    Column("occurrence", Text),
    Column("people", Integer, nullable=False),
    *band_counts(),
    Column("partner", Text, nullable=False),
    Column("party", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("alert_day", alert.c.day, alert.c.at, alert.c.node, alert.c.seq)

answered = Table(
    "answered",
    metadata,
    *entry_name(),
    Column("at", BigInteger, nullable=False),
    Column("staff", Text),
    flag("counted"),
    *stamp(),
    sqlite_with_rowid=False,
)

# What staff have seen of what kiosks did that did not know of each other.
conflict_seen = Table(
    "conflict_seen",
    metadata,
    Column("kind", Text, primary_key=True),
    *entry_name(),
    Column("at", BigInteger, nullable=False),
    Column("staff", Text),
    *stamp(),
    sqlite_with_rowid=False,
)

feedback = Table(
    "feedback",
    metadata,
    *entry_name(),
    Column("day", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    # 1, sad, to 5, delighted.
    Column("face", SmallInteger, nullable=False),
    *stamp(),
    sqlite_with_rowid=False,
)
Index("feedback_day", feedback.c.day)

staff = Table(
    "staff",
    metadata,
    Column("name", Text, primary_key=True),
    Column("body", Text, nullable=False),
    *stamp(),
    sqlite_with_rowid=False,
)

# The last PIN typed on each node for each member of staff.
pin_try = Table(
    "pin_try",
    metadata,
    Column("node", Text, primary_key=True),
    Column("staff", Text, primary_key=True),
    # How many wrong ones in a row.
    Column("wrong", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

JOURNAL = (entry, *schema_sync.HERE)
"""Never rebuilt: the entries themselves, who writes them, and which are not understood."""

DERIVED = tuple(t for t in metadata.sorted_tables if t not in JOURNAL)
"""Thrown away and folded again by `walkin rebuild`."""
