"""The real program on a real X server, with real key events and clicks."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.app import Installation
from kiosk.entry import CheckedIn, LearnerKept
from tests.storage.workload import NOON, learner

ROOT = Path(__file__).parents[1]
PATIENCE_S = 15
# X key codes of k, 1, 2, 3, 0 and Enter: where they are, whatever they type.
PLACES = {"k": 45, "1": 10, "2": 11, "3": 12, "0": 19, "\r": 36}


def until(condition: Callable[[], bool]) -> None:
    """Ask again until it is so; raises TimeoutError when it never is."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)


class Screen:
    """An X server with a running kiosk on it."""

    def __init__(self, folder: Path) -> None:
        self._said = ""
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x1280x24", "-noreset"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        self.environ = {
            **{k: v for k, v in os.environ.items() if not k.startswith("QT_")},
            "DISPLAY": f":{number}",
            "WALKIN_DATA": str(folder / "data"),
            "WALKIN_CONFIG": str(folder / "walkin.toml"),
            "PYTHONPATH": str(ROOT),
        }
        self.installation = Installation(environ=self.environ)
        opened = self.installation.open()
        with opened.store.writing() as unit:
            unit.append_many([LearnerKept(learner=learner(n)) for n in range(1, 4)], NOON)
        opened.store.close()
        self.kiosk = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "run"], env=self.environ, stderr=subprocess.PIPE
        )
        self.tell("search", "--sync", "--onlyvisible", "--class", "walkin")

    def tell(self, *words: str) -> None:
        """Move the mouse, press keys."""
        subprocess.run(["xdotool", *words], env=self.environ, check=True, stdout=subprocess.DEVNULL)

    def layout(self, name: str) -> None:
        subprocess.run(["setxkbmap", name], env=self.environ, check=True)

    def type_places(self, keys: str) -> None:
        """Press the keys where they are on the keyboard, fast, as a scanner does."""
        self.tell("key", "--delay", "4", *(str(PLACES[key]) for key in keys), str(PLACES["\r"]))

    def came(self) -> list[str]:
        opened = self.installation.open()
        with opened.store.reading() as reader:
            entries = reader.entries({}, limit=1000)
        opened.store.close()
        return [e.body.learner or "" for e in entries if isinstance(e.body, CheckedIn)]

    def close(self) -> str:
        """End both; what the kiosk wrote to its error output."""
        if self._server.poll() is None:
            self.kiosk.terminate()
            self._said = self.kiosk.communicate()[1].decode()
            self._server.terminate()
            self._server.wait()
        return self._said


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path)
    yield made
    made.close()


def test_a_scanner_checks_in_whatever_layout_the_keyboard_has(screen: Screen) -> None:
    screen.type_places("k100001")
    until(lambda: screen.came() == ["l1"])
    screen.layout("th")
    screen.type_places("k100002")
    until(lambda: screen.came() == ["l1", "l2"])
    # Digits alone, which Thai Kedmanee turns into letters and signs.
    screen.type_places("100003")
    until(lambda: screen.came() == ["l1", "l2", "l3"])


def test_no_key_closes_the_kiosk(screen: Screen) -> None:
    for keys in ("alt+F4", "ctrl+q", "ctrl+w", "super", "F11", "Escape", "F1", "alt+Tab", "Menu"):
        screen.tell("key", keys)
    screen.type_places("k100001")
    until(lambda: screen.came() == ["l1"])
    assert screen.kiosk.poll() is None
    said = screen.close()
    assert "Traceback" not in said
    assert "K100001" not in said
    assert "คนที่" not in said
