"""What windows leave behind: nothing."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication

from kiosk.config import Settings
from tests.fakes import FakeFrontDesk, HandExecutor
from tests.screens.conftest import Idle
from ui.application import Kiosk
from ui.desk.window import DeskWindow


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
