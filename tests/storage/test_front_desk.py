"""The use-cases on the real database: what is asked, what is answered, what is kept."""

import datetime as dt
from pathlib import Path

import pytest

from db.store import SqlStore
from kiosk import card
from kiosk.config import Hours, Settings
from kiosk.desk import FrontDesk, NotPossible
from kiosk.entry import CheckedIn, EntryId, OccurrenceKept, Refused
from kiosk.importing import import_programme
from kiosk.outcome import VISIT, Ask, Code
from kiosk.record import Band
from tests.storage.centre import CITIZEN, PROGRAMME, SUNDAY_NOON, Centre
from tests.storage.workload import KEY


def test_a_learner_is_let_in_by_every_kind_of_number(centre: Centre) -> None:
    text = centre.desk.issue_card("K100001", bytes(range(16)))
    for code, number, how in (
        (text, "K100001", "card"),
        ("k-100002", "K100002", "member"),
        ("100003", "K100003", "number"),
        ("661000008", "K100008", "student"),
        (CITIZEN, "K100009", "citizen"),
    ):
        outcome = centre.desk.scan(code, Ask(wanted=VISIT), typed=True)
        assert outcome.code is Code.ADMITTED, code
        assert outcome.learner is not None
        assert outcome.learner.number == number
        body = centre.journal()[-1]
        assert isinstance(body, CheckedIn)
        assert body.how == how


def test_a_citizen_number_is_nowhere_in_the_journal(centre: Centre) -> None:
    centre.desk.scan(CITIZEN, typed=True)
    centre.desk.scan("3" + CITIZEN[1:], typed=True)
    with centre.store.reading() as reader:
        everything = repr(reader.entries({}, limit=10_000))
    assert CITIZEN not in everything
    assert CITIZEN[1:] not in everything


def test_a_phone_shared_by_two_lets_nobody_in_by_guess(centre: Centre) -> None:
    assert centre.desk.scan("081 234 5678").code is Code.UNKNOWN


def test_the_same_card_twice_is_one_visit(centre: Centre) -> None:
    first = centre.desk.scan("K100001")
    again = centre.desk.scan("K100001")
    assert (first.code, again.code) == (Code.ADMITTED, Code.REPEAT)
    assert again.entry == first.entry
    centre.clock.later(1)
    later = centre.desk.scan("K100001")
    assert later.code is Code.ALREADY_IN
    assert later.since == first.at
    assert len(centre.wrote()) == 1


def test_fifty_scans_in_a_second_are_fifty_answers_and_one_visit(centre: Centre) -> None:
    codes = [centre.desk.scan("K100001").code for _ in range(50)]
    assert codes == [Code.ADMITTED] + [Code.REPEAT] * 49
    assert len(centre.wrote()) == 1


def test_leaving_frees_the_seat_and_coming_back_takes_it_again(centre: Centre) -> None:
    first = centre.desk.scan("K100001")
    assert first.seats_left == 1
    centre.clock.later(10)
    inside = centre.desk.scan("K100001")
    centre.desk.leave(inside.visits)
    today = centre.desk.today()
    assert (today.came, today.inside) == (1, 0)
    assert today.running[0].free == 2
    centre.clock.later(1)
    assert centre.desk.scan("K100001").code is Code.ADMITTED
    assert centre.desk.today().came == 1


def test_named_and_counted_people_take_the_same_seats(centre: Centre) -> None:
    centre.desk.scan("K100001")
    guest = centre.desk.count_guests({Band.SENIOR: 1}, Ask())
    assert (guest.code, guest.seats_left) == (Code.ADMITTED, 0)
    full = centre.desk.scan("K100002")
    assert (full.code, full.number) == (Code.STANDBY, "A1")
    again = centre.desk.scan("K100002")
    assert (again.code, again.number, again.entry) == (Code.STANDBY, "A1", None)
    assert centre.desk.scan("K100003").number == "A2"
    assert centre.desk.scan("K100002", Ask(wanted=VISIT)).code is Code.ADMITTED
    by_staff = centre.desk.scan("K100010", Ask(by="somsri"))
    assert by_staff.code is Code.ADMITTED
    assert centre.desk.today().running[0].taken == 3


