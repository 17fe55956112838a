"""What windows, visitors and nights leave behind: nothing.

A hundred thousand visitors, and a hub that comes and goes: `python -m tests.bench soak`.
"""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication

from kiosk.config import Settings
from tests.bench import soaking
from tests.bench.held import Held, trends
from tests.fakes import FakeFrontDesk, HandExecutor
from tests.screens.conftest import Idle
from ui.application import Kiosk
from ui.desk.window import DeskWindow

A_DAY = 30
DAYS = 2
CACHES = 0.01


def desk_window() -> DeskWindow:
    return DeskWindow(FakeFrontDesk, Settings(), size=(1280, 800), executor=HandExecutor())


def kiosk_window() -> Kiosk:
    made = Kiosk(FakeFrontDesk, Settings(), size=(540, 960), executor=HandExecutor())
    made.nightly._writer = Idle()
    return made


@pytest.mark.parametrize("make", [desk_window, kiosk_window])
def test_nothing_is_left_of_a_window_that_closed(
    qapp: QGuiApplication, make: Callable[[], DeskWindow | Kiosk]
) -> None:
    window = make()
    parts = [weakref.ref(one) for one in vars(window).values() if isinstance(one, QObject)]
    whole = weakref.ref(window)
    assert len(parts) > 10
    window.start()
    window.close()
    del window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert whole() is None
    assert [part() for part in parts if part() is not None] == []


@pytest.fixture
def soaked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QGuiApplication
) -> Iterator[soaking.Soaking]:
    monkeypatch.setenv("WALKIN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("WALKIN_CONFIG", str(tmp_path / "walkin.toml"))
    monkeypatch.setenv("WALKIN_EXPORT_FOLDER", "")
    soaking.prepare(tmp_path)
    made = soaking.Soaking(A_DAY)
    yield made
    made.close()


def test_days_of_visitors_leave_nothing_behind(soaked: soaking.Soaking) -> None:
    held: list[Held] = []
    soaked.camera(0)
    soaked.cable(0)
    for n in range(1, (DAYS + 1) * A_DAY + 1):
        soaked.next(n)
        if n % A_DAY == 0:
            held.append(soaked.held())
    first, *_, last = held
    assert (last.files, last.threads, last.items) == (first.files, first.threads, first.items)
    assert last.wrapped == first.wrapped
    assert last.objects <= first.objects * (1 + CACHES)
    assert soaked.came() >= DAYS * A_DAY


def sample(**held: float) -> Held:
    return Held(**(dict.fromkeys(Held._fields, 100) | held))


def test_flat_is_told_from_a_slope() -> None:
    flat = [sample(files=20 + n % 2, own=100 + n / 10) for n in range(9)]
    assert all(trend.flat for trend in trends(flat))
    leak = [sample(files=20 + n, own=100 + n) for n in range(9)]
    assert [trend.what for trend in trends(leak) if not trend.flat] == ["own", "files"]
    fewer = [sample(files=20 - n) for n in range(9)]
    assert all(trend.flat for trend in trends(fewer))
    with pytest.raises(ValueError, match="thirds"):
        trends(flat[:2])
