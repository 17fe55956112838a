"""Finds learners while somebody types; an answer to what was typed before counts no more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from kiosk import thai
from kiosk.record import Role
from ui.desk.acts import Acts
from ui.desk.clerk import Clerk
from ui.jobs import Jobs
from ui.viewmodels.desk.found import FoundModel, FoundProps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk import FrontDesk, Match
    from ui.catalogue import Catalogue

PAGE = 50
"""Learners read at once."""
_LONGEST = 200
"""Characters that are worth sending."""
_LONGEST_SAID = 40


class _Asked(NamedTuple):
    """What was typed, after whom the next page goes on, and in which turn it was asked."""

    text: str
    after: Match | None
    turn: int


class DeskFind(QObject):
    """Asks for one text at a time, and always for the newest."""

    shown = Signal()
    """What was typed last has been answered."""

    def __init__(
        self, jobs: Jobs, clerk: Clerk, acts: Acts, view: FoundModel, texts: Catalogue
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._clerk = clerk
        self._acts = acts
        self._view = view
        self._texts = texts
        self._text = ""
        self._answered = ""
        self._turn = 0
        self._asking = False
        self._owed = False
        self._entered = False
        self._complete = True
        self._is_warm = False
        view.typed.connect(self.type)
        view.more.connect(self.go_on)
        view.entered.connect(self.open)
        clerk.left.connect(self.clear)
        self._say()

    def enter(self) -> None:
        """The page is opened: only who works here sees names."""
        self._clerk.need(Role.DESK, lambda _by: self._warm())

    def type(self, text: str) -> None:
        """Another text stands in the field."""
        text = text[:_LONGEST]
        if text == self._text:
            return
        self._text = text
        self._turn += 1
        self._entered = False
        if thai.tidy(text):
            self._clerk.need(Role.DESK, lambda _by: self._ask())
        else:
            self._show_none()

    def open(self) -> None:
        """Enter: never somebody who was found by what stood there before."""
        self._entered = self._asking
        if not self._asking:
            self._view.open_chosen()

    def go_on(self) -> None:
        """The next page, when there is one."""
        if not self._complete and not self._asking and self._view.matches:
            self._submit(_Asked(self._text, self._view.matches[-1], self._turn))

    def refresh(self) -> None:
        """Somebody of the list may have changed."""
        if self._clerk.name and thai.tidy(self._text):
            self._turn += 1
            self._ask()

    def clear(self) -> None:
        """Whoever was in has left: nothing of what was found stays."""
        self._text = ""
        self._turn += 1
        self._show_none()
        self._view.cleared.emit()

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        self._view.say_again()
        self._say()

    def _warm(self) -> None:
        """The first search of all reads the register into memory: not under the first letter."""
        if not self._is_warm:
            self._is_warm = True
            self._jobs.submit(lambda desk: desk.find("k", None, 1), lambda _: None, lambda _: None)

    def _ask(self) -> None:
        if self._asking:
            self._owed = True
        else:
            self._submit(_Asked(self._text, None, self._turn))

    def _submit(self, asked: _Asked) -> None:
        self._asking = True
        self._jobs.submit(
            partial(_found, asked=asked), partial(self._take, asked), partial(self._fail, asked)
        )

    def _take(self, asked: _Asked, found: Sequence[Match]) -> None:
        if self._is_late(asked):
            return
        self._complete = len(found) < PAGE
        if asked.after is None:
            self._view.start(found, again=asked.text == self._answered)
        else:
            self._view.add(found)
        self._answered = asked.text
        self._say()
        self.shown.emit()
        if self._entered:
            self.open()

    def _fail(self, asked: _Asked, trouble: Exception) -> None:
        if not self._is_late(asked):
            self._view.show(self._view.props._replace(problem=self._acts.trouble(trouble)))

    def _is_late(self, asked: _Asked) -> bool:
        """Whether something else was typed meanwhile; that is asked now."""
        self._asking = False
        owed, self._owed = self._owed, False
        if asked.turn == self._turn:
            return False
        if owed and self._clerk.name and thai.tidy(self._text):
            self._ask()
        return True

    def _show_none(self) -> None:
        self._complete = True
        self._view.start(())
        self._say()

    def _say(self) -> None:
        say, many = self._texts.say, len(self._view.matches)
        typed = thai.tidy(self._text)
        if many:
            key = "desk.found.count" if self._complete else "desk.found.first"
            props = FoundProps(many=say(key, many))
        elif typed:
            said = typed if len(typed) <= _LONGEST_SAID else typed[:_LONGEST_SAID] + "…"
            props = FoundProps(
                empty=say("desk.found.nobody", said), hint=say("desk.found.try"), nobody=True
            )
        else:
            props = FoundProps(empty=say("desk.found.start"), hint=say("desk.found.by"))
        self._view.show(props)


def _found(desk: FrontDesk, asked: _Asked) -> list[Match]:
    place = None if asked.after is None else asked.after.place
    return desk.find(asked.text, place, PAGE)
