"""A scanner at the desk's window: its codes are heard wherever the focus is, and typed nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem

from tests.screens.desk.conftest import Driver, Place
from ui.hands import Hands
from ui.readers.found import LONGEST
from ui.readers.reader import Health, State

Open = Callable[[], Driver]
CARD = "TK1A0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456"
CONTROL = Qt.KeyboardModifier.ControlModifier


class Counter:
    """The window with fingers and a scanner, each at its own pace."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.hands = Hands(driver.window)
        self.scanned: list[str] = []
        driver.desk.scanned.connect(self.scanned.append)
        self.wedge = driver.desk.wedge

    def types(self, text: str, after_ms: int = 90) -> None:
        for letter in text:
            self.hands.key(ord(letter.upper()), letter, after_ms=after_ms)
        self.wedge._fingers()

    def holds(self, letter: str, times: int) -> None:
        """A key is held down until it has typed so often."""
        for n in range(times):
            event = QKeyEvent(
                QEvent.Type.KeyPress,
                ord(letter.upper()),
                Qt.KeyboardModifier.NoModifier,
                letter,
                n > 0,
            )
            event.setTimestamp(10**6 + (600 if n else 0) + 33 * n)
            QCoreApplication.sendEvent(self.driver.window, event)

    def text(self, field: str) -> str:
        return str(self.driver.find(field).property("text"))

    def fields(self) -> dict[str, str]:
        """What all fields hold that can be seen."""
        names = ("filter", "reason")
        return {name: self.text(name) for name in names if self.driver.items(name)}


@pytest.fixture
def counter(desk: Open, place: Place) -> Counter:
    place.comes(place.person(1, "มะลิ ใจดี"))
    driver = desk()
    driver.until(lambda: len(driver.shown()) == 1)
    return Counter(driver)


def into_list(counter: Counter, place: Place) -> None:
    counter.driver.key(Qt.Key.Key_Escape)


def into_filter(counter: Counter, place: Place) -> None:
    counter.driver.key(Qt.Key.Key_F, CONTROL)


def into_reason(counter: Counter, place: Place) -> None:
    counter.driver.key(Qt.Key.Key_Down)
    counter.driver.key(Qt.Key.Key_Delete)


def onto_button(counter: Counter, place: Place) -> None:
    counter.driver.find("keys").forceActiveFocus()


FIELDS = {"filter": into_filter, "reason": into_reason}
PLACES = FIELDS | {"attendance": into_list, "keys": onto_button}


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Tab, None])
@pytest.mark.parametrize("where", PLACES)
def test_a_code_is_heard_and_typed_nowhere(
    counter: Counter, place: Place, where: str, end: Qt.Key | None
) -> None:
    PLACES[where](counter, place)
    assert counter.driver.field() == where
    before = counter.fields()
    for letter in CARD:
        counter.hands.key(ord(letter), letter)
    if end is not None:
        counter.hands.key(end.value, "\t" if end == Qt.Key.Key_Tab else "\r")
    counter.wedge._fingers()
    assert counter.scanned == [CARD]
    assert counter.fields() == before
    assert counter.driver.field() == where
    assert counter.wedge.health == Health(State.READY)


@pytest.mark.parametrize("after_ms", [60, 90, 300])
@pytest.mark.parametrize("where", FIELDS)
def test_what_fingers_type_is_in_the_field(
    counter: Counter, place: Place, where: str, after_ms: int
) -> None:
    PLACES[where](counter, place)
    counter.types("Kru Ann/ครูแอน 10%", after_ms)
    assert counter.text(where) == "Kru Ann/ครูแอน 10%"
    counter.hands.key(Qt.Key.Key_Backspace.value, "\b", after_ms=90)
    assert counter.text(where) == "Kru Ann/ครูแอน 10"
    assert counter.scanned == []


@pytest.mark.parametrize("where", FIELDS)
def test_what_fingers_type_is_there_before_the_next_key_does_something(
    counter: Counter, place: Place, where: str
) -> None:
    PLACES[where](counter, place)
    for letter in "abc":
        counter.hands.key(ord(letter.upper()), letter, after_ms=90)
    counter.hands.key(Qt.Key.Key_Backspace.value, "\b", after_ms=20)
    assert counter.text(where) == "ab"


def test_a_roll_of_fingers_is_in_the_field(counter: Counter, place: Place) -> None:
    into_filter(counter, place)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        for n, letter in enumerate("asdfghjkl"):
            event = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(50_000 + 10 * n + (200 if kind == QEvent.Type.KeyRelease else 0))
            QCoreApplication.sendEvent(counter.driver.window, event)
    counter.wedge._fingers()
    assert counter.text("filter") == "asdfghjkl"
    assert counter.scanned == []


def test_a_letter_that_is_held_down_repeats(counter: Counter, place: Place) -> None:
    into_filter(counter, place)
    counter.holds("x", 30)
    assert counter.text("filter") == "x" * 30
    assert counter.scanned == []


def test_letters_are_seen_by_themselves_in_a_moment(counter: Counter, place: Place) -> None:
    into_filter(counter, place)
    counter.hands.key(ord("K"), "k")
    assert counter.text("filter") == ""
    counter.driver.until(lambda: counter.text("filter") == "k")


