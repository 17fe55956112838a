"""The worker: its own thread, its own desk, answers on the interface's thread."""

from __future__ import annotations

import threading

from PySide6.QtGui import QGuiApplication

from kiosk.ports import StoreTrouble
from tests.fakes import FakeFrontDesk
from ui.hands import wait_until
from ui.jobs import Jobs


def test_the_desk_lives_on_one_thread_and_answers_on_ours(qapp: QGuiApplication) -> None:
    places: list[tuple[str, int]] = []
    here = threading.get_ident()

    def make() -> FakeFrontDesk:
        places.append(("made", threading.get_ident()))
        return FakeFrontDesk()

    def done(number: int) -> None:
        places.append((f"done {number}", threading.get_ident()))

    def work(_desk: FakeFrontDesk) -> int:
        places.append(("worked", threading.get_ident()))
        return len(places)

    jobs = Jobs(make, None)
    for _ in range(2):
        jobs.submit(work, done, lambda e: places.append((repr(e), 0)))
    wait_until(lambda: sum(name.startswith("done") for name, _ in places) == 2)
    jobs.close()
    there = {ident for name, ident in places if not name.startswith("done")}
    assert len(there) == 1
    assert here not in there
    assert {ident for name, ident in places if name.startswith("done")} == {here}
    assert [name for name, _ in places].count("made") == 1


def test_a_desk_that_cannot_be_made_is_trouble_and_tried_again(qapp: QGuiApplication) -> None:
    tries: list[int] = []
    told: list[object] = []

    def make() -> FakeFrontDesk:
        tries.append(1)
        if len(tries) == 1:
            msg = "something personal"
            raise ImportError(msg)
        return FakeFrontDesk()

    jobs = Jobs(make, None)
    for _ in range(2):
        jobs.submit(lambda desk: desk.changed(), told.append, told.append)
    wait_until(lambda: len(told) == 2)
    jobs.close()
    assert isinstance(told[0], StoreTrouble)
    assert told[0].reason == "start"
    assert told[1] == 1


def test_after_closing_nobody_is_answered(qapp: QGuiApplication) -> None:
    told: list[object] = []
    jobs = Jobs(FakeFrontDesk, None)
    jobs.submit(lambda desk: desk.changed(), told.append, told.append)
    jobs.close()
    jobs.submit(lambda desk: desk.changed(), told.append, told.append)
    QGuiApplication.processEvents()
    assert told == []
