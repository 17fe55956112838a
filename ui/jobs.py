"""One worker thread owns the front desk; what it answers comes back on the interface's thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kiosk.crashes import tell_place
from kiosk.ports import StoreTrouble

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk

T = TypeVar("T")
STUCK_S = 60.0
"""A job that takes longer never ends: a write waits 5 s at most, the largest day is read in one."""
OPENING_S = 900.0
"""The same of the first job: it may restore a damaged database from a backup."""
log = logging.getLogger("walkin.ui")


class _Answer(NamedTuple):
    then: Callable[[Any], None]
    value: Any


class Jobs(QObject):
    """Runs work on the desk, one at a time, in the order it was given.

    The desk is made on the worker's thread at the first job, because its imports take long.
    `executor` must run one job at a time on one thread; tests give one that is drained by hand.
    `now` counts monotonic seconds.
    """

    _answered = Signal(object)

    def __init__(
        self,
        make_desk: Callable[[], FrontDesk],
        executor: Executor | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._make_desk = make_desk
        self._desk: FrontDesk | None = None
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._closed = False
        self._open = 0
        self._now = now
        self._began: float | None = None
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[FrontDesk], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work` on the desk, then call `done` or `failed` on the interface's thread."""
        if not self._closed:
            self._open += 1
            self._executor.submit(self._run, work, done, failed)

    @property
    def idle(self) -> bool:
        """Whether all that was given is done and answered."""
        return self._open == 0

    @property
    def stuck(self) -> bool:
        """Whether the job at work will never end: a disk or a driver does not answer."""
        began, most = self._began, OPENING_S if self._desk is None else STUCK_S
        return began is not None and self._now() - began > most

    def close(self) -> None:
        """Finish what was begun, drop what was not, and answer nobody any more."""
        if not self._closed:
            self._closed = True
            self._executor.submit(self._end)
            self._executor.shutdown(wait=True)

    def _run(
        self,
        work: Callable[[FrontDesk], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        if self._closed:
            return
        self._began = self._now()
        try:
            answer = _Answer(done, work(self._made()))
        except Exception as e:  # noqa: BLE001 - the seam: a bug must not end the worker
            answer = _Answer(failed, e)
        self._began = None
        self._answered.emit(answer)

    def _end(self) -> None:
        """The database is let go by the thread that opened it."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _made(self) -> FrontDesk:
        if self._desk is None:
            try:
                self._desk = self._make_desk()
            except StoreTrouble:
                raise
            except Exception as e:
                log_trouble(e)
                raise StoreTrouble("start") from e
        return self._desk

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        if not self._closed:
            self._open -= 1
            answer.then(answer.value)


def log_trouble(trouble: BaseException) -> None:
    """Log the type and the place only: a message may carry a name or a number."""
    tell_place(log, trouble)
