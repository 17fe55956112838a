"""The programme goes out as a file and comes back unchanged; a hostile one does no harm."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import SqlStore
from kiosk.config import Settings
from kiosk.exporting.programme import export_programme
from kiosk.importing import import_programme
from kiosk.importing.calendar import MOST_EVENTS, read_programme
from kiosk.importing.plan_list import MOST_ROWS
from kiosk.importing.reading import CannotRead, bytes_of
from kiosk.importing.report import Report
from kiosk.programme import occurrences_of
from tests.core.calendars import BANGKOK
from tests.core.test_import_programme import GOOD, calendar, event
from tests.core.test_importing import Noon
from tests.core.test_workbook import book
from tests.storage.workload import open_store

HOUR = "DTSTART;TZID=Asia/Bangkok:20261103T100000\nDTEND;TZID=Asia/Bangkok:20261103T113000"
ALL = (
    f"UID:a\n{HOUR}\nRRULE:FREQ=WEEKLY;COUNT=9\nEXDATE;TZID=Asia/Bangkok:20261110T100000\n"
    "RDATE;TZID=Asia/Bangkok:20261112T080000\nSUMMARY:=ปั้น\\, \"ดิน\"\\nใหม่\nLOCATION:+ห้อง 1\n"
    'ORGANIZER;CN="@ครู, แอน":mailto:x@y.z\nCATEGORIES:workplace,modern-technology,other\n'
    "X-WALKIN-AUDIENCE:child,senior\nX-WALKIN-CAPACITY:020\nX-WALKIN-OPENS-BEFORE:0\n"
    "X-WALKIN-PICTURE:centre\nX-WALKIN-SUMMARY-EN:'Clay",
    "UID:a\nRECURRENCE-ID;TZID=Asia/Bangkok:20261117T100000\nSTATUS:CANCELLED\nCOMMENT:ฝน",
    "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Bangkok:20261201T100000\n"
    "DTSTART;TZID=Asia/Bangkok:20261201T140000\nDTEND;TZID=Asia/Bangkok:20261201T150000",
    "UID:b\nDTSTART:20261103T030000Z\nDURATION:PT90M\nRRULE:FREQ=DAILY;UNTIL=20261110T030000Z\n"
    "SUMMARY;LANGUAGE=th:วิ่ง\nSUMMARY;LANGUAGE=en:Run",
    "UID:c\nDTSTART;VALUE=DATE:20261107\nDTEND;VALUE=DATE:20261110\nSUMMARY:งาน",
    "UID:d\nDTSTART:20261103T220000\nDTEND:20261104T010000\nSUMMARY:ดึก\nSTATUS:CANCELLED",
    "UID:e\nDTSTART;TZID=Europe/Berlin:20261020T100000\nRRULE:FREQ=MONTHLY;BYDAY=-1TU\nSUMMARY:ไกล",
    "UID:f\nDTSTART:20261105T100000\nSUMMARY:สั้น",
    "UID:g\nDTSTART:20261103T200000Z\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4\nSUMMARY:เช้ามืด",
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(tmp_path / "walkin.db")
    yield opened
    opened.close()


def take_in(store: SqlStore, raw: bytes, *, dry_run: bool = False) -> Report:
    return import_programme(store, Noon(), Settings(), raw, dry_run=dry_run)


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, len(report.rejected)


def given_out(store: SqlStore, form: str) -> bytes:
    out = io.BytesIO()
    export_programme(store, Noon(), BANGKOK, form, out)
    return out.getvalue()


def dated(store: SqlStore) -> list[object]:
    """Every occurrence of two months, as visitors see it."""
    with store.reading() as reader:
        activities = sorted(reader.activities(), key=lambda one: one.uid)
    span = dt.date(2026, 10, 20), dt.date(2026, 12, 31)
    return [o for a in activities for o in occurrences_of(a, *span, BANGKOK, 30)]


@pytest.mark.parametrize("form", ["ics", "csv"])
def test_what_goes_out_comes_back_unchanged(store: SqlStore, tmp_path: Path, form: str) -> None:
    assert counts(take_in(store, calendar(*map(event, ALL)))) == (7, 0, 0, 0)
    before = dated(store)
    assert len(before) > 20
    raw = given_out(store, form)
    assert counts(take_in(store, raw)) == (0, 0, 7, 0)
    # Another centre that takes it in has the same programme.
    other = open_store(tmp_path / "other.db")
    assert counts(take_in(other, raw)) == (7, 0, 0, 0)
    assert dated(other) == before
    assert given_out(other, form) == raw
    other.close()


def test_a_spreadsheet_runs_nothing_and_a_changed_cell_is_told(store: SqlStore) -> None:
    take_in(store, calendar(*map(event, ALL)))
    text = given_out(store, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert not [c for row in rows for c in row.values() if c.startswith(("=", "+", "-", "@"))]
    rows[0]["room"] = "ลาน"
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    report = take_in(store, out.getvalue().encode(), dry_run=True)
    assert counts(report) == (0, 1, 6, 0)
    assert [(one.kind, one.fields) for one in report.planned] == [("changed", ("room",))]


LIST = (
    "กิจกรรม;วันที่;เวลาเริ่ม;เวลาเลิก;ห้อง;จำนวนที่นั่ง;จัดซ้ำ\n"
    "โยคะ;22/11/2569;๑๓.๐๐ น.;14:00;ลาน;๒๐;ทุกสัปดาห์\n"
    "นิทาน;2026-11-22;;;;;\n"
    "ผิดวัน;29/2/2567;9:00;10:00;;;\n"
    "ผิดเดือน;2026-13-01;9:00;10:00;;;\n"
    "ผิดเวลา;22/11/2569;25:00;26:00;;;\n"
    "ผิดซ้ำ;22/11/2569;9:00;10:00;;;บ่อย\n"
    ";22/11/2569;9:00;10:00;;;\n"
)


@pytest.mark.parametrize("kind", ["csv", "cp874", "xlsx"])
def test_a_list_as_people_write_it_is_read_and_bad_rows_told(store: SqlStore, kind: str) -> None:
    if kind == "xlsx":
        raw = book(*(line.split(";") for line in LIST.splitlines()))
    else:
        raw = LIST.encode("cp874" if kind == "cp874" else "utf-8")
    report = take_in(store, raw)
    # 29 February of a leap year is a day like others.
    assert counts(report) == (3, 0, 0, 4)
    assert [(one.line, one.reason.split(" ")[0]) for one in report.rejected] == [
        (5, "there"), (6, "start"), (7, "repeat"), (8, "it"),
    ]  # fmt: skip
    assert counts(take_in(store, raw)) == (0, 0, 3, 4)
    assert sum(o.title == "โยคะ" for o in dated(store)) == 6  # type: ignore[attr-defined]


def bomb() -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        for _ in range(200):
            sheet.write(bytes(1024**2))
    return out.getvalue()


HOSTILE = {
    "100,000 events": (calendar(GOOD.format(1)) * 100_000, f"more than {MOST_EVENTS} events"),
    "an endless list": (
        b"title,date\n" + b"x,2026-11-22\n" * 100_000,
        f"more than {MOST_ROWS} rows",
    ),
    "a zip bomb": (bomb(), "unpacks to more than"),
    "an archive": (b"PK\x03\x04" + bytes(99), "no workbook that can be read"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_once_and_says_why(name: str) -> None:
    raw, reason = HOSTILE[name]
    file = read_programme(raw, BANGKOK)
    assert not file.activities
    assert reason in file.rejected[0].reason


def test_an_endless_repetition_is_only_looked_at_where_it_matters(store: SqlStore) -> None:
    endless = "UID:x\nDTSTART:20261101T100000\nRRULE:FREQ=DAILY\nSUMMARY:ทุกวันตลอดไป"
    assert counts(take_in(store, calendar(event(endless)))) == (1, 0, 0, 0)
    with store.reading() as reader:
        (kept,) = reader.activities()
    far = dt.date(2099, 1, 1)
    assert len(occurrences_of(kept, far, far, BANGKOK, 30)) == 1
    assert counts(take_in(store, given_out(store, "csv"))) == (0, 0, 1, 0)


def test_reading_can_be_broken_off() -> None:
    class Enough(Exception):
        pass

    def progress(done: int, total: int) -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        read_programme(calendar(*(GOOD.format(n) for n in range(100))), BANGKOK, progress)


def test_a_file_that_is_too_large_or_still_being_written_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "big.csv"
    with file.open("wb") as sparse:
        sparse.truncate(200 * 1024**2)
    for path, why in ((file, "large"), (tmp_path / "none", "missing"), (tmp_path, "unreadable")):
        with pytest.raises(CannotRead) as refused:
            bytes_of(path)
        assert refused.value.why == why
    file.write_bytes(b"x" * 100)

    with pytest.raises(CannotRead) as refused:
        bytes_of(Growing(file))
    assert refused.value.why == "changing"


class Saved(io.FileIO):
    """Somebody saves the file while it is read."""

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        with Path(str(self.name)).open("ab") as other:
            other.write(b"more")
        return found


class Growing(type(Path())):  # type: ignore[misc]
    def open(self, *_: object, **__: object) -> Saved:
        return Saved(str(self))
