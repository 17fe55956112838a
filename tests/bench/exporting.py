"""The daily log: a day of 10,000 in every format, a million entries, and XLSX by other writers."""

from __future__ import annotations

import datetime as dt
import importlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.app import Installation, Opened
from kiosk.cli.exporting import drawer
from kiosk.clock import service_day
from kiosk.entry import AnyBody, CheckedIn, GuestsCounted, LearnerKept, OccurrenceKept
from kiosk.exporting import Wanted, export_log
from kiosk.exporting.log import header, rows_of
from kiosk.exporting.xlsx import write_xlsx
from kiosk.record import Band, Occurrence
from tests.bench import goals
from tests.bench.data import centre, learner
from tests.bench.figures import percentile, row
from tests.bench.lists import timed

_PEOPLE, _ACTIVITIES = 10_000, 40
_REACH_S = {"jsonl": 0.3, "pdf": 5}
_GOALS = {"csv": goals.DAY_CSV, "xlsx": goals.DAY_XLSX}
_MOST_MB = 300
_FRAME_S = 0.016
_TOLD = """
import atexit
tell = lambda: print(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")))
atexit.register(tell)
from kiosk.__main__ import main
main()
"""


def measure(folder: Path, learners: int, entries: int) -> None:
    needed(folder, learners, entries)
    environ = _environ(folder)
    opened = Installation(environ=environ).open()
    with opened.store.reading() as reader:
        day = reader.first_day()
    assert day is not None
    _other_writers(opened, day, folder)
    opened.store.close()
    _many(folder, learners, entries)


def _environ(folder: Path) -> dict[str, str]:
    return {"WALKIN_DATA": str(folder / "exporting"), "WALKIN_CONFIG": str(folder / "ex.toml")}


def needed(folder: Path, learners: int, entries: int) -> None:
    """Only a day of its own."""
    # Of its own, with a programme; others count on what is in the folder.
    environ = _environ(folder)
    opened = Installation(environ=environ).open()
    day = service_day(opened.clock.now(), opened.settings.zone) - dt.timedelta(days=1)
    with opened.store.reading() as reader:
        filled = reader.first_day()
    if filled is None:
        _fill(opened, day)
    day = filled or day
    draw = drawer(opened.settings)
    for form in (*_GOALS, *_REACH_S):
        wanted = Wanted(first=day, last=day, format=form, centre=opened.settings.centre.name)
        act = partial(_export, opened, wanted, folder / f"day.{form}", draw)
        p50_s = percentile(timed(act, 5), 0.5) / 1000
        size = f"{(folder / f'day.{form}').stat().st_size / 1e6:.1f} MB"
        if form in _GOALS:
            _GOALS[form].tell(p50_s, size)
            continue
        what, reach = f"a day of {_PEOPLE:,} to {form.upper()}", _REACH_S[form]
        row(what, f"{p50_s:.2f} s, {size}", f"{reach} s", good=p50_s <= reach)
    _beside(environ, day, folder)
    opened.store.close()


def _export(opened: Opened, wanted: Wanted, file: Path, draw: Any) -> None:
    done = export_log(opened.store, opened.clock, opened.settings.zone, wanted, file, draw=draw)
    assert done.lines == _PEOPLE


def _fill(opened: Opened, day: dt.date) -> None:
    chance = random.Random(22)
    noon = dt.datetime.combine(day, dt.time(12), opened.settings.zone).astimezone(dt.UTC)
    running = [
        Occurrence(
            key=f"o{n}", activity=f"a{n}", day=day, title=f"ปั้นดินด่านเกวียน กลุ่มที่ {n}",
            start=noon, end=noon + dt.timedelta(hours=2), opens=noon, room=f"ห้อง {n}",
        )
        for n in range(_ACTIVITIES)
    ]  # fmt: skip
    with opened.store.writing() as unit:
        unit.append_many([OccurrenceKept(occurrence=one) for one in running], noon)
        unit.append_many([LearnerKept(learner=learner(n)) for n in range(_PEOPLE)], noon)
        for n in range(_PEOPLE):
            key = f"o{chance.randrange(_ACTIVITIES)}"
            came: AnyBody = CheckedIn(
                day=day, learner=learner(n).learner, occurrence=key, band=Band.ADULT
            )
            if n % 3 == 0:
                came = GuestsCounted(day=day, bands={Band.CHILD: 1 + n % 30}, occurrence=key)
            unit.append(came, noon + dt.timedelta(seconds=2 * n))


