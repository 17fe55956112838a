"""Everybody must leave: who is inside, by one look, and that somebody looked."""

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings

from kiosk import codes
from kiosk.app import Installation
from kiosk.cli.evacuation import evacuation
from kiosk.entry import (
    CardIssued,
    CheckedIn,
    CheckedOut,
    Entry,
    EntryId,
    GuestsCounted,
    LearnerKept,
    NamesSeen,
    OccurrenceKept,
    Undone,
)
from kiosk.evacuation import Evacuation
from kiosk.outcome import VISIT, Ask
from kiosk.ports import StoreTrouble
from kiosk.record import Band
from tests.storage.centre import Centre
from tests.storage.test_fold import fresh, histories
from tests.storage.workload import DAY, NOON, learner, occurrence


def test_it_names_who_is_inside_and_counts_the_others(centre: Centre) -> None:
    centre.desk.scan("K100001", Ask(wanted=VISIT))
    centre.clock.later(5)
    # For something else too: one person, since the first, at the last.
    centre.desk.scan("K100001", Ask(wanted=centre.occurrence))
    centre.desk.scan("K100002", Ask(wanted=centre.occurrence))
    gone = centre.desk.scan("K100003", Ask(wanted=VISIT))
    assert gone.entry is not None
    centre.desk.leave([gone.entry])
    undone = centre.desk.scan("K100009", Ask(wanted=VISIT))
    assert undone.entry is not None
    centre.desk.undo(undone.entry, "ผิดคน")
    centre.desk.count_guests({Band.CHILD: 20, Band.ADULT: 2}, Ask(wanted=VISIT))
    centre.desk.count_guests({Band.CHILD: 1}, Ask(wanted=VISIT))
    found = centre.desk.evacuation("somsri")
    assert [(one.learner.number, one.name) for one in found.named] == [
        ("K100001", "คนที่1 ตัวอย่าง"), ("K100002", "คนที่2 ตัวอย่าง"),
    ]  # fmt: skip
    first = found.named[0]
    assert first.since == centre.clock.at - dt.timedelta(minutes=5)
    assert first.occurrence is not None
    assert first.occurrence.key == centre.occurrence
    (group,) = found.unnamed
    assert (group.people, group.bands, group.occurrence) == (
        23,
        {Band.CHILD: 21, Band.ADULT: 2},
        None,
    )
    assert found.bands == {Band.CHILD: 21, Band.ADULT: 2}
    assert found.total == centre.desk.today().inside == 25


def test_names_stand_as_in_a_dictionary_whatever_title_they_have(centre: Centre) -> None:
    names = ("นายเอก ขาว", "อนันต์ ดำ", "เด็กหญิงแก้ว", "นางสาวกล้า ดี", "Miss Anna Bee", "")
    day = centre.desk.today().day
    with centre.store.writing() as unit:
        for n, name in enumerate(names, 1):
            unit.append(LearnerKept(learner=learner(n, name=name)), centre.clock.at)
            unit.append(CheckedIn(day=day, learner=f"l{n}"), centre.clock.at)
    assert [one.name for one in centre.desk.evacuation("somsri").named] == [
        "Miss Anna Bee", "นางสาวกล้า ดี", "เด็กหญิงแก้ว", "อนันต์ ดำ", "นายเอก ขาว", "",
    ]  # fmt: skip


def test_nobody_has_to_say_who_they_are_in_an_emergency(centre: Centre) -> None:
    centre.desk.scan("K100001", Ask(wanted=VISIT))
    found = centre.desk.evacuation("")
    assert (found.by, len(found.named), found.noted) == ("", 1, True)
    with centre.store.reading() as reader:
        last = reader.entries({}, 10_000)[-1]
    seen = NamesSeen(day=centre.desk.today().day, why="evacuation", people=1)
    assert (last.by, last.body) == (None, seen)


def test_the_look_is_an_entry(centre: Centre) -> None:
    centre.desk.scan("K100001", Ask(wanted=VISIT))
    assert centre.desk.evacuation("somsri").noted
    with centre.store.reading() as reader:
        last = reader.entries({}, 10_000)[-1]
    assert (last.by, last.body) == ("somsri", NamesSeen(day=DAY, why="evacuation", people=1))


