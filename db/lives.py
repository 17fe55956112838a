"""Which nodes this database writes, and by which clock.

A node is written by one database only. Whoever finds that another one goes on with their entries (a
backup was restored, a disk was copied) begins a new life: `A~2` after `A`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import chain

from sqlalchemy import text

from db import topics
from db.arrival import understood
from db.fold import erasing
from db.journal import entry_of, rewrite
from db.link import Link
from kiosk.entry import EntryId
from kiosk.nodes import Own, life_of, named
from kiosk.renaming import speaking_of
from kiosk.written import Written, seal

_PRESENT = text(
    "SELECT node, (SELECT value FROM sync_state WHERE topic = 'ahead') FROM ours"
    " WHERE name = :name ORDER BY life DESC LIMIT 1"
)
_OURS = text("SELECT node, name, life FROM ours ORDER BY name, life")
_BEGIN = text("INSERT INTO ours (node, name, life) VALUES (:node, :name, :life)")
_AHEAD = "ahead"
_HAS = text("SELECT 1 FROM entry WHERE node = :node LIMIT 1")
_RENAME = text("UPDATE entry SET node = :new, seq = seq - :seq WHERE node = :node AND seq > :seq")
_RENAME_ASIDE = text(
    "UPDATE aside SET node = :new, seq = seq - :seq WHERE node = :node AND seq > :seq"
)
_SPEAKING = text(
    "SELECT node, seq, stamp, at, staff, body FROM entry WHERE body LIKE :name"
    " AND node IN (SELECT node FROM ours)"
)
_TOO_LATE = text(
    "SELECT stamp, node, seq FROM entry WHERE node = :node AND seq > :seq AND stamp > :latest"
)
_ADOPT = text("UPDATE entry SET stamp = :stamp, body = :body WHERE node = :node AND seq = :seq")
_AFTER = text("SELECT stamp, node, seq FROM entry WHERE node = :node AND seq > :seq")
_RESTAMP = text("UPDATE entry SET stamp = :stamp WHERE node = :node AND seq = :seq")
_MICROSECOND = dt.timedelta(microseconds=1)


def writes_as(link: Link, name: str) -> str:
    """The node under which entries of this name are written, or would be."""
    node: str | None = link.value(_PRESENT, {"name": name})
    life = 1
    while node is None:
        if link.first(_HAS, {"node": named(name, life)}) is None:
            node = named(name, life)
        life += 1
    return node


def present(link: Link, name: str) -> tuple[str, dt.timedelta]:
    """The node under which entries of this name are written now, and `ahead`, in one look.

    What another database wrote under a name is never gone on with.
    """
    found = link.first(_PRESENT, {"name": name})
    if found is not None:
        node, micros_ahead = found
        return node, (micros_ahead or 0) * _MICROSECOND
    node = writes_as(link, name)
    begin(link, node, name)
    return node, ahead(link)


def begin(link: Link, node: str, name: str) -> None:
    """From now on entries of this name are written under this node."""
    link.run(_BEGIN, {"node": node, "name": name, "life": life_of(node)})


def ours_of(link: Link) -> list[Own]:
    """Every node written here, by name, the present one of each last."""
    return [Own(node, name, life) for node, name, life in link.all(_OURS)]


def part(link: Link, own: Own, new: str, common: Mapping[str, int]) -> list[EntryId]:
    """Go on under a new node: of ours others have what is up to the numbers in `common`.

    Returns which of that speaks of what goes with us: another copy of us has put it right.

    The derived tables have to be built again.
    """
    last = common[own.node]
    row = {"node": own.node, "seq": last, "new": new}
    named_so = {"name": f'%["{own.node}",%'}
    speaking = [entry_of(found) for found in link.all(_SPEAKING, named_so)]

    def renamed(name: EntryId) -> EntryId:
        moved = name.node == own.node and name.seq > last
        return EntryId(new, name.seq - last) if moved else name

    shared = []
    for entry in speaking:
        body = speaking_of(entry.body, renamed)
        if entry.seq > common.get(entry.node, 0):
            rewrite(link, entry.id, body)
        elif body != entry.body:
            shared.append(entry.id)
    link.run(_RENAME, row)
    link.run(_RENAME_ASIDE, row)
    begin(link, new, own.name)
    return shared


def set_back(link: Link, after: Mapping[str, int], latest: int) -> int:
    """Stamp what comes after these numbers no later than this, in its order; returns how many.

    The derived tables have to be built again, when there are any.
    """
    late = [
        row
        for node, seq in after.items()
        for row in link.all(_TOO_LATE, {"node": node, "seq": seq, "latest": latest})
    ]
    late.sort()
    for i, (_, node, seq) in enumerate(late):
        link.run(_RESTAMP, {"node": node, "seq": seq, "stamp": latest + i})
    return len(late)


def adopt(link: Link, rows: Sequence[Written], common: Mapping[str, int]) -> None:
    """Take over stamps and bodies; what we wrote after `common` stays later than that.

    The derived tables have to be built again.
    """
    good, _ = understood(rows)
    kept = erasing.redact(link, [entry for _, entry in good])
    link.run(_ADOPT, *(seal(entry)._asdict() for entry in kept))
    ours = (own.node for own in ours_of(link))
    after = [link.all(_AFTER, {"node": node, "seq": common.get(node, 0)}) for node in ours]
    last = max(row.stamp for row in rows)
    later = sorted(chain(*after))
    if later and later[0][0] <= last:
        # All of them: where two copies differ in stamps, they differ in all that follow.
        for i, (_, node, seq) in enumerate(later, last + 1):
            link.run(_RESTAMP, {"node": node, "seq": seq, "stamp": i})


def ahead(link: Link) -> dt.timedelta:
    """How far this machine's clock is known to be ahead of the hub's; negative when behind."""
    return (topics.value(link, _AHEAD) or 0) * _MICROSECOND


def set_ahead(link: Link, ahead: dt.timedelta) -> None:
    """Stamp by the hub's clock from now on."""
    topics.keep(link, _AHEAD, ahead // _MICROSECOND)
