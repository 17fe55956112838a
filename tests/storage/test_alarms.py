"""What a kiosk tells the desk by itself: codes of nobody, a pad that rests, a child alone."""

import pytest

from kiosk.desk import FrontDesk
from kiosk.entry import CheckedIn, ManyUnknown, OccurrenceKept, Refused
from kiosk.outcome import VISIT, Ask, Code
from tests.storage.centre import Centre
from tests.storage.workload import KEY, open_store


def unknown(centre: Centre, many: int, pause: float = 0.1) -> None:
    """So many codes of nobody; `pause` in minutes."""
    for n in range(many):
        assert centre.desk.scan(f"K9999{n:02}").code is Code.UNKNOWN
        centre.clock.later(pause)


def alarms(centre: Centre) -> list[ManyUnknown]:
    return [body for body in centre.journal() if isinstance(body, ManyUnknown)]


def abouts(centre: Centre) -> list[str]:
    return [alert.about for alert in centre.desk.alerts()]


def test_the_sixth_unknown_code_within_ten_minutes_is_told(centre: Centre) -> None:
    unknown(centre, 5)
    assert abouts(centre) == []
    unknown(centre, 1)
    (alert,) = centre.desk.alerts()
    assert (alert.about, alert.node, alert.people) == ("many_unknown", "A", 0)
    (alarm,) = alarms(centre)
    assert alarm.codes == 6


def test_codes_that_take_their_time_are_of_different_people(centre: Centre) -> None:
    unknown(centre, 20, pause=2.5)
    assert alarms(centre) == []


def test_it_is_told_once_until_somebody_saw_to_it(centre: Centre) -> None:
    unknown(centre, 40)
    assert len(alarms(centre)) == 1
    (alert,) = centre.desk.alerts()
    centre.desk.answer_alert(alert.entry, "somsri")
    # Those of before are seen to: six more are.
    unknown(centre, 1)
    assert abouts(centre) == []
    unknown(centre, 40)
    assert len(alarms(centre)) == 2


def test_nobody_came_for_ten_minutes(centre: Centre) -> None:
    unknown(centre, 12, pause=1)
    assert len(alarms(centre)) == 1
    unknown(centre, 12, pause=1)
    assert len(alarms(centre)) == 2
    # Two alike are one, and one answer is for both.
    (alert,) = centre.desk.alerts()
    centre.desk.answer_alert(alert.entry, "somsri")
    assert abouts(centre) == []


def test_all_programs_of_a_kiosk_are_one_kiosk(centre: Centre) -> None:
    other = FrontDesk(open_store(centre.file, KEY), centre.clock, centre.settings, centre.secrets)
    unknown(centre, 3)
    for n in range(3):
        other.scan(f"K8888{n:02}")
    other.close()
    assert abouts(centre) == ["many_unknown"]


def test_another_kiosk_has_its_own(centre: Centre) -> None:
    unknown(centre, 3)
    refused = Refused(day=centre.desk.today().day, outcome="unknown", read="x")
    with centre.store.writing() as unit:
        for _ in range(3):
            unit.append(refused, centre.clock.at, node="B")
    assert abouts(centre) == []


def test_what_is_no_unknown_code_of_a_visitor(centre: Centre) -> None:
    for _ in range(12):
        centre.desk.scan("K999999", Ask(by="somsri"))
        centre.desk.scan("\x00")
        centre.desk.scan("K100004")
    assert alarms(centre) == []


def test_a_clock_that_is_set_back_stops_no_alarm(centre: Centre) -> None:
    unknown(centre, 6)
    centre.clock.later(-120)
    unknown(centre, 6)
    assert len(alarms(centre)) == 2


def test_a_pad_that_rests_is_one_alert(centre: Centre) -> None:
    for _ in range(5):
        assert centre.desk.scan("2101700203450", typed=True).code is Code.MISTYPED
    for _ in range(3):
        assert centre.desk.scan("K100001", typed=True).code is Code.PAUSED
    (alert,) = centre.desk.alerts()
    assert (alert.about, alert.learner) == ("paused", None)
    centre.desk.answer_alert(alert.entry, "somsri")
    assert abouts(centre) == []


def test_a_child_alone_is_told_with_their_name(centre: Centre) -> None:
    for _ in range(2):
        assert centre.desk.scan("K100005", Ask(wanted=VISIT)).code is Code.GUARDIAN
    (alert,) = centre.desk.alerts()
    assert alert.about == "child_alone"
    assert alert.learner is not None
    assert alert.learner.number == "K100005"


def test_the_desk_is_told_the_same_after_a_rebuild(centre: Centre) -> None:
    centre.desk.scan("K100005", Ask(wanted=VISIT))
    unknown(centre, 6)
    before = centre.desk.alerts()
    assert len(before) == 2
    centre.store.rebuild()
    assert centre.desk.alerts() == before


def test_who_is_let_in_is_asked_nothing_more(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> int:
        raise AssertionError

    with centre.store.reading() as reader:
        monkeypatch.setattr(type(reader), "unknown_codes", never)
    before = len(centre.journal())
    assert centre.desk.scan("K100001").code is Code.ADMITTED
    assert [type(body) for body in centre.journal()[before:]] == [OccurrenceKept, CheckedIn]
