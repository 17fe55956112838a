"""The learning-city report counts what the board and the log tell, whatever was done to it."""

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db.store import SqlStore
from kiosk.app import Installation
from kiosk.cli.report import report
from kiosk.entry import (
    AnyBody,
    CheckedIn,
    CheckedOut,
    EntryId,
    Erased,
    FeedbackGiven,
    GuestsCounted,
    LearnerKept,
    Merged,
    Moved,
    OccurrenceKept,
    Undone,
)
from kiosk.record import Band
from kiosk.reporting import Figures, Report, make_report
from kiosk.reporting.period import calendar, days, fiscal, two_years
from tests.storage.workload import DAY, NOON, learner, occurrence

HOUR = dt.timedelta(hours=1)
BEFORE = DAY - dt.timedelta(days=60)
NEXT = DAY + dt.timedelta(days=10)
ROBOTS = occurrence(1, features=("modern-technology", "workplace"), host="nrru")
FAMILY = occurrence(2, features=("family-community",), host="municipality")


def came(who: str | None, day: dt.date = DAY, **more: object) -> CheckedIn:
    base = {"band": Band.ADULT, "partner": "nrru"} | more
    return CheckedIn(day=day, learner=who, **base)  # type: ignore[arg-type]


def write(store: SqlStore, *said: tuple[AnyBody, dt.datetime]) -> list[EntryId]:
    with store.writing() as unit:
        return [unit.append(body, at).id for body, at in said]


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """Three learners (one is two records) and counted people, on three days."""
    rows = write(
        store,
        (LearnerKept(learner=learner(1, sex="female")), NOON),
        (OccurrenceKept(occurrence=ROBOTS), NOON),
        (OccurrenceKept(occurrence=FAMILY), NOON),
        # Long before: l1 is no newcomer.
        (came("l1", BEFORE), NOON - 60 * 24 * HOUR),
        # One visit of the day, two attendances; an hour in two places counts once: 1.5 h.
        (came("l1", occurrence="o1"), NOON + HOUR / 2),
        (came("l1", occurrence="o2"), NOON + HOUR),
        # Twice in the same session is one attendance; closing time is no leaving: 2 h.
        (came("l2", occurrence="o1", band=Band.CHILD, partner=""), NOON - HOUR),
        (came("l2", occurrence="o1", band=Band.CHILD, partner=""), NOON + HOUR),
        # The same person under another record, later: one learner, 1 h and no more.
        (came("l3", NEXT, band=Band.CHILD, partner=""), NOON + 10 * 24 * HOUR),
        # Counted people: five of them for two hours less a quarter, and one who was undone.
        (
            GuestsCounted(day=DAY, bands={Band.CHILD: 4, Band.SENIOR: 1}, occurrence="o2"),
            NOON + HOUR / 4,
        ),
        (GuestsCounted(day=DAY, bands={Band.YOUTH: 1}), NOON),
        # A mistake, taken back with its face; and somebody forgotten, who still counts.
        (came("l5"), NOON),
        (came("l6", occurrence="o1"), NOON + HOUR),
    )
    *_, l1, _, l2, _, l3, group, alone, wrong, forgotten = rows
    later = NOON + 12 * 24 * HOUR
    write(
        store,
        (CheckedOut(day=DAY, visits=(l2,), how="auto"), NOON + 9 * HOUR),
        (CheckedOut(day=NEXT, visits=(l3,)), NOON + (10 * 24 + 1) * HOUR),
        (CheckedOut(day=DAY, visits=(alone,), how="auto"), NOON + 9 * HOUR),
        (FeedbackGiven(day=DAY, visit=l1, face=5), NOON + HOUR),
        (FeedbackGiven(day=DAY, visit=group, face=2), NOON + HOUR),
        (FeedbackGiven(day=DAY, visit=wrong, face=1), NOON + HOUR),
        (Undone(target=wrong, reason="ผิดคน"), later),
        (Merged(learner="l3", into="l2"), later),
        (Erased(learners=("l6",), instead="somebody"), later),
        (Moved(targets=(forgotten,), occurrence="o2"), later),
    )
    return store


def made(store: SqlStore, *period: int) -> Report:
    wanted = fiscal(*period)
    with store.reading() as reader:
        return make_report(reader, wanted, centre="ศูนย์", at=NOON)


def figures(report: Report, table: str, key: str, feature: str = "") -> Figures:
    return next(
        r.figures
        for r in report.tables[table]
        if r.key == key and (not feature or r.feature == feature)
    )


def test_everybody_is_counted_once_where_they_belong(filled: SqlStore) -> None:
    found = made(filled, 2570)
    # l1, l2 (two days), l6, five counted together and one alone.
    assert found.visits == Figures(
        came=10, unnamed=6, learners=3, new=2, returning=1, rated=2, mean=3.5,
        minutes=90 + 120 + 60 + 5 * 105 + 60,
    )  # fmt: skip
    assert found.attendances.came == 11
    assert found.visits.unnamed_share == 0.6
    november, december = (figures(found, "months", m) for m in ("2026-11", "2026-12"))
    assert (november.came, november.learners, november.new, november.returning) == (9, 3, 2, 1)
    assert (december.came, december.learners, december.new, december.returning) == (1, 1, 0, 1)
    assert [r.key for r in found.tables["months"]][:3] == ["2026-10", "2026-11", "2026-12"]
    child, senior = (figures(found, "bands", b) for b in ("child", "senior"))
    assert (child.came, child.unnamed, child.learners) == (6, 4, 1)
    assert (senior.came, senior.minutes) == (1, 105)
    assert figures(found, "partners", "nrru").came == 2
    assert figures(found, "sexes", "female").came == 1
    robots, family = (
        figures(found, "features", f) for f in ("modern-technology", "family-community")
    )
    assert (robots.came, robots.learners, robots.minutes, robots.mean) == (2, 2, 210, 5.0)
    assert (family.came, family.unnamed, family.learners) == (7, 5, 2)
    assert (family.rated, family.mean) == (1, 2.0)
    assert figures(found, "also", "workplace").came == 2
    assert figures(found, "hosts", "municipality").came == 7
    assert figures(found, "activities", "").came == 2
    assert figures(found, "feature-bands", "child", "family-community").came == 4
    assert figures(found, "feature-months", "2026-11", "modern-technology").learners == 2


