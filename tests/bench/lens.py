"""The real window with a camera made of pictures, in a process of its own; figures as JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from functools import partial
from pathlib import Path

SECONDS = 8
PACE_MS = 33
AS_FAST_AS_IT_GOES_MS = 4
SIZE = (1280, 720)
HELD_UP = 5


def main() -> None:
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    folder = Path(sys.argv[1])
    os.environ["WALKIN_DATA"] = str(folder / "lens")
    os.environ["WALKIN_CONFIG"] = str(folder / "lens.toml")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from kiosk.app import Installation
    from ui.display import prepare_environment

    prepare_environment()
    from ui.application import Kiosk, application

    application()
    installation = Installation()
    kiosk = Kiosk(installation.front_desk, installation.settings, size=(1080, 1920))
    print(json.dumps(Lens(kiosk).figures()))
    kiosk.close()


class Lens:
    """A camera before a kiosk."""

    def __init__(self, kiosk: object) -> None:
        from tests.bench.window import _pss
        from ui.hands import wait_until

        self._kiosk, self._camera = kiosk, kiosk.camera
        self._wait = wait_until
        kiosk.window.setProperty("moving", False)
        kiosk.start()
        wait_until(lambda: kiosk.flow.watch.today is not None)
        self._camera._load = self._load
        self._camera._there = lambda: True
        self._home_mb = _pss()
        began = time.perf_counter()
        self._camera.begin()
        self._load_ms = (time.perf_counter() - began) * 1000

    def _load(self) -> object:
        from tests.cameras import WEBCAM, FakeCameras

        self._cameras = FakeCameras(WEBCAM)
        return self._cameras

    def figures(self) -> dict[str, float]:
        from kiosk import card
        from tests.bench.window import _pss
        from tests.photographs import backdrop, frame_of, photograph

        found = {"load_ms": self._load_ms, "home_mb": self._home_mb}
        # Nothing moves between these two.
        still = [frame_of(backdrop(SIZE, 0)), frame_of(backdrop(SIZE, 0))]
        self._show(1, PACE_MS, still)
        self._camera._awake_until = 0.0
        found["asleep_share"] = self._show(SECONDS, PACE_MS, still)
        self._camera.wake()
        self._show(1, PACE_MS, still)
        found["pss_mb"] = _pss()
        rooms = [frame_of(backdrop(SIZE, seed)) for seed in range(6)]
        cards = [card.matrix(card.issue(bytes([n]) * 16, "A", bytes(32))) for n in range(HELD_UP)]
        held = [frame_of(photograph(one, "dark mode", SIZE, n)) for n, one in enumerate(cards)]
        other = card.matrix(card.issue(bytes(range(16)), "A", bytes(32)))
        shown = [frame_of(photograph(other, "dark mode", SIZE, seed)) for seed in range(3)]
        # A card that is held up over and over is nobody's check-in here.
        self._kiosk.flow.visits.read = lambda *_, **__: None
        found |= self._as_fast_as_it_goes(rooms + shown)
        found["awake_share"] = self._show(SECONDS, PACE_MS, rooms)
        found["seen_ms"] = self._seen_ms(rooms, held)
        found["paint_ms"] = self._paint_ms()
        return found

    def _show(self, seconds: float, every_ms: int, frames: list[object]) -> float:
        """Show these in turn; returns the share of a core that it took."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, shown = QEventLoop(), [0]

        def show() -> None:
            self._cameras.sink.setVideoFrame(frames[shown[0] % len(frames)])
            shown[0] += 1

        timer = QTimer(interval=every_ms)
        timer.timeout.connect(show)
        timer.start()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        used, wall = time.process_time(), time.perf_counter()
        loop.exec()
        timer.stop()
        return (time.process_time() - used) / (time.perf_counter() - wall)

    def _as_fast_as_it_goes(self, frames: list[object]) -> dict[str, float]:
        """Two in three are empty: every family of codes is looked for in them."""
        looks: list[object] = []
        self._camera._looker.looked.connect(lambda look: looks.append(look.at))
        self._show(1, AS_FAST_AS_IT_GOES_MS, frames)
        calm_ms = self._stall(SECONDS * 1000, frames[:1])
        looks.clear()
        stall_ms = self._stall(AS_FAST_AS_IT_GOES_MS, frames)
        return {"rate": len(looks) / SECONDS, "stall_ms": stall_ms, "calm_ms": calm_ms}

    def _stall(self, every_ms: int, frames: list[object]) -> float:
        """Longest time in which the interface did nothing, while these are shown."""
        from PySide6.QtCore import QTimer

        gaps: list[float] = []
        last = [time.perf_counter()]

        def tick() -> None:
            now = time.perf_counter()
            gaps.append((now - last[0]) * 1000)
            last[0] = now

        clock = QTimer(interval=2)
        clock.timeout.connect(tick)
        clock.start()
        self._show(SECONDS, every_ms, frames)
        clock.stop()
        return max(gaps)

    def _seen_ms(self, rooms: list[object], held: list[object]) -> float:
        """From a code in view to its text; each is another one, and so is new."""
        from tests.bench.figures import percentile
        from ui.readers.looking import GONE_S

        read: list[str] = []
        self._camera.scanned.connect(read.append)
        times = []
        for frame in held:
            self._show(GONE_S + 0.1, PACE_MS, rooms)
            read.clear()
            began = time.perf_counter()
            self._cameras.sink.setVideoFrame(frame)
            self._wait(lambda: bool(read))
            times.append((time.perf_counter() - began) * 1000)
        return percentile(times, 0.5)

    def _paint_ms(self) -> float:
        """What a shown picture takes of the interface: handed over, painted, a frame made."""
        from tests.bench.figures import percentile
        from ui.sitter import sitting

        frames = [0]
        window, model = self._kiosk.window, self._kiosk.views.camera
        window.frameSwapped.connect(lambda: frames.__setitem__(0, frames[0] + 1))
        times = []
        for n in range(60):
            props, before = sitting(found=n % 2 == 0), frames[0]
            began = time.process_time()
            model.show(props)
            self._wait(partial(_is_more, frames, before))
            times.append((time.process_time() - began) * 1000)
        return percentile(times, 0.5)


def _is_more(count: list[int], before: int) -> bool:
    return count[0] > before


if __name__ == "__main__":
    main()
