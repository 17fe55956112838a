"""Who is inside and who waits: the evacuation list of 10,000, and a day's waiting numbers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from kiosk import demo
from kiosk.app import Installation, Opened
from kiosk.cli.screens import offscreen
from kiosk.entry import AnyBody, CheckedIn, GuestsCounted, LearnerKept, OccurrenceKept, Queued
from kiosk.outcome import Ask, Code
from kiosk.record import Band, Occurrence
from tests.bench.data import learner, number
from tests.bench.figures import percentile, row
from tests.bench.lists import timed

_NAMED, _UNNAMED = 8_000, 2_000
_WAITING = 500


def measure(folder: Path, learners: int, entries: int) -> None:
    # Of its own: others count on what is in the folder.
    environ = {"WALKIN_DATA": str(folder / "inside"), "WALKIN_CONFIG": str(folder / "inside.toml")}
    opened = Installation(environ=environ).open()
    if not opened.desk.today().inside:
        _fill(opened)
    desk = opened.desk
    full = next(r for r in desk.today().running if r.occurrence.capacity)
    assert desk.evacuation("bench").total == _NAMED + _UNNAMED

    def waiting() -> None:
        assert sum(len(one.numbers) for one in desk.waiting_lists()) == _WAITING

    for what, act, times, reach in (
        ("who is inside of 10,000, from the database", lambda: desk.evacuation("bench"), 5, 500),
        (f"waiting list of {_WAITING}, with who could come", waiting, 20, 20),
        ("the board with it, 50 rows and all counts", desk.board, 20, 60),
        ("a visitor's programme with it", desk.today, 20, 20),
    ):
        p50 = percentile(timed(act, times), 0.5)
        row(what, f"{p50:.2f} ms", f"{reach} ms", good=p50 <= reach)

    scans = iter(range(_NAMED + _WAITING, _NAMED + _WAITING + 1000))

    def scan() -> None:
        wanted = full.occurrence.key
        outcome = desk.scan(number(next(scans)), Ask(wanted=wanted))
        assert outcome.code is Code.STANDBY

    p50 = percentile(timed(scan, 200), 0.5)
    row(
        f"a scan that gets a number behind {_WAITING} others",
        f"{p50:.2f} ms",
        "5 ms",
        good=p50 <= 5,
    )
    _measure_paper(opened, folder)
    opened.store.close()
    for file in ("list.pdf", "list.txt"):
        took = min(_command(environ, folder / file) for _ in range(3))
        row(f"walkin evacuation -o {file}, start to end", f"{took:.2f} s", "2 s", good=took <= 2)


def _measure_paper(opened: Opened, folder: Path) -> None:
    """From the touch to the printer's last page, without the printer itself."""
    offscreen()
    # Only now: what draws needs its environment.
    from PySide6.QtPrintSupport import QPrinter

    from ui import shell
    from ui.office_printer import Pages, print_pages
    from ui.paper.evacuation import pages_of

    shell.application()
    shell.use_own_fonts()

    def print_list(people: int) -> None:
        found = opened.desk.evacuation("bench")
        found = found._replace(named=found.named[:people])
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(folder / "printed.pdf"))
        print_pages(printer, Pages(pages_of(found, opened.settings)))

    for people in (400, 5_000):
        p50 = percentile(timed(partial(print_list, people), 5), 0.5) / 1000
        row(f"{people:,} names read and printed", f"{p50:.2f} s", "2 s", good=p50 <= 2)


def _command(environ: dict[str, str], file: Path) -> float:
    words = [sys.executable, "-m", "kiosk", "evacuation", "--by", "bench", "-o", str(file)]
    start = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True, env={**os.environ, **environ})
    return time.perf_counter() - start


def _fill(opened: Opened) -> None:
    demo.prepare(opened, bytes(16))
    today = opened.desk.today()
    running = [r.occurrence for r in today.running if r.occurrence.is_open(today.now)]
    full = next(one for one in running if one.capacity)
    free = [one for one in running if not one.capacity]
    opened.store._link.tell("PRAGMA synchronous = OFF")
    with opened.store.writing() as unit:
        unit.append_many([OccurrenceKept(occurrence=one) for one in running], today.now)
        people = range(_NAMED + _WAITING + 1000)
        unit.append_many([LearnerKept(learner=learner(n)) for n in people], today.now)
        day = today.day
        came: list[AnyBody] = [
            CheckedIn(day=day, learner=learner(n).learner, occurrence=_place(n, free))
            for n in range(_NAMED)
        ]
        came += [
            GuestsCounted(day=day, bands={band: 1}, occurrence=_place(n, free))
            for n in range(_UNNAMED - (full.capacity or 0))
            for band in [list(Band)[n % 4]]
        ]
        came += [
            GuestsCounted(day=day, bands={Band.ADULT: full.capacity or 0}, occurrence=full.key)
        ]
        came += [
            Queued(
                day=day,
                occurrence=full.key,
                number=n + 1,
                learner=learner(_NAMED + n).learner if n % 2 else None,
                bands={} if n % 2 else {Band.YOUTH: 1},
            )
            for n in range(_WAITING)
        ]
        unit.append_many(came, today.now)
    opened.store._link.tell("PRAGMA synchronous = FULL")


def _place(n: int, free: list[Occurrence]) -> str | None:
    """One of those without a limit, or a visit."""
    return (*(one.key for one in free), None)[n % (len(free) + 1)]