def test_the_clipboard_works_in_fields(counter: Counter, place: Place) -> None:
    into_filter(counter, place)
    counter.types("abc")
    for key, text in ((Qt.Key.Key_A, "\x01"), (Qt.Key.Key_X, "\x18")):
        counter.hands.key(key.value, text, after_ms=90, held=CONTROL)
    counter.wedge._fingers()
    assert counter.text("filter") == ""
    for _ in range(2):
        counter.hands.key(Qt.Key.Key_V.value, "\x16", after_ms=90, held=CONTROL)
    counter.wedge._fingers()
    assert counter.text("filter") == "abcabc"


def test_space_presses_the_button_that_has_the_focus(counter: Counter, place: Place) -> None:
    onto_button(counter, place)
    counter.types(" ")
    counter.driver.until(lambda: counter.driver.items("close") != [])


@pytest.mark.parametrize("where", ["attendance", "keys"])
def test_a_slash_goes_to_the_filter(counter: Counter, place: Place, where: str) -> None:
    counter.driver.find("filter").setProperty("text", "old")
    if where == "keys":
        onto_button(counter, place)
    counter.types("/")
    assert counter.driver.field() == "filter"
    counter.types("n")
    assert counter.text("filter") == "n"


def test_a_slash_goes_nowhere_from_a_box(counter: Counter, place: Place) -> None:
    into_reason(counter, place)
    button: QQuickItem = counter.driver.find("keep")
    button.forceActiveFocus()
    counter.types("/")
    assert counter.driver.field() == "keep"
    assert counter.text("filter") == ""


def overridden(counter: Counter, key: Qt.Key, text: str, at: int, held: object) -> bool:
    """Whether a key may not be a shortcut now: what Qt asks before it looks for one."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held, text)
    event.setTimestamp(at)
    event.ignore()
    QCoreApplication.sendEvent(counter.driver.window, event)
    return event.isAccepted()


def test_shortcuts_are_fingers_only(counter: Counter, place: Place) -> None:
    none = Qt.KeyboardModifier.NoModifier
    shortcuts = [
        (Qt.Key.Key_F, "\x06", CONTROL),
        (Qt.Key.Key_L, "\x0c", CONTROL),
        (Qt.Key.Key_F5, "", none),
        (Qt.Key.Key_Escape, "\x1b", none),
        (Qt.Key.Key_F4, "", Qt.KeyboardModifier.AltModifier),
    ]
    at = counter.hands._at
    assert [overridden(counter, *key[:2], at, key[2]) for key in shortcuts] == [False] * 5
    for letter in "ABCD":
        counter.hands.key(ord(letter), letter)
    at = counter.hands._at + 5
    assert [overridden(counter, *key[:2], at, key[2]) for key in shortcuts] == [True] * 5
    assert [overridden(counter, *key[:2], at + 90, key[2]) for key in shortcuts] == [False] * 5


@pytest.mark.parametrize("where", PLACES)
def test_control_characters_of_a_code_do_nothing(
    counter: Counter, place: Place, where: str
) -> None:
    PLACES[where](counter, place)
    before = counter.fields()
    for letter in "ABCD":
        counter.hands.key(ord(letter), letter)
    for n in range(1, 32):
        if chr(n) not in "\t\r\n":
            counter.hands.key(64 + n, chr(n), held=CONTROL)
    counter.hands.key(Qt.Key.Key_Return.value, "\r")
    counter.wedge._fingers()
    assert len(counter.scanned) == 1
    assert counter.fields() == before
    assert counter.driver.field() == where


@pytest.mark.parametrize("where", FIELDS)
def test_half_a_code_is_typed_nowhere(counter: Counter, place: Place, where: str) -> None:
    counter.driver.desk.wedge._burst._has_suffix = True
    PLACES[where](counter, place)
    before = counter.fields()
    for letter in CARD[:20]:
        counter.hands.key(ord(letter), letter)
    counter.wedge._fingers()
    assert counter.fields() == before
    assert counter.wedge.health == Health(State.WAITING, "half")
    counter.types("ab")
    assert counter.text(where) == before[where] + "ab"
    counter.hands.scan(CARD)
    assert counter.scanned == [CARD]


def test_a_hostile_stream_of_keys_opens_and_closes_nothing(counter: Counter, place: Place) -> None:
    none = Qt.KeyboardModifier.NoModifier
    hostile = [
        (Qt.Key.Key_X, "x", none),
        (Qt.Key.Key_F1, "", none),
        (Qt.Key.Key_F4, "", Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, "\x11", CONTROL),
        (Qt.Key.Key_Delete, "\x7f", none),
        (Qt.Key.Key_Return, "\r", none),
    ]
    into_filter(counter, place)
    for key, text, held in [(Qt.Key.Key_X, "x", none)] * 8 + hostile * 1500:
        counter.hands.key(key.value, text, after_ms=1, held=held)
    counter.wedge._fingers()
    assert counter.fields() == {"filter": ""}
    assert counter.scanned == []
    assert counter.wedge.health == Health(State.WAITING, "too_much")
    assert counter.driver.window.isVisible()
    assert len(counter.wedge._held) == 0
    counter.hands.scan(CARD)
    assert counter.scanned == [CARD]


def test_no_more_is_held_than_a_code_may_have(counter: Counter) -> None:
    for _ in range(LONGEST + 100):
        counter.hands.key(ord("A"), "A", after_ms=1)
    assert len(counter.wedge._held) <= 2 * LONGEST
