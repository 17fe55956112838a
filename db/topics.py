"""What the exchange keeps in mind: a number under a topic, of this database alone."""

from __future__ import annotations

from sqlalchemy import text

from db.link import Link

_VALUE = text("SELECT value FROM sync_state WHERE topic = :topic")
_KEEP = text(
    "INSERT INTO sync_state (topic, value) VALUES (:topic, :value)"
    " ON CONFLICT (topic) DO UPDATE SET value = excluded.value"
)
_FORGET = text("DELETE FROM sync_state WHERE topic = :topic")


def value(link: Link, topic: str) -> int | None:
    """The number; None when nothing is kept."""
    found: int | None = link.value(_VALUE, {"topic": topic})
    return found


def keep(link: Link, topic: str, number: int) -> None:
    """Keep it in the place of another."""
    link.run(_KEEP, {"topic": topic, "value": number})


def forget(link: Link, topic: str) -> None:
    """Keep nothing under it."""
    link.run(_FORGET, {"topic": topic})
