"""What staff do: in somebody's name, written once, said when it is done, taken back by a touch."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.record import Role
from ui.desk.clerk import Clerk
from ui.jobs import Jobs, log_trouble
from ui.trouble import code_of, told
from ui.viewmodels.desk.toast import ToastModel

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk
    from ui.catalogue import Catalogue

    Work = Callable[[FrontDesk, str], "Done"]
    """Does it on the worker's thread, in the name of whoever is in. May raise NotPossible."""


SLOW_MS = 700
"""Milliseconds after which it is said that something is still being written."""


class Done(NamedTuple):
    """It was written. `key` and `about` are the words for it; `back` takes it back again.

    `need` is who may take it back.
    """

    key: str
    about: tuple[object, ...] = ()
    back: Work | None = None
    need: Role = Role.DESK


class _Refused(NamedTuple):
    """It cannot be done, and why."""

    why: str


def _nothing(*_: object) -> None:
    pass


class Told(NamedTuple):
    """Who is told how it goes on: when it begins, when it is written, and of a problem in words.

    Without `failed` the problem is said like what was done.
    """

    begun: Callable[[], None] = _nothing
    done: Callable[[], None] = _nothing
    failed: Callable[[str], None] | None = None


class _UnderWay(NamedTuple):
    """What is being written: who is told, under which name it is done once, in whose name."""

    told: Told
    once: Hashable
    by: str


class Acts(QObject):
    """Asks who does it when nobody is in, does it, and offers the way back."""

    written = Signal()

    def __init__(self, jobs: Jobs, clerk: Clerk, toast: ToastModel, texts: Catalogue) -> None:
        super().__init__()
        self._jobs = jobs
        self._clerk = clerk
        self._toast = toast
        self._texts = texts
        self._back: Work | None = None
        self._under_way: set[Hashable] = set()
        self._slow = QTimer(self, interval=SLOW_MS, singleShot=True)
        self._slow.timeout.connect(self._say_slow)
        self._need = Role.DESK
        toast.undone.connect(self.take_back)
        clerk.left.connect(self._forget)

    def do(
        self,
        work: Work,
        told: Told | None = None,
        *,
        need: Role = Role.DESK,
        once: Hashable = None,
    ) -> None:
        """Do it in the name of whoever is in and may; somebody is asked to come in first.

        What is under way under the same name `once` is not begun a second time.
        """
        if once is None or once not in self._under_way:
            self._clerk.need(need, partial(self._begin, work, told or Told(), once))

    def take_back(self) -> None:
        """Take the last thing back, once; again when it could not be written."""
        back, self._back = self._back, None
        if back is not None:
            self._clerk.need(self._need, partial(self._begin, back, Told(), back))

    def tell(self, words: str) -> None:
        """Say something that nobody can take back."""
        self._back = None
        self._toast.say(words)

    def trouble(self, trouble: Exception, key: str = "desk.undo.trouble") -> str:
        """The words for what went wrong beyond anybody's doing; it is logged."""
        log_trouble(trouble)
        return told(key, code_of(trouble), self._texts)

    def _begin(self, work: Work, told: Told, once: Hashable, by: str) -> None:
        under_way = _UnderWay(told, once if once is not None else object(), by)
        self._under_way.add(under_way.once)
        self._slow.start()
        told.begun()
        self._jobs.submit(
            lambda desk: _do(desk, work, by),
            partial(self._done, under_way),
            partial(self._fail, under_way, work),
        )

    def _done(self, ended: _UnderWay, answer: Done | _Refused) -> None:
        told = self._end(ended)
        if isinstance(answer, _Refused):
            self._tell(told, self._texts.say(f"desk.not.{answer.why}"))
        else:
            # Nobody takes back what somebody else did, who has left meanwhile.
            self._back = answer.back if ended.by == self._clerk.name else None
            self._need = answer.need
            told.done()
            words = self._texts.say(answer.key, *answer.about)
            self._toast.say(words, undoable=self._back is not None)
        self.written.emit()

    def _fail(self, ended: _UnderWay, work: Work, trouble: Exception) -> None:
        told, words = self._end(ended), self.trouble(trouble)
        if ended.once is work and ended.by == self._clerk.name:
            self._back = work
            self._toast.say(words, undoable=True)
        else:
            self._tell(told, words)

    def _end(self, ended: _UnderWay) -> Told:
        self._under_way.discard(ended.once)
        if not self._under_way:
            self._slow.stop()
        return ended.told

    def _say_slow(self) -> None:
        """Another program has the database: nobody has to press again."""
        self.tell(self._texts.say("desk.undo.writing"))

    def _tell(self, told: Told, words: str) -> None:
        if told.failed is not None:
            told.failed(words)
        else:
            self.tell(words)

    def _forget(self) -> None:
        self._back = None
        self._toast.hush()


def _do(desk: FrontDesk, work: Work, by: str) -> Done | _Refused:
    from kiosk.desk import NotPossible

    try:
        return work(desk, by)
    except NotPossible as e:
        return _Refused(e.why.value)
