"""People who were forgotten at a centre are forgotten on the hub: in every entry of the city.

Counts stay, as at the centres (`kiosk.erasure`). Kiosks keep what they have; they forget by the
same entry themselves. What was read of unknown cards goes by its age, as it does there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from db.hub.setup import Link
from kiosk.body import EntryId
from kiosk.clock import micros
from kiosk.entry import AnyBody, CheckedIn, Erased, Queued, Refused, decode, encode
from kiosk.erasure import explained, redacted, unexplained
from kiosk.foreign import Shown, Told, written
from kiosk.record import CARD_ID
from kiosk.sections import Retention
from kiosk.sync_state import read_told

PORTION = 500
"""Entries changed in one transaction."""

# Centre by centre: a server has no locks for the months of all.
_ERASED = "SELECT stamp, node, body FROM entry WHERE centre = %s AND kind = 'erased'"
_COLUMNS = "SELECT month, node, seq, body, about FROM entry"
_KNOWN = f"{_COLUMNS} WHERE centre = %s AND about = ANY(%s) LIMIT {PORTION}"
# Of whom they are was not written beside these, or they are of two people.
_UNKNOWN = f"""
{_COLUMNS} WHERE centre = %s AND (about IS NULL OR kind = 'merged') AND kind <> 'erased'
AND body ~ %s
"""
_EXPLAINING = f"""
{_COLUMNS} WHERE centre = %s AND month >= %s AND body LIKE '%%"reason":"%%' AND kind <> 'erased'
"""
_REWRITE = """
UPDATE entry SET body = %s, about = %s WHERE centre = %s AND month = %s AND node = %s AND seq = %s
"""
_HAS = "SELECT coalesce(sum(seq), 0)::bigint FROM node WHERE centre = %s"
_SWEPT = "SELECT erasures, entries FROM swept WHERE centre = %s"
_SWEEP = """
INSERT INTO swept (centre, erasures, entries) VALUES (%s, %s, %s)
ON CONFLICT (centre) DO UPDATE SET erasures = excluded.erasures, entries = excluded.entries
"""
_IDS_AT_ONCE = 200
_TOLD = "SELECT told FROM node WHERE centre = %s"
# Of cards that nobody knew, so of nobody.
_READS = f"""
{_COLUMNS} WHERE centre = %s AND (about IS NULL OR about = '')
AND kind = 'refused' AND least(at, stamp) < %s AND body LIKE '%%"read":"%%'
AND (node, seq) > (%s, %s) ORDER BY node, seq LIMIT {PORTION}
"""
# What centres have told each other of them goes, and both hear of it whatever became of the other.
_CARDS = """
UPDATE foreign_card SET told = %s, shown = %s, changed_at = clock_timestamp()
WHERE card = %s AND home <> '' AND told NOT LIKE '{"forgotten":%%'
"""


class Forgotten(NamedTuple):
    """Entries changed, and entries that speak of somebody forgotten but are not understood."""

    changed: int
    unread: int


class _Row(NamedTuple):
    month: int
    node: str
    seq: int
    body: str
    about: str | None


def forget(link: Link) -> Iterator[Forgotten]:
    """Take forgotten people out of every centre's entries; tells of each portion."""
    centres = link.execute("SELECT code FROM centre ORDER BY code").fetchall()
    erased = [row for centre in centres for row in link.execute(_ERASED, centre).fetchall()]
    places = _places([body for _, _, body in sorted(erased)])
    if not places:
        return
    _forget_cards(link, places)
    for (centre,) in centres:
        (has,) = link.execute(_HAS, [centre]).fetchone() or (0,)
        stage = (len(erased), has)
        ids = sorted(places)
        abouts = sorted({*ids, *(one.removeprefix(CARD_ID) for one in ids)})
        while rows := _rows(link, _KNOWN, [centre, abouts]):
            yield _settle(link, centre, rows, places)
        if link.execute(_SWEPT, [centre]).fetchone() == stage:
            continue
        for start in range(0, len(ids), _IDS_AT_ONCE):
            named = "|".join(f'"{re.escape(one)}"' for one in ids[start : start + _IDS_AT_ONCE])
            rows = _rows(link, _UNKNOWN, [centre, named])
            for at in range(0, len(rows), PORTION):
                yield _settle(link, centre, rows[at : at + PORTION], places)
        link.execute(_SWEEP, [centre, *stage])


