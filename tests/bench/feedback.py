"""What a touch shows, and how soon: on a usual day and on one with very much in it."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.bench.walk import Walk
from ui.viewmodels.kiosk import Screen

_TAPS = 200
_BUTTONS = ("pad", "guests", "new", "group")


def feedback() -> dict[str, list[float]]:
    """Milliseconds from a touch to the first frame that shows it."""
    walk = Walk()
    found: dict[str, list[float]] = {}

    def touch(kind: str, name: str) -> None:
        walk.settle()
        walk.place(name)
        found.setdefault(kind, []).append(walk.shown(lambda: walk.tap(name)) * 1000)

    card = walk.first("card.")
    for n in range(_TAPS):
        walk.home()
        touch("a button of Home", f"open.{_BUTTONS[n % 4]}")
        walk.home()
        touch("a card of Home", card)
    walk.home()
    for n in range(_TAPS):
        if n % 5 == 0:
            _forget_touches(walk)
            walk.home()
            walk.shown(lambda: walk.tap("open.guests"), lambda: walk.screen is Screen.GUESTS)
        touch("a picture", f"band.{('child', 'youth', 'adult', 'senior')[n % 4]}")
    walk.home()
    _to_name(walk)
    letters = [k for k in "กดเ้่าสวงผปแอิืท" if _is_there(walk, f"kb.{k}")]
    for n in range(_TAPS):
        if n % 10 == 0:
            walk.kiosk.views.keyboard.clear()
        touch("a key of the keyboard", f"kb.{letters[n % len(letters)]}")
    walk.home()
    walk.tap("open.pad")
    for n in range(_TAPS):
        touch("a key of the number pad", f"key.{n % 10}" if n % 20 < 19 else "key.clear")
    walk.kiosk.close()
    return found


def _is_there(walk: Walk, name: str) -> bool:
    try:
        walk.place(name)
    except LookupError:
        return False
    return True


def _to_name(walk: Walk) -> None:
    walk.shown(lambda: walk.tap("open.new"), lambda: walk.screen is Screen.AGREE)
    walk.shown(lambda: walk.tap("agree"), lambda: walk.screen is Screen.NAME)
    walk.settle()


def _forget_touches(walk: Walk) -> None:
    """These touches follow each other faster than people, and are none of a game."""
    walk.kiosk.jobs.submit(lambda desk: desk._touches.clear(), lambda _: None, _raise)


def _raise(trouble: Exception) -> None:
    raise trouble


def many() -> dict[str, list[float]]:
    """Milliseconds of Home with a long programme."""
    walk = Walk()
    found: dict[str, list[float]] = {}
    card = walk.first("card.")
    turn = walk.place("page.next")
    shelves = walk.kiosk.views.openNow, walk.kiosk.views.later

    def keep(what: str, act: Callable[[], object]) -> None:
        found.setdefault(what, []).append(walk.shown(act) * 1000)

    for _ in range(50):
        walk.tap("open.pad")
        walk.settle()
        keep("Home is shown again", walk.stage.home)
        keep("a page is turned", lambda: walk.hands.tap_at(turn))
        assert any(shelf.page for shelf in shelves)
        walk.home()
        keep("a card is touched", lambda: walk.tap(card))
    shown: list[float] = []
    for _ in range(20):
        walk.home()
        arrived: list[float] = []
        connected = walk.kiosk.flow.watch.arrived.connect(
            lambda arrived=arrived: arrived.append(time.perf_counter())
        )
        began = time.perf_counter()
        walk.kiosk.flow.watch.refresh()
        walk.settle()
        shown.append((arrived[0] - began) * 1000)
        walk.kiosk.flow.watch.arrived.disconnect(connected)
    found["the programme is read anew"] = shown
    walk.kiosk.close()
    return found
