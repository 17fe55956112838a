"""What staff are called for: too many at once, too fast, or somebody who rings."""

import datetime as dt
from pathlib import Path

import pytest

from kiosk.config import Checkin, Settings
from kiosk.desk import FrontDesk, NotPossible
from kiosk.entry import (
    AlertAnswered,
    CheckedIn,
    CountHeld,
    EntryId,
    GuestsCounted,
    HelpCalled,
    OccurrenceKept,
    Undone,
)
from kiosk.importing import import_programme
from kiosk.outcome import VISIT, Ask, Code
from kiosk.record import Band
from tests.storage.centre import PROGRAMME, Centre
from tests.storage.workload import KEY, open_store

TOUCH = Ask(wanted=VISIT, how="touch")
ONE = {Band.CHILD: 1}
SECOND = 1 / 60


def touches(centre: Centre, many: int, pause: float = 0.4) -> list[Code]:
    codes = []
    for _ in range(many):
        codes.append(centre.desk.count_guests(ONE, TOUCH).code)
        centre.clock.later(pause * SECOND)
    return codes


def test_ten_touches_in_five_seconds_are_held_for_staff(centre: Centre) -> None:
    before = len(centre.journal())
    assert touches(centre, 10) == [Code.ADMITTED] * 9 + [Code.COUNT_HELD]
    today = centre.desk.today()
    assert (today.came, today.inside) == (0, 0)
    bodies = centre.journal()[before:]
    assert [type(b) for b in bodies] == [GuestsCounted] * 9 + [Undone] * 9 + [CountHeld]
    (alert,) = centre.desk.alerts()
    assert (alert.about, alert.reason, alert.people) == ("count_held", "fast", 10)
    assert alert.bands == {Band.CHILD: 10}
    assert alert.node == "A"
    # It is over: the next one is counted again.
    assert touches(centre, 9) == [Code.ADMITTED] * 9
    assert centre.desk.today().came == 9


def test_slow_touches_are_people(centre: Centre) -> None:
    assert touches(centre, 30, pause=0.6) == [Code.ADMITTED] * 30
    assert centre.desk.today().came == 30


def test_touches_that_the_visitor_took_back_do_not_count(centre: Centre) -> None:
    for _ in range(12):
        entry = centre.desk.count_guests(ONE, TOUCH).entry
        assert entry is not None
        centre.desk.undo(entry, "visitor")
    assert touches(centre, 9, pause=0.1) == [Code.ADMITTED] * 9
    assert centre.desk.today().came == 9


def test_touches_that_another_process_took_back_do_not_count(centre: Centre) -> None:
    entry = centre.desk.count_guests(ONE, TOUCH).entry
    assert entry is not None
    other = FrontDesk(
        open_store(centre.file, KEY), centre.clock, centre.settings, centre.secrets
    )  # fmt: skip
    other.undo(entry, "x", by="somsri")
    other.close()
    assert touches(centre, 10, pause=0) == [Code.ADMITTED] * 9 + [Code.COUNT_HELD]


@pytest.mark.parametrize(
    "ask", [Ask(wanted=VISIT, how="party"), Ask(wanted=VISIT, how="touch", by="somsri")]
)
def test_a_party_and_staff_may_be_as_fast_as_they_like(centre: Centre, ask: Ask) -> None:
    codes = [centre.desk.count_guests(ONE, ask).code for _ in range(12)]
    assert codes == [Code.ADMITTED] * 12


def test_held_touches_free_their_seats(centre: Centre) -> None:
    import_programme(
        centre.store, centre.clock, centre.settings,
        PROGRAMME.replace("X-WALKIN-CAPACITY:2", "X-WALKIN-CAPACITY:12").encode(),
    )  # fmt: skip
    ask = Ask(how="touch")
    codes = [centre.desk.count_guests(ONE, ask).code for _ in range(10)]
    assert codes[-1] is Code.COUNT_HELD
    assert centre.desk.today().running[0].free == 12
    (alert,) = centre.desk.alerts()
    assert alert.occurrence is not None
    assert alert.occurrence.key == centre.occurrence
    centre.desk.answer_alert(alert.entry, "somsri", count=True)
    assert centre.desk.today().running[0].taken == 10


def test_trouble_at_the_tenth_touch_holds_it_the_next_time(centre: Centre) -> None:
    touches(centre, 9, pause=0)
    held, centre.store._place = centre.store._place, (0, 0)
    with pytest.raises(Exception, match="missing"):
        centre.desk.count_guests(ONE, TOUCH)
    centre.store._place = held
    assert touches(centre, 1) == [Code.COUNT_HELD]
    assert len(centre.desk.alerts()) == 1