def let_reads_go(link: Link, now: dt.datetime) -> Iterator[int]:
    """Let go of what refusals tell of unknown cards for longer than the centre's computers do.

    Tells of each portion how many.
    """
    for (centre,) in link.execute("SELECT code FROM centre ORDER BY code").fetchall():
        told = [read_told(row[0]).reads_days for row in link.execute(_TOLD, [centre])]
        days = min((one for one in told if one is not None), default=Retention().reads_days)
        before, last = micros(now - dt.timedelta(days=days)), EntryId("", 0)
        while rows := _rows(link, _READS, [centre, before, *last]):
            last = EntryId(rows[-1].node, rows[-1].seq)
            with link.transaction():
                gone = sum(_let_read_go(link, centre, row) for row in rows)
            yield gone


def _let_read_go(link: Link, centre: str, row: _Row) -> bool:
    try:
        body = decode(row.body)
    except (ValueError, OverflowError):
        return False
    if not isinstance(body, Refused):
        return False
    _rewrite(link, centre, row, encode(msgspec.structs.replace(body, read="")), row.about)
    return True


def _forget_cards(link: Link, places: dict[str, str]) -> None:
    """Let centres tell each other that these are forgotten, and nothing else of them."""
    shown = {row[0] for row in link.execute("SELECT card FROM foreign_card WHERE home <> ''")}
    for card in sorted(shown):
        if (stays := places.get(CARD_ID + card)) is not None:
            ids = sorted(one for one, place in places.items() if place == stays)
            told = written(Told(forgotten=tuple(ids)))
            link.execute(_CARDS, [told, written(Shown(forgotten=True)), card])


def _places(bodies: Sequence[str]) -> dict[str, str]:
    """Who takes whose place. Of somebody forgotten twice the earlier id stays."""
    places: dict[str, str] = {}
    for text in bodies:
        try:
            body = decode(text)
        except (ValueError, OverflowError):
            continue
        if not isinstance(body, Erased):
            continue
        known = [places[one] for one in (*body.learners, body.instead) if one in places]
        stays = known[0] if known else body.instead
        places |= {one: stays for one, place in places.items() if place in known}
        places |= dict.fromkeys((*body.learners, body.instead, *known), stays)
        del places[stays]
    return places


def _settle(link: Link, centre: str, rows: Sequence[_Row], places: dict[str, str]) -> Forgotten:
    """Forget in these entries, and in what staff explained about them."""
    changed = unread = 0
    came: dict[EntryId, int] = {}
    with link.transaction():
        for row in rows:
            about = _instead(row.about, places)
            try:
                before = decode(row.body)
            except (ValueError, OverflowError):
                # It stays as it came, among those to be looked through by a later program.
                unread += 1
                _rewrite(link, centre, row, row.body, None)
                continue
            after = redacted(before, places)
            if after != before or about != row.about:
                _rewrite(link, centre, row, encode(after), about)
                changed += 1
            if isinstance(before, CheckedIn | Queued) and after != before:
                came[EntryId(row.node, row.seq)] = row.month
        changed += _unexplain(link, centre, came)
    return Forgotten(changed, unread)


def _instead(about: str | None, places: dict[str, str]) -> str | None:
    """What an entry is about now: a card may stand there without what says that it is one."""
    if about is None:
        return None
    return places.get(about) or places.get(f"{CARD_ID}{about}") or about


def _unexplain(link: Link, centre: str, came: dict[EntryId, int]) -> int:
    """Nothing is left of what staff wrote about these."""
    if not came:
        return 0
    changed = 0
    for row in _rows(link, _EXPLAINING, [centre, min(came.values())]):
        try:
            body: AnyBody = decode(row.body)
        except (ValueError, OverflowError):
            continue
        if came.keys() & set(explained(body)):
            _rewrite(link, centre, row, encode(unexplained(body)), row.about)
            changed += 1
    return changed


def _rewrite(link: Link, centre: str, row: _Row, body: str, about: str | None) -> None:
    link.execute(_REWRITE, [body, about, centre, row.month, row.node, row.seq])


def _rows(link: Link, statement: str, values: Sequence[Any]) -> list[_Row]:
    return [_Row(*row) for row in link.execute(statement.encode(), values)]
