"""What every device is: it says how it is; and a reader gives what was read."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal


class State(StrEnum):
    """How a device is: green, amber, red, or not used here.

    `WAITING` does no harm: asleep until somebody comes, or not heard of yet. `GONE` was wanted and
    is not there.
    """

    READY = "ready"
    WAITING = "waiting"
    GONE = "gone"
    OFF = "off"


class Health(NamedTuple):
    """A device's state, and why in a short code that the texts know (`device.why.<reason>`)."""

    state: State
    reason: str = ""
    model: str = ""
    """What the device calls itself, or where it is plugged in; nothing of who uses it."""


class Device(QObject):
    """A device of one kind. It heals by itself, and its trouble is never another device's.

    Nothing here may block the interface or raise: what is wrong stands in `health`.
    """

    changed = Signal()
    """`health` is another now."""

    kind = ""
    """scanner, serial, camera or printer; the texts know it as `device.<kind>`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._health = Health(State.WAITING)

    @property
    def health(self) -> Health:
        """How it is now."""
        return self._health

    def start(self) -> None:
        """Begin to work."""

    def close(self) -> None:
        """Let it go; it gives nothing any more."""

    def _become(self, health: Health) -> None:
        if health != self._health:
            self._health = health
            self.changed.emit()


class Reader(Device):
    """A reader of one kind."""

    scanned = Signal(str)
    """A whole code, as its text was read; "" when one came that cannot be read."""
