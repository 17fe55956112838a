"""How many people of each age band are being typed in."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.record import Band

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

MOST = 9999
"""People of one age band that can be typed."""


def number_of(text: str) -> int:
    """The people a field says, 0 for none; Thai digits and a forgotten Thai layout are read."""
    digits = thai.ascii_digits(thai.tidy(text))
    if not any(map(str.isdecimal, digits)):
        digits = thai.from_kedmanee(digits)
    return min(MOST, int(digits)) if digits.isascii() and digits.isdecimal() else 0


@QmlElement
class BandsModel(QObject):
    """Four numbers that are typed or stepped; they stay until somebody clears them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[Band, int] = {}

    @property
    def counts(self) -> dict[Band, int]:
        """The people, those bands alone that have any."""
        return {band: n for band, n in self._counts.items() if n}

    def show(self, counts: dict[Band, int]) -> None:
        """Begin with these numbers."""
        self._counts = dict(counts)
        self.changed.emit()

    @Slot(str, int)
    def step(self, band: str, more: int) -> None:
        """So many more, or fewer; never below none."""
        self._put(Band(band), self._counts.get(Band(band), 0) + more)

    @Slot(str, str)
    def type(self, band: str, text: str) -> None:
        """What a field says now."""
        self._put(Band(band), number_of(text))

    def _put(self, band: Band, number: int) -> None:
        number = max(0, min(MOST, number))
        if number != self._counts.get(band, 0):
            self._counts[band] = number
            self.changed.emit()

    @Property(int, notify=changed)
    def child(self) -> int:
        """Children."""
        return self._counts.get(Band.CHILD, 0)

    @Property(int, notify=changed)
    def youth(self) -> int:
        """Youths."""
        return self._counts.get(Band.YOUTH, 0)

    @Property(int, notify=changed)
    def adult(self) -> int:
        """Adults."""
        return self._counts.get(Band.ADULT, 0)

    @Property(int, notify=changed)
    def senior(self) -> int:
        """Seniors."""
        return self._counts.get(Band.SENIOR, 0)

    @Property(int, notify=changed)
    def total(self) -> int:
        """All of them."""
        return sum(self._counts.values())
