"""The front desk behind the PIN: staff work at the kiosk's screen, and leave it to visitors."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtQuick import QQuickWindow

from kiosk.config import Settings
from kiosk.settings_book import Book
from ui.staff import StaffWay
from ui.stage import Stage
from ui.viewmodels.kiosk import Screen

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk
    from ui.desk.window import DeskWindow

log = logging.getLogger("walkin.ui")


class Front(QObject):
    """The desk's window over the kiosk's, as long as the one who opened it is in.

    It works on the same data by a connection of its own. `now` counts monotonic seconds.
    """

    shut = Signal()
    """The kiosk's window is the one in front again."""
    _leaving = Signal()

    def __init__(
        self,
        make_desk: Callable[[], FrontDesk],
        settings: Settings,
        stage: Stage,
        way: StaffWay,
        below: QQuickWindow,
        *,
        demo: bool,
        book: Book | None = None,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._make_desk = make_desk
        self._settings = settings
        self._stage = stage
        self._way = way
        self._below = below
        self._demo = demo
        self._book = book
        self._now = now
        self.desk: DeskWindow | None = None
        """The window, while it is there."""
        stage.views.devices.deskAsked.connect(self.open)
        # What was pressed lies in the window that goes.
        self._leaving.connect(self.close, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """Show the desk to whoever is in."""
        who, role = self._way.who, self._way.role
        if self.desk is not None or not who or self._stage.screen is not Screen.DEVICES:
            return
        # Nobody waits for it on Home, and it is as large as the kiosk again.
        from ui.desk.window import DeskWindow

        language = self._stage.texts.language
        self._stage.leave_alone()
        try:
            desk = DeskWindow(
                self._make_desk,
                self._settings,
                demo=self._demo,
                below=self._below,
                book=self._book,
                now=self._now,
            )
        except RuntimeError:
            log.exception("the desk's window could not be made")
            return
        self.desk = desk
        desk.look.speak(language)
        desk.clerk.come(who, role)
        desk.bar.wentBack.connect(self._leaving)
        desk.clerk.changed.connect(self._look_who)
        desk.bar.changed.connect(self._look_who)
        desk.start()

    def scan(self, text: str) -> bool:
        """Give a code to the desk; False when it is not there to take it."""
        if self.desk is None:
            return False
        self.desk.scanned.emit(text)
        return True

    def close(self) -> None:
        """Leave the kiosk to visitors, in their language."""
        desk, self.desk = self.desk, None
        if desk is not None:
            desk.close()
            self._below.requestActivate()
            self._stage.leave_alone()
            self.shut.emit()

    def _look_who(self) -> None:
        """An emergency does not end with a session: the list of who is inside stays."""
        if self.desk is not None and not self.desk.clerk.name and not self.desk.alarming:
            self._leaving.emit()
