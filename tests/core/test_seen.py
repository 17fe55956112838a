"""Who is silent for too long, and what is known of the other computers."""

import datetime as dt

import pytest

from kiosk.cli.sync import of_exchange
from kiosk.nodes import NodeState
from kiosk.seen import NOBODY, hub_is_silent, silent_nodes, trouble_now, with_hub
from kiosk.sync_state import Peer, SyncState, Told
from tests.builders import NOON

MINUTE = dt.timedelta(minutes=1)
LONG_AGO = NOON - dt.timedelta(days=1)
ZONE = dt.UTC


def peer(
    node: str, minutes: float = 0, *, centre: str = "korat", seq: int = 9, **told: object
) -> Peer:
    """Heard so many minutes before noon."""
    return Peer(
        node=node, centre=centre, seq=seq, seen_at=NOON - minutes * MINUTE, told=Told(**told)
    )  # fmt: skip


def a_state(*nodes: Peer, **more: object) -> SyncState:
    given = {"looked_at": NOON, "contact_at": NOON, "centre": "korat"} | more
    return SyncState(nodes=nodes, **given)


def joined(state: SyncState, *names: str) -> tuple[NodeState, ...]:
    return with_hub([NodeState(name, LONG_AGO, 12) for name in names], {"D"}, state)


def test_what_the_hub_knows_of_each_computer() -> None:
    state = a_state(
        peer("A", 3, version="0.9", free_mb=100, ahead_s=600.0, aside=2, unsent=5),
        peer("D", 0, seq=10, aside=1),
        peer("other.A", 0, centre="other"),
        unsent=7,
        ahead_s=300.0,
    )
    a, d, new = joined(state, "A", "D", "new", "other.A")
    # Our clock is five minutes ahead of the hub's.
    assert a == NodeState("A", LONG_AGO, 12, 5, NOON + 2 * MINUTE, "0.9", 600.0, 100, 2)
    assert (d.name, d.unsent, d.aside, d.ahead_s) == ("D", 2, 0, 300.0)
    assert new == NodeState("new", LONG_AGO, 12)
    # All was sent since the hub was asked how far it is.
    assert joined(a_state(peer("D", seq=10), unsent=0), "D")[0].unsent == 0


@pytest.mark.parametrize(
    ("node", "minutes", "opened", "contact", "silent"),
    [
        ("A", 14.9, LONG_AGO, NOON, False),
        ("A", 15, LONG_AGO, NOON, True),
        # The desk was switched on before the kiosk.
        ("A", 600, NOON - 5 * MINUTE, NOON, False),
        # Taken away long ago.
        ("A", 8 * 24 * 60, LONG_AGO - dt.timedelta(days=30), NOON, False),
        # It is we who hear nothing.
        ("A", 20, LONG_AGO, NOON - 10 * MINUTE, False),
        ("A", 20, LONG_AGO, None, False),
        ("D", 60, LONG_AGO, NOON, False),
    ],
)
def test_a_computer_is_silent(
    node: str, minutes: float, opened: dt.datetime, contact: dt.datetime | None, silent: bool
) -> None:
    state = a_state(peer(node, minutes), contact_at=contact)
    assert silent_nodes(joined(state, node), {"D"}, state, opened) == ((node,) if silent else ())


def test_a_computer_that_goes_on_under_another_name_is_not_waited_for() -> None:
    state = a_state(peer("A", 60), peer("A~2", 0), peer("B~2", 60), peer("B", 0))
    nodes = joined(state, "A", "A~2", "B", "B~2")
    assert silent_nodes(nodes, (), state, LONG_AGO) == ("B~2",)


def test_the_hub_is_silent() -> None:
    def silent(contact: dt.datetime | None, opened: dt.datetime = LONG_AGO) -> bool:
        return hub_is_silent(a_state(contact_at=contact), NOON, opened)

    assert not silent(NOON - 14 * MINUTE)
    assert silent(NOON - 15 * MINUTE)
    assert silent(None)
    assert not silent(None, NOON - 14 * MINUTE)


@pytest.mark.parametrize(
    ("minutes", "trouble", "stands"),
    [(1, "", ""), (1, "slow", "slow"), (3, "slow", NOBODY), (3, "", NOBODY), (-60, "", NOBODY)],
)
def test_an_old_look_says_nothing_of_now(minutes: float, trouble: str, stands: str) -> None:
    state = a_state(looked_at=NOON - minutes * MINUTE, trouble=trouble)
    assert trouble_now(state, NOON) == stands


@pytest.mark.parametrize(
    ("more", "verdict", "words"),
    [
        ({}, "ok", "centre korat: 0 to send, 0 to receive."),
        ({"aside": 3}, "warn", "3 set aside"),
        ({"parted": ("A~2",)}, "warn", "we go on as A~2"),
        (
            {"trouble": "full", "unsent": 12},
            "warn",
            "The hub's disk is full, since 2026-11-22 05:00 (12 waiting).",
        ),
        ({"ahead_s": 599.0}, "ok", "this clock is 10 minutes ahead of the hub's"),
        ({"ahead_s": -90000.0}, "warn", "this clock is 1 day 1 hour behind the hub's"),
        ({"looked_at": LONG_AGO}, "warn", "Nobody exchanges entries with the hub, since 2026"),
    ],
)
def test_the_doctor_tells_how_the_exchange_stands(
    more: dict[str, object], verdict: str, words: str
) -> None:
    check = of_exchange(a_state(**more), NOON, ZONE)
    assert (check.name, check.verdict) == ("exchange", verdict)
    assert words in check.sentence
    assert bool(check.advice) == (verdict == "warn")


def test_the_doctor_tells_of_another_computers_clock() -> None:
    there = (
        peer("B", ahead_s=-86400.0),
        peer("C", ahead_s=540.0),
        peer("x", centre="o", ahead_s=1e6),
    )
    check = of_exchange(a_state(*there), NOON, ZONE)
    assert check.verdict == "warn"
    assert check.sentence.endswith("receive. The clock of B is 1 day behind the hub's.")
    assert "walkin redate" in check.advice
