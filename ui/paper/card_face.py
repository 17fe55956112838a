"""What a learner's card looks like: on plastic or paper, and on a telephone."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath

from kiosk import card, thai
from kiosk.config import Centre
from kiosk.desk import NewCard
from kiosk.record import Learner
from ui.catalogue import read_texts
from ui.paper.drawing import (
    CLAY,
    GROUND,
    INK_SOFT,
    SILVER,
    draw_art,
    draw_band,
    draw_code,
    fits,
    inside,
    scaled,
    write,
)
from ui.viewmodels.newcomer import grouped

CARD_MM = (85.60, 53.98)
"""Width and height of a bank card: ISO/IEC 7810, ID-1, called CR80 by card printers."""
CODE_MM = 34.5
"""Side of the code on it with its quiet zone (`kiosk.card` says how far off it is read)."""
PHONE = QSize(1080, 1920)
"""Pixels of the picture for a telephone."""

_RIM = 2.6
"""What a knife may miss by without anybody seeing it, and more."""
_HORIZON = 0.6
"""Where the sky is as light as the mist over the city, whose edge a PDF would show."""
_PHONE_WIDE_MM = 72.0
_THAI_LEADING = "เแโใไ"


class CardFace(NamedTuple):
    """What stands on one card. `text` is in the code; `name` may be empty."""

    text: str
    number: str
    name: str
    centre: Centre


class Names(StrEnum):
    """What stands on a card of its holder's name.

    Whoever finds a lost one need not learn who a child is: short is the given name and the first
    letter of the surname.
    """

    SHORT = "short"
    FULL = "full"
    NONE = "none"


def face_of(new: NewCard, centre: Centre, names: Names = Names.SHORT) -> CardFace:
    """The card of a learner."""
    name = {Names.SHORT: _short, Names.FULL: _full, Names.NONE: _nothing}[names](new.learner)
    return CardFace(new.text, new.learner.number, name, centre)


def _full(learner: Learner) -> str:
    return thai.tidy(learner.name or learner.name_en) or _short(learner)


def _short(learner: Learner) -> str:
    """The same language throughout: a name without a surname is a nickname, and whole."""
    name = learner.name or learner.name_en
    words, first = thai.tidy(name).split(), thai.first_name(name)
    if len(words) > 1 and not words[-1].endswith(first):
        surname = words[-1].lstrip(_THAI_LEADING)
        return f"{first}\u00a0{surname[:1]}."
    return first or thai.tidy(learner.nickname)


def _nothing(learner: Learner) -> str:  # noqa: ARG001
    return ""


def draw_card(painter: QPainter, face: CardFace, x: float, y: float) -> None:
    """A card with its top left corner there; the painter's unit is a millimetre."""
    wide, high = CARD_MM
    painter.save()
    painter.translate(x, y)
    painter.fillRect(QRectF(0, 0, wide, high), Qt.GlobalColor.white)
    texts = {language: read_texts(language) for language in ("th", "en")}
    left = 2.2
    draw_code(painter, QRectF(left, 1.6, CODE_MM, CODE_MM), card.matrix(face.text))
    column = QRectF(left, 1.6 + CODE_MM - 1.8, CODE_MM, high)
    taken = write(painter, column, grouped(face.number), 5.4, bold=True, centred=True)
    column.translate(0, taken - 0.9)
    taken = write(painter, column, texts["th"]["paper.how"], 2.1, centred=True, ink=INK_SOFT)
    column.translate(0, taken - 0.8)
    write(painter, column, texts["en"]["paper.how"], 1.9, centred=True, ink=INK_SOFT)
    panel = QRectF(left + CODE_MM + 0.6, _RIM, wide - left - CODE_MM - 0.6 - _RIM, high - 2 * _RIM)
    _draw_panel(painter, panel, face, texts)
    painter.restore()