def test_the_occurrence_is_kept_before_its_first_visit_and_once(centre: Centre) -> None:
    for number in ("K100001", "K100002"):
        centre.desk.scan(number)
    kinds = [type(body) for body in centre.journal()]
    assert kinds.count(OccurrenceKept) == 1
    assert kinds.index(OccurrenceKept) < kinds.index(CheckedIn)
    changed = PROGRAMME.replace("SUMMARY:ห้องเล็ก", "SUMMARY:ห้องใหญ่\nX-WALKIN-CAPACITY:9", 1)
    changed = changed.replace("X-WALKIN-CAPACITY:2\n", "", 1)
    import_programme(centre.store, centre.clock, centre.settings, changed.encode())
    outcome = centre.desk.scan("K100003")
    assert outcome.occurrence is not None
    assert outcome.occurrence.title == "ห้องใหญ่"
    assert [type(body) for body in centre.journal()].count(OccurrenceKept) == 2


def test_outcomes_that_turn_on_the_learner(centre: Centre) -> None:
    assert centre.desk.scan("K100004").code is Code.HELD
    assert centre.desk.scan("K100005").code is Code.GUARDIAN
    expired = centre.desk.scan("K100006")
    assert (expired.code, expired.until) == (Code.EXPIRED, dt.date(2026, 6, 30))
    old = centre.desk.issue_card("K100001", bytes(16))
    new = centre.desk.issue_card("K100001", bytes(range(16)))
    assert centre.desk.scan(old).code is Code.REPLACED
    assert centre.desk.scan(new).code is Code.ADMITTED


def test_what_names_nobody_is_kept_as_a_hash_or_not_at_all(centre: Centre) -> None:
    before = len(centre.journal())
    forged = card.issue(bytes(16), "A", bytes(32))
    for code, outcome in (
        ("https://example.org/?q=secret", Code.UNKNOWN),
        (forged, Code.FORGED),
        (forged[:30], Code.UNREADABLE),
        ("\x00\x01\x02", Code.UNREADABLE),
        ("A" * 4296, Code.UNREADABLE),
        ("\udcff\udcfe", Code.UNREADABLE),
        ("' OR 1=1 --", Code.UNKNOWN),
        ("%", Code.UNKNOWN),
    ):
        assert centre.desk.scan(code).code is outcome, code
    refusals = centre.journal()[before:]
    assert len(refusals) == 8
    assert all(isinstance(r, Refused) and len(r.read) == 32 for r in refusals)
    assert "secret" not in repr(refusals)


def test_five_wrong_numbers_rest_the_pad_for_a_minute_but_not_the_scanner(centre: Centre) -> None:
    wrong = [centre.desk.scan(f"99999{n}", typed=True).code for n in range(5)]
    assert wrong == [Code.UNKNOWN] * 5
    assert centre.desk.scan("K100001", typed=True).code is Code.PAUSED
    assert centre.desk.scan("K100001").code is Code.ADMITTED
    centre.clock.later(1.1)
    assert centre.desk.scan("K100002", typed=True).code is Code.ADMITTED


def test_a_right_number_between_wrong_ones_starts_the_count_anew(centre: Centre) -> None:
    for n in range(4):
        centre.desk.scan(f"99999{n}", typed=True)
    assert centre.desk.scan("K100001", typed=True).code is Code.ADMITTED
    for n in range(4):
        assert centre.desk.scan(f"99999{n}", typed=True).code is Code.UNKNOWN
    assert centre.desk.scan(CITIZEN[:-1] + "1", typed=True).code is Code.MISTYPED
    assert centre.desk.scan("K100002", typed=True).code is Code.PAUSED


