"""Colours, columns, sounds and where the window stands: switched by hand, and remembered."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.config import Sound
from kiosk.entry import HelpCalled
from tests.builders import DAY
from tests.fakes import FakeSeconds
from tests.screens.desk.conftest import Driver, Place
from ui.desk.remembered import Place as Where
from ui.desk.remembered import Remembered, keep, recall
from ui.desk.window import DeskWindow
from ui.sounds import Sounds

Open = Callable[..., Driver]
QML = Path(__file__).parents[3] / "ui" / "qml" / "Kiosk"
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Tape:
    """A loudspeaker that notes what is played."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.now = FakeSeconds()

    def sounds(self) -> Sounds:
        return Sounds(Sound(), player=self.player, output=lambda: True, now=self.now)

    def player(self, file: Path, volume: float) -> "_Cue":
        return _Cue(self, file.stem)


class _Cue:
    def __init__(self, tape: Tape, name: str) -> None:
        self.tape, self.name = tape, name

    def play(self) -> None:
        self.tape.heard.append(self.name)


class Remembering:
    """Opens one window after another on the same file."""

    def __init__(self, place: Place, file: Path, tape: Tape) -> None:
        self.place, self.file, self.tape = place, file, tape
        self.now = tape.now

    def open(self) -> DeskWindow:
        return DeskWindow(
            self.place.desk,
            self.place.settings,
            executor=ThreadPoolExecutor(1),
            memory=self.file,
            sounds=self.tape.sounds,
            now=self.now,
        )


@pytest.fixture
def remembering(place: Place, tmp_path: Path) -> Remembering:
    return Remembering(place, tmp_path / "desk.json", Tape())


