"""Whether a device that types was unplugged: Linux lists its input devices."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

_LIST = Path("/proc/bus/input/devices")
_NODES = Path("/dev/input")
# A block of the list: name, where it is plugged in, and among its handlers the keyboard's.
_DEVICE = re.compile(
    r'^N: Name="(.*)"\nP: Phys=(.*)\n(?:.+\n)*?H: Handlers=.*\bkbd\b', re.MULTILINE
)


class Keyboards(QObject):
    """Knows the devices that type. Elsewhere than on Linux it never says anything.

    `listed` is the kernel's list of them, `nodes` the folder that changes with it.
    """

    left = Signal(str)
    """One that was there when a scanner was last heard is not any more; its name."""
    returned = Signal()
    """All are there again."""

    def __init__(
        self, parent: QObject | None = None, *, listed: Path = _LIST, nodes: Path = _NODES
    ) -> None:
        super().__init__(parent)
        self._listed = listed
        self._nodes = nodes
        self._present: frozenset[tuple[str, str]] = frozenset()
        self._then: frozenset[tuple[str, str]] = frozenset()
        self._is_missing = False
        self._watcher: QFileSystemWatcher | None = None

    def start(self) -> None:
        """Look now, and whenever a device comes or goes."""
        self._present = self._look()
        if self._watcher is None and self._nodes.is_dir():
            self._watcher = QFileSystemWatcher([str(self._nodes)], self)
            self._watcher.directoryChanged.connect(lambda _: self._changed())

    def heard(self) -> None:
        """A scanner typed: it is one of those that are there now."""
        self._then = self._present
        self._is_missing = False

    def _look(self) -> frozenset[tuple[str, str]]:
        try:
            return frozenset(_DEVICE.findall(self._listed.read_text("utf-8", "replace")))
        except OSError:
            return self._present

    def _changed(self) -> None:
        self._present = self._look()
        missing = self._then - self._present
        if missing:
            self._is_missing = True
            self.left.emit(min(missing)[0])
        elif self._is_missing:
            self._is_missing = False
            self.returned.emit()
