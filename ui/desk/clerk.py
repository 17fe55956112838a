"""Who works at this desk: named once, remembered until the window closes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Clerk(QObject):
    """The name under which the desk's window writes; "" until somebody gave one.

    Whoever is asked for it, to undo or to answer an alert, is asked for all of them.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = ""

    def be(self, name: str) -> None:
        """Remember another name."""
        if name != self.name:
            self.name = name
            self.changed.emit()
