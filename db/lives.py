"""Which nodes this database writes, and by which clock.

A node is written by one database only. Whoever finds that another one goes on with their entries (a
backup was restored, a disk was copied) begins a new life: `A~2` after `A`.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import text

from db.link import Link
from kiosk.nodes import Own, life_of

_PRESENT = text("SELECT node FROM ours WHERE name = :name ORDER BY life DESC LIMIT 1")
_OURS = text("SELECT node, name, life FROM ours ORDER BY name, life")
_BEGIN = text("INSERT INTO ours (node, name, life) VALUES (:node, :name, :life)")
_AHEAD = text("SELECT value FROM sync_state WHERE topic = 'ahead'")
_SET_AHEAD = text(
    "INSERT INTO sync_state (topic, value) VALUES ('ahead', :value)"
    " ON CONFLICT (topic) DO UPDATE SET value = excluded.value"
)
_MICROSECOND = dt.timedelta(microseconds=1)


def present(link: Link, name: str) -> str:
    """The node under which entries of this name are written now; the first time it is the name."""
    node: str | None = link.value(_PRESENT, {"name": name})
    if node is None:
        begin(link, name, name)
        return name
    return node


def begin(link: Link, node: str, name: str) -> None:
    """From now on entries of this name are written under this node."""
    link.run(_BEGIN, {"node": node, "name": name, "life": life_of(node)})


def ours(link: Link) -> list[Own]:
    """Every node written here, by name, the present one last."""
    return [Own(node, name, life) for node, name, life in link.all(_OURS)]


def ahead(link: Link) -> dt.timedelta:
    """How far this machine's clock is known to be ahead of the hub's; negative when behind."""
    return (link.value(_AHEAD) or 0) * _MICROSECOND


def set_ahead(link: Link, ahead: dt.timedelta) -> None:
    """Stamp by the hub's clock from now on."""
    link.run(_SET_AHEAD, {"value": ahead // _MICROSECOND})
