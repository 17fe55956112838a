"""Every statement reaches its rows by an index: a year of entries must not slow a check-in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import TextClause, text

from db import (
    alerts,
    apart,
    board,
    facts,
    foreign,
    journal,
    names,
    presence,
    queue,
    retention,
    staff,
    store,
)
from db import people as register
from db.fold import alerts as fold_alerts
from db.fold import (
    attendance,
    by_card,
    erasing,
    leaving,
    looks,
    mentions,
    merging,
    people,
    programme,
    redating,
)
from db.fold import foreign as fold_foreign
from db.fold import staff as fold_staff
from db.fold import waiting as fold_waiting
from tests.storage.workload import open_store

MODULES = (
    facts, board, alerts, staff, queue, presence, store, attendance, by_card, people, programme,
    fold_alerts, fold_staff, fold_waiting, journal, names, register, erasing, looks, mentions,
    merging, retention, foreign, fold_foreign, apart, leaving, redating,
)  # fmt: skip
# Read whole on purpose: the programme, who works here, who is forgotten, the walk from node to
# node; of what is re-dated one row, to see whether anything is.
WHOLE = {"activity", "staff", "erased", "hop", "redated"}
# The groups of one day's people, few as they are.
GROUPS = {"db.presence._UNNAMED.0": {"g"}, "db.presence._NAMED_BANDS.0": {"p"}}
GROUPS |= {"db.apart._TWICE.0": {"g"}, "db.apart._IN_BOTH.0": {"g"}}
# Every card of elsewhere, four times a minute by the exchange; every card, when keys are looked
# after; every learner, when a desk begins to search and once a day; every entry, for the data
# officer. Never at the door.
EVERY_ONE = {"db.foreign._FOREIGN.0": {"b"}}
EVERY_ONE |= {"db.facts._BY_KEY.0": {"c"}, "db.names._ALL.0": {"learner"}}
EVERY_ONE |= {"db.retention._UNSEEN.0": {"l"}, "db.retention._ACTS.0": {"entry"}}


def statements() -> Iterator[tuple[str, str]]:
    for module in MODULES:
        for name, value in vars(module).items():
            for number, one in enumerate(value.values() if isinstance(value, dict) else [value]):
                if isinstance(one, TextClause) and str(one).startswith(
                    ("SELECT", "UPDATE", "WITH")
                ):
                    yield f"{module.__name__}.{name}.{number}", str(one)


STATEMENTS = dict(statements())


def plan_of(sql: str, file: Path) -> list[str]:
    opened = open_store(file, None)
    values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
    with opened.reading() as unit:
        rows = unit._link.all(text(f"EXPLAIN QUERY PLAN {sql}"), values)
    opened.close()
    return [row[3] for row in rows]


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_statement_reads_a_whole_table(name: str, tmp_path: Path) -> None:
    plan = plan_of(STATEMENTS[name], tmp_path / "walkin.db")
    scanned = {step.split()[1] for step in plan if step.startswith("SCAN")} - {"CONSTANT"}
    assert scanned <= WHOLE | EVERY_ONE.get(name, set()) | GROUPS.get(name, set())
    assert plan


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("db.facts._VISITS.0", "attendance_learner (learner=? AND day=?)"),
        ("db.facts._TAKEN.0", "COVERING INDEX attendance_seats (day=? AND occurrence=?"),
        ("db.board._COUNTS.0", "COVERING INDEX attendance_seats (day=?)"),
        ("db.facts._FIND.0", "PRIMARY KEY (value=?)"),
        ("db.board._ATTENDED.0", "attendance_learner (learner=? AND day>? AND day<?)"),
        ("db.queue._OF_LEARNER.0", "waiting_learner (learner=? AND day=?)"),
        ("db.queue._CALLED.0", "waiting_mark_at (mark=? AND at>? AND at<?)"),
        ("db.presence._PRESENT.0", "attendance_day (day=?)"),
        ("db.alerts._UNKNOWN.0", "SEARCH e USING PRIMARY KEY (node=? AND seq>?)"),
        ("db.presence._NAMED_BANDS.0", "attendance_day (day=?)"),
        ("db.presence._UNNAMED_BANDS.0", "attendance_learner (learner=? AND day=?)"),
        ("db.fold.leaving._OUT_BEFORE.0", "attendance_learner (learner=? AND day=?)"),
        ("db.fold.by_card._ANYBODY.0", "COVERING INDEX by_card_card (card=?)"),
        ("db.fold.by_card._VISITS.0", "attendance USING PRIMARY KEY (node=? AND seq=?)"),
    ],
)
def test_the_check_in_path_uses_the_index_made_for_it(
    name: str, index: str, tmp_path: Path
) -> None:
    assert any(index in step for step in plan_of(STATEMENTS[name], tmp_path / "walkin.db"))


def test_the_statements_were_found() -> None:
    assert len(STATEMENTS) >= 30
