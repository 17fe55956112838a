"""Tables of what is exchanged with other databases."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table, Text

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
