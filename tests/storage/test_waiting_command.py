"""`walkin waiting`: the list, and what staff do with it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk import codes
from kiosk.app import Installation
from kiosk.cli.waiting import waiting
from kiosk.entry import CheckedIn, GuestsCounted, LearnerKept, NumberMarked, Queued
from kiosk.importing import import_programme
from kiosk.outcome import Ask
from kiosk.record import Band
from tests.storage.centre import PROGRAMME, SetClock
from tests.storage.workload import learner


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    made = Installation(environ=environ, clock=SetClock())
    opened = made.open()
    import_programme(opened.store, opened.clock, opened.settings, PROGRAMME.encode())
    with opened.store.writing() as unit:
        unit.append(LearnerKept(learner=learner(1)), opened.clock.now())
    there = Ask(wanted=opened.desk.today().running[0].occurrence.key)
    opened.desk.count_guests({Band.SENIOR: 2}, there)
    opened.desk.scan("K100001", there)
    opened.desk.count_guests({Band.CHILD: 3}, there, party="family")
    return made


def run(installation: Installation, *words: str) -> Result:
    return CliRunner().invoke(waiting, words, obj=installation, standalone_mode=False)


def journal(installation: Installation) -> list[tuple[str | None, object]]:
    with installation.open().store.reading() as reader:
        return [(entry.by, entry.body) for entry in reader.entries({}, 10_000)]


def test_the_list_is_in_order_and_tells_no_names(installation: Installation) -> None:
    run(installation, "call", "a2")
    result = run(installation)
    assert result.stdout.splitlines() == [
        "ห้องเล็ก  ()  2 waiting  [small]",
        "  A2  3 people  called",
        "  A1  1 person, by name",
    ]
    answer = json.loads(run(installation, "--json").stdout)
    (found,) = answer["lists"]
    assert (found["activity"], found["seats_left"]) == ("small", 0)
    assert [(n["number"], n["turn"], n["named"]) for n in found["numbers"]] == [
        ("A2", "called", False), ("A1", "waiting", True),
    ]  # fmt: skip
    assert "คนที่" not in result.stdout + str(answer)


@pytest.mark.parametrize(
    ("words", "said", "wrote"),
    [
        (("next", "small"), "A1 is called", NumberMarked),
        (("call", "A 2"), "A2 is called", NumberMarked),
        (("gone", "A1"), "A1 waits no more", NumberMarked),
        (("let-in", "A1"), "A1 is in", CheckedIn),
        (("let-in", "A2"), "A2 is in", GuestsCounted),
    ],
)
def test_every_act_is_written_with_who_did_it(
    installation: Installation, words: tuple[str, ...], said: str, wrote: type
) -> None:
    result = run(installation, *words, "--by", "somsri")
    assert (result.return_value, result.stdout) == (0, f"{said}\n")
    by, body = journal(installation)[-1]
    assert (by, type(body)) == ("somsri", wrote)


def test_it_is_warned_of_more_people_than_free_seats(installation: Installation) -> None:
    result = run(installation, "call", "A2", "--by", "somsri")
    assert result.return_value == 0
    assert result.stderr == "A2: 3 seats are lacking for all who wait with it\n"
    result = run(installation, "call", "A1", "--by", "somsri")
    assert result.stderr == "A1: 1 seat is lacking for all who wait with it\n"


def test_who_came_may_be_others_than_who_waited(installation: Installation) -> None:
    run(installation, "let-in", "A2", "--child", "2", "--adult", "1")
    body = journal(installation)[-1][1]
    assert isinstance(body, GuestsCounted)
    assert body.bands == {Band.CHILD: 2, Band.ADULT: 1}


def test_what_cannot_be_done_is_said(installation: Installation) -> None:
    run(installation, "gone", "A1")
    run(installation, "let-in", "A2")
    before = len(journal(installation))
    for words, said in (
        (("call", "A1"), "A1: they were found gone"),
        (("gone", "A1"), "A1: that was done a moment ago"),
        (("let-in", "A2"), "A2: they are in already"),
        (("call", "A99"), "nobody waits under that number"),
        (("call", "%"), "nobody waits under that number"),
        (("next", "small"), "nobody waits under that number"),
    ):
        result = run(installation, *words)
        assert result.return_value == codes.BAD_DATA, words
        assert said in result.stderr
    assert len(journal(installation)) == before
    assert run(installation, "again", "A1").stdout == "A1 waits again\n"
    assert "A1" in run(installation).stdout


def test_nobody_waits(tmp_path: Path) -> None:
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    empty = Installation(environ=environ, clock=SetClock())
    assert run(empty).stdout == "nobody waits\n"


def test_an_older_number_needs_to_be_told_who_they_are(installation: Installation) -> None:
    opened = installation.open()
    key = opened.desk.today().running[0].occurrence.key
    day = opened.desk.today().day
    with opened.store.writing() as unit:
        old = Queued(day=day, occurrence=key, number=9, people=2)
        unit.append(old, opened.clock.now())
    result = run(installation, "let-in", "A9")
    assert (result.return_value, "--child" in result.stderr) == (codes.BAD_DATA, True)
    assert run(installation, "let-in", "A9", "--youth", "2").return_value == 0
