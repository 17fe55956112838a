"""The workbook as a spreadsheet reads it: its parts, and LibreOffice where it is installed."""

import csv
import datetime as dt
import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from kiosk.entry import EntryId
from kiosk.exporting import cells
from kiosk.exporting.log import COLUMNS, PERSONAL, write_csv
from kiosk.exporting.xlsx import write_xlsx
from kiosk.ports import Line
from kiosk.record import Band
from tests.builders import DAY, NOON, a_learner, a_line, an_occurrence

BANGKOK = ZoneInfo("Asia/Bangkok")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
GONE = NOON + dt.timedelta(hours=2)
HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "+1", "-1", "@SUM(A1)", "\tx", "＝1", "{=1}",
    "00123", "1234567890123456789", "1e5", "1/2", "TRUE", "0812345678",
    "ที่นี่ กำ ญู น้ำ ปู่ ก็ ฏุ", "é́", "บรรทัดหนึ่ง\nบรรทัดสอง", " ข้างหน้า และหลัง ",
    "<r>x</r>", "a&b<c>\"d\"'e'", "_x000D_", "👩‍🏫 สอน", "a;b,c",
]  # fmt: skip


def book(*lines: Line, **more: Any) -> bytes:
    out = io.BytesIO()
    given = {"zone": BANGKOK, "days": (DAY, DAY), "centre": "ศูนย์"} | more
    assert write_xlsx(lines, out, **given) == len(lines)
    return out.getvalue()


class Read:
    """The sheets by name, each a list of rows of (type, text) by column letter."""

    def __init__(self, written: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(written)) as parts:
            assert parts.testzip() is None
            self.parts = {name: parts.read(name) for name in parts.namelist()}
        workbook = ET.fromstring(self.parts["xl/workbook.xml"])
        self.names = [sheet.get("name") or "" for sheet in workbook.iter(f"{MAIN}sheet")]

    def tree(self, name: str) -> ET.Element:
        return ET.fromstring(self.parts[f"xl/worksheets/sheet{self.names.index(name) + 1}.xml"])

    def rows(self, name: str) -> list[list[tuple[str, str]]]:
        rows = self.tree(name).iter(f"{MAIN}row")
        return [[(c.get("t", "n"), "".join(c.itertext())) for c in row] for row in rows]

    def log(self) -> list[dict[str, tuple[str, str]]]:
        header, *rows = self.rows("บันทึก Log")
        names = [text for _, text in header]
        return [dict(zip(names, row, strict=True)) for row in rows]


def hostile_lines() -> list[Line]:
    return [
        a_line(
            entry=EntryId("A", n),
            learner=a_learner(name=text, number=text),
            occurrence=an_occurrence(title=text, activity=f"a{n}", room=text),
        )
        for n, text in enumerate(HOSTILE, 1)
    ]


def test_cells_have_types_and_nothing_can_be_a_formula() -> None:
    read = Read(book(a_line(left_at=GONE, left_how="auto"), *hostile_lines(), names=True))
    first = read.log()[0]
    assert tuple(first) == COLUMNS + PERSONAL
    assert first["service_day"] == ("n", str((DAY - dt.date(1899, 12, 30)).days))
    assert float(first["time"][1]) * 86400 == pytest.approx(12 * 3600 + 5 * 60 + 6, abs=1e-6)
    assert first["left_at_utc"] == ("n", f"{46348 + 7 / 24!r}")
    assert first["people"] == ("n", "1")
    assert first["undone"] == ("b", "0")
    assert first["learner_number"] == ("inlineStr", "K100001")
    assert first["entry"] == ("inlineStr", "A:17")
    every = b"".join(read.parts.values())
    assert b"<f>" not in every
    assert b"<hyperlink " not in every


def test_the_header_stays_and_filters_in_a_thai_font() -> None:
    read = Read(book(a_line(), a_line(entry=EntryId("A", 18))))
    for name in read.names[1:]:
        tree = read.tree(name)
        assert tree.find(f".//{MAIN}pane").get("state") == "frozen"  # type: ignore[union-attr]
        assert tree.find(f"{MAIN}autoFilter").get("ref", "").endswith("3")  # type: ignore[union-attr]
    assert b'<name val="TH Sarabun New"/>' in read.parts["xl/styles.xml"]
    assert read.names == ["สรุป Summary", "บันทึก Log", "ปั้นดินด่านเกวียน"]