def test_sums_of_parts_are_the_whole_and_a_rebuild_changes_nothing(filled: SqlStore) -> None:
    found = made(filled, 2570)
    for table in ("months", "fiscal", "calendar", "bands", "partners", "sexes"):
        assert sum(r.figures.came or 0 for r in found.tables[table]) == 10
        assert sum(r.figures.minutes or 0 for r in found.tables[table]) == found.visits.minutes
    for table in ("features", "hosts", "activities"):
        assert sum(r.figures.came or 0 for r in found.tables[table]) == 11
    filled.rebuild()
    assert made(filled, 2570) == found


def test_the_board_and_the_report_agree(filled: SqlStore) -> None:
    with filled.reading() as reader:
        found = make_report(reader, days(DAY, DAY), centre="", at=NOON)
        assert found.visits.came == reader.people(DAY)
        of_board = {count.occurrence: count.came for count in reader.counts(DAY)}
    assert figures(found, "activities", "a1").came == of_board["o1"]
    assert figures(found, "activities", "a2").came == of_board["o2"]


def test_periods() -> None:
    assert (fiscal(2569).first, fiscal(2026).last) == (dt.date(2025, 10, 1), dt.date(2026, 9, 30))
    assert (calendar(2569).first, calendar(2569).last) == (
        dt.date(2026, 1, 1),
        dt.date(2026, 12, 31),
    )
    assert (two_years(2569).first, two_years(2569).last) == (
        dt.date(2025, 1, 1),
        dt.date(2026, 12, 31),
    )
    with pytest.raises(ValueError, match="after"):
        days(NEXT, DAY)


class NoonClock:
    def now(self) -> dt.datetime:
        return NOON


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    made = Installation(environ=environ, clock=NoonClock())
    opened = made.open()
    write(
        opened.store,
        (OccurrenceKept(occurrence=ROBOTS), NOON),
        (came("l1", occurrence="o1"), NOON),
        (GuestsCounted(day=DAY, bands={Band.CHILD: 40}, occurrence="o1"), NOON),
    )
    opened.store.close()
    return made


def run(installation: Installation, *words: str) -> Result:
    return CliRunner().invoke(report, list(words), obj=installation)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ((), "2026-10-01", "2027-09-30"),
        (("--fiscal-year", "2570"), "2026-10-01", "2027-09-30"),
        (("--year", "2569"), "2026-01-01", "2026-12-31"),
        (("--two-years",), "2025-01-01", "2026-12-31"),
        (("--two-years", "--year", "2570"), "2026-01-01", "2027-12-31"),
        (("--from", "22/11/2569", "--to", "2026-11-23"), "2026-11-22", "2026-11-23"),
    ],
)
def test_the_days_asked_for(
    installation: Installation, words: tuple[str, ...], first: str, last: str
) -> None:
    result = run(installation, *words, "--format", "json", "-o", "-")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert (told["period"]["first"], told["period"]["last"]) == (first, last)
    assert told["visits"]["visits"] == 41
    assert "นับ" in told["definitions"]["th"]["visits"]
    assert set(told["visits"]) - {"visits"} <= set(told["definitions"]["en"])


@pytest.mark.parametrize(
    "words",
    [
        ("--year", "2569", "--fiscal-year", "2569"),
        ("--from", "2026-11-01"),
        ("--from", "2026-11-02", "--to", "2026-11-01"),
        ("--from", "1900-01-01", "--to", "2026-11-01"),
        ("--two-years", "--fiscal-year", "2569"),
        ("--year", "69"),
    ],
)
def test_two_ways_at_once_are_a_mistake(installation: Installation, words: tuple[str]) -> None:
    assert run(installation, *words).exit_code == 2


@pytest.mark.parametrize("form", ["pdf", "xlsx", "json"])
def test_a_year_in_which_nobody_came(
    installation: Installation, tmp_path: Path, qapp: object, form: str
) -> None:
    file = tmp_path / f"empty.{form}"
    words = ("--year", "2500", "--format", form, "-o", str(file), "--public")
    result = run(installation, *words)
    assert result.exit_code == 0, result.output
    assert "0 visits" in result.stderr
    assert file.stat().st_size > 1000


def test_a_folder_that_is_not_there(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "report.json"
    assert run(installation, "--format", "json", "-o", str(file)).exit_code == 73


def test_a_public_copy_tells_of_no_single_learner(installation: Installation) -> None:
    told = json.loads(run(installation, "--public", "--format", "json", "-o", "-").stdout)
    assert told["public"]
    assert told["visits"]["visits"] == 41
    assert told["visits"]["unnamed"] is None, "41 less 40 is one learner"
    assert told["visits"]["learners"] is None
    bands = {row["key"]: row["visits"] for row in told["tables"]["bands"]}
    assert (bands["adult"], bands["child"]) == (None, None)
