"""What the desk's board says beside the list: who is inside by age, the nodes, the clock."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings

from kiosk.clock import EPOCH
from kiosk.config import Hours, Settings
from kiosk.crowd import Inside
from kiosk.desk import FrontDesk
from kiosk.entry import CheckedIn, Entry, HelpCalled
from kiosk.nodes import NodeState
from kiosk.outcome import VISIT, Ask
from kiosk.record import Band
from kiosk.sync_state import Peer, SyncState
from tests.storage.centre import Centre
from tests.storage.test_fold import fresh, histories
from tests.storage.workload import DAY, NOON

MINUTE = dt.timedelta(minutes=1)
VISITING = Ask(wanted=VISIT)


def test_who_is_inside_by_age(centre: Centre) -> None:
    assert centre.desk.board().inside == Inside({}, {})
    for number in ("K100001", "K100002", "K100003"):
        centre.desk.scan(number, VISITING)
    # For something else too: one person.
    centre.desk.scan("K100001", Ask(wanted=centre.occurrence))
    centre.desk.scan("K100005", Ask(wanted=VISIT, by="somsri"))
    with centre.store.writing() as unit:
        unit.append(CheckedIn(day=DAY, learner="l10"), centre.clock.at)
    gone = centre.desk.count_guests({Band.CHILD: 20, Band.YOUTH: 4}, VISITING)
    centre.desk.count_guests({Band.CHILD: 3, Band.SENIOR: 1}, VISITING)
    board = centre.desk.board()
    assert board.inside.named == {Band.CHILD: 1, Band.SENIOR: 3, None: 1}
    assert board.inside.unnamed == {Band.CHILD: 23, Band.YOUTH: 4, Band.SENIOR: 1}
    assert board.inside.bands == {Band.CHILD: 24, Band.YOUTH: 4, Band.SENIOR: 4, None: 1}
    assert board.inside.total == board.today.inside == 33
    assert gone.entry is not None
    centre.desk.leave([gone.entry])
    assert centre.desk.board().inside.unnamed == {Band.CHILD: 3, Band.SENIOR: 1}


@given(history=histories())
@settings(max_examples=40, deadline=None)
def test_the_bands_are_always_the_number_inside(history: list[Entry]) -> None:
    with fresh() as store, store.writing() as unit:
        unit.receive(history)
        assert unit.inside_by_band(DAY).total == unit.inside(DAY)
        assert min(unit.inside_by_band(DAY).bands.values(), default=1) > 0


def test_of_every_node_what_was_heard_last(centre: Centre) -> None:
    call = HelpCalled(day=DAY)
    with centre.store.writing() as unit:
        for node, minutes in (("D", 2), ("B", 3), ("B", 4)):
            unit.append(call, centre.clock.at + minutes * MINUTE, node=node)
    centre.clock.later(5)
    nodes = centre.desk.board().nodes
    assert [node.name for node in nodes] == ["A", "B", "D"]
    assert nodes[1:] == (
        NodeState("B", NOON + 4 * MINUTE, 2),
        NodeState("D", NOON + 2 * MINUTE, 1),
    )
    with centre.store.reading() as reader:
        assert {node.name: node.last_seq for node in nodes} == reader.vector()


@pytest.mark.parametrize(("minutes", "behind"), [(0, None), (1.9, None), (3, 3), (600, 600)])
def test_a_clock_that_jumped_back(centre: Centre, minutes: float, behind: int | None) -> None:
    centre.clock.later(1)
    centre.desk.call_help()
    centre.clock.later(-minutes)
    told = None if behind is None else behind * MINUTE
    assert centre.desk.board().clock_behind == told
    # What is written by the wrong clock makes it no better.
    centre.desk.withdraw_help()
    again = centre.desk.board().clock_behind
    assert (again is None) == (told is None)
    # The right time is back: nothing to tell.
    centre.clock.later(minutes + 1)
    assert centre.desk.board().clock_behind is None


def test_another_node_that_is_ahead(centre: Centre) -> None:
    ahead = NOON + 60 * MINUTE
    entry = Entry(
        "B", 1, (ahead - EPOCH) // dt.timedelta(microseconds=1), ahead, None, HelpCalled(day=DAY)
    )
    with centre.store.writing() as unit:
        unit.receive([entry])
    assert centre.desk.board().clock_behind == 60 * MINUTE
    centre.clock.later(59)
    assert centre.desk.board().clock_behind is None


@pytest.mark.parametrize("closed", [(), (DAY,)])
def test_who_is_silent_is_told_in_opening_hours(
    centre: Centre, closed: tuple[dt.date, ...]
) -> None:
    hours = Settings(hours=Hours(closed=closed))
    kiosk = Peer(node="B", centre="korat", seq=1, seen_at=NOON)
    state = [SyncState(looked_at=NOON, contact_at=NOON, centre="korat", nodes=(kiosk,))]
    desk = FrontDesk(centre.store, centre.clock, hours, centre.secrets, sync=lambda: state[0])
    stamp = (NOON - EPOCH) // dt.timedelta(microseconds=1)
    with centre.store.writing() as unit:
        unit.receive([Entry("B", 1, stamp, NOON, None, HelpCalled(day=DAY))])
    assert (desk.board().silent, desk.board().hub_silent) == ((), False)
    centre.clock.later(15)
    assert desk.board().hub_silent is not bool(closed)
    state[0] = msgspec.structs.replace(state[0], contact_at=centre.clock.at)
    board = desk.board()
    assert (board.silent, board.hub_silent) == (() if closed else ("B",), False)


def test_a_centre_without_entries() -> None:
    with fresh() as store, store.reading() as reader:
        assert reader.nodes() == []
        assert reader.inside_by_band(DAY) == Inside({}, {})
