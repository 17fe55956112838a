"""What every fold writes: rows that the order of arrival does not change."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import TextClause, text

from kiosk import entry as e
from kiosk.clock import micros

Row = dict[str, Any]

ROOT = "COALESCE((SELECT m.root FROM merged m WHERE m.learner = {0}), {0})"
"""SQL of who is left of a learner who may be the same as somebody else."""

_encoder = msgspec.json.Encoder(order="deterministic")


def insert(table: str, columns: str, key: str, update: str = "") -> TextClause:
    """INSERT that, when the key is there, updates the row under the condition given, or nothing."""
    names = columns.split()
    if update:
        rest = [n for n in names if n not in key.split(", ")]
        sets = ", ".join(f"{n} = excluded.{n}" for n in rest)
        conflict = f"DO UPDATE SET {sets} WHERE {update}"
    else:
        conflict = "DO NOTHING"
    values = ", ".join(f":{n}" for n in names)
    return text(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values}) "  # noqa: S608
        f"ON CONFLICT ({key}) {conflict}"
    )


def later(table: str) -> str:
    """Condition under which the row that comes was written later than the row that is there."""
    return f"(excluded.stamp, excluded.stamp_node) > ({table}.stamp, {table}.stamp_node)"


def name_of(entry: e.Entry) -> Row:
    """What a row made by one entry is called, and when that was."""
    return {"node": entry.node, "seq": entry.seq, "stamp": entry.stamp, "at": micros(entry.at)}


def stamps_of(entry: e.Entry) -> Row:
    """Which write it is, to find the latest."""
    return {"stamp": entry.stamp, "stamp_node": entry.node}


def dump(record: msgspec.Struct) -> str:
    """JSON text of a record."""
    return _encoder.encode(record).decode()
