"""What a window of visitors does not know: menus, dropped things, other buttons, links."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QMouseEvent

_SWALLOWED = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop,
        QEvent.Type.NativeGesture, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut,
        QEvent.Type.InputMethod, QEvent.Type.FileOpen, QEvent.Type.WhatsThis,
    }
)  # fmt: skip
_PRESSES = frozenset(
    {
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    }
)  # fmt: skip
_SCHEMES = ("http", "https", "ftp", "mailto", "tel", "file")


class Guard(QObject):
    """Watches a window, before anything else does; no link opens another program meanwhile.

    Keys are `ui.readers.wedge`'s, closing is `ui.closing`'s.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        for scheme in _SCHEMES:
            # PySide's stub says bytes, which it refuses.
            QDesktopServices.setUrlHandler(scheme, self, "open_nothing")  # type: ignore[arg-type]

    @Slot(QUrl)
    def open_nothing(self, _: QUrl) -> None:
        """A link is only words."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Swallow what is no finger, key or scanner."""
        kind = event.type()
        if kind in _SWALLOWED:
            if isinstance(event, QDragEnterEvent):
                event.ignore()
            return True
        return (
            kind in _PRESSES
            and isinstance(event, QMouseEvent)
            and event.button() is not Qt.MouseButton.LeftButton
        )