def _draw_panel(
    painter: QPainter, panel: QRectF, face: CardFace, texts: Mapping[str, Mapping[str, str]]
) -> None:
    """The centre's side of the card: its names, the city, the cat, and whose card it is."""
    band = 4.4
    with inside(painter, panel, 3):
        _draw_sky(painter, panel)
        floor = panel.bottom() - band
        tall = panel.width() * 520 / 1080 * 1.25
        scene = QRectF(panel.x() - panel.width() * 0.22, floor - tall, panel.width() * 1.25, tall)
        draw_art(painter, scene, "scene/korat")
        cat = 21.0
        draw_art(
            painter, QRectF(panel.right() - cat + 0.4, floor - cat + 0.9, cat, cat), "cat/welcoming"
        )
        draw_band(painter, QRectF(panel.x(), floor, panel.width(), band))
    words = panel.adjusted(3, 1.6, -3, 0)
    words.translate(0, write(painter, words, face.centre.name, 3.9, bold=True, lines=2) - 0.4)
    words.translate(0, write(painter, words, face.centre.name_en, 2.6, ink=INK_SOFT, lines=2) + 0.4)
    title = " · ".join(said["slip.card"] for said in texts.values())
    write(painter, words, title, 2.3, bold=True, ink=CLAY)
    name = QRectF(words.x(), panel.bottom() - band - 13.5, panel.width() - 22.5, 13)
    lines = 1 if fits(face.name, 3.4, name.width(), bold=True) else 2
    write(painter, name, face.name, 4.2, bold=True, lines=lines)


def phone_picture(face: CardFace) -> QImage:
    """The card for a telephone: a quiet ground, and the code as large as it may be."""
    image = QImage(PHONE, QImage.Format.Format_RGB32)
    image.fill(QColor(GROUND))
    painter = QPainter(image)
    with scaled(painter, PHONE.width() / _PHONE_WIDE_MM):
        _draw_phone(painter, face, QRectF(0, 0, _PHONE_WIDE_MM, _PHONE_WIDE_MM * 16 / 9))
    painter.end()
    return image


def _draw_phone(painter: QPainter, face: CardFace, page: QRectF) -> None:
    texts = {language: read_texts(language) for language in ("th", "en")}
    _draw_sky(painter, page)
    draw_band(painter, QRectF(0, page.height() - 5, page.width(), 5))
    words = page.adjusted(6, 5, -6, 0)
    words.translate(
        0, write(painter, words, face.centre.name, 4.6, bold=True, lines=2, centred=True) - 0.6
    )
    taken = write(painter, words, face.centre.name_en, 3.2, ink=INK_SOFT, lines=2, centred=True)
    cat = QRectF(0, words.y() + taken, 18, 18 * 260 / 400)
    cat.moveCenter(QPointF(page.center().x(), cat.center().y()))
    code = 60.0
    plate = QRectF((page.width() - code - 2) / 2, cat.bottom() - 0.2, code + 2, code + 15)
    draw_art(painter, cat, "cat/peeking")
    path = QPainterPath()
    path.addRoundedRect(plate, 4, 4)
    painter.fillPath(path, Qt.GlobalColor.white)
    rows = card.matrix(face.text)
    draw_code(painter, QRectF(plate.x() + 1, plate.y() + 1, code, code), rows)
    under = QRectF(plate.x(), plate.y() + code - 5.6, plate.width(), 20)
    under.translate(0, write(painter, under, grouped(face.number), 8.6, bold=True, centred=True))
    write(painter, under.translated(0, -2.6), face.name, 4, centred=True)
    how = QRectF(6, plate.bottom() + 1.6, page.width() - 12, 20)
    taken = write(painter, how, texts["th"]["paper.how"], 2.9, ink=INK_SOFT, centred=True)
    how.translate(0, taken - 0.9)
    write(painter, how, texts["en"]["paper.how"], 2.6, ink=INK_SOFT, centred=True)


def _draw_sky(painter: QPainter, box: QRectF) -> None:
    sky = QLinearGradient(box.topLeft(), box.bottomLeft())
    sky.setColorAt(0, QColor(SILVER))
    sky.setColorAt(_HORIZON, QColor(GROUND))
    painter.fillRect(box, sky)
