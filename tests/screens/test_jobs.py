"""The worker: its own thread, its own desk, answers on the interface's thread."""

from __future__ import annotations

import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.notify import ALIVE, Supervisor
from kiosk.ports import StoreTrouble
from tests.fakes import FakeFrontDesk, FakeSeconds
from ui.hands import wait_until
from ui.heartbeat import Heartbeat
from ui.jobs import OPENING_S, STUCK_S, Jobs


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


class Held:
    """Holds the worker until it is let go, as a disk does that does not answer."""

    def __init__(self) -> None:
        self.begun, self.free = threading.Event(), threading.Event()

    def __call__(self, *_: object) -> FakeFrontDesk:
        self.begun.set()
        assert self.free.wait(10)
        return FakeFrontDesk()


@pytest.mark.parametrize(("opening", "most"), [(False, STUCK_S), (True, OPENING_S)])
def test_a_database_that_never_answers_stops_the_heart(
    qapp: QGuiApplication, opening: bool, most: float, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[object] = []
    seconds, held = FakeSeconds(), Held()
    jobs = Jobs(held if opening else FakeFrontDesk, None, seconds)
    with listening() as (supervisor, heard):
        beat = Heartbeat(supervisor, None)
        beat.mind(jobs)
        if not opening:
            jobs.submit(lambda desk: desk.changed(), told.append, told.append)
            wait_until(lambda: jobs.idle)
        jobs.submit((lambda _: None) if opening else held, told.append, told.append)
        assert held.begun.wait(10)
        seconds.at += most
        beat.beat()
        assert heard() == [ALIVE]
        seconds.at += 1
        beat.beat()
        assert heard() == []
        assert "the database does not answer" in caplog.text
        held.free.set()
        wait_until(lambda: jobs.idle)
        beat.beat()
        assert heard() == [ALIVE]
    jobs.close()


@contextmanager
def listening() -> Iterator[tuple[Supervisor, Callable[[], list[str]]]]:
    """A supervisor, and what it was told since it was asked last."""
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear,
    ):
        ear.bind(f"{folder}/n")
        ear.setblocking(False)

        def heard() -> list[str]:
            found = []
            with suppress(BlockingIOError):
                while True:
                    found.append(ear.recv(100).decode())
            return found

        yield Supervisor(f"{folder}/n"), heard
