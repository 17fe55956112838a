"""Tells the desk of a device that is gone, and when it is back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from ui.deadlines import Deadlines
from ui.devices import Devices
from ui.jobs import Jobs
from ui.readers.reader import State
from ui.today import TodayWatch

GONE_S = 30.0
"""Seconds a device is gone until the desk is told: who replugs it need not be called."""
AGAIN_S = 60.0
"""Until it is tried again while the centre is closed, or nothing can be written."""


class DeviceWatch(QObject):
    """Looks after all devices of this kiosk."""

    def __init__(
        self, devices: Devices, jobs: Jobs, deadlines: Deadlines, watch: TodayWatch
    ) -> None:
        super().__init__()
        self._devices = devices
        self._jobs = jobs
        self._deadlines = deadlines
        self._watch = watch
        self._gone: set[str] = set()

    def start(self) -> None:
        """What the desk was told before this start may be over."""
        self._devices.changed.connect(self.look)
        for device in self._devices.all:
            self._back(device.kind)
        self.look()

    def look(self) -> None:
        """See which devices went or came back."""
        for device in self._devices.all:
            kind, gone = device.kind, device.health.state is State.GONE
            if gone and kind not in self._gone:
                self._gone.add(kind)
                self._tell_after(kind, GONE_S)
            elif not gone and kind in self._gone:
                self._gone.discard(kind)
                self._deadlines.cancel(f"gone.{kind}")
                self._back(kind)

    def _tell_after(self, kind: str, seconds: float) -> None:
        self._deadlines.after(f"gone.{kind}", seconds, partial(self._tell, kind))

    def _tell(self, kind: str) -> None:
        self._jobs.submit(
            lambda desk: desk.device_gone(kind), partial(self._told, kind), partial(self._not, kind)
        )

    def _told(self, kind: str, told: bool) -> None:
        if kind not in self._gone:
            self._back(kind)  # it came back while this was written
        elif not told:
            self._tell_after(kind, AGAIN_S)

    def _not(self, kind: str, trouble: Exception) -> None:
        self._watch.missed(trouble)
        self._told(kind, told=False)

    def _back(self, kind: str) -> None:
        self._jobs.submit(lambda desk: desk.device_back(kind), lambda _: None, self._watch.missed)
