"""Sheets to sign in, on paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from zxingcpp import BarcodeFormat, read_barcodes

from kiosk.config import Settings
from kiosk.desk import PaperSheet
from tests.fakes import LONG, NOON, POTTERY, STORY
from tests.screens.test_evacuation_paper import Document
from ui.office_printer import Pages, print_pages
from ui.paper.a4 import a4_pdf
from ui.paper.sheet import LINES, MOST_LINES, pages_of

DAY = NOON.date()


def drawn(*sheets: PaperSheet) -> Document:
    return Document(a4_pdf(pages_of(sheets, Settings())))


def codes(picture: QImage) -> list[str]:
    white = QImage(picture.size(), QImage.Format.Format_Grayscale8)
    white.fill(255)
    painter = QPainter(white)
    painter.drawImage(0, 0, picture)
    painter.end()
    pixels = memoryview(white.constBits()).cast("B", (white.height(), white.bytesPerLine()))
    return [found.text for found in read_barcodes(pixels, formats=BarcodeFormat.QRCode)]


@pytest.mark.parametrize(
    ("capacity", "pages"), [(None, 1), (1, 1), (20, 1), (21, 2), (60, 3), (400, 3)]
)
def test_there_is_a_line_for_everybody_and_the_code_on_every_page(
    qapp: QGuiApplication, capacity: int | None, pages: int
) -> None:
    sheet = PaperSheet(DAY, msgspec.structs.replace(POTTERY, capacity=capacity))
    document = drawn(sheet)
    assert document.size_mm() == (210, 297)
    assert document.pages == pages
    last = document.words(pages - 1)
    assert str(min(max(capacity or LINES, LINES), MOST_LINES)) in last.split()
    for page in range(pages):
        assert codes(document.picture(page)) == [sheet.code]
        assert f"{page + 1}" in document.words(page)
    document.close()


def test_every_sheet_begins_on_a_page_of_its_own(qapp: QGuiApplication) -> None:
    sheets = [PaperSheet(DAY, STORY), PaperSheet(DAY, LONG), PaperSheet(DAY)]
    document = drawn(*sheets)
    found = [code for page in range(document.pages) for code in codes(document.picture(page))]
    assert found == [sheets[0].code, *[sheets[1].code] * 3, sheets[2].code]
    document.close()


def test_the_longest_head_ends_above_the_table(qapp: QGuiApplication) -> None:
    long = msgspec.structs.replace(LONG, title_en="Lifelong learning with local sages " * 4)
    document = drawn(PaperSheet(DAY, long))
    picture = document.picture(0)
    mm = picture.width() / 210
    assert "Lifelong" in document.words(0)
    # A line between the last words of the head and the woven band under it.
    gap = {picture.pixelColor(x, round(60.1 * mm)).alpha() for x in range(picture.width())}
    assert gap == {0}
    document.close()


def test_what_begins_after_midnight_has_the_date_it_begins(qapp: QGuiApplication) -> None:
    night = dt.datetime(2026, 11, 22, 18, 30, tzinfo=dt.UTC)
    late = msgspec.structs.replace(POTTERY, start=night, end=night + dt.timedelta(hours=1))
    document = drawn(PaperSheet(DAY, late))
    words = document.words(0)
    assert "23" in words
    assert "01.30–02.30" in words
    document.close()


@pytest.mark.parametrize(("capacity", "more"), [(None, True), (20, False), (61, True)])
def test_who_may_run_out_of_lines_is_told_to_copy(
    qapp: QGuiApplication, capacity: int | None, more: bool
) -> None:
    document = drawn(PaperSheet(DAY, msgspec.structs.replace(POTTERY, capacity=capacity)))
    assert ("Copy this page" in document.words(document.pages - 1)) is more
    document.close()


def test_a_printer_gets_every_page_whole(qapp: QGuiApplication, tmp_path: Path) -> None:
    """The same painting as for a printer that is there, into a file."""
    from PySide6.QtPrintSupport import QPrinter

    sheet = PaperSheet(DAY, msgspec.structs.replace(POTTERY, capacity=40))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    print_pages(printer, Pages(pages_of([sheet], Settings())))
    printed = Document((tmp_path / "out.pdf").read_bytes())
    file = drawn(sheet)
    assert printed.size_mm() == (210, 297)
    assert printed.pages == file.pages == 2
    for page in range(2):
        assert codes(printed.picture(page)) == [sheet.code]
        assert printed.words(page).split() == file.words(page).split()
    printed.close()
    file.close()


def test_nothing_is_drawn_beyond_the_edges(qapp: QGuiApplication) -> None:
    document = drawn(PaperSheet(DAY, LONG))
    picture = document.picture(0)
    edge = {
        picture.pixelColor(x, y).lightness()
        for x in (20, 60, picture.width() - 60, picture.width() - 20)
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha()
    }
    assert edge <= {255}
    document.close()
