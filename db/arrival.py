"""Entries of other nodes come in. One that is not understood is kept aside and blocks nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text

from db import window
from db.fold import erasing, fold
from db.journal import append, rewrite, set_aside
from db.link import Link
from kiosk.entry import Entry
from kiosk.written import Written, seal, unseal

# What a spoilt entry raises where it is read or folded; trouble of the disk is none of these.
SPOILT = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    sqlcipher.IntegrityError,
    sqlcipher.InterfaceError,
    sqlcipher.DataError,
)
_ASIDE = text(
    "SELECT e.node, e.seq, e.stamp, e.at, e.staff, e.kind, e.body, s.reason FROM aside s"
    " JOIN entry e ON e.node = s.node AND e.seq = s.seq ORDER BY s.node, s.seq"
)
_NOT_ASIDE = text("DELETE FROM aside WHERE node = :node AND seq = :seq")

_FILL = text("UPDATE entry SET body = :body WHERE node = :node AND seq = :seq AND body = ''")
# Somebody may have been forgotten since an earlier try that did not come to its end.
_FILL_ANEW = text(
    "UPDATE entry SET body = :body WHERE node = :node AND seq = :seq AND kind = :kind AND"  # noqa: S608
    f" (body = '' OR kind IN ({window.KINDS}))"
)

_EMPTY = "Empty"

_Pair = tuple[Written, Entry]


def understood(rows: Sequence[Written]) -> tuple[list[_Pair], list[tuple[Written, str]]]:
    """What can be read of these rows; and what cannot, with the kind of error.

    Neither has what is not kept here.
    """
    good: list[_Pair] = []
    bad: list[tuple[Written, str]] = []
    for row in rows:
        if not row.body:
            continue
        try:
            good.append((row, unseal(row)))
        except SPOILT as e:
            bad.append((row, type(e).__name__))
    return good, bad


def keep(link: Link, pairs: Sequence[_Pair]) -> list[Entry]:
    """Write new entries and fold them; returns them as they are kept: nobody forgotten is named."""
    kept: list[Entry] = []
    for portion in erasing.portions([entry for _, entry in pairs]):
        rows = [row for row, _ in pairs[len(kept) : len(kept) + len(portion)]]
        redacted = erasing.redact(link, portion)
        both = zip(rows, portion, redacted, strict=True)
        append(link, [row if came.body == now.body else seal(now) for row, came, now in both])
        fold(link, redacted)
        erasing.hush(link, portion, redacted)
        kept += redacted
    return kept


def take(link: Link, rows: Sequence[Written], vector: dict[str, int]) -> int:
    """Take in what follows on the vector; see `db.unit.Unit.receive`."""
    new: list[Written] = []
    for node in sorted({row.node for row in rows}):
        held = vector.get(node, 0)
        mine = sorted((row for row in rows if row.node == node), key=lambda row: row.seq)
        fresh = [row for row in mine if row.seq > held]
        if [row.seq for row in fresh] != list(range(held + 1, held + 1 + len(fresh))):
            msg = f"entries of {node} do not follow on {held}"
            raise ValueError(msg)
        new += fresh
    good, bad = understood(new)
    bad += _guarded(link, good, lambda pairs: keep(link, pairs))
    bare, empty = window.parted(link, [row for row in new if not row.body])
    if bare:
        append(link, bare)
        window.at_least(link, max(row.stamp for row in bare))
    for row, why in [*bad, *((row, _EMPTY) for row in empty)]:
        append(link, [row])
        set_aside(link, row, why)
    return len(new)


def fold_again(link: Link, rows: Sequence[Written]) -> None:
    """Fold rows of the journal that are not folded."""
    good, bad = understood(rows)
    bad += _guarded(link, good, lambda pairs: fold(link, [entry for _, entry in pairs]))
    for row, why in bad:
        set_aside(link, row, why)


def fill(link: Link, rows: Sequence[Written]) -> None:
    """Put back what was let go; of whoever was forgotten meanwhile, without their name.

    What others have no more of, either, is set aside.
    """
    good, bad = understood(rows)
    kept = erasing.redact(link, [entry for _, entry in good])
    link.run(_FILL_ANEW, *(seal(entry)._asdict() for entry in kept))
    link.run(_FILL, *(row._asdict() for row, _ in bad))
    for row, why in [*bad, *((row, _EMPTY) for row in rows if not row.body)]:
        set_aside(link, row, why)


def asides(link: Link) -> list[tuple[Written, str]]:
    """What is set aside, and why."""
    return [(Written(*row[:-1]), row[-1]) for row in link.all(_ASIDE)]


def understand(link: Link) -> int:
    """Fold what was set aside and can be by now; returns how many."""
    good, _ = understood([row for row, _ in asides(link)])
    for row, _ in good:
        link.run(_NOT_ASIDE, {"node": row.node, "seq": row.seq})
    bad = _guarded(link, good, lambda pairs: _fold_at_last(link, pairs))
    for row, why in bad:
        set_aside(link, row, why)
    return len(good) - len(bad)


def _fold_at_last(link: Link, pairs: Sequence[_Pair]) -> None:
    came = [entry for _, entry in pairs]
    kept = erasing.redact(link, came)
    for before, after in zip(came, kept, strict=True):
        if before is not after and before.body != after.body:
            rewrite(link, after.id, after.body)
    fold(link, kept)
    erasing.hush(link, came, kept)


def _guarded(
    link: Link, pairs: Sequence[_Pair], work: Callable[[Sequence[_Pair]], object]
) -> list[tuple[Written, str]]:
    """Do it with all in one go, or one by one when one is spoilt; returns those, and why."""
    try:
        _whole(link, lambda: work(pairs))
    except SPOILT:
        bad = []
        for pair in pairs:
            try:
                _whole(link, lambda one=pair: work([one]))  # type: ignore[misc]
            except SPOILT as e:
                bad.append((pair[0], type(e).__name__))
        return bad
    return []


def _whole(link: Link, work: Callable[[], object]) -> None:
    """All of it or nothing, and the transaction goes on."""
    link.tell("SAVEPOINT arrival")
    try:
        work()
    except SPOILT:
        link.tell("ROLLBACK TO arrival")
        raise
    finally:
        link.tell("RELEASE arrival")
