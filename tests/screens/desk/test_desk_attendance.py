"""The list model: pages are merged in place, whatever happened in between."""

import datetime as dt
import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from kiosk.entry import EntryId
from kiosk.ports import Line
from tests.builders import NOON, a_line
from tests.screens.desk.conftest import BANGKOK
from ui.catalogue import Catalogue
from ui.desk.pages import Page, place
from ui.viewmodels.desk.attendance import AttendanceModel
from ui.viewmodels.desk.rows import derive_row


def line(n: int, **more: object) -> Line:
    return a_line(entry=EntryId("A", n), at=NOON + dt.timedelta(seconds=n), **more)


def newest_first(*numbers: int) -> tuple[Line, ...]:
    return tuple(line(n) for n in sorted(numbers, reverse=True))


@pytest.fixture
def model(qapp: object) -> Iterator[AttendanceModel]:
    texts = Catalogue()
    made = AttendanceModel(lambda shown: derive_row(shown, texts, BANGKOK))
    # Stays attached: a signal that does not fit what happened is a warning, and fails the test.
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield made
    del tester


def entries(model: QAbstractListModel) -> list[int]:
    role = next(role for role, name in AttendanceModel.ROLES.items() if name == "entry")
    return [int(model.data(model.index(i), role).split(":")[1]) for i in range(model.rowCount())]


def test_new_lines_are_put_in_without_a_reset(model: AttendanceModel) -> None:
    model.start(newest_first(1, 2, 3), 1, complete=True)
    resets: list[bool] = []
    inserted: list[tuple[int, int]] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    model.merge(Page(newest_first(1, 2, 3, 4, 5)), 2)
    assert entries(model) == [5, 4, 3, 2, 1]
    assert (resets, inserted) == ([], [(0, 1)])


def test_changed_lines_alone_are_said_again(model: AttendanceModel) -> None:
    model.start(newest_first(1, 2, 3), 1, complete=True)
    said: list[int] = []
    model.dataChanged.connect(lambda top, _: said.append(top.row()))
    undone = line(2, undone_at=NOON, undone_reason="ผิดคน")
    model.merge(Page((line(3), undone, line(1))), 2)
    assert said == [1]
    assert entries(model) == [3, 2, 1]


def test_a_late_line_of_another_node_finds_its_place(model: AttendanceModel) -> None:
    model.start(newest_first(1, 2, 5), 1, complete=True)
    late = a_line(entry=EntryId("B", 9), at=NOON + dt.timedelta(seconds=3))
    model.merge(Page((line(5), late, line(2), line(1))), 2)
    assert entries(model) == [5, 9, 2, 1]


def test_a_page_below_is_appended(model: AttendanceModel) -> None:
    model.start(newest_first(8, 9), 1, complete=False)
    assert not model.is_complete
    model.merge(Page(newest_first(6, 7), EntryId("A", 8), complete=False), 1)
    assert entries(model) == [9, 8, 7, 6]
    model.merge(Page((), EntryId("A", 6)), 1)
    assert model.is_complete


def test_a_page_below_an_unknown_line_is_left_out(model: AttendanceModel) -> None:
    model.start(newest_first(8, 9), 1, complete=False)
    model.merge(Page(newest_first(1, 2), EntryId("A", 3)), 1)
    assert entries(model) == [9, 8]


def test_lines_below_the_page_are_left_alone(model: AttendanceModel) -> None:
    model.start(newest_first(1, 2, 3, 4, 5), 1, complete=True)
    model.merge(Page(newest_first(4, 6), complete=False), 2)
    assert entries(model) == [6, 4, 3, 2, 1]
    assert model.is_complete
    assert model.is_stale(2, 4, 2)
    assert not model.is_stale(0, 1, 2)


def test_the_selection_stays_with_its_line(model: AttendanceModel) -> None:
    model.start(newest_first(1, 2, 3), 1, complete=True)
    model.select(1)
    model.merge(Page(newest_first(1, 2, 3, 4)), 2)
    assert (model.selectedRow, model.selected) == (2, "A:2")
    model.start(newest_first(1, 3), 2, complete=True)
    assert (model.selectedRow, model.selected) == (-1, "")
    model.select(99)
    assert model.selected == "A:1"


@pytest.mark.parametrize("seed", range(30))
def test_any_pages_end_in_the_truth(model: AttendanceModel, seed: int) -> None:
    rnd = random.Random(seed)
    truth = {n: line(n) for n in rnd.sample(range(1000), 60)}

    def ordered() -> list[Line]:
        return sorted(truth.values(), key=place, reverse=True)

    def page(before: EntryId | None, size: int) -> Page:
        below = [
            one for one in ordered() if before is None or place(one) < place(truth[before.seq])
        ]
        return Page(tuple(below[:size]), before, complete=len(below) <= size)

    first = page(None, 20)
    model.start(first.lines, 0, complete=first.complete)
    for step in range(1, 25):
        for n in rnd.sample(range(1000), rnd.randint(0, 6)):
            truth.setdefault(n, line(n))
        for n in rnd.sample(sorted(truth), 3):
            truth[n] = line(n, left_at=NOON + dt.timedelta(minutes=step))
        newest = model.newest
        top = page(None, 20)
        while newest is not None and not top.complete and place(top.lines[-1]) > place(newest):
            top = page(None, len(top.lines) + 20)
        model.merge(top, step)
        model.merge(page(model.oldest, 15), step)
    while not model.is_complete:
        model.merge(page(model.oldest, 50), 99)
    # One look over everything: what came in between pages that were read at other times.
    model.merge(page(None, 5000), 100)
    assert entries(model) == [one.entry.seq for one in ordered()]
    assert [model._held[i].line for i in range(model.rowCount())] == ordered()


def test_roles_are_the_fields_of_a_row(model: AttendanceModel) -> None:
    model.start(newest_first(1), 1, complete=True)
    names = {bytes(name).decode(): role for role, name in model.roleNames().items()}
    assert model.data(model.index(0), names["name"]) == "มะลิ ต."
    assert model.data(model.index(0), Qt.ItemDataRole.DisplayRole) is None
    assert model.data(model.index(5), names["name"]) is None