def _other_writers(opened: Opened, day: dt.date, folder: Path) -> None:
    """The same rows into one sheet, by turns; ours is also measured with all its sheets."""
    zone = opened.settings.zone
    with opened.store.reading() as reader:
        lines = list(reader.log(day, day))
    rows = [list(header(names=False)), *(r for _, r in rows_of(lines, zone, names=False))]
    ways: dict[str, Callable[[], object]] = {}
    for name, write in (
        ("xlsxwriter", _by_xlsxwriter), ("openpyxl", _by_openpyxl),
        ("pyexcelerate", _by_pyexcelerate), ("rustpy_xlsxwriter", _by_rustpy),
    ):  # fmt: skip
        try:
            module = importlib.import_module(name)
        except ImportError:
            print(f"        {name} is not installed")
            continue
        ways[name] = partial(write, module, rows, folder / f"{name}.xlsx")

    def ours() -> None:
        with (folder / "ours.xlsx").open("wb") as out:
            write_xlsx(lines, out, zone=zone, days=(day, day))

    ways["ours, with its other 41 sheets and charts"] = ours
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(3):
        for name, act in ways.items():
            start = time.perf_counter()
            act()
            times[name].append(time.perf_counter() - start)
    best = {name: min(all_) for name, all_ in times.items()}
    own = best.popitem()
    for name, took in best.items():
        row(f"{_PEOPLE:,} rows in one sheet by {name}", f"{took:.2f} s", "-", good=True)
    plain = best["xlsxwriter"]
    said = f"{own[1]:.2f} s, {plain / own[1]:.1f} x"
    row(f"{_PEOPLE:,} rows by {own[0]}", said, "XlsxWriter's time", good=own[1] <= plain)


def _by_xlsxwriter(module: Any, rows: list[list[Any]], file: Path) -> None:
    with module.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        write = {bool: sheet.write_boolean, int: sheet.write_number, str: sheet.write_string}
        for y, cells in enumerate(rows):
            for x, value in enumerate(cells):
                if value != "":
                    write[type(value)](y, x, value)


def _by_openpyxl(module: Any, rows: list[list[Any]], file: Path) -> None:
    book = module.Workbook(write_only=True)
    sheet = book.create_sheet()
    for cells in rows:
        sheet.append(cells)
    book.save(file)


def _by_pyexcelerate(module: Any, rows: list[list[Any]], file: Path) -> None:
    book = module.Workbook()
    book.new_sheet("log", data=rows)
    book.save(str(file))


def _by_rustpy(module: Any, rows: list[list[Any]], file: Path) -> None:
    names = rows[0]
    module.write_worksheet([dict(zip(names, one, strict=True)) for one in rows[1:]], str(file))


def _beside(environ: dict[str, str], day: dt.date, folder: Path) -> None:
    """How long this process is kept from its frames while the log is written in another."""
    words = ["export", "log", "--day", str(day), "--format", "xlsx", "-o", str(folder / "b.xlsx")]
    alone = _worst_frame(until=time.perf_counter() + 2)
    process = subprocess.Popen(
        ["nice", "-n", "10", sys.executable, "-m", "kiosk", *words],
        env={**os.environ, **environ},
        stderr=subprocess.DEVNULL,
    )
    beside = _worst_frame(process=process)
    goals.EXPORT_GAP.tell(beside, f"alone {alone:.0f} ms")


def _worst_frame(until: float = 0, process: subprocess.Popen[bytes] | None = None) -> float:
    worst, last = 0.0, time.perf_counter()
    while process.poll() is None if process else last < until:
        time.sleep(_FRAME_S)
        now = time.perf_counter()
        worst, last = max(worst, now - last), now
    return worst * 1000


def _many(folder: Path, learners: int, entries: int) -> None:
    opened = centre(folder, learners, entries)
    today = service_day(opened.clock.now(), opened.settings.zone)
    with opened.store.reading() as reader:
        first = reader.first_day()
    opened.store.close()
    for form in ("csv", "xlsx", "pdf"):
        file = folder / f"many.{form}"
        words = ["export", "log", "--from", str(first), "--to", str(today), "--format", form]
        took, memory = _command([*words, "-o", str(file)])
        said = f"{took:.1f} s, {memory:.0f} MB, file {file.stat().st_size / 1e6:.0f} MB"
        what = f"{entries:,} entries to {form.upper()}, start to end"
        row(what, said, f"{_MOST_MB} MB of memory", good=memory <= _MOST_MB)
        file.unlink()


def _command(words: list[str]) -> tuple[float, float]:
    """Seconds, and the most memory it held in MB; it tells itself, for it begins as large as we."""
    start = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", _TOLD, *words], check=True, capture_output=True, text=True
    ).stdout
    return time.perf_counter() - start, int(told.split()[-2]) / 1024
