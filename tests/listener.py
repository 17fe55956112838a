"""A program of its own for tests under X: a window, and every signal of its scanner as JSON lines.

`python -m tests.listener kiosk` is a bare window that is heard as the kiosk's is, `busy` one that
stops to listen within a code, `desk` the real front desk's window.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtQuick import QQuickItem

from kiosk.app import Installation
from ui import shell
from ui.desk.window import DeskWindow
from ui.readers.learn import learn
from ui.readers.wedge import Wedge


def tell(name: str, value: Any = None) -> None:
    sys.stdout.write(json.dumps([name, value]) + "\n")
    sys.stdout.flush()


class Busy(Wedge):
    """Does something else for a while when some keys have come."""

    FEW = 5
    SECONDS = 0.8
    keys = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        taken = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            self.keys += 1
            if self.keys == self.FEW:
                time.sleep(self.SECONDS)
        return taken


def bare_window(kind: type[Wedge]) -> tuple[QWindow, Wedge]:
    window = QWindow()
    window.resize(400, 300)
    wedge = kind(Installation().settings.scanner)
    window.installEventFilter(wedge)
    wedge.typed.connect(lambda text: tell("typed", text))
    wedge.entered.connect(lambda: tell("entered"))
    wedge.left.connect(lambda: tell("left"))
    return window, wedge


def desk_window() -> tuple[QWindow, Wedge, DeskWindow]:
    installation = Installation()
    installation.open().store.close()
    desk = DeskWindow(installation.front_desk, installation.settings)
    desk.board.filtered.connect(lambda text: tell("filter", text))
    desk.look.languageChanged.connect(lambda language: tell("language", language))

    def focus() -> None:
        item = desk.window.activeFocusItem()
        if isinstance(item, QQuickItem):
            tell("focus", item.objectName())

    desk.window.activeFocusItemChanged.connect(focus)
    desk.start()
    return desk.window, desk.wedge, desk


def ran(keys: tuple[Any, ...]) -> None:
    tell("ran", len(keys))
    found = learn(keys)
    if found is not None and len(keys) > 1:
        tell("rhythm", [found.average_ms, found.longest_ms])
        tell("learned", [found.suffix, found.layout.value, found.caps, found.aim])


def main() -> int:
    application = shell.application()
    shell.choose_renderer()
    kind = Busy if sys.argv[1] == "busy" else Wedge
    made = desk_window() if sys.argv[1] == "desk" else bare_window(kind)
    window, wedge = made[:2]
    wedge.scanned.connect(lambda text: tell("scanned", text))
    wedge.changed.connect(lambda: tell("health", list(wedge.health)))
    wedge.ran.connect(ran)
    window.show()
    window.requestActivate()
    window.activeChanged.connect(lambda: tell("ready"))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
