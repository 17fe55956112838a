"""A scanner on a serial port, which may be unplugged and come back under another name."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODeviceBase, QObject, Qt, QTimer, Slot

from kiosk import tty
from kiosk.config import Serial
from ui.readers.found import HOLD_MS, Lost, Scanned
from ui.readers.lines import Lines
from ui.readers.reader import Health, Reader, State

if TYPE_CHECKING:
    from PySide6.QtSerialPort import QSerialPort

log = logging.getLogger("walkin.ui")

AGAIN_MS = 2000
"""Between two tries to open a port that is not there."""
PAUSE_MS = 100
"""A scanner sends a code without such a pause, at 300 baud too."""
TOO_MANY = 10
"""Codes within a second; more are no visitors', and the port rests until it is silent."""
REST_MS = 2000
"""So long the port has to be silent then."""
_AT_ONCE = 65_536
"""Bytes read at a time."""


class SerialReader(Reader):
    """Reads the codes of one port, and opens it again whenever it is there."""

    kind = "serial"

    def __init__(
        self,
        settings: Serial,
        parent: QObject | None = None,
        *,
        again_ms: int = AGAIN_MS,
        hold_ms: int = HOLD_MS,
        rest_ms: int = REST_MS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._port: QSerialPort | None = None
        self._lines = Lines()
        self._again = QTimer(self, interval=again_ms, singleShot=True)
        self._again.timeout.connect(self._open)
        self._hold_ms = hold_ms
        self._now = now
        self._given: deque[float] = deque(maxlen=TOO_MANY)
        self._rest = QTimer(self, interval=rest_ms, singleShot=True)
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self._pause)
        self._become(Health(State.WAITING, "not_heard", settings.port))

    def start(self) -> None:
        """Open the port, now or as soon as it is there."""
        try:
            from PySide6.QtSerialPort import QSerialPort
        except ImportError:
            self._become(Health(State.GONE, "no_serial"))
            return
        if self._port is None:
            self._port = QSerialPort(self)
            self._port.setReadBufferSize(_AT_ONCE)
            self._port.readyRead.connect(self._read)
            # Queued: a port may not be closed while it tells of its error.
            self._port.errorOccurred.connect(self._failed, Qt.ConnectionType.QueuedConnection)
        self._open()

    def close(self) -> None:
        """Let the port go."""
        self._again.stop()
        self._silence.stop()
        self._rest.stop()
        if self._port is not None:
            self._port.close()

    @Slot()
    def _open(self) -> None:
        if self._port is None or self._port.isOpen():
            return
        self._again.start()
        path = tty.find(self._settings.port)
        if path is None:
            self._miss("not_found")
            return
        self._port.setPortName(path)
        self._port.setBaudRate(self._settings.baud)
        if not self._port.open(QIODeviceBase.OpenModeFlag.ReadOnly):
            self._miss("no_permission" if tty.is_barred(path) else "cannot_open")
            return
        self._again.stop()
        self._rest.stop()
        self._given.clear()
        self._lines.restart()
        self._become(Health(State.WAITING, "not_heard", path))

    def _miss(self, reason: str) -> None:
        """It is not to be had now. One that was unplugged is still unplugged."""
        if (self.health.reason, reason) != ("unplugged", "not_found"):
            self._become(Health(State.GONE, reason, self._settings.port))

    @Slot()
    def _failed(self) -> None:
        if self._port is None or not self._port.isOpen():
            return
        if self._port.error() == self._port.SerialPortError.NoError:
            return
        self._port.close()
        self._silence.stop()
        self._become(Health(State.GONE, "unplugged", self._settings.port))
        self._again.start()

    @Slot()
    def _read(self) -> None:
        if self._port is None:
            return
        while self._port.bytesAvailable():
            data = bytes(self._port.read(_AT_ONCE).data())
            if self._rest.isActive():
                self._rest.start()
                continue
            self._silence.start(PAUSE_MS)
            self._tell(self._lines.feed(data))

    @Slot()
    def _pause(self) -> None:
        self._tell(self._lines.pause())
        if self._lines.doubts:
            self._silence.start(self._hold_ms)

    def _tell(self, found: list[Scanned | Lost]) -> None:
        for one in found:
            match one:
                case Scanned() if self._chatters():
                    log.warning("a serial scanner rests: more than %d codes a second", TOO_MANY)
                    self._lines.restart()
                    self._silence.stop()
                    self._rest.start()
                    self._become(Health(State.WAITING, "too_much", self.health.model))
                    return
                case Scanned(text):
                    self._become(Health(State.READY, "", self.health.model))
                    self.scanned.emit(text)
                case Lost(amount, why):
                    log.warning("%d bytes of a scanner were thrown away (%s)", amount, why)
                    self._become(Health(State.WAITING, why, self.health.model))

    def _chatters(self) -> bool:
        """Whether one more code is too many; it is counted."""
        now, given = self._now(), self._given
        if len(given) == TOO_MANY and now - given[0] < 1:
            given.clear()
            return True
        given.append(now)
        return False