def drag(driver: Driver, column: str, by: int) -> None:
    edge = driver.find(f"edge.{column}")
    start = edge.mapToScene(QPointF(edge.width() / 2, edge.height() / 2)).toPoint()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(driver.window, left, none, start)
    QTest.mouseMove(driver.window, start + QPoint(by // 2, 0))
    QTest.mouseMove(driver.window, start + QPoint(by, 0))
    QTest.mouseRelease(driver.window, left, none, start + QPoint(by, 0))


def test_columns_are_widened_by_their_edge(desk: Open, place: Place) -> None:
    place.comes(place.person(1, "มะลิวัลย์พรรณรายสายธาร ใจดี"))
    driver = desk()
    driver.until(lambda: len(driver.shown()) == 1)
    before = driver.find("name").width()
    drag(driver, "name", 60)
    assert driver.find("name").width() == before + 60
    drag(driver, "name", -300)
    assert driver.find("name").width() == 96
    edge = driver.find("edge.name")
    middle = edge.mapToScene(QPointF(edge.width() / 2, edge.height() / 2)).toPoint()
    QTest.mouseDClick(driver.window, Qt.MouseButton.LeftButton, pos=middle)
    name = driver.find("name")
    assert name.property("implicitWidth") <= name.width() < name.property("implicitWidth") + 10
    drag(driver, "name", 560)
    notes = driver.find("notes")
    assert 72 <= notes.width() <= 76
    assert notes.mapToScene(QPointF(notes.width(), 0)).x() < driver.window.width()


def test_columns_by_the_keys(desk: Open) -> None:
    driver = desk()
    driver.find("heads").forceActiveFocus()
    before = driver.desk.comfort.columns.name
    driver.key(Qt.Key.Key_Right, SHIFT)
    assert driver.desk.comfort.columns.name == before + 10
    driver.key(Qt.Key.Key_Left)
    time = driver.desk.comfort.columns.time
    driver.key(Qt.Key.Key_Right, SHIFT)
    assert driver.desk.comfort.columns.time == time + 10


def test_columns_are_hidden_and_come_back(desk: Open, place: Place) -> None:
    place.comes(place.person(1, "มะลิ ใจดี"))
    driver = desk()
    driver.until(lambda: len(driver.shown()) == 1)
    driver.key(Qt.Key.Key_F10)
    driver.until(lambda: driver.items("column.notes") != [])
    driver.click("column.notes")
    assert driver.items("notes") == []
    driver.click("columns.reset")
    assert len(driver.items("notes")) == 1
    driver.desk.comfort.columns.reveal("name", False)
    assert driver.desk.comfort.columns.name > 0


def test_three_palettes(desk: Open) -> None:
    driver = desk()
    day = driver.window.color().name()
    driver.key(Qt.Key.Key_C, CONTROL | SHIFT)
    assert driver.window.color().name() == "#000000"
    driver.key(Qt.Key.Key_D, CONTROL)
    assert driver.desk.look.palette == "dark"
    assert 0 < driver.window.color().lightnessF() < 0.2
    driver.click("settings")
    driver.until(lambda: driver.items("palette.day") != [])
    driver.click("palette.day")
    assert driver.window.color().name() == day


def test_a_new_alert_sounds_when_that_is_wanted(
    remembering: Remembering, place: Place, qtbot: QtBot
) -> None:
    place.write(HelpCalled(day=DAY))
    window = remembering.open()
    window.start()
    heard = remembering.tape.heard

    def waits(count: int) -> None:
        window.watch.refresh()
        qtbot.waitUntil(lambda: window.alerts.count == count, timeout=10_000)

    try:
        waits(1)
        place.write(HelpCalled(day=DAY))
        waits(2)
        assert heard == []  # off by default
        window.comfort.model.soundsAsked.emit(True)
        assert heard == ["attention"]  # so that it is known what was switched on
        heard.clear()
        remembering.now.at += 1
        place.write(HelpCalled(day=DAY))
        waits(3)
        remembering.now.at += 1
        place.write(HelpCalled(day=DAY))
        waits(4)
        assert heard == ["attention"]
        remembering.now.at += 5
        place.write(HelpCalled(day=DAY))
        waits(5)
        assert heard == ["attention"] * 2
    finally:
        window.close()


def test_what_cannot_be_heard_is_said(desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.sounds.has_output", lambda: False)
    driver = desk()
    driver.desk.comfort.bell._make = lambda: Sounds(Sound(), output=lambda: False)
    driver.key(Qt.Key.Key_F10)
    driver.until(lambda: driver.items("sounds") != [])
    assert driver.items("silence") == []
    driver.click("sounds")
    assert driver.text("silence") == driver.desk.texts.say("device.why.no_server")


def test_the_window_is_as_it_was_left(remembering: Remembering, qtbot: QtBot) -> None:
    first = remembering.open()
    qtbot.waitUntil(lambda: first.comfort.columns.props.room > 700, timeout=10_000)
    first.look.speak("en")
    first.look.paint("dark")
    first.comfort.columns.widen("time", 80)
    first.comfort.columns.reveal("how", False)
    first.comfort.model.soundsAsked.emit(True)
    first.window.setGeometry(30, 40, 1100, 700)
    qtbot.waitUntil(lambda: first.comfort._now.place == (30, 40, 1100, 700), timeout=10_000)
    first.close()
    again = remembering.open()
    try:
        assert again.look.language == "en"
        assert again.texts.language == "en"
        assert again.look.dark
        assert again.comfort.model.sounds
        qtbot.waitUntil(lambda: again.comfort.columns.time == 80, timeout=10_000)
        assert "how" not in again.comfort.columns.shown
        assert again.window.geometry().getRect() == (30, 40, 1100, 700)
    finally:
        again.close()
    assert "จ." not in remembering.file.read_text("utf-8")


def test_a_window_is_not_put_where_no_screen_is(remembering: Remembering) -> None:
    keep(remembering.file, Remembered(place=Where(90_000, 50, 1100, 700)))
    window = remembering.open()
    try:
        assert window.window.geometry().width() == 1100
        assert window.window.geometry().x() < 10_000
    finally:
        window.close()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"palette": "pink"}',
        b'{"widths": {"time": -4}}',
        b'{"place": [1, 2, 3]}', b"[" * 15_000, b" " * 30_000,
    ],
)  # fmt: skip
def test_what_is_not_ours_is_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "desk.json"
    file.write_bytes(content)
    assert recall(file) == Remembered()
    keep(file, Remembered(language="en"))
    assert recall(file) == Remembered(language="en")


def test_where_nothing_can_be_written_nothing_else_is_lost(
    remembering: Remembering, tmp_path: Path
) -> None:
    remembering.file = tmp_path / "no such folder" / "desk.json"
    window = remembering.open()
    window.look.paint("dark")
    window.comfort.write()
    assert window.look.dark
    window.close()
    assert recall(remembering.file) == Remembered()


def test_every_shortcut_is_in_the_list() -> None:
    files = [QML / "DeskMain.qml", *sorted((QML / "Desk").glob("*.qml"))]
    there = {key for f in files for key in re.findall(r'sequence: "([^"]+)"', f.read_text("utf-8"))}
    listed = set(
        re.findall(r'Key \{ keys: "([^"]+)"', (QML / "Desk" / "KeysBox.qml").read_text("utf-8"))
    )
    names = {"Escape": "Esc", "PgUp": "PageUp", "PgDown": "PageDown"}
    said = {names.get(key, key) for key in there}
    assert {key for key in said if not any(key in line.split() for line in listed)} == set()


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_list_of_shortcuts_fits_the_smallest_window(desk: Open, language: str) -> None:
    driver = desk()
    driver.window.resize(1024, 640)
    driver.desk.look.speak(language)
    driver.key(Qt.Key.Key_F1)
    driver.until(lambda: driver.items("close") != [])
    close = driver.find("close")
    assert close.mapToScene(QPointF(0, close.height())).y() <= 640 - 16
    for words in driver.items("keys.keys") + driver.items("keys.words"):
        assert words.property("implicitWidth") <= words.width(), words.property("text")