@pytest.mark.parametrize("people", [0, -1])
def test_a_party_of_nobody(centre: Centre, people: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        centre.desk.count_guests({Band.CHILD: people}, TOUCH, party="school")


def test_a_party_keeps_who_it_is_and_may_move(centre: Centre) -> None:
    import_programme(
        centre.store, centre.clock, centre.settings,
        PROGRAMME.replace("X-WALKIN-CAPACITY:2\n", "").encode(),
    )  # fmt: skip
    bands = {Band.CHILD: 190, Band.ADULT: 10}
    ask = Ask(wanted=VISIT, how="party")
    came = centre.desk.count_guests(bands, ask, partner="anuban-korat", party="school")
    assert (came.code, came.people) == (Code.ADMITTED, 200)
    body = centre.journal()[-1]
    assert isinstance(body, GuestsCounted)
    assert (body.partner, body.party, body.how) == ("anuban-korat", "school", "party")
    assert came.entry is not None
    moved = centre.desk.move_guests([came.entry], bands, Ask(wanted=centre.occurrence))
    assert moved.code is Code.ADMITTED
    (line,) = centre.desk.board().lines
    assert line.occurrence is not None
    assert (line.occurrence.key, line.partner, line.people) == (
        centre.occurrence, "anuban-korat", 200,
    )  # fmt: skip


def test_a_party_of_five_thousand_waits_for_staff_who_count_it(centre: Centre) -> None:
    bands = {Band.CHILD: 4900, Band.ADULT: 100}
    ask = Ask(wanted=centre.occurrence, how="party")
    came = centre.desk.count_guests(bands, ask, partner="nrru", party="school")
    assert (came.code, came.people, came.number) == (Code.COUNT_HELD, 5000, None)
    assert centre.desk.today().came == 0
    (alert,) = centre.desk.alerts()
    assert alert.entry == came.entry
    assert (alert.reason, alert.people, alert.bands) == ("many", 5000, bands)
    assert (alert.partner, alert.party) == ("nrru", "school")
    centre.clock.later(30)
    answer = centre.desk.answer_alert(alert.entry, "somsri", count=True)
    assert answer.body == AlertAnswered(target=alert.entry, counted=True)
    assert answer.by == "somsri"
    assert centre.desk.alerts() == []
    today = centre.desk.today()
    assert (today.came, today.running[0].taken) == (5000, 5000)
    (line,) = centre.desk.board().lines
    assert (line.how, line.by, line.at) == ("desk", "somsri", alert.at)
    assert (line.bands, line.partner, line.late) == (bands, "nrru", False)


def test_a_centre_sets_what_a_large_party_is(tmp_path: Path) -> None:
    centre = Centre(tmp_path / "own.db", Settings(checkin=Checkin(largest_party=3)))
    ask = Ask(wanted=VISIT, how="party")
    codes = [centre.desk.count_guests({Band.CHILD: n}, ask).code for n in (3, 4)]
    assert codes == [Code.ADMITTED, Code.COUNT_HELD]
    centre.store.close()


def test_staff_count_who_is_here_although_it_was_called_off(centre: Centre) -> None:
    bands = {Band.CHILD: 300}
    held = centre.desk.count_guests(bands, Ask(wanted=centre.occurrence, how="party"))
    assert held.entry is not None
    off = PROGRAMME.replace("SUMMARY:ห้องเล็ก", "SUMMARY:ห้องเล็ก\nSTATUS:CANCELLED")
    import_programme(centre.store, centre.clock, centre.settings, off.encode())
    centre.desk.answer_alert(held.entry, "somsri", count=True)
    (line,) = centre.desk.board().lines
    assert (line.people, line.occurrence) == (300, None)


def test_an_answer_that_counts_nobody(centre: Centre) -> None:
    held = centre.desk.count_guests({Band.CHILD: 300}, Ask(wanted=VISIT, how="party"))
    assert held.entry is not None
    centre.desk.answer_alert(held.entry, "somsri")
    assert centre.desk.today().came == 0
    assert centre.desk.alerts() == []


def test_an_alert_is_answered_once_and_on_its_day(centre: Centre) -> None:
    call = centre.desk.call_help()
    assert call is not None
    before = len(centre.journal())
    with pytest.raises(NotPossible, match="nobody"):
        centre.desk.answer_alert(call.id, "somsri", count=True)
    assert len(centre.journal()) == before
    centre.desk.answer_alert(call.id, "somsri")
    for target in (call.id, EntryId("A", 1), EntryId("Z", 9)):
        with pytest.raises(NotPossible, match="no open alert"):
            centre.desk.answer_alert(target, "other")
    old = centre.desk.call_help()
    assert old is not None
    centre.clock.at += dt.timedelta(days=1)
    assert centre.desk.alerts() == []
    with pytest.raises(NotPossible):
        centre.desk.answer_alert(old.id, "somsri")
    assert centre.desk.call_help() is not None


def test_ringing_twice_is_one_ring_until_somebody_came(centre: Centre) -> None:
    first = centre.desk.call_help("pad")
    assert first is not None
    assert first.body == HelpCalled(day=dt.date(2026, 11, 22), screen="pad")
    assert centre.desk.call_help("home") is None
    (alert,) = centre.desk.alerts()
    assert (alert.entry, alert.about, alert.screen) == (first.id, "help", "pad")
    centre.desk.answer_alert(first.id, "somsri")
    assert centre.desk.call_help() is not None


def test_a_call_by_mistake_is_taken_back_and_can_be_made_again(centre: Centre) -> None:
    assert centre.desk.withdraw_help() is None
    first = centre.desk.call_help()
    assert first is not None
    with centre.store.writing() as unit:
        other = unit.append(HelpCalled(day=dt.date(2026, 11, 22)), centre.clock.at, node="B")
    taken = centre.desk.withdraw_help()
    assert taken is not None
    assert (taken.body, taken.by) == (AlertAnswered(target=first.id), None)
    assert [alert.entry for alert in centre.desk.alerts()] == [other.id]
    assert centre.desk.withdraw_help() is None
    assert centre.desk.call_help() is not None


def test_every_kiosk_has_a_bell_of_its_own(centre: Centre) -> None:
    with centre.store.writing() as unit:
        unit.append(HelpCalled(day=dt.date(2026, 11, 22)), centre.clock.at, node="B")
        assert [alert.node for alert in unit.alerts(dt.date(2026, 11, 22))] == ["B"]
    centre.clock.later(1)
    assert centre.desk.call_help() is not None
    assert [alert.node for alert in centre.desk.alerts()] == ["A", "B"]


def test_a_plain_check_in_writes_what_it_wrote_before(centre: Centre) -> None:
    before = len(centre.journal())
    centre.desk.scan("K100001")
    assert [type(b) for b in centre.journal()[before:]] == [OccurrenceKept, CheckedIn]
