"""All devices of one kiosk: what each read last, and how it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from ui.readers.reader import Health, Reader

_SHOWN = 2
_HIDDEN = "\u2022"
_LONGEST = 12


class LastRead(NamedTuple):
    """What a reader gave last, unreadable for who looks over a shoulder. `at` is aware UTC."""

    at: dt.datetime
    masked: str
    length: int


class Devices(QObject):
    """Brings the readers together; whatever one of them reads is `scanned`.

    `now` tells the time, aware UTC.
    """

    scanned = Signal(str)
    changed = Signal()
    """A reader read something, or is in another state."""

    def __init__(
        self,
        readers: Sequence[Reader],
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.readers = tuple(readers)
        self._now = now
        self._last: dict[str, LastRead] = {}
        for reader in self.readers:
            reader.scanned.connect(lambda text, kind=reader.kind: self._read(kind, text))
            reader.changed.connect(self.changed)

    def start(self) -> None:
        """Begin to read with all of them."""
        for reader in self.readers:
            reader.start()

    def close(self) -> None:
        """Let all devices go."""
        for reader in self.readers:
            reader.close()

    def health(self, kind: str) -> Health:
        """How the reader of this kind is. Raises KeyError when there is none."""
        for reader in self.readers:
            if reader.kind == kind:
                return reader.health
        raise KeyError(kind)

    def last(self, kind: str) -> LastRead | None:
        """What the reader of this kind gave last."""
        return self._last.get(kind)

    def _read(self, kind: str, text: str) -> None:
        self._last[kind] = LastRead(self._now(), masked(text), len(text))
        self.changed.emit()
        self.scanned.emit(text)


def masked(text: str) -> str:
    """A code with all but its last two characters hidden, however long it is."""
    text = "".join(c for c in text if c.isprintable())
    if len(text) <= _SHOWN:
        return _HIDDEN * len(text)
    return _HIDDEN * min(len(text) - _SHOWN, _LONGEST) + text[-_SHOWN:]
