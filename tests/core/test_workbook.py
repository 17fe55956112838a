"""Lists in workbooks: read like CSV, and never more than fits."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from kiosk.importing import workbook
from kiosk.importing.workbook import BadWorkbook, lines_of_workbook
from kiosk.record import Learner
from tests.core.test_import_learners import read

HEAD = ["เลขสมาชิก", "ชื่อ-สกุล", "ชื่อเล่น", "ปีเกิด", "โทรศัพท์", "หมดอายุ"]


def book(*rows: list[object], before: int = 0) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        made.add_worksheet("ว่าง")
        sheet = made.add_worksheet("รายชื่อ")
        dates = made.add_format({"num_format": "d/m/yyyy"})
        for y, row in enumerate(rows, before):
            for x, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(y, x, dt.datetime.combine(cell, dt.time()), dates)
                elif isinstance(cell, str):
                    sheet.write_string(y, x, cell)
                else:
                    sheet.write(y, x, cell)
    return out.getvalue()


def test_typed_cells_become_what_they_say() -> None:
    row = ["K100001", 'กมล "ต้น"\nใจดี, น้ำ', "ต้น", 2533, "0810007919", dt.date(2027, 12, 31)]
    good, bad = read(book(HEAD, row, [], ["K100002", "มะลิ ดีใจ", "", 2010.0, 810007920, ""]))
    assert not bad
    assert [one.number for one in good] == ["K100001", "K100002"]
    assert good[0].name == 'กมล "ต้น" ใจดี, น้ำ'
    assert (good[0].birth_year, good[0].valid_until) == (1990, dt.date(2027, 12, 31))
    assert (good[1].birth_year, good[1].phone) == (2010, "0810007920")


def test_a_rejected_row_has_the_number_it_has_in_the_sheet() -> None:
    good, bad = read(book(HEAD, ["K1", "ก", "", "", "", ""], ["", "ข", "", "", "", ""]))
    assert len(good) == 1
    assert [one.line for one in bad] == [3]


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_BYTES", 1_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    assert len(out.getvalue()) < 100_000
    with pytest.raises(BadWorkbook, match="unpacks to more than"):
        lines_of_workbook(out.getvalue())


@pytest.mark.parametrize("cell", ["XFD1", "A1048576"])
def test_a_cell_far_away_makes_no_room_for_all_before_it(cell: str) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet()
        sheet.write_string("A1", "member_no")
        sheet.write_string(cell, "x")
    with pytest.raises(BadWorkbook, match="larger than"):
        lines_of_workbook(out.getvalue())


def test_an_archive_of_something_else_is_told_so() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    good, bad = read(out.getvalue())
    assert not good
    assert "no workbook" in bad[0].reason


@pytest.mark.parametrize("length", [3, 200, 2000])
def test_half_a_workbook_is_no_workbook(length: int) -> None:
    _, bad = read(book(HEAD, ["K1", "ก", "", "", "", ""])[:-length])
    assert len(bad) == 1


def test_the_text_of_a_cell_is_never_a_formula() -> None:
    _, bad = read(book(HEAD, ["K1", "=1+1", "", "", "", ""]))
    assert "formula" in bad[0].reason
    assert isinstance(read(book(HEAD, ["K1", "ก", "", "", "", ""]))[0][0], Learner)
