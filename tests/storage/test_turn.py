"""One after the other writes, and nobody waits for ever."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.turn import Turn

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SQLite's own waiting has to do")

_LONG_S = 60.0


@pytest.fixture
def turns(tmp_path: Path) -> Iterator[tuple[Turn, Turn]]:
    both = Turn(tmp_path / "walkin.db"), Turn(tmp_path / "walkin.db")
    yield both
    for one in both:
        one.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set as soon as somebody has asked in vain."""
    found, pause = threading.Event(), time.sleep

    def sleep(seconds: float) -> None:
        found.set()
        pause(seconds)

    monkeypatch.setattr(time, "sleep", sleep)
    return found


def test_the_other_waits_until_it_is_given_back(
    turns: tuple[Turn, Turn], asked: threading.Event
) -> None:
    first, second = turns
    had: list[str] = []

    def other() -> None:
        second.take(_LONG_S)
        had.append("second")
        second.give_back()

    first.take(_LONG_S)
    waiting = threading.Thread(target=other)
    waiting.start()
    assert asked.wait(_LONG_S)
    had.append("first")
    first.give_back()
    waiting.join()
    assert had == ["first", "second"]


def test_who_has_lost_patience_goes_on_without(
    turns: tuple[Turn, Turn], asked: threading.Event
) -> None:
    first, second = turns
    first.take(_LONG_S)
    second.take(0.02)
    second.give_back()
    asked.clear()
    third: list[bool] = []
    waiting = threading.Thread(target=lambda: (second.take(_LONG_S), third.append(True)))
    waiting.start()
    assert asked.wait(_LONG_S)
    assert third == [], "it was never the second's to give back"
    first.give_back()
    waiting.join()
    assert third == [True]


def test_a_folder_that_cannot_have_it_needs_no_turn(tmp_path: Path) -> None:
    turn = Turn(tmp_path / "not there" / "walkin.db")
    turn.take(_LONG_S)
    turn.give_back()
    turn.close()
