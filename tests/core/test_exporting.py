import datetime as dt
import hashlib
import io
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.entry import EntryId, LogExported
from kiosk.exporting import CannotWrite, NeedsReason, Wanted, export_log
from kiosk.ports import Line, StoreTrouble
from tests.builders import DAY, NOON, a_line

BANGKOK = ZoneInfo("Asia/Bangkok")


class NoonClock:
    def now(self) -> dt.datetime:
        return NOON


class LogStore:
    """Only what an export asks of a store."""

    def __init__(self, *lines: Line) -> None:
        self.lines = list(lines)
        self.appended: list[tuple[Any, dt.datetime, str | None]] = []
        self.trouble_after: int | None = None

    @contextmanager
    def reading(self) -> Iterator["LogStore"]:
        yield self

    writing = reading

    def log(self, first: dt.date, last: dt.date) -> Iterator[Line]:
        for n, line in enumerate(self.lines):
            if n == self.trouble_after:
                raise StoreTrouble("damaged")
            if first <= line.day <= last:
                yield line

    def append(self, body: Any, at: dt.datetime, *, by: str | None = None) -> None:
        self.appended.append((body, at, by))


def export(store: LogStore, target: Any, **wanted: Any) -> Any:
    asked = Wanted(**({"first": DAY, "last": DAY} | wanted))
    return export_log(store, NoonClock(), BANGKOK, asked, target)  # type: ignore[arg-type]


@pytest.fixture
def store() -> LogStore:
    return LogStore(a_line(), a_line(entry=EntryId("A", 18)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "day.csv"


def test_the_file_is_its_owners_alone_and_nothing_lies_beside_it(
    store: LogStore, file: Path
) -> None:
    done = export(store, file)
    assert done.lines == 2
    assert done.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_same_day_twice_is_the_same_file(store: LogStore, file: Path, form: str) -> None:
    export(store, file, format=form)
    first = file.read_bytes()
    assert export(store, file, format=form).changed == ()
    assert file.read_bytes() == first


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_late_entries_are_listed(store: LogStore, file: Path, form: str) -> None:
    export(store, file, format=form)
    store.lines[0] = store.lines[0]._replace(undone_at=NOON)
    store.lines.append(a_line(entry=EntryId("desk-2", 9)))
    assert export(store, file, format=form).changed == ("A:17", "desk-2:9")


def test_a_file_of_something_else_is_not_compared(store: LogStore, file: Path) -> None:
    file.write_text("shopping list\n")
    assert export(store, file).changed == ()


@pytest.mark.parametrize("reason", ["", "  "])
def test_names_need_a_reason(store: LogStore, file: Path, reason: str) -> None:
    with pytest.raises(NeedsReason):
        export(store, file, names=True, reason=reason)
    assert not file.exists()


def test_an_export_with_names_is_in_the_journal(store: LogStore, file: Path) -> None:
    done = export(store, file, names=True, reason=" a lost bag ", by="somchai")
    body = LogExported(
        first=DAY, last=DAY, format="csv", names=True, reason="a lost bag", sha256=done.sha256
    )
    assert store.appended == [(body, NOON, "somchai")]


def test_names_that_cannot_be_noted_are_not_given_out(store: LogStore, file: Path) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise StoreTrouble("full")

    store.append = refuse  # type: ignore[method-assign]
    out = io.BytesIO()
    for target in (file, out):
        with pytest.raises(StoreTrouble):
            export(store, target, names=True, reason="a lost bag")
    assert not file.exists()
    assert out.getvalue() == b""


def test_an_export_without_names_leaves_the_journal_alone(store: LogStore, file: Path) -> None:
    export(store, file)
    assert store.appended == []
    assert b"K100001" not in file.read_bytes()


def test_trouble_in_the_middle_leaves_the_old_file(store: LogStore, file: Path) -> None:
    export(store, file)
    before = file.read_bytes()
    store.trouble_after = 1
    with pytest.raises(StoreTrouble):
        export(store, file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_a_long_export_tells_how_far_it_is_and_can_be_ended(
    store: LogStore, file: Path, form: str
) -> None:
    class Enough(Exception):
        pass

    def passed(count: int) -> None:
        heard.append(count)
        if count == 2000:
            raise Enough

    heard: list[int] = []
    store.lines = [a_line(entry=EntryId("A", n)) for n in range(3500)]
    file.write_text("before\n")
    wanted = Wanted(first=DAY, last=DAY, format=form)
    with pytest.raises(Enough):
        export_log(store, NoonClock(), BANGKOK, wanted, file, passed=passed)  # type: ignore[arg-type]
    assert heard == [0, 1000, 2000]
    assert file.read_text() == "before\n"
    assert list(file.parent.iterdir()) == [file]


def test_a_stream_gets_the_same_bytes_as_a_file(store: LogStore, file: Path) -> None:
    out = io.BytesIO()
    export(store, out)
    export(store, file)
    assert out.getvalue() == file.read_bytes()


def test_a_link_goes_on_pointing(store: LogStore, file: Path) -> None:
    link = file.with_name("link.csv")
    link.symlink_to(file)
    export(store, link)
    assert link.is_symlink()
    assert file.is_file()


@pytest.mark.parametrize("place", ["gone/day.csv", "", "/dev/full"])
def test_a_place_that_cannot_be_written_is_said(
    store: LogStore, tmp_path: Path, place: str
) -> None:
    with pytest.raises(CannotWrite, match="cannot write"):
        export(store, tmp_path / place)
    assert list(tmp_path.iterdir()) == []


def test_a_range_the_wrong_way_round_is_refused(store: LogStore, file: Path) -> None:
    with pytest.raises(ValueError, match="after"):
        export(store, file, first=DAY, last=DAY - dt.timedelta(days=1))
