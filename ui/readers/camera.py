"""A camera that reads codes: phones and cards held before it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk.config import Camera as Wanted
from kiosk.video import camera_is_barred, may_have_camera
from ui.readers.reader import Health, Reader, State
from ui.sounds import hush
from ui.viewmodels.camera import CameraProps

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame, QVideoSink

    from ui.readers.cameras import Camera, Cameras, Opened
    from ui.readers.looking import Look, Looker

AFTER_START_MS = 1500
"""Home is painted by then; what a camera needs takes 60 ms to load."""
WATCH_MS = 500
SEEK_MS = 3000
"""Between two looks for a camera where there is none."""
AWAKE_S = 20.0
"""After the last touch, movement or new code nobody is there any more."""
ASLEEP_LOOK_S = 0.5
BLIND_S = 1.5
"""Without a picture for so long a camera is gone; its first one may take longer."""
FIRST_S = 5.0
AGAIN_S = 2.5
"""Until a camera that is gone is tried again; one that is plugged in is tried at once."""
FOUND_S = 0.6
"""A code is still shown as found so long after it was last seen."""
_LONG_AGO = float("-inf")


class CameraReader(Reader):
    """Reads codes from a camera. Pictures are looked at and forgotten: none is kept or sent.

    While nobody is there it looks twice a second, and a touch or whatever moves wakes it. In closed
    hours it is off. `load` finds the system's cameras and `there` says whether it is worth while;
    `now` counts monotonic seconds. Tests replace them.
    """

    kind = "camera"

    seen = Signal(object)
    """What is to be shown of it: CameraProps."""

    def __init__(
        self,
        wanted: Wanted,
        *,
        load: Callable[[], Cameras] | None = None,
        there: Callable[[], bool] = may_have_camera,
        now: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._load = load or _system_cameras
        self._there = there
        self._now = now
        self._cameras: Cameras | None = None
        self._looker: Looker | None = None
        self._sink: QVideoSink | None = None
        self._opened: Opened | None = None
        self._camera: Camera | None = None
        self._allowed = True
        self._watched = self._live = self._dark = False
        self._opened_at = self._given_at = self._seen_at = _LONG_AGO
        self._awake_until = self._found_until = _LONG_AGO
        self._again_at = _LONG_AGO
        self._outline: tuple[float, ...] = ()
        self._timer = QTimer(self, interval=SEEK_MS)
        self._timer.timeout.connect(self.watch)
        self._begin = QTimer(self, interval=AFTER_START_MS, singleShot=True)
        self._begin.timeout.connect(self.begin)

    def start(self) -> None:
        """Look for a camera, a moment from now."""
        if self._wanted.on:
            self._begin.start()
        else:
            self._become(Health(State.OFF, "switched_off"))

    def close(self) -> None:
        """Let the camera go, and end the thread."""
        self._begin.stop()
        self._timer.stop()
        self._shut()
        if self._looker is not None:
            self._looker.looked.disconnect(self._take)
            self._looker.close()
            self._looker = None
        if self._cameras is not None:
            self._cameras.changed.disconnect(self._replugged)
            self._cameras.failed.disconnect(self._failed)
            self._cameras = None

    @Slot()
    def wake(self) -> None:
        """Somebody is there."""
        self._awake_until = self._now() + AWAKE_S

    def allow(self, *, open_now: bool) -> None:
        """Tell whether the centre is open."""
        if open_now is self._allowed:
            return
        self._allowed = open_now
        if open_now:
            self._again_at = _LONG_AGO
        else:
            self._shut()
        if self._timer.isActive():
            self.watch()

    def show_picture(self, *, wanted: bool) -> None:
        """Tell whether the screen has room for what the camera sees."""
        self._watched = wanted
        if not wanted:
            self._hide()

    @Slot()
    def begin(self) -> None:
        """Look for a camera now, and from time to time."""
        self._timer.start()
        self.watch()

    @Slot()
    def watch(self) -> None:
        """Try again what did not work, and notice what does not come any more."""
        now, begun = self._now(), self._seen_at >= self._opened_at
        last, patience = (self._seen_at, BLIND_S) if begun else (self._opened_at, FIRST_S)
        if not self._allowed:
            self._become(Health(State.WAITING, "closed", self._model))
        elif self._opened is None:
            if now >= self._again_at:
                self._again_at = now + AGAIN_S
                self._open()
        elif now - last >= patience:
            self._lose("no_picture")
        elif begun:
            self._tell()
        self._timer.setInterval(SEEK_MS if self._opened is None else WATCH_MS)

    # -- the device ------------------------------------------------------------------------------

    @property
    def _model(self) -> str:
        return "" if self._camera is None else self._camera.name

    def _open(self) -> None:
        if self._cameras is None:
            if not self._there():
                self._become(Health(State.OFF, "no_camera"))
                return
            if not self._loaded():
                self._timer.stop()  # what is not installed does not come by itself
                return
        camera = self._chosen()
        if camera is None:
            self._become(self._missing())
            return
        self._camera = camera
        self._opened_at = self._now()
        assert self._cameras is not None and self._sink is not None  # noqa: S101, PT018 - loaded
        try:
            self._opened = self._cameras.open(camera, self._sink)
        except LookupError:
            self._lose("unplugged")

    def _loaded(self) -> bool:
        """Load what a camera needs; False, and the reason told, where it is not installed."""
        hush()
        try:
            from PySide6.QtMultimedia import QVideoSink

            cameras = self._load()
        except ImportError:
            self._become(Health(State.OFF, "no_multimedia"))
            return False
        try:
            from ui.readers.looking import Looker
        except ImportError:
            self._become(Health(State.OFF, "no_decoder"))
            return False
        self._looker = Looker(self)
        self._looker.looked.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._arrive)
        self._cameras = cameras
        cameras.changed.connect(self._replugged)
        # Queued: some fail while they are being opened.
        cameras.failed.connect(self._failed, Qt.ConnectionType.QueuedConnection)
        return True

    def _chosen(self) -> Camera | None:
        """The one that is wanted: the first whose name has the words of the settings."""
        words = self._wanted.device.casefold()
        cameras = self._cameras.find() if self._cameras is not None else []
        return next((c for c in cameras if words in c.name.casefold()), None)

    def _missing(self) -> Health:
        if camera_is_barred():
            return Health(State.GONE, "no_permission")
        if self._camera is not None:
            return Health(State.GONE, "unplugged", self._model)
        if self._wanted.device:
            return Health(State.GONE, "not_found", self._wanted.device)
        return Health(State.OFF, "no_camera")

    @Slot()
    def _replugged(self) -> None:
        if self._opened is None:
            self._again_at = _LONG_AGO
        elif self._cameras is not None and self._camera not in self._cameras.find():
            self._lose("unplugged")
            return
        self.watch()

    @Slot()
    def _failed(self) -> None:
        if self._opened is not None:
            self._lose("cannot_open")

    def _lose(self, reason: str) -> None:
        self._shut()
        self._again_at = self._now() + AGAIN_S
        self._become(Health(State.GONE, reason, self._model))

    def _shut(self) -> None:
        if self._opened is not None:
            opened, self._opened = self._opened, None
            opened.close()
        self._hide()

    # -- its pictures ----------------------------------------------------------------------------

    @property
    def _awake(self) -> bool:
        return self._now() < self._awake_until

    @Slot("QVideoFrame")
    def _arrive(self, frame: QVideoFrame) -> None:
        now, awake = self._now(), self._awake
        if self._opened is None or self._looker is None:
            return
        if not awake and now - self._given_at < ASLEEP_LOOK_S:
            return
        from ui.readers.frames import lift

        lifted = lift(frame)
        if lifted is not None:
            self._given_at = now
            self._looker.give(lifted, now, picture=self._watched and awake)

    @Slot(object)
    def _take(self, look: Look) -> None:
        if self._opened is None or look.empty or look.at < self._opened_at:
            return
        now = self._now()
        self._seen_at, self._dark = now, look.dark
        if look.moved or look.text:
            self.wake()
        if look.found is not None:
            self._found_until, self._outline = now + FOUND_S, look.found.corners
        self._tell()
        if self._watched and self._awake and (self._live or look.picture is not None):
            self._live = True
            found = now < self._found_until
            outline = self._outline if found else ()
            self.seen.emit(CameraProps(True, found, outline, look.picture))
        if look.text:
            self.scanned.emit(look.text)

    def _tell(self) -> None:
        if not self._awake:
            self._hide()
        if self._dark:
            self._become(Health(State.WAITING, "dark", self._model))
        elif self._awake:
            self._become(Health(State.READY, "", self._model))
        else:
            self._become(Health(State.WAITING, "asleep", self._model))

    def _hide(self) -> None:
        if self._live:
            self._live = False
            self.seen.emit(CameraProps())


def _system_cameras() -> Cameras:
    from ui.readers.cameras import Cameras

    return Cameras()
