"""Cards as the bytes of a file, for a command that has no window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImageWriter

from kiosk.config import Centre
from kiosk.desk import NewCard
from ui import shell
from ui.paper.card_face import Names, face_of, phone_picture
from ui.paper.card_paper import pdf_of


def pdf_bytes(cards: Sequence[NewCard], centre: Centre, names: str, *, sheet: bool) -> bytes:
    """A PDF: a page a card, or ten on a sheet."""
    _ready()
    return pdf_of([face_of(new, centre, Names(names)) for new in cards], sheet=sheet)


def png_bytes(new: NewCard, centre: Centre, names: str) -> bytes:
    """A picture for a telephone."""
    _ready()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(phone_picture(face_of(new, centre, Names(names))))
    return bytes(buffer.data().data())


def _ready() -> None:
    shell.application()
    shell.use_own_fonts()
