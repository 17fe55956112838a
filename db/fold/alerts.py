"""What staff should see to, and who saw to it."""

from __future__ import annotations

from db.fold.rows import Row, insert, name_of, stamps_of
from db.link import Link
from kiosk import entry as e
from kiosk.clock import micros
from kiosk.record import Band

_ALERT = insert(
    "alert",
    "node seq day at about reason screen learner occurrence people child youth adult senior"
    " partner party",
    "node, seq",
)
_ANSWER = insert(
    "answered",
    "node seq at staff counted stamp stamp_node",
    "node, seq",
    "(excluded.stamp, excluded.stamp_node) < (answered.stamp, answered.stamp_node)",
)
_SEE = insert(
    "conflict_seen",
    "kind node seq at staff stamp stamp_node",
    "kind, node, seq",
    "(excluded.stamp, excluded.stamp_node) < (conflict_seen.stamp, conflict_seen.stamp_node)",
)

# Outcomes of refusals that staff hear of (PRODUCT, one scan, every case), and what that is about:
# `guardian` is about a child whose grown-up has confirmed.
_TELLING = {o: o for o in ("held", "replaced", "forged", "paused")} | {"guardian": "child_alone"}
_OF_NOBODY: Row = {"reason": "", "occurrence": None, "partner": "", "party": ""}


def alerts(link: Link, entries: list[e.Entry]) -> None:
    """Staff are wanted."""
    link.run(_ALERT, *(_alert(entry) for entry in entries))


def refusals(link: Link, entries: list[e.Entry]) -> None:
    """Somebody was sent away at a kiosk for what staff should know."""
    for entry in entries:
        assert isinstance(entry.body, e.Refused)  # noqa: S101
        if entry.body.outcome in _TELLING and entry.by is None:
            link.run(_ALERT, _alert(entry))


def answers(link: Link, entries: list[e.Entry]) -> None:
    """Staff saw to it; the first who did."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.AlertAnswered)  # noqa: S101
        row = {"node": body.target.node, "seq": body.target.seq, "at": micros(entry.at)}
        row |= {"staff": entry.by, "counted": int(body.counted)}
        link.run(_ANSWER, row | stamps_of(entry))


def conflicts_seen(link: Link, entries: list[e.Entry]) -> None:
    """Staff know of it; the first who did."""
    for entry in entries:
        body = entry.body
        assert isinstance(body, e.ConflictSeen)  # noqa: S101
        row = {"kind": body.about, "at": micros(entry.at), "staff": entry.by} | stamps_of(entry)
        link.run(_SEE, *(row | {"node": node, "seq": seq} for node, seq in body.targets))


def _alert(entry: e.Entry) -> Row:
    body = entry.body
    bands: dict[Band, int] = {}
    if isinstance(body, e.HelpCalled):
        about: Row = {"about": body.about, "screen": body.screen, "learner": body.learner}
        about |= _OF_NOBODY
    elif isinstance(body, e.Refused):
        about = {
            "about": _TELLING[body.outcome],
            "screen": "",
            "learner": body.learner,
        } | _OF_NOBODY
        about["reason"] = body.reason
    elif isinstance(body, e.PinLocked):
        about = {"about": "pin_locked", "screen": "", "learner": None} | _OF_NOBODY
        about["reason"] = body.staff
    elif isinstance(body, e.ManyUnknown):
        about = {"about": "many_unknown", "screen": "", "learner": None} | _OF_NOBODY
    elif isinstance(body, e.DeviceGone):
        about = {"about": "device_gone", "screen": "", "learner": None} | _OF_NOBODY
        about["reason"] = body.device
    elif isinstance(body, e.DatabaseRestored):
        about = {"about": "restored", "screen": "", "learner": None} | _OF_NOBODY
        ranges = (f"{node} {first}-{last or '?'}" for node, (first, last) in body.missing.items())
        made_at = "-" if body.made_at is None else f"{body.made_at:%Y-%m-%dT%H:%MZ}"
        about["reason"] = f"{made_at} {', '.join(ranges)}"
    elif isinstance(body, e.BackupFailed):
        about = {"about": "backup_failed", "screen": "", "learner": None} | _OF_NOBODY
        about["reason"] = body.reason
    else:
        assert isinstance(body, e.CountHeld)  # noqa: S101 - narrows the union
        bands = body.bands
        about = {"about": "count_held", "screen": "", "learner": None, "reason": body.reason}
        about |= {"occurrence": body.occurrence, "partner": body.partner, "party": body.party}
    counts = {band.value: bands.get(band, 0) for band in Band}
    people = {"people": sum(bands.values())}
    return name_of(entry) | {"day": body.day.isoformat()} | about | people | counts