def test_choosing_between_several(centre: Centre) -> None:
    centre.clock.at = dt.datetime(2026, 11, 22, 7, 45, tzinfo=dt.UTC)
    both = PROGRAMME.replace("T130000", "T150000")
    import_programme(centre.store, centre.clock, centre.settings, both.encode())
    outcome = centre.desk.scan("K100001")
    assert outcome.code is Code.CHOOSE
    assert len(outcome.choices) == 2
    assert centre.wrote() == []
    assert outcome.learner is not None
    chosen = outcome.choices[1].occurrence.key
    done = centre.desk.check_in(outcome.learner.learner, Ask(wanted=chosen))
    assert (done.code, done.occurrence and done.occurrence.key) == (Code.ADMITTED, chosen)


def test_counted_people_move_to_what_they_chose_or_stay(centre: Centre) -> None:
    two = {Band.CHILD: 2}
    first = centre.desk.count_guests({Band.CHILD: 1}, Ask(wanted=VISIT)).entry
    second = centre.desk.count_guests({Band.CHILD: 1}, Ask(wanted=VISIT)).entry
    assert first is not None
    assert second is not None
    moved = centre.desk.move_guests([first, second], two, Ask(wanted=centre.occurrence))
    assert moved.code is Code.ADMITTED
    today = centre.desk.today()
    assert (today.came, today.inside, today.running[0].taken) == (2, 2, 2)
    assert all(line.undone_at is None for line in centre.desk.board().lines)
    third = centre.desk.count_guests({Band.CHILD: 1}, Ask(wanted=VISIT)).entry
    assert third is not None
    full = centre.desk.move_guests([third], {Band.CHILD: 1}, Ask(wanted=centre.occurrence))
    assert full.code is Code.STANDBY
    assert centre.desk.today().came == 3


def test_an_undo_takes_the_visit_out_of_every_count_and_is_signed(centre: Centre) -> None:
    entry = centre.desk.scan("K100001").entry
    assert entry is not None
    undo = centre.desk.undo(entry, "ผิดคน", by="somsri")
    assert undo is not None
    assert undo.by == "somsri"
    today = centre.desk.today()
    assert (today.came, today.inside, today.running[0].taken) == (0, 0, 0)
    assert centre.desk.undo(entry, "อีกครั้ง", by="other") is None
    (line,) = centre.desk.board().lines
    assert (line.undone_by, line.undone_reason) == ("somsri", "ผิดคน")
    assert centre.desk.scan("K100001").code is Code.ADMITTED


def test_what_is_not_of_today_cannot_be_undone(centre: Centre) -> None:
    entry = centre.desk.scan("K100001").entry
    assert entry is not None
    with pytest.raises(NotPossible):
        centre.desk.undo(EntryId("A", 9999), "x", by="s")
    centre.clock.at += dt.timedelta(days=1)
    with pytest.raises(NotPossible, match="not of today"):
        centre.desk.undo(entry, "x", by="s")


def test_two_desks_undo_the_same_entry_once(centre: Centre) -> None:
    entry = centre.desk.scan("K100001").entry
    assert entry is not None
    other = SqlStore(centre.file, KEY, "A")
    second = FrontDesk(other, centre.clock, centre.settings, centre.secrets)
    answers = [desk.undo(entry, "x", by="s") for desk in (centre.desk, second)]
    other.close()
    assert [answer is None for answer in answers] == [False, True]


def test_the_day_turns_at_four_in_the_morning(centre: Centre) -> None:
    centre.clock.at = dt.datetime(2026, 11, 22, 20, 59, 59, tzinfo=dt.UTC)
    assert centre.desk.today().day == dt.date(2026, 11, 22)
    centre.desk.scan("K100001")
    centre.clock.at += dt.timedelta(seconds=1)
    today = centre.desk.today()
    assert (today.day, today.came, today.running) == (dt.date(2026, 11, 23), 0, ())
    assert centre.desk.scan("K100001").code is Code.ADMITTED


