"""One run of the real window in a process of its own; prints its figures as JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

SCANS = 200
SETTLED_S = 4
IDLE_S = 10


def main() -> None:
    from kiosk.app import Installation
    from ui.display import prepare_environment

    prepare_environment()
    from ui.application import Kiosk, application

    application()
    installation = Installation()
    kiosk = Kiosk(installation.front_desk, installation.settings, size=(1080, 1920))
    figures = start(kiosk) if sys.argv[1] == "start" else scan(kiosk, int(sys.argv[2]))
    kiosk.close()
    print(json.dumps(figures))


def start(kiosk: object) -> dict[str, float]:
    from ui.hands import wait_until

    frames: list[float] = []
    kiosk.window.frameSwapped.connect(lambda: frames.append(time.time()))
    kiosk.start()
    wait_until(lambda: bool(frames))
    home = frames[0]
    wait_until(lambda: kiosk.flow.watch.today is not None)
    seen = len(frames)
    wait_until(lambda: len(frames) > seen)
    begun = _began()
    figures = {"home_s": home - begun, "programme_s": frames[seen] - begun, "pss_mb": _pss()}
    for name, moving in (("idle_share", False), ("moving_share", True)):
        kiosk.window.setProperty("moving", moving)
        # What is done once a day is done.
        _rest(SETTLED_S)
        used = time.process_time()
        _rest(IDLE_S)
        figures[name] = (time.process_time() - used) / IDLE_S
    return figures


def _next_frame(frames: list[int]) -> None:
    from ui.hands import wait_until

    seen = frames[0]
    wait_until(lambda: frames[0] > seen)


def _rest(seconds: int) -> None:
    """Let the window be alone for a while, without looking."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(seconds * 1000, loop.quit)
    loop.exec()


def scan(kiosk: object, first: int) -> dict[str, list[float]]:
    from PySide6.QtCore import Qt

    from tests.bench.data import number
    from ui.hands import Hands, wait_until
    from ui.viewmodels.kiosk import Screen

    frames = [0]
    kiosk.window.frameSwapped.connect(lambda: frames.__setitem__(0, frames[0] + 1))
    hands = Hands(kiosk.window)
    kiosk.window.setProperty("moving", False)
    kiosk.start()
    wait_until(lambda: kiosk.flow.watch.today is not None)
    tick, touch = [], []
    stage = kiosk.flow.stage
    for n in range(SCANS):
        stage.home()
        wait_until(lambda: not kiosk.flow.watch.is_asking)
        hands.key(text="K", after_ms=700)
        for letter in number(first + n)[1:]:
            hands.key(text=letter)
        began = time.perf_counter()
        hands.key(Qt.Key.Key_Return.value, "\r")
        wait_until(lambda: stage.screen is Screen.WELCOME)
        _next_frame(frames)
        tick.append((time.perf_counter() - began) * 1000)
    stage.home()
    hands.tap("open.pad")
    wait_until(lambda: stage.screen is Screen.PAD)
    places = [hands.find(f"key.{n}").middle for n in range(10)]
    clear = hands.find("key.clear").middle
    for n in range(SCANS):
        began = time.perf_counter()
        hands.tap_at(places[n % 10] if n % 20 < 19 else clear)
        _next_frame(frames)
        touch.append((time.perf_counter() - began) * 1000)
    return {"tick": tick, "touch": touch}


def _began() -> float:
    """When this process was started, seconds since 1970."""
    ticks = int(Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[19])
    up = float(Path("/proc/uptime").read_text().split()[0])
    return time.time() - up + ticks / os.sysconf("SC_CLK_TCK")


def _pss() -> float:
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
