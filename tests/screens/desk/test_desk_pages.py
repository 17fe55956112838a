"""What one look at the day reads, on a real database."""

import datetime as dt
from collections.abc import Iterator

import pytest

from kiosk.desk import FrontDesk
from kiosk.entry import CheckedIn, HelpCalled
from kiosk.record import Learner
from tests.builders import DAY, NOON
from tests.screens.desk.conftest import Place
from ui.desk.pages import PAGE, Asked, Look, look


@pytest.fixture
def front(place: Place) -> Iterator[FrontDesk]:
    made = place.desk()
    yield made
    made.close()


@pytest.fixture
def mali(place: Place) -> Learner:
    return place.person(1, "มะลิ ใจดี")


def seen(front: FrontDesk, asked: Asked) -> Look:
    found = look(front, asked)
    assert found is not None
    return found


def test_nothing_new_reads_nothing(front: FrontDesk, place: Place, mali: Learner) -> None:
    place.many(3, mali)
    first = seen(front, Asked())
    again = Asked(day=DAY, newest=first.pages[0].lines[0], seen=first.change)
    assert look(front, again) is None
    place.many(1, mali)
    assert seen(front, again).change > first.change


def test_alerts_are_read_when_something_was_written(
    front: FrontDesk, place: Place, mali: Learner
) -> None:
    place.many(PAGE + 1, mali)
    first = seen(front, Asked())
    assert first.alerts == ()
    last = first.pages[0].lines[-1].entry
    assert seen(front, Asked(day=DAY, older=last, seen=first.change)).alerts is None
    [call] = place.write(HelpCalled(day=DAY))
    found = seen(front, Asked(day=DAY, newest=first.pages[0].lines[0], seen=first.change))
    assert [alert.entry for alert in found.alerts or ()] == [call.id]
    place.clock.at += dt.timedelta(days=1)
    assert seen(front, Asked(day=DAY)).alerts == ()


@pytest.mark.parametrize("more", [0, 1, PAGE - 1, PAGE, PAGE + 1, 350, 1500])
def test_however_many_come_at_once_no_gap_is_left(
    front: FrontDesk, place: Place, mali: Learner, more: int
) -> None:
    place.many(PAGE + 20, mali)
    first = seen(front, Asked()).pages[0]
    assert (len(first.lines), first.complete) == (PAGE, False)
    came = [CheckedIn(day=DAY, learner=mali.learner) for _ in range(more)]
    place.write(*came, at=NOON + dt.timedelta(minutes=1))
    top = seen(front, Asked(day=DAY, newest=first.lines[0])).pages[0]
    numbers = [line.entry.seq for line in top.lines]
    assert numbers == list(range(numbers[0], numbers[-1] - 1, -1))
    assert numbers[-1] <= first.lines[0].entry.seq
    assert len(numbers) <= more + PAGE + 1000


def test_a_new_day_starts_with_one_page(front: FrontDesk, place: Place, mali: Learner) -> None:
    place.many(3, mali)
    newest = seen(front, Asked()).pages[0].lines[0]
    place.clock.at += dt.timedelta(days=1)
    came = [CheckedIn(day=DAY + dt.timedelta(days=1), learner=mali.learner) for _ in range(300)]
    place.write(*came)
    found = seen(front, Asked(day=DAY, newest=newest, before=newest.entry, older=newest.entry))
    assert [(len(page.lines), page.before) for page in found.pages] == [(PAGE, None)]
    assert found.board is not None
    assert found.board.today.day == DAY + dt.timedelta(days=1)


def test_pages_further_down_are_of_the_same_filter(
    front: FrontDesk, place: Place, mali: Learner
) -> None:
    place.comes(place.person(2, "ศักดิ์ กล้า"), -9999)
    place.many(PAGE * 2, mali)
    first = seen(front, Asked(text="มะลิ"))
    last = first.pages[0].lines[-1]
    older = Asked(text="มะลิ", day=DAY, older=last.entry, seen=first.change)
    [page] = seen(front, older).pages
    assert len(page.lines) == PAGE
    assert page.before == last.entry
    assert {line.learner for line in page.lines} == {mali}
