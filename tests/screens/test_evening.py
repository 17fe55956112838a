"""When the kiosk has the daily log written."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from kiosk.config import Settings
from kiosk.day_files import Export
from tests.fakes import FakeFrontDesk
from ui.evening import AGAIN_S, LOOK_S, Evening
from ui.hands import wait_until
from ui.jobs import Jobs


class Writer:
    def __init__(self) -> None:
        self.went_well = True
        self.started = 0

    def start(self) -> None:
        self.started += 1


class Desk(FakeFrontDesk):
    day = dt.date(2026, 11, 21)

    def last_closed(self) -> dt.date:
        self._check("last_closed")
        return self.day


class Here(Executor):
    """Does it at once."""

    def submit(self, work: Any, /, *args: Any, **more: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*args, **more))
        return done


def test_a_closed_day_a_stick_and_a_failure_each_start_it_once(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    desk, writer, at = Desk(), Writer(), [0.0]
    stick = tmp_path / "stick"
    jobs = Jobs(lambda: desk, Here())  # type: ignore[arg-type,return-value]
    evening = Evening(jobs, Export(folder="files", stick=str(stick)), writer, lambda: at[0])

    def looks(seconds: float = LOOK_S) -> int:
        at[0] += seconds
        asked = len(desk.calls)
        evening.tick()
        wait_until(lambda: len(desk.calls) > asked)
        qapp.processEvents()
        return writer.started

    assert looks() == 1  # whatever was missed while the machine was off
    assert looks() == 1
    desk.day += dt.timedelta(days=1)
    assert looks() == 2
    stick.mkdir()
    assert looks() == 3
    writer.went_well = False
    assert looks() == 3
    assert looks(AGAIN_S) == 4
    writer.went_well = True
    assert looks(AGAIN_S) == 4
    evening.tick()
    assert len(desk.calls) == 7  # not before its minute
    jobs.close()


def test_without_a_folder_nobody_is_asked(qapp: QGuiApplication) -> None:
    desk, writer = Desk(), Writer()
    jobs = Jobs(lambda: desk, Here())  # type: ignore[arg-type,return-value]
    Evening(jobs, Export(), writer).tick()
    qapp.processEvents()
    assert (desk.calls, writer.started) == ([], 0)
    jobs.close()


def test_the_kiosk_looks_by_itself_and_the_demonstration_never(make_visitor: Any) -> None:
    settings = Settings(export=Export(folder="files"))
    visitor = make_visitor(settings=settings)
    visitor.kiosk.evening._writer = writer = Writer()
    visitor.kiosk.nightly._writer = keeper = Writer()
    visitor.arrive()
    visitor.kiosk.flow.tick()
    visitor.settle()
    assert (writer.started, keeper.started) == (1, 1)
    assert visitor.desk.asked("mind_clock") == [()]
    playing = make_visitor(settings=settings, demo=True)
    playing.arrive()
    playing.kiosk.flow.tick()
    playing.settle()
    assert ("last_closed",) not in playing.desk.calls
    assert playing.desk.asked("mind_clock") == []
