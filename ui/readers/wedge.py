"""A scanner that types like a keyboard, told from fingers by its rhythm."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from kiosk import thai
from ui.readers.reader import Health, Reader, State

GAP_MS = 50
"""Longest pause between two keys of a scanner, by the events' own time."""
FEWEST = 4
"""Keys; fewer in a row are fingers."""
LONGEST = 4096
"""Characters kept of one burst."""

_EVDEV_OFFSET = 8
# evdev key codes of a PC keyboard's character keys (linux/input-event-codes.h), US layout.
_ROWS = ((2, "1234567890-="), (16, "qwertyuiop[]"), (30, "asdfghjkl;'`"), (43, "\\zxcvbnm,./"))
_SHIFTED_ROWS = (
    (2, "!@#$%^&*()_+"),
    (16, "QWERTYUIOP{}"),
    (30, 'ASDFGHJKL:"~'),
    (43, "|ZXCVBNM<>?"),
)
_PLAIN = {first + i: c for first, row in _ROWS for i, c in enumerate(row)} | {57: " "}
_SHIFTED = {first + i: c for first, row in _SHIFTED_ROWS for i, c in enumerate(row)} | {57: " "}


class Key(NamedTuple):
    """One key press: milliseconds, what it typed, the evdev code (0 when unknown), shift held."""

    at: int
    text: str
    code: int = 0
    shift: bool = False


def decode(keys: list[Key]) -> str:
    """What the scanner meant, even when the system's keyboard layout is Thai.

    The keys' places tell more than their letters, and are believed where the letters are what Thai
    Kedmanee makes of those places.
    """
    text = "".join(key.text for key in keys)
    places = [(_SHIFTED if key.shift else _PLAIN).get(key.code) for key in keys]
    by_place = "".join(place or "" for place in places)
    if None not in places and by_place != text and thai.from_kedmanee(text) == by_place:
        return by_place
    return text


class Burst:
    """Collects keys; gives back what turned out to be typed or scanned."""

    def __init__(self) -> None:
        self._keys: list[Key] = []

    def add(self, key: Key) -> str:
        """Take a key; returns what the keys before it turned out to be typed by fingers."""
        typed = ""
        if self._keys and not 0 <= key.at - self._keys[-1].at <= GAP_MS:
            typed = self.flush()
        if len(self._keys) < LONGEST:
            self._keys.append(key)
        else:
            self._keys[-1] = key
        return typed

    def end(self, at: int) -> tuple[str, str]:
        """Enter came: (scanned, typed), one of them empty."""
        late = self._keys and not 0 <= at - self._keys[-1].at <= GAP_MS
        if late or len(self._keys) < FEWEST:
            return "", self.flush()
        keys, self._keys = self._keys, []
        return decode(keys), ""

    def flush(self) -> str:
        """What is pending was typed by fingers after all."""
        keys, self._keys = self._keys, []
        return "".join(key.text for key in keys if key.text.isprintable())


class Wedge(Reader):
    """Listens to a window's keys. No key reaches the screens, so no shortcut can be hit."""

    kind = "scanner"

    typed = Signal(str)
    entered = Signal()
    erased = Signal()
    stepped = Signal(bool)
    """Tab or an arrow, not of a scanner: to the next thing to press, or back when False."""
    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._burst = Burst()
        self._scanned_at = -GAP_MS - 1
        self._has_evdev = QGuiApplication.platformName() in ("xcb", "wayland")
        self._silence = QTimer(self, interval=GAP_MS + 10, singleShot=True)
        self._silence.timeout.connect(self._fingers)
        self._special: dict[int, Callable[[QKeyEvent], None]] = {
            Qt.Key.Key_Return.value: self._end,
            Qt.Key.Key_Enter.value: self._end,
            Qt.Key.Key_Tab.value: self._end,
            Qt.Key.Key_Backtab.value: self._step_back,
            Qt.Key.Key_Left.value: self._step_back,
            Qt.Key.Key_Up.value: self._step_back,
            Qt.Key.Key_Right.value: self._step_on,
            Qt.Key.Key_Down.value: self._step_on,
            Qt.Key.Key_Backspace.value: self._erase,
            Qt.Key.Key_Escape.value: self._leave,
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Take every key press of the window."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._press(event)
            return True
        return kind in (QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)

    def _press(self, event: QKeyEvent) -> None:
        special = self._special.get(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_Q.value:
            special = self._leave
        if special is not None:
            special(event)
        elif event.text() and not event.isAutoRepeat():
            code = event.nativeScanCode() - _EVDEV_OFFSET if self._has_evdev else 0
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell(self._burst.add(Key(event.timestamp(), event.text(), code, shift)))
            self._silence.start()

    def _end(self, event: QKeyEvent) -> None:
        at = event.timestamp()
        is_tab = event.key() == Qt.Key.Key_Tab
        if event.isAutoRepeat() and not is_tab:
            return
        self._silence.stop()
        scanned, typed = self._burst.end(at)
        # Some scanners end with two keys, Enter and Tab or Enter twice.
        if scanned or (not typed and 0 <= at - self._scanned_at <= GAP_MS):
            self._scanned_at = at
            if scanned:
                self._become(Health(State.READY))
                self.scanned.emit(scanned)
            return
        self._tell(typed)
        if is_tab:
            self.stepped.emit(True)
        else:
            self.entered.emit()

    def _step_on(self, _event: QKeyEvent) -> None:
        self._fingers()
        self.stepped.emit(True)

    def _step_back(self, _event: QKeyEvent) -> None:
        self._fingers()
        self.stepped.emit(False)

    def _erase(self, _event: QKeyEvent) -> None:
        self._fingers()
        self.erased.emit()

    def _leave(self, _event: QKeyEvent) -> None:
        self.left.emit()

    def _fingers(self) -> None:
        self._silence.stop()
        self._tell(self._burst.flush())

    def _tell(self, typed: str) -> None:
        if typed:
            self.typed.emit(typed)
