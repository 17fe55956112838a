"""Tables of what is exchanged with other databases."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from db.columns import entry_name, metadata

# The nodes whose entries this database writes, by the name in the settings. Whoever continues a
# copy begins a new life, under a node of its own.
ours = Table(
    "ours",
    metadata,
    Column("node", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("life", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What the exchange keeps in mind: how far this machine's clock is ahead of the hub's.
sync_state = Table(
    "sync_state",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# Entries that were taken in but not understood: by a later program, or spoilt.
aside = Table(
    "aside",
    metadata,
    *entry_name(),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Seats that this database may give away; what it may not have is not in its journal.
seat_lease = Table(
    "seat_lease",
    metadata,
    Column("occurrence", Text, primary_key=True),
    Column("day", Text, nullable=False),
    Column("seats", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# One row: its name among those who hold seats, and how often it has asked for some.
seat_holder = Table(
    "seat_holder",
    metadata,
    Column("holder", Text, primary_key=True),
    Column("turn", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# What others held when the hub was asked last.
seat_part = Table(
    "seat_part",
    metadata,
    Column("occurrence", Text, primary_key=True),
    Column("holder", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Column("turn", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# What other centres tell of their learners who came here. Not carried on: it is theirs.
foreign_learner = Table(
    "foreign_learner",
    metadata,
    Column("learner", Text, primary_key=True),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)

foreign_card = Table(
    "foreign_card",
    metadata,
    Column("card", Text, primary_key=True),
    Column("learner", Text, nullable=False),
    Column("key", Text, nullable=False),
    # As of an own card: how it ended, "" while it is good.
    Column("ended", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("foreign_card_learner", foreign_card.c.learner)

# What a learner, whosever, learned at other centres this year; the last day there.
elsewhere = Table(
    "elsewhere",
    metadata,
    Column("learner", Text, primary_key=True),
    Column("centre", Text, primary_key=True),
    Column("last", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Seats that staff set free: derived from the journal.
freed = Table(
    "freed",
    metadata,
    Column("occurrence", Text, primary_key=True),
    Column("holder", Text, primary_key=True),
    Column("turn", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Text, nullable=False),
    sqlite_with_rowid=False,
)

HERE = (
    ours, sync_state, aside, seat_lease, seat_holder, seat_part,
    foreign_learner, foreign_card, elsewhere,
)  # fmt: skip
"""Not derived from the journal, nor the same anywhere else."""