@pytest.mark.parametrize("reason", ["full", "readonly", "locked"])
def test_a_disk_that_takes_nothing_keeps_nobody_from_the_list(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    centre.desk.scan("K100001", Ask(wanted=VISIT))

    def full() -> None:
        raise StoreTrouble(reason)

    monkeypatch.setattr(centre.store, "writing", full)
    found = centre.desk.evacuation("somsri")
    assert (found.total, found.noted) == (1, False)


def test_whoever_is_not_known_here_is_in_the_list_all_the_same() -> None:
    came = [
        Entry("B", 1, 10, NOON, None, CheckedIn(day=DAY, learner="card:c1")),
        Entry("B", 2, 20, NOON, None, CheckedIn(day=DAY, learner="gone", occurrence="o1")),
        Entry("B", 3, 30, NOON, None, CheckedIn(day=DAY, learner=None, band=Band.YOUTH)),
    ]
    with fresh() as store, store.writing() as unit:
        unit.receive(came)
        present = unit.present(DAY)
        assert [one.name for one in present] == ["", ""]
        assert [one.occurrence for one in present] == [None, None]
        (group,) = unit.unnamed(DAY)
        assert (group.people, group.bands) == (1, {Band.YOUTH: 1})
        assert unit.inside(DAY) == 3
        unit.receive([
            Entry("C", 1, 40, NOON, None, LearnerKept(learner=learner(1))),
            Entry("C", 2, 50, NOON, None, CardIssued(learner="l1", card="c1")),
            Entry("C", 3, 60, NOON, None, OccurrenceKept(occurrence=occurrence(1))),
        ])  # fmt: skip
        present = unit.present(DAY)
        assert [one.name for one in present] == ["คนที่1 ตัวอย่าง", ""]
        assert present[1].occurrence == occurrence(1)


@given(history=histories())
@settings(max_examples=40, deadline=None)
def test_its_total_is_always_the_number_inside(history: list[Entry]) -> None:
    with fresh() as store, store.writing() as unit:
        unit.receive(history)
        found = Evacuation(DAY, NOON, "x", tuple(unit.present(DAY)), tuple(unit.unnamed(DAY)))
        assert found.total == unit.inside(DAY)
        assert sum(found.bands.values()) == found.total - len(found.named)


def test_the_night_closes_the_list(centre: Centre) -> None:
    centre.desk.scan("K100001", Ask(wanted=VISIT))
    centre.clock.later(24 * 60)
    assert centre.desk.evacuation("somsri").total == 0


class StillClock:
    def now(self) -> dt.datetime:
        return NOON


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    made = Installation(environ=environ, clock=StillClock())
    with made.open().store.writing() as unit:
        unit.append(OccurrenceKept(occurrence=occurrence(1, room="ห้อง ICT")), NOON)
        unit.append(LearnerKept(learner=learner(1)), NOON)
        unit.append(CheckedIn(day=DAY, learner="l1", occurrence="o1"), NOON)
        unit.append(GuestsCounted(day=DAY, bands={Band.CHILD: 12}, party="school"), NOON)
        out = unit.append(CheckedIn(day=DAY, learner="l2"), NOON).id
        unit.append(CheckedOut(day=DAY, visits=(out,)), NOON)
        wrong = unit.append(GuestsCounted(day=DAY, bands={Band.CHILD: 9}), NOON).id
        unit.append(Undone(target=EntryId(*wrong), reason="x"), NOON)
    return made


def run(installation: Installation, *words: str) -> Result:
    return CliRunner().invoke(evacuation, words, obj=installation, standalone_mode=False)


def test_the_command_prints_the_list(installation: Installation) -> None:
    result = run(installation, "--by", "somsri")
    assert result.return_value == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "WHO IS INSIDE  2026-11-22 12:00  (วันอาทิตย์ที่ 22 พฤศจิกายน 2569)"
    assert lines[1] == "13 people: 1 by name, 12 counted"
    assert "[ ]   12  just visiting  (child 12)" in lines
    (person,) = [line for line in lines if "K100001" in line]
    assert person.startswith("[ ] คนที่1 ตัวอย่าง")
    assert person.endswith("since 12:00  ห้อง ICT: กิจกรรม 1")
    with installation.open().store.reading() as reader:
        last = reader.entries({}, 10_000)[-1]
    assert (last.by, last.body) == ("somsri", NamesSeen(day=DAY, why="evacuation", people=1))


def test_the_command_answers_json(installation: Installation) -> None:
    answer = json.loads(run(installation, "--by", "somsri", "--json").stdout)
    assert (answer["inside"], answer["unnamed_by_band"]) == (13, {"child": 12})
    (person,) = answer["named"]
    assert (person["number"], person["room"], person["since"]) == (
        "K100001", "ห้อง ICT", "2026-11-22T05:00:00.000Z",
    )  # fmt: skip


def test_names_are_for_somebody_with_a_name(installation: Installation) -> None:
    plain = CliRunner().invoke(evacuation, [], obj=installation)
    assert (plain.exit_code, "--by" in plain.output) == (2, True)
    blank = CliRunner().invoke(evacuation, ["--by", "  "], obj=installation)
    assert blank.exit_code == 2
    assert "คนที่" not in plain.output + blank.output
    with installation.open().store.reading() as reader:
        bodies = [entry.body for entry in reader.entries({}, 10_000)]
    assert not any(isinstance(body, NamesSeen) for body in bodies)


@pytest.mark.parametrize("words", [("-o", "list.doc"), ("--json", "-o", "list.txt")])
def test_what_cannot_be_written_is_said_before_anybody_looked(
    installation: Installation, words: tuple[str, ...]
) -> None:
    assert CliRunner().invoke(evacuation, ["--by", "x", *words], obj=installation).exit_code == 2
    with installation.open().store.reading() as reader:
        assert not isinstance(reader.entries({}, 10_000)[-1].body, NamesSeen)


def test_the_list_as_a_file(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    result = run(installation, "--by", "somsri", "-o", str(file))
    assert (result.return_value, result.stdout) == (0, "")
    assert "13 people inside, 1 by name" in result.stderr
    assert "K100001" in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0
    lost = run(installation, "--by", "somsri", "-o", str(tmp_path / "no" / "list.txt"))
    assert lost.return_value == codes.CANNOT_WRITE
