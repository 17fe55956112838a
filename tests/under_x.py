"""A real X server, real key events, and a program of ours on it."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from kiosk.app import Installation
from kiosk.entry import AnyBody, CheckedIn, LearnerKept
from tests.storage.workload import NOON, learner
from tests.us_keyboard import PLACES

ROOT = Path(__file__).parents[1]
PATIENCE_S = 15
SIZE = (800, 1280)
LEARNERS = 5
REST_S = 0.1
"""No scanner reads another code sooner, no finger presses another key."""
_X_OFFSET = 8
ENTER, TAB = "36", "23"
"""X key codes, as xdotool takes them."""


def until(condition: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Ask again until it is so; raises TimeoutError when it never is."""
    deadline = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)


def places(text: str) -> list[str]:
    """The keys of a US keyboard that type the text, by their places, for xdotool."""
    found = []
    for c in text:
        code, shift = PLACES[c]
        found.append(f"shift+{code + _X_OFFSET}" if shift else str(code + _X_OFFSET))
    return found


class Server:
    """An X server."""

    def __init__(self, folder: Path) -> None:
        self._pixels = folder / "Xvfb_screen0"
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writing), "-noreset", "-fbdir", str(folder)),
                *("-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"),
            ],
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
        (folder / "walkin.toml").write_text("[screen]\nreduce_motion = true\n", "utf-8")

    def tell(self, *words: str) -> None:
        """Move the mouse, press keys."""
        self.begin(*words).wait()

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        """Begin to press keys."""
        return subprocess.Popen(["xdotool", *words], env=self.environ, stdout=subprocess.DEVNULL)

    def press(self, keys: Sequence[str], delay_ms: int = 4) -> None:
        """Press one key after the other, as fast as a scanner does."""
        self.tell("key", "--delay", str(delay_ms), *keys)
        time.sleep(REST_S)

    def scan(self, text: str, end: Sequence[str] = (ENTER,), delay_ms: int = 4) -> None:
        """Scan a code: press the keys where they are on the keyboard, whatever they type."""
        self.press([*places(text), *end], delay_ms)

    def layout(self, name: str) -> None:
        subprocess.run(["setxkbmap", name], env=self.environ, check=True)

    def picture(self) -> QImage:
        """What is on the screen now: an X window dump, after its header the pixels."""
        dump = self._pixels.read_bytes()
        size, width, height, line, colours = (
            struct.unpack_from(">I", dump, 4 * field)[0] for field in (0, 4, 5, 12, 19)
        )
        pixels = dump[size + 12 * colours :]
        return QImage(pixels, width, height, line, QImage.Format.Format_RGB32).copy()

    def stop(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait()


class Screen(Server):
    """A running kiosk on an X server, and a few learners that it knows."""

    def __init__(self, folder: Path, *words: str, **environ: str) -> None:
        super().__init__(folder)
        self.environ |= environ
        self._said: str | None = None
        self.installation = Installation(environ=self.environ)
        opened = self.installation.open()
        with opened.store.writing() as unit:
            known = [LearnerKept(learner=learner(n)) for n in range(1, LEARNERS + 1)]
            unit.append_many(known, NOON)
        opened.store.close()
        self.kiosk = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "run", *words],
            env=self.environ,
            stderr=subprocess.PIPE,
        )
        self.tell("search", "--sync", "--onlyvisible", "--class", "walkin")

    def journal(self) -> list[AnyBody]:
        """What was recorded."""
        opened = self.installation.open()
        with opened.store.reading() as reader:
            entries = reader.entries({}, limit=1000)
        opened.store.close()
        return [e.body for e in entries]

    def lets_in(self, code: str, learner: str) -> None:
        """Hold a code before the scanner until its learner is in. Raises TimeoutError."""

        def is_in() -> bool:
            self.scan(code)
            return learner in self.came()

        until(is_in)

    def windows(self) -> list[str]:
        """Every window that can be seen, by its number, of whatever program; not the root's."""
        found = [self.ask("search", "--onlyvisible", "--maxdepth", n, ".*") for n in ("1", "0")]
        return sorted(set(found[0].split()) - set(found[1].split()))

    def ask(self, *words: str) -> str:
        """What xdotool answers."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environ, capture_output=True, text=True, check=False
        )
        return done.stdout

    def came(self) -> list[str]:
        return [b.learner or "" for b in self.journal() if isinstance(b, CheckedIn)]

    def close(self) -> str:
        """End both; what the kiosk wrote to its error output."""
        if self._said is None:
            self.kiosk.terminate()
            self._said = self.kiosk.communicate()[1].decode()
            self.stop()
        return self._said


class Listening(Server):
    """One of our windows on an X server that tells every signal of its scanner (tests.listener).

    `gap_ms` is as in the settings: much, where it matters not when this machine is slow.
    """

    def __init__(self, folder: Path, window: str, gap_ms: int = 250) -> None:
        super().__init__(folder)
        self.gap_s = gap_ms / 1000
        self.environ["WALKIN_SCANNER_GAP_MS"] = str(gap_ms)
        self._file = folder / "said.jsonl"
        with self._file.open("wb") as said:
            self.program = subprocess.Popen(
                [sys.executable, "-m", "tests.listener", window], env=self.environ, stdout=said
            )
        self.tell("search", "--sync", "--onlyvisible", "--class", "walkin")
        until(lambda: self.all() != [])

    def press(self, keys: Sequence[str], delay_ms: int = 4) -> None:
        """Press one key after the other, and wait until the window knows of the silence."""
        before = len(self.told("ran"))
        self.tell("key", "--delay", str(delay_ms), *keys)
        until(lambda: len(self.told("ran")) > before)
        time.sleep(self.gap_s)

    def all(self) -> list[tuple[str, Any]]:
        """Everything that was told: name of the signal, and what it gave."""
        lines = self._file.read_text("utf-8").splitlines()
        return [tuple(json.loads(line)) for line in lines]

    def told(self, name: str) -> list[Any]:
        """What one signal gave."""
        return [value for signal, value in self.all() if signal == name]

    def hears(self, name: str, wanted: object) -> None:
        """Wait until a signal gives this. Raises TimeoutError."""
        until(lambda: wanted in self.told(name))

    def learns(self, text: str, wanted: object, end: Sequence[str] = (ENTER,)) -> int:
        """Hold a code before the scanner until this is learned; how often it was held.

        A machine that was slower than a scanner learns nothing of it, or another rhythm. Raises
        TimeoutError.
        """
        times = 0

        def learned() -> bool:
            nonlocal times
            times += 1
            before = len(self.told("learned"))
            self.scan(text, end)
            return wanted in self.told("learned")[before:]

        until(learned)
        return times

    def close(self) -> None:
        """End both."""
        self.program.terminate()
        self.program.wait()
        self.stop()