def test_the_summary_counts_and_draws_what_holds() -> None:
    read = Read(
        book(
            a_line(),
            a_line(entry=EntryId("A", 18), occurrence=None, late=True),
            a_line(entry=EntryId("A", 19), guests={Band.CHILD: 30, Band.ADULT: 2}),
            a_line(entry=EntryId("A", 20), guests={Band.CHILD: 9}, undone_at=NOON),
        )
    )
    rows = {row[0][1]: row[1][1] for row in read.rows("สรุป Summary") if len(row) > 1}
    figures = {name.rpartition(" ")[2]: number for name, number in rows.items()}
    assert figures["Check-ins"] == "3"
    assert figures["Visits"] == "1"  # of the activities: the visit without one
    assert figures["Learners"] == "1"
    assert figures["name"] == "32"
    assert figures["Children"] == "30"
    assert figures["Undone"] == "1"
    assert sum(name.startswith("xl/charts/chart") for name in read.parts) == 2
    assert len(read.rows("แวะมา Visits")) == 2


def test_without_names_no_part_tells_who_somebody_is() -> None:
    line = a_line(by="somchai", undone_at=NOON, undone_reason="สมชายกดผิด")
    told = b"".join(Read(book(line)).parts.values()).decode("utf-8", "replace")
    assert [word for word in ("K100001", "มะลิ", "somchai", "สมชาย") if word in told] == []


@pytest.mark.parametrize("days", [(DAY, DAY), (DAY, DAY + dt.timedelta(days=1))])
def test_the_same_days_twice_are_the_same_bytes(days: tuple[dt.date, dt.date]) -> None:
    assert book(*hostile_lines(), days=days) == book(*hostile_lines(), days=days)
    assert Read(book(days=days)).log() == []


def test_names_of_sheets_are_allowed_and_differ() -> None:
    titles = ["ก" * 40, "ก" * 40, "[a]/b*?", "History", "'x'", "Log", "ABC", "abc", ""]
    lines = [
        a_line(occurrence=an_occurrence(activity=f"a{n}", title=title))
        for n, title in enumerate(titles)
    ]
    names = Read(book(*lines)).names
    assert len({name.casefold() for name in names}) == len(titles) + 2
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_more_rows_than_a_sheet_has_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_ROWS", 3)
    lines = [a_line(entry=EntryId("A", n)) for n in range(5)]
    read = Read(book(*lines))
    assert [len(read.rows(f"บันทึก Log{n}")) for n in ("", " 2", " 3")] == [3, 3, 2]


def test_what_came_or_changed_after_its_day_is_marked() -> None:
    morning = NOON + dt.timedelta(hours=17)
    marked = [
        row["late_entry"][1]
        for row in Read(
            book(
                a_line(written_at=NOON),
                a_line(written_at=morning),
                a_line(written_at=NOON, changed_at=morning),
                a_line(written_at=NOON, undone_at=morning),
            )
        ).log()
    ]
    assert marked == ["0", "1", "1", "1"]


@pytest.fixture
def office(tmp_path: Path) -> Any:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")

    def converted(file: Path, *how: str) -> list[dict[str, str]]:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        place = tmp_path / "converted"
        words = [soffice, profile, "--headless", *how, "--outdir", str(place), str(file)]
        subprocess.run(words, check=True, capture_output=True, timeout=120)
        (out,) = place.iterdir()
        text = out.read_text("utf-8-sig")
        shutil.rmtree(place)
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return converted


def test_libreoffice_reads_what_was_written(office: Any, tmp_path: Path) -> None:
    """Through the real program and out again: every text, every digit, every time."""
    lines = hostile_lines()
    plain = io.BytesIO()
    write_csv(lines, plain, zone=BANGKOK, names=True)
    (tmp_path / "day.csv").write_bytes(plain.getvalue())
    (tmp_path / "day.xlsx").write_bytes(book(*lines, names=True))
    # Comma, quotes, UTF-8, from line 1, quoted fields are text; of the workbook the second sheet.
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false"
    ours = list(csv.DictReader(io.StringIO(plain.getvalue().decode("utf-8-sig"), newline="")))

    from_book = office(tmp_path / "day.xlsx", "--convert-to", f"{as_csv},2")
    assert [row["learner_name"] for row in from_book] == HOSTILE
    assert [row["learner_number"] for row in from_book] == HOSTILE
    exact = ("entry", "service_day", "service_day_be", "time", "at_utc", "people", "adult")
    assert [[row[c] for c in exact] for row in from_book] == [
        [row[c] for c in exact] for row in ours
    ]

    reading = "--infilter=CSV:44,34,76,1,,0,true"
    from_csv = office(tmp_path / "day.csv", reading, "--convert-to", as_csv)
    assert [row["learner_number"] for row in from_csv] == [row["learner_number"] for row in ours]
    assert [row["room"] for row in from_csv] == [row["room"] for row in ours]
