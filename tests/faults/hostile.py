"""Hostile strings through every entry point: nobody is named, nothing is told, nothing fails."""

from __future__ import annotations

import csv
import io
import json
import logging
import random
import re
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import xlsxwriter

from kiosk.clock import micros
from kiosk.config import Settings, SettingsTrouble, load
from kiosk.entry import LearnerKept, OccurrenceKept, decode, encode, kind_of
from kiosk.exporting import Wanted, export_log
from kiosk.exporting.people import export_learners
from kiosk.importing import import_learners, import_programme
from kiosk.keeping import CannotKeep, keep_section
from kiosk.newcomer import LONGEST_NAME, Newcomer, clean_name
from kiosk.outcome import VISIT, Ask, Code
from kiosk.record import Learner
from kiosk.sync_state import read_told
from kiosk.thai import search_form
from kiosk.written import Written
from tests.builders import an_occurrence
from tests.faults.corpus import LARGE
from tests.storage.centre import Centre
from tests.walkin import Inside

NOBODY = {Code.UNKNOWN, Code.UNREADABLE, Code.FORGED, Code.MISTYPED, Code.PAUSED}
WINDOW = 8
"""Characters; so many of a text in a row are told nowhere."""
_ONE_TIME_IN = 40
_FORMULA = re.compile(r"^[=+\-@\t\r\n\x00＝＋－＠|%]")
_HEADING = ("member_no", "name_th", "name_en", "nickname", "institution", "student_id", "phone")


