"""Every way through the kiosk by a scripted visitor: touches, and the machine's time."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from tests.bench.data import not_yet_in, number
from tests.bench.walk import Walk, folder
from ui.hands import wait_until
from ui.viewmodels.kiosk import Screen

_ROUNDS = 5
_NAME = "มะลิ"


def flows() -> dict[str, list[dict[str, float]]]:
    """Touches, letters, screens and machine seconds of every way through the kiosk."""
    walk = Walk()
    numbers = iter(not_yet_in(folder(), 10 * _ROUNDS))
    found: dict[str, list[dict[str, float]]] = {}
    for _ in range(_ROUNDS):
        for what, way in _FLOWS.items():
            walk.home()
            told = _Told(walk)
            way(told, _with_card(walk, number(next(numbers))))
            found.setdefault(what, []).append(told.figures())
    walk.kiosk.close()
    return found


class _Learner(NamedTuple):
    number: str
    card: str


def _with_card(walk: Walk, who: str) -> _Learner:
    """Give a learner a card."""
    made: list[str] = []
    failed = walk.kiosk.flow.watch.trouble
    walk.kiosk.jobs.submit(lambda desk: desk.issue_card(who, os.urandom(16)), made.append, failed)
    wait_until(lambda: bool(made))
    return _Learner(who, made[0])


class _Told:
    """What somebody does, counted; their own time is not."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._machine = 0.0
        self._touches = self._letters = 0
        self._screens: list[Screen] = []

    def scan(self, card: str, screen: Screen) -> None:
        self._do(lambda: self._walk.hands.scan(card), screen)

    def came(self, card: str) -> None:
        """They have been here for a while."""
        walk = self._walk
        walk.shown(lambda: walk.hands.scan(card), lambda: walk.screen is Screen.WELCOME)
        walk.home()

    def touch(self, name: str, screen: Screen) -> None:
        self._walk.settle()
        self._walk.place(name)
        self._touches += 1
        self._do(lambda: self._walk.tap(name), screen)

    def type(self, *names: str) -> None:
        for name in names:
            self._walk.place(name)
            self._letters += 1
            self._do(lambda name=name: self._walk.tap(name), self._walk.screen)

    def figures(self) -> dict[str, float]:
        return {
            "touches": self._touches,
            "letters": self._letters,
            "screens": len(self._screens),
            "machine": self._machine,
        }

    def _do(self, act: Callable[[], object], screen: Screen) -> None:
        if screen is not self._walk.screen:
            self._screens.append(screen)
        self._machine += self._walk.shown(act, lambda: self._walk.screen is screen)


def _by_card(told: _Told, who: _Learner) -> None:
    told.scan(who.card, Screen.WELCOME)


def _by_number(told: _Told, who: _Learner) -> None:
    told.touch("open.pad", Screen.PAD)
    told.type(*(f"key.{digit}" for digit in who.number[1:]))
    told.touch("key.ok", Screen.WELCOME)


def _guest(told: _Told, _who: _Learner) -> None:
    told.touch("open.guests", Screen.GUESTS)
    told.touch("band.adult", Screen.GUESTS)
    told.touch("guest.done", Screen.WELCOME)


def _first_time(told: _Told, who: _Learner) -> None:
    told.touch("open.new", Screen.AGREE)
    told.touch("agree", Screen.NAME)
    told.type(*(f"kb.{letter}" for letter in _NAME))
    told.touch("next", Screen.YEAR)
    told.type(*(f"key.{digit}" for digit in str(2480 + int(who.number[1:]) % 60)))
    told.touch("next", Screen.PARTNER)
    told.touch("partner.0", Screen.CARD)
    told.touch("card.done", Screen.WELCOME)


def _group(told: _Told, _who: _Learner) -> None:
    told.touch("open.group", Screen.PARTY)
    told.touch("party.school", Screen.PARTYCOUNT)
    told.type("key.6", "key.0")
    told.touch("party.done", Screen.WELCOME)


def _goes_home(told: _Told, who: _Learner) -> None:
    told.came(who.card)
    told.scan(who.card, Screen.ALREADY)
    told.touch("leave", Screen.FACES)
    told.touch("face.5", Screen.BYE)


def _learning(told: _Told, who: _Learner) -> None:
    told.scan(who.card, Screen.WELCOME)
    told.touch("passport", Screen.PASSPORT)


_FLOWS: dict[str, Callable[[_Told, _Learner], None]] = {
    "learner, card": _by_card,
    "learner, number": _by_number,
    "guest": _guest,
    "newcomer": _first_time,
    "school group of 60": _group,
    "leaves, with a face": _goes_home,
    "my learning": _learning,
}
