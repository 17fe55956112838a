"""The list of who is inside, on paper."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPdf import QPdfDocument

from kiosk.config import Settings
from kiosk.evacuation import Evacuation, Present, Unnamed
from kiosk.record import Band, Learner
from tests.fakes import LONG, NOON, POTTERY, ROBOT
from ui.paper.evacuation import pdf_bytes

BANGKOK = ZoneInfo("Asia/Bangkok")


def somebody(n: int, name: str = "นางสาวกมล ใจดี") -> Present:
    learner = Learner(learner=f"l{n}", number=f"K{100000 + n}", name=name)
    return Present(learner, NOON - dt.timedelta(minutes=n), (POTTERY, ROBOT, None, LONG)[n % 4])


def evacuation(named: int, *unnamed: Unnamed) -> Evacuation:
    people = tuple(somebody(n) for n in range(named))
    return Evacuation(NOON.astimezone(BANGKOK).date(), NOON, "สมศรี", people, unnamed)


class Document:
    """A PDF as a reader has it."""

    def __init__(self, content: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._pdf = QPdfDocument()
        self._pdf.load(self._buffer)
        assert self._pdf.status() is QPdfDocument.Status.Ready

    @property
    def pages(self) -> int:
        return self._pdf.pageCount()

    def words(self, page: int) -> str:
        return self._pdf.getAllText(page).text()

    def picture(self, page: int) -> QImage:
        return self._pdf.render(page, QSize(1240, 1754))

    def size_mm(self) -> tuple[int, int]:
        size = self._pdf.pagePointSize(0)
        return round(size.width() / 72 * 25.4), round(size.height() / 72 * 25.4)

    def close(self) -> None:
        self._pdf.close()


@pytest.mark.parametrize(("named", "pages"), [(0, 1), (1, 1), (22, 1), (23, 2), (100, 4)])
def test_everybody_has_a_line_and_every_page_says_which_it_is(
    qapp: QGuiApplication, named: int, pages: int
) -> None:
    document = Document(pdf_bytes(evacuation(named), Settings()))
    assert document.size_mm() == (210, 297)
    assert document.pages == pages
    found = [n for page in range(pages) for n in re.findall(r"K1\d{5}", document.words(page))]
    assert found == [f"K{100000 + n}" for n in range(named)]
    for page in range(pages):
        digits = re.findall(r"\d+", document.words(page))
        assert digits[-2:] == [str(page + 1), str(pages)]
    document.close()


def test_the_unnamed_stand_at_the_top_by_band(qapp: QGuiApplication) -> None:
    groups = (Unnamed(25, {Band.CHILD: 20, Band.ADULT: 4}, ROBOT), Unnamed(7, {Band.SENIOR: 7}))
    document = Document(pdf_bytes(evacuation(3, *groups), Settings()))
    words = document.words(0)
    for said in ("35", "32", "20", "Child", "Adult", "Senior", "unknown"):
        assert said in words, said
    assert words.index("25") < words.index("K100000")
    document.close()


def test_nothing_is_drawn_beyond_the_edges_of_the_paper(qapp: QGuiApplication) -> None:
    long = "พระเจ้าวรวงศ์เธอพระองค์เจ้าสมมติพงศ์ ศรีสุวรรณโคราชวัฒนากุลไพศาลเจริญรุ่งเรือง ณ นครราชสีมา"
    people = tuple(somebody(4 * n + 3, long) for n in range(40))
    found = evacuation(0, Unnamed(1, {}))._replace(named=people, by="ส" * 200)
    document = Document(pdf_bytes(found, Settings()))
    for page in range(document.pages):
        picture = document.picture(page)
        paper = {
            picture.pixelColor(x, y).lightness()
            for x in (20, 60, picture.width() - 60, picture.width() - 20)
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha()
        }
        assert paper <= {255}
    document.close()


def test_nobody_inside_is_said(qapp: QGuiApplication) -> None:
    document = Document(pdf_bytes(evacuation(0), Settings()))
    assert "Nobody is inside" in document.words(0)
    document.close()


def test_ten_thousand_people_are_on_paper(qapp: QGuiApplication) -> None:
    document = Document(pdf_bytes(evacuation(10_000), Settings()))
    assert document.pages > 300
    assert "K109999" in document.words(document.pages - 1)
    document.close()