class Log(logging.Handler):
    """Everything that is logged, arguments too."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.getMessage()} {record.exc_text or ''} {record.exc_info or ''}")


@contextmanager
def listening() -> Iterator[Log]:
    """The log of this process while this lasts."""
    log, root = Log(), logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(log)
    try:
        yield log
    finally:
        root.removeHandler(log)
        root.setLevel(level)


class Hostile:
    """A centre, and the seconds that each text took at each entry point."""

    def __init__(self, folder: Path, log: Log) -> None:
        self.folder = folder
        self.centre = Centre(folder / "walkin.db")
        self.desk = self.centre.desk
        self.log = log
        self.took: dict[str, list[float]] = defaultdict(list)
        for number in ("K100001", "K100002"):
            assert self.desk.scan(number, Ask(wanted=VISIT)).code is Code.ADMITTED
        self.day = self.desk.today().day
        self.named = 0
        self.chance = random.Random(7)

    def close(self) -> None:
        self.centre.store.close()

    def try_all(self, texts: Sequence[str]) -> None:
        """Every text at every point where one is given alone."""
        points: dict[str, Callable[[str], None]] = {
            "reader": self.reader,
            "pad": self.pad,
            "name": self.name,
            "search": self.search,
            "filter": self.filter,
            "waiting number": self.waiting,
            "settings file": self.settings_file,
            "settings kept": self.settings_kept,
            "list as it is": self.as_a_list,
            "programme as it is": self.as_a_programme,
        }
        for text in texts:
            for point, give in points.items():
                before = len(self.log.said)
                started = time.perf_counter()
                give(text)
                self.took[point].append(time.perf_counter() - started)
                self.untold(text, "\n".join(self.log.said[before:]), point)

    def untold(self, text: str, told: str, where: str) -> None:
        """No part of the text stands there."""
        if not told:
            return
        for start in range(max(1, min(len(text), 2000) - WINDOW + 1)):
            part = text[start : start + WINDOW]
            assert len(part) < WINDOW or part not in told, f"{where}: {part!r}"

    # -- what visitors hold and touch ----------------------------------------------------------

    def reader(self, text: str) -> None:
        """As a scanner, the camera or a turnstile gives it."""
        outcome = self.desk.scan(text, Ask(wanted=VISIT))
        assert outcome.code in NOBODY, ascii(text[:80])
        assert outcome.learner is None
        if outcome.entry is not None:
            with self.centre.store.reading() as reader:
                (kept,) = reader.entries({"A": outcome.entry.seq - 1}, limit=1)
            self.untold(text, encode(kept.body), "journal")

    def pad(self, text: str) -> None:
        """As fingers type it; the pad's own rest is waited for."""
        self.centre.clock.later(2)
        outcome = self.desk.scan(text, Ask(wanted=VISIT), typed=True)
        assert outcome.code in NOBODY, ascii(text[:80])
        assert outcome.learner is None

    def name(self, text: str) -> None:
        """As a newcomer's name: what may be one is registered."""
        name = clean_name(text)
        assert clean_name(name) == name
        assert len(name) <= LONGEST_NAME
        assert name.isprintable()
        self.desk.likely(Newcomer(name=text, birth_year=1990))
        if name and (not self.named or self.chance.randrange(_ONE_TIME_IN) == 0):
            newcomer = Newcomer(name=text, birth_year=1990)
            made = self.desk.register(newcomer, self.chance.randbytes(32), Ask(wanted=VISIT))
            assert made.outcome.code is Code.ADMITTED
            self.named += 1

    # -- what staff type -----------------------------------------------------------------------

    def search(self, text: str) -> None:
        """In the search for people: who is found has every word that was typed."""
        words = search_form(text[:100]).split()[:6]
        found = self.desk.find(text)
        with self.centre.store.reading() as reader:
            records = [self.desk._gather.learner(reader, one.learner) for one in found]
        for record in records:
            assert record is not None
            has = search_form(" ".join(map(str, msgspec.structs.astuple(record))))
            assert all(word in has for word in words) or record.partner, ascii(text[:80])

    def filter(self, text: str) -> None:
        """In the list of the day; wildcards mean themselves."""
        lines = self.desk.lines(self.day, text=text)
        if any(c in "%_*?" for c in text) and search_form(text):
            words = search_form(text)
            assert all(words in search_form(_all_of(line)) for line in lines), ascii(text[:80])

    def waiting(self, text: str) -> None:
        """As a number that waits."""
        assert self.desk.find_number(text) is None

    # -- files ---------------------------------------------------------------------------------

    def settings_file(self, text: str) -> None:
        """In the middle of a file of settings, as it stands."""
        if len(text) > LARGE:
            return
        file = self.folder / "raw.toml"
        file.write_bytes(f'[centre]\nname = "{text}"\n'.encode("utf-8", "surrogatepass"))
        with suppress(SettingsTrouble):
            load(file, {})

    def settings_kept(self, text: str) -> None:
        """As a setting that is saved: it comes back as it was, or is not written."""
        if len(text) > LARGE:
            return
        file = self.folder / "kept.toml"
        file.unlink(missing_ok=True)
        try:
            keep_section(file, "centre", {"name": text}, {})
        except CannotKeep:
            assert not file.exists()
            return
        with suppress(SettingsTrouble):
            settings = load(file, {})
            assert settings == msgspec.structs.replace(
                Settings(), centre=msgspec.structs.replace(Settings().centre, name=text)
            )

    def as_a_list(self, text: str) -> None:
        """As a whole file of learners."""
        self._learners(text.encode("utf-8", "surrogatepass"))

    def as_a_programme(self, text: str) -> None:
        """As a whole calendar."""
        raw = text.encode("utf-8", "surrogatepass")
        import_programme(self.centre.store, self.centre.clock, Settings(), raw, dry_run=True)

    def _learners(self, raw: bytes, *, dry_run: bool = True) -> int:
        """How many rows were taken in or told of."""
        store, clock, pepper = self.centre.store, self.centre.clock, self.centre.secrets.pepper
        found = import_learners(
            store, clock, Settings(), pepper, raw, dry_run=dry_run, pause=lambda _: None
        )
        return found.added + found.changed + found.unchanged + len(found.rejected)

    def import_lists(self, texts: Sequence[str]) -> None:
        """In every cell of a list, as CSV and as a workbook."""
        texts = [text for text in texts if len(text) < LARGE]
        rows = [[f"H{n:06}", *[text] * (len(_HEADING) - 1)] for n, text in enumerate(texts)]
        before = len(self.log.said)
        started = time.perf_counter()
        out = io.StringIO(newline="")
        csv.writer(out).writerows([_HEADING, *rows])
        self._learners(out.getvalue().encode("utf-8", "surrogatepass"), dry_run=False)
        self._learners(_workbook([_HEADING, *rows]), dry_run=False)
        self.took["lists"].append((time.perf_counter() - started) / max(1, 2 * len(rows)))
        self._untold_of_all(texts, before, "list")

    def import_programmes(self, texts: Sequence[str]) -> None:
        """As title, place and host of an event, as a calendar and as a list."""
        texts = [text for text in texts if len(text) < LARGE]
        before, started = len(self.log.said), time.perf_counter()
        ics = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//h//h"]
        for n, text in enumerate(texts):
            ics += [
                "BEGIN:VEVENT", f"UID:h{n}", "DTSTART;TZID=Asia/Bangkok:20261122T170000",
                "DTEND;TZID=Asia/Bangkok:20261122T180000", f"SUMMARY:{text}", f"LOCATION:{text}",
                "END:VEVENT",
            ]  # fmt: skip
        out = io.StringIO(newline="")
        heading = ("uid", "title_th", "date", "start", "end", "place")
        rows = [
            [f"p{n}", text, "2026-11-22", "17:00", "18:00", text] for n, text in enumerate(texts)
        ]
        csv.writer(out).writerows([heading, *rows])
        for whole in ("\r\n".join([*ics, "END:VCALENDAR", ""]), out.getvalue()):
            raw = whole.encode("utf-8", "surrogatepass")
            import_programme(self.centre.store, self.centre.clock, Settings(), raw)
        self.took["programmes"].append((time.perf_counter() - started) / max(1, 2 * len(texts)))
        self.desk.today()
        self._untold_of_all(texts, before, "programme")

    def from_the_hub(self, texts: Sequence[str]) -> None:
        """As what another computer of the centre wrote, and says of itself."""
        # What libpq brings is UTF-8 without NUL.
        plain = (text.encode("utf-8", "ignore").decode().replace("\0", "") for text in texts)
        texts = [text for text in plain if len(text) < LARGE]
        before, started = len(self.log.said), time.perf_counter()
        rows: list[Written] = []
        for text in texts:
            read_told(text)
            named = Learner(learner=f"h{len(rows)}", number="", name=text, nickname=text)
            class_ = an_occurrence(key=f"h{len(rows)}", title=text, room=text, host=text)
            bodies = (LearnerKept(learner=named), OccurrenceKept(occurrence=class_))
            for body in (text, *map(encode, bodies)):
                rows.append(self._of_another(len(rows) + 1, text, body))
        with self.centre.store.writing() as unit:
            assert unit.receive(rows) == len(rows)
            assert {one.entry.node for one in unit.aside()} == {"H"}
        self.desk.board()
        self.desk.today()
        self.took["hub"].append((time.perf_counter() - started) / max(1, len(rows)))
        self._untold_of_all(texts, before, "hub")

    def _of_another(self, seq: int, text: str, body: str) -> Written:
        at = micros(self.centre.clock.now())
        kind = text if body is text else kind_of(decode(body))
        return Written("H", seq, at + seq, at, text, kind, body)

    def station(self, texts: Sequence[str]) -> None:
        """Into `walkin station`, a line each."""
        walkin = Inside(self.folder)
        (self.folder / "few.csv").write_text("member_no,name_th\nK100001,กมล ใจดี\n", "utf-8")
        assert walkin("import", "learners", "few.csv").returncode == 0
        lines = [text.encode("utf-8", "surrogatepass") for text in texts if len(text) < LARGE]
        whole = b"\n".join(lines) + b"\n"
        wanted = sum(1 for line in whole.split(b"\n") if line.strip())
        started = time.perf_counter()
        done = walkin("station", given=whole)
        self.took["station"].append((time.perf_counter() - started) / max(1, wanted))
        assert done.returncode == 0, done.stderr[-400:]
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(answers) == wanted
        assert {a["outcome"] for a in answers} <= {str(code.value) for code in NOBODY}
        assert not any("name" in a or "learner" in a for a in answers)

    # -- what comes out ------------------------------------------------------------------------

    def exports_are_inert(self) -> None:
        """Nothing in a file of ours is run by a spreadsheet."""
        centre = self.centre
        checked = 0
        for form in ("csv", "xlsx"):
            files = [self.folder / f"out.{form}", self.folder / f"people.{form}"]
            day, zone = self.day, Settings().zone
            wanted = Wanted(first=day, last=day, format=form, names=True, reason="ตรวจ", by="สมศรี")
            export_log(centre.store, centre.clock, zone, wanted, files[0])
            if form == "csv":
                export_learners(centre.store, centre.clock, zone, files[1], reason="ตรวจ")
            for file in (f for f in files if f.exists()):
                checked += inert_csv(file) if form == "csv" else inert_workbook(file)
        assert checked > 2

    def _untold_of_all(self, texts: Sequence[str], before: int, where: str) -> None:
        told = "\n".join(self.log.said[before:])
        for text in texts if told else ():
            self.untold(text, told, where)


