"""The derived tables as plain values, to compare two ways of reaching them."""

from typing import Any

from sqlalchemy import text

from db.schema import DERIVED
from db.store import SqlStore


def contents(store: SqlStore) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every derived table, sorted."""
    with store.reading() as unit:
        return {
            table.name: sorted(
                (tuple(row) for row in unit._link.all(text(f"SELECT * FROM {table.name}"))),
                key=repr,
            )
            for table in DERIVED
        }
