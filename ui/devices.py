"""All devices of one kiosk: what each read last, and how it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from ui.readers.reader import Device, Health, Reader

if TYPE_CHECKING:
    from ui.printer import Printer

_SHOWN = 2
_SHORT = 6
_SHOWN_SHARE = 4
_HIDDEN = "\u2022"
_LONGEST = 12


class LastRead(NamedTuple):
    """What a reader gave last, unreadable for who looks over a shoulder. `at` is aware UTC."""

    at: dt.datetime
    masked: str
    length: int


class Devices(QObject):
    """Brings the readers together; whatever one of them reads is `scanned`.

    But what comes of a reader under test is `tried`, with its kind. `now` tells the time, aware
    UTC.
    """

    scanned = Signal(str)
    tried = Signal(str)
    changed = Signal()
    """A reader read something, or a device is in another state."""

    def __init__(
        self,
        readers: Sequence[Reader],
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        parent: QObject | None = None,
        *,
        printer: Printer | None = None,
    ) -> None:
        super().__init__(parent)
        self.readers = tuple(readers)
        self.printer = printer
        self._now = now
        self._last: dict[str, LastRead] = {}
        self._under_test = ""
        for reader in self.readers:
            reader.scanned.connect(lambda text, kind=reader.kind: self._read(kind, text))
        for device in self.all:
            device.changed.connect(self.changed)

    @property
    def all(self) -> tuple[Device, ...]:
        """The readers, and the printer where there is one."""
        return (*self.readers, *([self.printer] if self.printer else []))

    def start(self) -> None:
        """Begin to work with all of them."""
        for device in self.all:
            device.start()

    def close(self) -> None:
        """Let all devices go."""
        for device in self.all:
            device.close()

    def health(self, kind: str) -> Health:
        """How the device of this kind is. Raises KeyError when there is none."""
        for device in self.all:
            if device.kind == kind:
                return device.health
        raise KeyError(kind)

    def try_out(self, kind: str) -> None:
        """From now on only try what the reader of this kind gives; "" for none."""
        self._under_test = kind

    def last(self, kind: str) -> LastRead | None:
        """What the reader of this kind gave last."""
        return self._last.get(kind)

    def _read(self, kind: str, text: str) -> None:
        self._last[kind] = LastRead(self._now(), masked(text), len(text))
        self.changed.emit()
        if kind == self._under_test:
            self.tried.emit(kind)
        else:
            self.scanned.emit(text)


def masked(text: str) -> str:
    """A code with all but its last two characters hidden, however long it is.

    Of a short one no more than a quarter is shown, of one below six characters nothing.
    """
    text = "".join(c for c in text if c.isprintable())
    shown = 0 if len(text) < _SHORT else min(_SHOWN, len(text) // _SHOWN_SHARE)
    hidden = len(text) - shown
    return _HIDDEN * min(hidden, _LONGEST) + text[hidden:]
