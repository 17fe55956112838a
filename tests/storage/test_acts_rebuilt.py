"""After every act of the desk the derived tables are what the journal says."""

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest

from kiosk.desk import Consent, FrontDesk, Sheet
from kiosk.entry import EntryId
from kiosk.newcomer import Newcomer
from kiosk.outcome import VISIT, Ask
from kiosk.record import Band, Role
from tests.storage.centre import Centre
from tests.storage.tables import contents

STAFF, WHY = "สมศรี", "ผิดช่อง"


class Day:
    """A desk, and what it wrote last."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.desk: FrontDesk = centre.desk
        self.small = centre.occurrence
        self.late = self.desk.today().running[1].occurrence.key

    def came(self, n: int = 1, wanted: str | None = VISIT) -> EntryId:
        outcome = self.desk.check_in(f"l{n}", Ask(wanted=wanted, how="desk", by=STAFF))
        assert outcome.entry is not None
        return outcome.entry

    def counted(self, n: int = 3, wanted: str = VISIT) -> EntryId:
        outcome = self.desk.count_guests({Band.CHILD: n}, Ask(wanted=wanted, how="desk", by=STAFF))
        assert outcome.entry is not None
        return outcome.entry

    def waits(self, n: int = 3) -> EntryId:
        self.counted(2, self.small)
        assert self.desk.scan(f"K10000{n}", Ask(wanted=self.small)).code.value == "standby"
        return self.desk.waiting_lists()[0].numbers[-1].entry


def _out_and_back(day: Day) -> None:
    entries = [day.came(), day.counted()]
    out = day.desk.check_out(entries, STAFF, WHY)
    day.desk.stay(out.id, WHY, STAFF)
    day.desk.check_out(entries[:1], STAFF, WHY)


def _moved_and_undone(day: Day) -> None:
    entries = [day.came(), day.counted()]
    day.desk.move(entries, day.small, STAFF, WHY)
    day.desk.move(entries[:1], VISIT, STAFF, WHY)
    day.desk.undo(entries[1], WHY, STAFF)


def _counted_anew(day: Day) -> None:
    entry = day.counted(3)
    day.desk.correct_count(entry, {Band.CHILD: 3}, {Band.ADULT: 1}, STAFF, WHY)
    out = day.desk.check_out([entry], STAFF, WHY)
    day.desk.correct_count(entry, {Band.ADULT: 1}, {Band.SENIOR: 9}, STAFF, WHY)
    day.desk.stay(out.id, WHY, STAFF)


def _called_let_in_undone(day: Day) -> None:
    number = day.waits()
    day.desk.call_next(day.small, STAFF)
    day.desk.wait_again(number, STAFF)
    day.desk.number_gone(number, STAFF)
    day.desk.wait_again(number, STAFF)
    let_in = day.desk.let_in(number, STAFF).outcome
    assert let_in is not None
    assert let_in.entry is not None
    day.desk.undo(let_in.entry, WHY, STAFF)


def _made_one_and_two(day: Day) -> None:
    day.came(1), day.came(2, day.small)
    day.desk.merge("l2", "l1", STAFF, WHY)
    day.desk.check_out([day.came(2, day.late)], STAFF, WHY)
    day.desk.unmerge("l2", STAFF, WHY)
    day.desk.merge("l1", "l2", STAFF, WHY)


def _merged_and_forgotten(day: Day) -> None:
    day.came(1), day.came(2)
    day.desk.merge("l2", "l1", STAFF, WHY)
    day.desk.forget("l1", bytes(16), STAFF, WHY)


def _record_put_right(day: Day) -> None:
    record = day.desk.look("l6", STAFF, WHY)
    day.desk.renew("l6", dt.date(2027, 6, 30), STAFF, WHY)
    seen = msgspec.structs.replace(record, valid_until=dt.date(2027, 6, 30))
    day.desk.correct(seen, msgspec.structs.replace(seen, phone="0899999999"), STAFF, WHY)
    day.desk.suspend("l6", STAFF, WHY)
    day.desk.lift("l6", STAFF, WHY)
    day.desk.keep_consent("l6", Consent.GUARDIAN, STAFF, WHY)
    day.desk.take_along("l6", STAFF, WHY)


def _cards(day: Day) -> None:
    day.desk.merge("l2", "l1", STAFF, WHY)
    for random in (bytes(16), bytes([1] * 16)):
        day.desk.issue_cards(day.desk.draft_cards(day.desk.holders(["K100002"]), [random]), STAFF)
    day.desk.unmerge("l2", STAFF, WHY)
    day.desk.lose_card("l1", STAFF)


def _sheet_and_back(day: Day) -> None:
    day.centre.clock.later(90)
    said = Sheet(wanted=day.small, numbers=("K100001", "K100002"), bands={Band.YOUTH: 4})
    typed = day.desk.type_in(said, STAFF)
    day.desk.undo_all(typed.entries, WHY, STAFF)
    day.desk.type_in(said, STAFF)


def _late_and_undone(day: Day) -> None:
    day.centre.clock.later(24 * 60)
    entry = day.desk.late_add("l1", day.small, STAFF, WHY)
    day.desk.late_count({Band.ADULT: 2}, day.small, STAFF, WHY)
    day.desk.undo(entry.id, WHY, STAFF)


def _alerts(day: Day) -> None:
    day.desk.call_help("home")
    held = day.desk.count_guests({Band.CHILD: 300}, Ask(wanted=VISIT), party="school")
    assert held.entry is not None
    for alert in day.desk.alerts():
        day.desk.answer_alert(alert.entry, STAFF, count=alert.people > 0)


def _people_who_work_here(day: Day) -> None:
    day.desk.add_staff("แอน", Role.DESK, "482913", bytes(16), by=STAFF)
    for _ in range(5):
        day.desk.prove_pin("แอน", "000001")
    day.desk.change_pin("แอน", "730164", bytes(16), by=STAFF)
    day.desk.disable_staff("แอน", by=STAFF)


def _joined_and_closed(day: Day) -> None:
    ask = Ask(wanted=VISIT, how="desk", by=STAFF)
    day.desk.register(Newcomer(name="ส้ม", birth_year=1990), bytes(range(32)), ask)
    day.desk.evacuation(by=STAFF)
    day.centre.clock.later(20 * 60)
    assert day.desk.close_days() > 0


@pytest.mark.parametrize(
    "acts",
    [
        _out_and_back, _moved_and_undone, _counted_anew, _called_let_in_undone, _made_one_and_two,
        _merged_and_forgotten, _record_put_right, _cards, _sheet_and_back, _late_and_undone,
        _alerts, _people_who_work_here, _joined_and_closed,
    ],
)  # fmt: skip
def test_rebuilt_after_it_the_tables_are_the_same(
    centre: Centre, acts: Callable[[Day], None]
) -> None:
    acts(Day(centre))
    before = contents(centre.store)
    entries = len(centre.journal())
    assert centre.store.rebuild() == entries
    assert contents(centre.store) == before
