"""Thousands of visitors, one after the other, without waiting: what they leave behind."""

from __future__ import annotations

import time

from tests.bench.data import not_yet_in, number
from tests.bench.walk import Walk, folder, memory
from ui.viewmodels.kiosk import Screen

_SIZE = (540, 960)
"""A quarter of the pixels, and all else as it is: what is drawn takes most of the time."""
_WAITING_S = 10.0
"""How long a visitor stays, by the flow's own clock."""
_A_DAY = 1000
"""Visitors of a day; the activities are of the first one."""
_NAME = "มะลิ"


def crowd(visitors: int, first: int) -> dict[str, tuple[float, float]]:
    """Memory after the first visitors and after all of them, in MB, and how long it took."""
    walk = Walk(hand=True, size=_SIZE)
    # The disk is not what is measured here.
    walk.kiosk.jobs._desk._store._link.tell("PRAGMA synchronous = OFF")
    began = time.perf_counter()
    found: dict[str, tuple[float, float]] = {}
    for n, who in enumerate(not_yet_in(folder(), visitors)):
        _visit(walk, n, who)
        walk.frames.clear()
        walk.days.later = n // _A_DAY
        if n + 1 in (first, visitors // 2, visitors):
            found[str(n + 1)] = memory()
    found["seconds"] = (time.perf_counter() - began, 0)
    walk.kiosk.close()
    return found


def _visit(walk: Walk, n: int, who: int) -> None:
    """Most scan a card; of a hundred, one each types, counts, registers, brings a group, ..."""
    match n % 100:
        case 10:
            _tap(walk, "open.pad", *(f"key.{digit}" for digit in number(who)[1:]), "key.ok")
        case 25:
            _tap(walk, "open.guests", "band.child", "band.adult", "guest.done")
            # These touches follow each other faster than people, and are none of a game.
            walk.kiosk.jobs._desk._touches.clear()
        case 40:
            _newcomer(walk, 2460 + n // 100 % 90, whole=n % 200 == 40)
        case 55:
            _tap(walk, "open.group", "party.school", "key.6", "key.0", "party.done")
        case 70:
            _look(walk, n // 100 % 3)
        case 85:
            walk.hands.scan(number(who - 1))
            walk.settle()
            _tap(walk, "leave", "face.5")
        case _:
            walk.hands.scan(number(who))
    walk.settle()
    walk.seconds.at += _WAITING_S
    walk.kiosk.flow.tick()
    walk.home()


def _newcomer(walk: Walk, year: int, *, whole: bool) -> None:
    _tap(walk, "open.new", "agree", *(f"kb.{c}" for c in _NAME), "next")
    _tap(walk, *(f"key.{d}" for d in str(year)), "next")
    if whole:
        _tap(walk, "partner.none")
        if walk.screen is Screen.LIKELY:
            return
        _tap(walk, "card.done")


def _look(walk: Walk, which: int) -> None:
    """Larger words, other colours, the other language; what they stand at moves with them."""
    if which == 0:
        _tap(walk, "size.200", "size.100")
    elif which == 1:
        _tap(walk, "contrast", "open.pad")
    else:
        _tap(walk, "language.en", "open.guests")
    walk.stage.leave_alone()


def _tap(walk: Walk, *names: str) -> None:
    for name in names:
        walk.tap(name)
        walk.settle()