def _all_of(line: object) -> str:
    return repr(line)


def inert_csv(file: Path) -> int:
    """How many rows a file has; AssertionError when a spreadsheet would run one of its cells."""
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    for cell in (cell for row in rows for cell in row):
        assert not _FORMULA.match(cell) or re.fullmatch(r"-?\d+(\.\d+)?", cell), ascii(cell[:80])
    return len(rows)


def inert_workbook(file: Path) -> int:
    """How many sheets a workbook has; AssertionError when one of them holds more than values."""
    with zipfile.ZipFile(file) as book:
        sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        for name in sheets:
            sheet = book.read(name)
            assert b"<f>" not in sheet
            assert b"<f " not in sheet
            assert b"<hyperlink" not in sheet
        assert not [n for n in book.namelist() if "externalLink" in n]
    return len(sheets)


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            # A workbook is XML: neither half a surrogate nor a control character can stand in one.
            text = "".join(c for c in cell if c >= " " and not "\ud800" <= c <= "\udfff")
            sheet.write_string(y, x, text[:32_000].replace("\uffff", ""))
    book.close()
    return out.getvalue()


def everything(folder: Path, texts: Sequence[str]) -> dict[str, list[float]]:
    """All of it; returns the seconds that a text took, by entry point."""
    with listening() as log:
        hostile = Hostile(folder, log)
        try:
            hostile.try_all(texts)
            for start in range(0, len(texts), 500):
                hostile.import_lists(texts[start : start + 500])
                hostile.import_programmes(texts[start : start + 500])
            hostile.from_the_hub(texts)
            hostile.station(texts)
            hostile.exports_are_inert()
        finally:
            hostile.close()
    return dict(hostile.took)
