"""What keeps a visitor's window a visitor's window, and what is there when it cannot be made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QWindow,
)
from pytestqt.qtbot import QtBot

import ui.application
from kiosk.config import Settings
from kiosk.notify import Supervisor
from tests.fakes import FakeFrontDesk
from tests.screens.conftest import Visitor
from ui import shell, sorry
from ui.application import run_kiosk
from ui.placing import Placed, screen_of

Make = Callable[..., Visitor]
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def press(visitor: Visitor, name: str, button: Qt.MouseButton) -> None:
    where = visitor.hands.find(name).middle
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        held = button if kind is QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        event = QMouseEvent(kind, where, where, button, held, _NONE)
        QGuiApplication.sendEvent(visitor.kiosk.window, event)
    visitor.settle()


def test_other_buttons_of_a_mouse_are_nobody(visitor: Visitor) -> None:
    touches: list[bool] = []
    visitor.kiosk.taps.touched.connect(lambda: touches.append(True))
    for button in (
        Qt.MouseButton.RightButton,
        Qt.MouseButton.MiddleButton,
        Qt.MouseButton.BackButton,
    ):
        press(visitor, "open.pad", button)
    assert (visitor.screen, touches) == ("home", [])
    press(visitor, "open.pad", _LEFT)
    assert visitor.screen == "pad"


def test_nothing_can_be_dropped(visitor: Visitor) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/etc/passwd")])
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(9, 9), copy, mime, _LEFT, _NONE)
    QGuiApplication.sendEvent(visitor.kiosk.window, enter)
    assert not enter.isAccepted()
    drop = QDropEvent(QPointF(9, 9), copy, mime, _LEFT, _NONE)
    assert visitor.kiosk.guard.eventFilter(visitor.kiosk.window, drop)
    menu = QEvent(QEvent.Type.ContextMenu)
    assert visitor.kiosk.guard.eventFilter(visitor.kiosk.window, menu)


def test_no_link_opens_another_program(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # there is no browser to be found
    for link in ("https://example.org", "file:///etc/passwd", "mailto:a@example.org"):
        assert QDesktopServices.openUrl(QUrl(link)) is True


def test_a_window_that_was_made_small_is_large_again(qtbot: QtBot, qapp: object) -> None:
    window = QWindow()
    placed = Placed(window, "")
    full, whole = QWindow.Visibility.FullScreen, screen_of("").size()
    for small in (window.showMinimized, window.showNormal):
        small()
        assert window.visibility() is not full
        qtbot.waitUntil(lambda: window.visibility() is full and window.size() == whole)
    placed.let_go()
    window.destroy()


@pytest.mark.parametrize("wanted", ["", "1", "9", "0", "๑", "no such", "name"])
def test_there_is_always_a_display(qapp: object, wanted: str) -> None:
    first = QGuiApplication.primaryScreen()
    assert screen_of(first.name().upper() if wanted == "name" else wanted) is first


@pytest.mark.qt_log_ignore("Required property nothing was not initialized")
def test_a_screen_that_cannot_be_made_is_home(
    make_visitor: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(shell._QML, tmp_path / "qml")
    file = tmp_path / "qml" / "Kiosk" / "Screens" / "GuestScreen.qml"
    text = file.read_text("utf-8").replace(
        "id: screen", "id: screen\n required property int nothing"
    )
    file.write_text(text, "utf-8")
    monkeypatch.setattr(shell, "_QML", tmp_path / "qml")
    visitor = make_visitor()
    visitor.arrive()
    visitor.tap("open.guests")
    assert visitor.screen == "home"
    visitor.admit()
    visitor.scan("CARD1")
    assert visitor.screen == "welcome"
    assert any("nothing" in said for said in visitor.kiosk.warnings)
    visitor.kiosk.warnings.clear()


@pytest.mark.qt_log_ignore("Scenegraph already initialized")
@pytest.mark.parametrize("trouble", [RuntimeError("QML"), KeyError("K100001")])
def test_a_window_that_cannot_be_made_says_sorry_and_is_tried_again(
    qapp: object,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Exception,
    caplog: pytest.LogCaptureFixture,
) -> None:
    pages = [sorry.AGAIN, sorry.AGAIN, 0]
    said: list[str] = []

    def made(*_: object, **__: object) -> None:
        raise trouble

    def page(code: str, *_: object, **__: object) -> int:
        said.append(code)
        return pages.pop(0)

    monkeypatch.setattr(ui.application, "Kiosk", made)
    monkeypatch.setattr(ui.application, "say_sorry", page)
    assert run_kiosk(FakeFrontDesk, Settings(), demo=False, window=(540, 960)) == 0
    assert said == ["E-WINDOW"] * 3
    assert "K100001" not in caplog.text


def test_the_page_that_asks_for_the_desk(qapp: object) -> None:
    assert sorry.say_sorry("E-X", Supervisor(), size=(270, 480), stays_s=0.01) == sorry.AGAIN
    picture = QImage(270, 480, QImage.Format.Format_RGB32)
    sorry.draw(picture, "E-X")
    words = [picture.pixelColor(x, y).lightness() for x in range(270) for y in range(240, 300)]
    assert max(words) > 240
    assert [line for line, *_ in sorry.lines("E-X") if "E-X" in line]
    assert sorry.lines("E-X")[1][0] == "Please sign in at the desk"


def test_a_bug_of_going_home_does_not_turn_in_circles(
    qapp: QGuiApplication, caplog: pytest.LogCaptureFixture
) -> None:
    import sys

    tries: list[bool] = []

    def recover() -> None:
        tries.append(True)
        sys.excepthook(KeyError, KeyError("x"), None)
        raise KeyError

    with shell.after_bug(recover):
        sys.excepthook(ValueError, ValueError("x"), None)
        assert len(tries) == 1
        sys.excepthook(ValueError, ValueError("x"), None)
    assert len(tries) == 2