def test_whoever_forgot_to_leave_left_at_closing_time(tmp_path: Path) -> None:
    centre = Centre(tmp_path / "walkin.db", Settings(hours=Hours(sun="09:00-18:00")))
    said = centre.desk.scan("K100001")
    forgot = centre.desk.scan("K100002", Ask(wanted=VISIT))
    centre.desk.count_guests({Band.CHILD: 2}, Ask(wanted=VISIT))
    assert said.entry is not None
    centre.desk.leave([said.entry])
    assert centre.desk.close_days() == 0
    centre.clock.at = dt.datetime(2026, 11, 22, 11, 0, tzinfo=dt.UTC)
    assert centre.desk.close_days() == 2
    assert centre.desk.close_days() == 0
    assert (centre.desk.today().inside, centre.desk.today().came) == (0, 4)
    left = {line.entry: (line.left_at, line.left_how) for line in centre.desk.board().lines}
    assert left[said.entry] == (SUNDAY_NOON, "self")
    assert left[forgot.entry] == (centre.clock.at, "auto")
    late = centre.desk.scan("K100003", Ask(by="s"))
    assert late.code is Code.ADMITTED
    centre.clock.at += dt.timedelta(days=9)
    assert centre.desk.close_days() == 1
    assert centre.desk.close_days() == 0
    centre.store.close()


def test_who_comes_to_an_evening_activity_is_not_sent_home_at_closing_time(
    tmp_path: Path,
) -> None:
    centre = Centre(tmp_path / "walkin.db", Settings(hours=Hours(sun="09:00-15:30")))
    centre.clock.at = dt.datetime(2026, 11, 22, 8, 40, tzinfo=dt.UTC)
    came = centre.desk.scan("K100001")
    assert came.occurrence is not None
    assert centre.desk.close_days() == 0
    assert centre.desk.today().inside == 1
    centre.clock.at = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
    late = centre.desk.scan("K100002", Ask(by="somsri", wanted=VISIT))
    assert centre.desk.close_days() == 1
    assert centre.desk.today().inside == 1
    centre.clock.at += dt.timedelta(hours=12)
    assert centre.desk.close_days() == 1
    left = {line.entry: line.left_at for line in centre.desk.board(late.at.date()).lines}
    assert left[came.entry] == dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
    assert left[late.entry] == dt.datetime(2026, 11, 22, 21, 0, tzinfo=dt.UTC)
    centre.store.close()


def test_a_clock_that_was_ahead_does_not_stop_the_closing(centre: Centre) -> None:
    real = centre.clock.at
    centre.clock.at += dt.timedelta(days=400)
    centre.desk.close_days()
    centre.clock.at = real
    centre.desk.scan("K100001")
    centre.clock.at += dt.timedelta(days=1)
    assert centre.desk.close_days() == 1


def test_closed_hours_turn_visitors_away_but_not_the_staff(tmp_path: Path) -> None:
    hours = Hours(tue="09:00-18:00")
    centre = Centre(tmp_path / "walkin.db", Settings(hours=hours))
    centre.clock.at = dt.datetime(2026, 11, 23, 5, 0, tzinfo=dt.UTC)
    today = centre.desk.today()
    assert not today.centre_open
    assert today.opens_at == dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
    assert centre.desk.scan("K100001").code is Code.CLOSED
    assert centre.desk.count_guests({Band.CHILD: 1}, Ask()).code is Code.CLOSED
    assert centre.desk.scan("K100001", Ask(by="s")).code is Code.ADMITTED
    centre.store.close()


def test_another_process_sees_a_change(centre: Centre) -> None:
    other = SqlStore(centre.file, KEY, "A")
    second = FrontDesk(other, centre.clock, centre.settings, centre.secrets)
    before = second.changed()
    centre.desk.scan("K100001")
    assert second.changed() != before
    assert [line.learner.number for line in second.board().lines if line.learner] == ["K100001"]
    other.close()
