"""A scanner that types like a keyboard, told from fingers by its rhythm."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from kiosk.config import Scanner
from ui.readers.burst import Acts, Burst, Run, Typed
from ui.readers.found import HOLD_MS, Lost, Scanned
from ui.readers.keyboards import Keyboards
from ui.readers.keys import Key, Kind, read
from ui.readers.reader import Health, Reader, State

log = logging.getLogger("walkin.ui")

LEARN_GAP_MS = 150
"""Pauses that are still a scanner's while its own are not known."""
_SPARE_MS = 10
# What has to be taken off a native scan code to have the evdev code. Windows counts as evdev does.
_OFFSETS = {"xcb": 8, "wayland": 8, "windows": 0}
_HELD = frozenset(
    {
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock, Qt.Key.Key_Mode_switch,
    }
)  # fmt: skip
_NO_CHARACTERS = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Escape, Qt.Key.Key_Delete})
_CONTROL_Q = "\x11"


class Wedge(Reader):
    """Listens to a window's keys. No key reaches the screens, so no shortcut can be hit."""

    kind = "scanner"

    typed = Signal(str)
    entered = Signal()
    erased = Signal()
    stepped = Signal(bool)
    """Tab or an arrow, not of a scanner: to the next thing to press, or back when False."""
    left = Signal()
    staffed = Signal()
    """Ctrl+F1, not of a scanner: somebody of the staff is there."""
    ran = Signal(object)
    """All keys (tuple[Key, ...]) between two pauses, for who learns what a scanner does."""

    def __init__(self, scanner: Scanner | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scanner = scanner or Scanner()
        self._learning = False
        self._offset = _OFFSETS.get(QGuiApplication.platformName())
        self._down: set[object] = set()
        self._repeating = False
        self.lost = 0
        """Bursts that were thrown away since the start."""
        self._silence = QTimer(self, singleShot=True)
        self._expect(self._scanner)
        self._silence.timeout.connect(self._rest)
        self._quiet = QElapsedTimer()
        self._was_late = False
        self._watch(Keyboards(self))
        self._become(Health(State.WAITING, "not_heard"))
        self._acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Return.value: self.entered.emit,
            Qt.Key.Key_Enter.value: self.entered.emit,
            Qt.Key.Key_Tab.value: lambda: self.stepped.emit(True),
            Qt.Key.Key_Right.value: lambda: self.stepped.emit(True),
            Qt.Key.Key_Down.value: lambda: self.stepped.emit(True),
            Qt.Key.Key_Backtab.value: lambda: self.stepped.emit(False),
            Qt.Key.Key_Left.value: lambda: self.stepped.emit(False),
            Qt.Key.Key_Up.value: lambda: self.stepped.emit(False),
            Qt.Key.Key_Backspace.value: self.erased.emit,
            Qt.Key.Key_Escape.value: self.left.emit,
        }

    def _watch(self, keyboards: Keyboards) -> None:
        self._keyboards = keyboards
        keyboards.left.connect(lambda name: self._become(Health(State.GONE, "unplugged", name)))
        keyboards.returned.connect(lambda: self._become(Health(State.WAITING, "not_heard")))

    def start(self) -> None:
        """Begin to notice keyboards that come and go."""
        self._keyboards.start()

    @property
    def scanner(self) -> Scanner:
        """How the scanner is set."""
        return self._scanner

    def use(self, scanner: Scanner) -> None:
        """From now on this is how the scanner types."""
        self._scanner = scanner
        if not self._learning:
            self._expect(scanner)

    def learn(self, *, on: bool) -> None:
        """While it learns, codes are not scanned: the keys of each are told by `ran` alone.

        Whatever the settings say, slow scanners are waited for, and fingers go on stepping.
        """
        if on is not self._learning:
            self._learning = on
            self._expect(Scanner(gap_ms=LEARN_GAP_MS) if on else self._scanner)

    def _expect(self, scanner: Scanner) -> None:
        self._burst = Burst(scanner)
        self._gap_ms = scanner.gap_ms + _SPARE_MS

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Take every key of the window."""
        kind = event.type()
        if isinstance(event, QKeyEvent):
            if kind == QEvent.Type.KeyPress:
                self._press(event)
            elif kind == QEvent.Type.KeyRelease:
                self._release(event)
            return True
        return False

    def _press(self, event: QKeyEvent) -> bool:
        """Whether the key is taken: it is not a finger's, or that is not known yet."""
        if event.key() in _HELD:
            return self._hold(event)
        at = event.timestamp()
        # A scanner that is faster than the clock types a letter twice like one that is held down.
        if event.isAutoRepeat() and (self._repeating or not self._burst.goes_on(at)):
            self._repeating = True
            self._fingers()
            return self._repeat(event)
        self._repeating = False
        if not self._burst.goes_on(at):
            self._down.clear()
        which = _which(event)
        key = self._key(event, len(self._down - {which}))
        self._down.add(which)
        self._silence.start(self._gap_ms)
        self._quiet.start()
        self._was_late = False
        told = self._burst.press(key)
        self._tell(told)
        return not (told and isinstance(told[-1], Acts)) or self._act(event)

    def _release(self, event: QKeyEvent) -> None:
        self._down.discard(_which(event))

    def _key(self, event: QKeyEvent, down: int) -> Key:
        held = event.modifiers()
        code = 0 if self._offset is None else event.nativeScanCode() - self._offset
        return Key(
            at=event.timestamp(),
            text=event.text(),
            code=code,
            shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
            control=has_control(event),
            kind=kind_of(event),
            down=down,
        )

    def _rest(self) -> None:
        # Who could not listen meanwhile does not know that it was silent.
        if not self._was_late and self._quiet.hasExpired(2 * self._silence.interval()):
            self._was_late = True
            self._silence.start()
            return
        self._fingers()

    def _fingers(self) -> None:
        """Silence came: what is held back was typed by fingers after all, or is a whole code."""
        self._silence.stop()
        self._tell(self._burst.silence())
        if self._burst.doubts:
            self._silence.start(HOLD_MS)
            self._was_late = False

    def _tell(self, told: Sequence[Typed | Scanned | Lost | Acts | Run]) -> None:
        for one in told:
            match one:
                case Typed(keys):
                    self._type(keys)
                case Scanned() | Lost() if self._learning:
                    self._keyboards.heard()
                case Scanned(text):
                    self._keyboards.heard()
                    self._become(Health(State.READY))
                    self.scanned.emit(text)
                case Lost(amount, why):
                    self.lost += 1
                    log.warning("%d keys of a scanner were thrown away (%s)", amount, why)
                    self._become(Health(State.WAITING, why))
                case Run(keys):
                    self.ran.emit(keys)
                case Acts():
                    pass

    # -- what fingers do -----------------------------------------------------------------------

    def _type(self, keys: Sequence[Key]) -> None:
        if any(key.control and read([key]).text == _CONTROL_Q for key in keys):
            self.left.emit()
        text = "".join(key.text for key in keys if key.text.isprintable() and not key.control)
        if text:
            self.typed.emit(text)

    def _act(self, event: QKeyEvent) -> bool:
        act = self._acts.get(event.key())
        if act is not None:
            act()
        elif event.key() == Qt.Key.Key_F1 and has_control(event):
            self.staffed.emit()
        return True

    def _repeat(self, event: QKeyEvent) -> bool:
        """A key is held down; it types nothing more, and confirms nothing more."""
        if kind_of(event) is not Kind.ENTER:
            self._act(event)
        return True

    def _hold(self, event: QKeyEvent) -> bool:  # noqa: ARG002
        """Shift, Caps Lock and the like went down."""
        return True


def kind_of(event: QKeyEvent) -> Kind:
    """What a key does when a finger presses it."""
    key, text, held = event.key(), event.text(), event.modifiers()
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or text in ("\r", "\n"):
        return Kind.ENTER
    if key == Qt.Key.Key_Tab or text == "\t":
        return Kind.TAB
    if held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return Kind.OTHER
    if key in _NO_CHARACTERS or not (text or (has_control(event) and _is_letter(key))):
        return Kind.OTHER
    return Kind.CHARACTER


def has_control(event: QKeyEvent) -> bool:
    """Whether Control was held."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _is_letter(key: int) -> bool:
    return Qt.Key.Key_At <= key <= Qt.Key.Key_Underscore


def _which(event: QKeyEvent) -> object:
    return event.nativeScanCode() or event.key() or event.text()
