"""What the desk says of the other computers and of the hub: pure functions to words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from kiosk import __version__, thai
from kiosk.clock import EPOCH, in_units, service_day
from kiosk.nodes import NodeState
from kiosk.seen import LITTLE_MB, NOBODY, trouble_now
from kiosk.sync_state import SyncState
from ui.catalogue import Catalogue
from ui.trouble import as_code, told

if TYPE_CHECKING:
    from kiosk.desk import Board

# A line may end with the dot, never begin with it.
_GAP = "\u00a0· "


class ExchangeWords(NamedTuple):
    """`nodes` when each was heard of last and what is odd about it, `hub` how the exchange stands.

    `silence` names who has been silent for too long, "" when nobody is.
    """

    nodes: str = ""
    hub: str = ""
    hub_bad: bool = False
    silence: str = ""


def derive_exchange(board: Board | None, texts: Catalogue, zone: ZoneInfo) -> ExchangeWords:
    """Derive the words about the other computers and the hub."""
    if board is None:
        return ExchangeWords()
    said = ExchangeWords(nodes=_GAP.join(_node(n, board, texts, zone) for n in board.nodes))
    if board.sync is None:
        return said
    stands, silence = _hub(board.sync, board, texts, zone), ""
    hub = _GAP.join([*stands, *_beside(board.sync, texts)])
    if board.hub_silent:
        silence = _GAP.join(stands)
    elif board.silent:
        silence = texts.say("desk.silent", ", ".join(board.silent))
    bad = bool(trouble_now(board.sync, board.today.now) or board.sync.parted)
    return said._replace(hub=hub, hub_bad=bad, silence=silence)


def span_words(span: dt.timedelta, texts: Catalogue) -> str:
    """A length of time: 1 day 7 hours."""
    parts = ((n, f"span.{unit}" if n == 1 else f"span.{unit}s") for n, unit in in_units(span))
    return " ".join(texts.say(key, f"{n:,}") for n, key in parts)


def _node(node: NodeState, board: Board, texts: Catalogue, zone: ZoneInfo) -> str:
    odd = []
    if node.unsent:
        odd.append(texts.say("desk.node.unsent", f"{node.unsent:,}"))
    if node.aside:
        odd.append(texts.say("desk.hub.aside", f"{node.aside:,}"))
    for device in node.gone:
        said = texts.find(f"device.{device}") or device
        odd.append(texts.say("desk.node.device", said))
    if node.version not in {"", __version__}:
        odd.append(texts.say("desk.node.version", node.version))
    if node.ahead_s:
        wrong = dt.timedelta(seconds=node.ahead_s)
        odd.append(texts.say("desk.node.clock", span_words(wrong, texts)))
    if node.free_mb is not None and node.free_mb < LITTLE_MB:
        odd.append(texts.say("desk.node.disk"))
    said = f"{node.name}\u00a0{_at(node.seen_at or node.last_at, board, texts, zone)}"
    return f"{said} ({', '.join(odd)})" if odd else said


def _hub(sync: SyncState, board: Board, texts: Catalogue, zone: ZoneInfo) -> list[str]:
    trouble = trouble_now(sync, board.today.now)
    if not trouble:
        moving = sync.unsent or sync.missing
        key = "desk.hub.moving" if moving else "desk.hub.step"
        words = [texts.say(key, f"{sync.unsent:,}", f"{sync.missing:,}")]
    else:
        words = [_what_is_wrong(trouble, texts)]
        since = sync.contact_at or (sync.looked_at if trouble == NOBODY else sync.since)
        if since is not None and since > EPOCH:
            words.append(texts.say("desk.hub.since", _at(since, board, texts, zone)))
        if sync.unsent:
            words.append(texts.say("desk.hub.waiting", f"{sync.unsent:,}"))
    return words


def _beside(sync: SyncState, texts: Catalogue) -> list[str]:
    aside = [texts.say("desk.hub.aside", f"{sync.aside:,}")] if sync.aside else []
    return aside + [texts.say("desk.hub.parted", node) for node in sync.parted]


def _what_is_wrong(trouble: str, texts: Catalogue) -> str:
    """With the hub, or with the database that is exchanged with it."""
    known = texts.find(f"desk.hub.{trouble}")
    return known or told("desk.hub.trouble", as_code(trouble), texts)


def _at(at: dt.datetime, board: Board, texts: Catalogue, zone: ZoneInfo) -> str:
    """The time alone when it was today."""
    local = at.astimezone(zone)
    time = thai.short_time(local, language=texts.language).removesuffix(" น.")
    today = service_day(at, zone) == board.today.day
    return time if today else f"{local.day}/{local.month}\u00a0{time}"
