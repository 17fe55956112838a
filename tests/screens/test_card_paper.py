"""Cards on paper: every code is read back from the PDF's own pages, at every fineness."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from zxingcpp import Barcode, BarcodeFormat, read_barcodes

from kiosk import card
from kiosk.config import Centre
from kiosk.desk import NewCard
from kiosk.record import Learner
from ui import shell
from ui.office_printer import print_on
from ui.paper.card_face import CARD_MM, CODE_MM, PHONE, CardFace, Names, face_of, phone_picture
from ui.paper.card_paper import SHEET, a4_layout, card_layout, pdf_of, place_of

KEY = bytes(range(32))
LONG = Centre(
    name="ศูนย์การเรียนรู้ชุมชนเทศบาลเมืองปากช่องและอำเภอใกล้เคียงทุกตำบลโดยรอบ",
    name_en="Pak Chong Municipality and Neighbouring Districts Community Learning Centre",
)
NAMES = ["ขวัญใจ ศ.", "น้องข้าวหอม", "", "กตัญญู ชื่นบานสุขสันต์วันดีศรีสุข ณ อยุธยา", "W" * 60]


@pytest.fixture(autouse=True)
def application() -> None:
    shell.application()
    shell.use_own_fonts()


def faces(many: int, centre: Centre | None = None) -> list[CardFace]:
    return [
        CardFace(
            card.issue(n.to_bytes(16, "big"), "A", KEY),
            ("53061834", "K100001")[n % 2],
            NAMES[n % len(NAMES)],
            centre or Centre(),
        )
        for n in range(many)
    ]


def on_white(image: QImage) -> QImage:
    drawn = QImage(image.size(), QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    painter = QPainter(drawn)
    painter.drawImage(0, 0, image)
    painter.end()
    return drawn


class Paper:
    """A PDF as a printer gets it."""

    def __init__(self, cards: list[CardFace], *, sheet: bool) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(pdf_of(cards, sheet=sheet))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)
        assert self.document.status() is QPdfDocument.Status.Ready

    def page(self, number: int, dpi: int) -> QImage:
        size = self.document.pagePointSize(number)
        pixels = QSize(round(size.width() * dpi / 72), round(size.height() * dpi / 72))
        return on_white(self.document.render(number, pixels))

    def close(self) -> None:
        self.document.close()


@pytest.fixture
def paper() -> Iterator[type[Paper]]:
    made: list[Paper] = []

    class Kept(Paper):
        def __init__(self, cards: list[CardFace], *, sheet: bool) -> None:
            super().__init__(cards, sheet=sheet)
            made.append(self)

    yield Kept
    for one in made:
        one.close()


def codes(image: QImage) -> list[Barcode]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    return list(read_barcodes(pixels, BarcodeFormat.QRCode))


def read(image: QImage) -> list[str]:
    return sorted(found.text for found in codes(image))


def box_of(found: Barcode) -> QRectF:
    places = found.position
    corners = (places.top_left, places.bottom_right)
    (left, top), (right, bottom) = ((corner.x, corner.y) for corner in corners)
    return QRectF(left, top, right - left, bottom - top)


@pytest.mark.parametrize("dpi", [300, 150, 96])
def test_a_card_is_read_from_its_page(paper: type[Paper], dpi: int) -> None:
    one = faces(3)
    made = paper(one, sheet=False)
    assert made.document.pageCount() == 3
    for number, face in enumerate(one):
        assert read(made.page(number, dpi)) == [face.text]


@pytest.mark.parametrize("size", ["card", "paper"])
def test_a_printer_gets_the_card_in_its_size(tmp_path: Path, size: str) -> None:
    """The same painting as for a printer that is there, into a file."""
    from PySide6.QtPrintSupport import QPrinter

    (face,) = faces(1)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(300)
    print_on(printer, [face], card_layout() if size == "card" else a4_layout())
    document = QPdfDocument()
    document.load(str(tmp_path / "out.pdf"))
    page = document.pagePointSize(0)
    image = on_white(document.render(0, (page * 300 / 72).toSize()))
    document.close()
    (found,) = codes(image)
    assert found.text == face.text
    assert box_of(found).width() * 25.4 / 300 * 37 / 29 == pytest.approx(CODE_MM, abs=0.4)
    wide = CARD_MM[0] if size == "card" else 210
    assert page.width() / 72 * 25.4 == pytest.approx(wide, abs=0.3)


@pytest.mark.parametrize("dpi", [300, 150, 96])
def test_all_ten_of_a_sheet_are_read_from_it(paper: type[Paper], dpi: int) -> None:
    some = faces(23)
    made = paper(some, sheet=True)
    assert made.document.pageCount() == 3
    for number in range(3):
        mine = some[number * SHEET : (number + 1) * SHEET]
        assert read(made.page(number, dpi)) == sorted(face.text for face in mine)


def test_the_picture_for_a_telephone_is_read_even_when_it_is_small() -> None:
    (face,) = faces(1)
    picture = phone_picture(face)
    assert picture.size() == PHONE
    assert read(picture) == [face.text]
    (found,) = codes(picture)
    assert box_of(found).width() > PHONE.width() * 0.6
    for wide in (540, 270, 180):
        assert read(picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)) == [
            face.text
        ]


def test_pages_and_codes_have_their_size(paper: type[Paper]) -> None:
    card_page = paper(faces(1), sheet=False).document.pagePointSize(0)
    assert card_page.width() / 72 * 25.4 == pytest.approx(CARD_MM[0], abs=0.2)
    assert card_page.height() / 72 * 25.4 == pytest.approx(CARD_MM[1], abs=0.2)
    made = paper(faces(SHEET), sheet=True)
    a4 = made.document.pagePointSize(0)
    assert (round(a4.width() / 72 * 25.4), round(a4.height() / 72 * 25.4)) == (210, 297)
    dpi = 300
    for found in codes(made.page(0, dpi)):
        box, mm = box_of(found), 25.4 / dpi
        with_quiet = box.width() * mm * 37 / 29
        assert with_quiet == pytest.approx(CODE_MM, abs=0.4)
        assert with_quiet >= card.LEAST_MM
        # Inside its own card, whole with the quiet zone.
        corners = [place_of(n) for n in range(SHEET)]
        assert any(
            x <= box.left() * mm - 3.6
            and box.right() * mm + 3.6 <= x + CARD_MM[0]
            and y <= box.top() * mm - 3.6
            and box.bottom() * mm + 3.6 <= y + CARD_MM[1]
            for x, y in corners
        )


def test_a_sheet_lies_within_what_any_printer_can_print(paper: type[Paper]) -> None:
    page = paper(faces(SHEET), sheet=True).page(0, 100)
    edge = round(4.3 / 25.4 * 100)
    dark = [
        (x, y)
        for x in range(page.width())
        for y in (*range(edge), *range(page.height() - edge, page.height()))
        if page.pixelColor(x, y).lightness() < 250
    ]
    assert dark == []
    assert any(
        page.pixelColor(x, round(25 * page.height() / 297)).lightness() < 200 for x in range(300)
    )


def ink(image: QImage, box: QRectF) -> int:
    """How many pixels of a part are not white."""
    part = image.copy(box.toRect())
    return sum(
        part.pixelColor(x, y).lightness() < 250
        for x in range(part.width())
        for y in range(part.height())
    )


def test_the_longest_words_stay_on_their_card(paper: type[Paper]) -> None:
    page = paper(faces(SHEET, LONG), sheet=True).page(0, 150)
    mm = 150 / 25.4
    for n in range(SHEET):
        x, y = place_of(n)
        wide, high = CARD_MM
        rim = 1.5
        for part in (
            QRectF(x, y + 0.3, wide, rim),
            QRectF(x, y + high - rim, wide, rim - 0.3),
            QRectF(x + 0.3, y, rim, high),
            QRectF(x + wide - rim, y, rim - 0.3, high),
        ):
            scaled = QRectF(part.x() * mm, part.y() * mm, part.width() * mm, part.height() * mm)
            assert ink(page, scaled) == 0, n


SURNAMED = Learner(learner="l", number="1", name="นางสาวขวัญใจ เศรษฐี", name_en="Khwanchai S.")


@pytest.mark.parametrize(
    ("learner", "names", "shown"),
    [
        (SURNAMED, Names.SHORT, "ขวัญใจ\u00a0ศ."),
        (SURNAMED, Names.FULL, "นางสาวขวัญใจ เศรษฐี"),
        (SURNAMED, Names.NONE, ""),
        (Learner(learner="l", number="1", name_en="Mr. John Smith"), Names.SHORT, "John\u00a0S."),
        (Learner(learner="l", number="1", nickname="น้อง มะลิ"), Names.SHORT, "น้อง มะลิ"),
        (Learner(learner="l", number="1", nickname="มะลิ"), Names.FULL, "มะลิ"),
        (Learner(learner="l", number="1", name="เด็กชายเอก"), Names.SHORT, "เอก"),
        (Learner(learner="l", number="1"), Names.SHORT, ""),
    ],
)
def test_no_more_of_a_name_than_is_asked_for(learner: Learner, names: Names, shown: str) -> None:
    text = card.issue(bytes(16), "A", KEY)
    face = face_of(NewCard(learner, text), Centre(), names)
    assert face == CardFace(text, "1", shown, Centre())
