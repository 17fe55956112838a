"""What the tables are gathered in, and columns that several of them have."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, MetaData, SmallInteger, Text

metadata = MetaData()
"""All tables of the database."""


def entry_name() -> tuple[Column[str], Column[int]]:
    """The entry a row is made by, or speaks of, as its key."""
    return (
        Column("node", Text, primary_key=True),
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
    )


def stamp() -> tuple[Column[int], Column[str]]:
    """Which write was the latest: hybrid stamp, then node."""
    return (
        Column("stamp", BigInteger, nullable=False),
        Column("stamp_node", Text, nullable=False),
    )


def flag(name: str) -> Column[int]:
    """Yes or no as 1 or 0; no when nothing is said."""
    return Column(name, SmallInteger, nullable=False, server_default="0")


def band_counts(server_default: str | None = None) -> tuple[Column[int], ...]:
    """How many people of each age band."""
    return tuple(
        Column(band, Integer, nullable=False, server_default=server_default)
        for band in ("child", "youth", "adult", "senior")
    )
