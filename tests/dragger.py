"""A program of its own for tests under X: a window whose picture is dragged with a file in it.

It tells "dragged", then what became of the file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent, QRasterWindow


class Source(QRasterWindow):
    begun = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self.begun:
            return
        self.begun = True
        drag, mime = QDrag(self), QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(Path(sys.argv[1])))])
        mime.setText("https://example.org")
        drag.setMimeData(mime)
        print("dragged", flush=True)  # noqa: T201
        print(drag.exec().name, flush=True)  # noqa: T201
        QGuiApplication.exit(0)


def main() -> int:
    application = QGuiApplication(["dragger"])
    window = Source()
    window.setGeometry(0, 0, 100, 100)
    window.show()
    window.raise_()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
