"""Only an administrator re-dates what a wrong clock dated; what the entries said is kept."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk import codes
from kiosk.app import Installation
from kiosk.cli.redate import redate
from kiosk.desk import No, NotPossible, Stretch
from kiosk.entry import (
    CheckedIn,
    CheckedOut,
    EntryId,
    GuestsCounted,
    LearnerKept,
    Queued,
    Redated,
)
from kiosk.exporting.access import export_access
from kiosk.exporting.log import write_csv
from kiosk.importing import import_programme
from kiosk.outcome import Ask
from kiosk.record import Band, Role
from tests.storage.centre import PROGRAMME, SUNDAY_NOON, Centre, SetClock
from tests.storage.workload import DAY, cheap_pins, learner

PIN = "482913"
DAILY = PROGRAMME.replace("SUMMARY:ห้องเล็ก", "RRULE:FREQ=DAILY\nSUMMARY:ห้องเล็ก")
A_DAY = dt.timedelta(days=1)
WHY = "นาฬิกาเร็วไปหนึ่งวัน"


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """Whose clock was a day ahead while two people came and a third one had to wait."""
    cheap_pins(monkeypatch)
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    made = Installation(environ=environ, clock=SetClock())
    opened = made.open()
    clock = opened.clock
    assert isinstance(clock, SetClock)
    import_programme(opened.store, clock, opened.settings, DAILY.encode())
    for name, role in (("สมศรี", Role.ADMIN), ("สุดา", Role.DESK)):
        opened.desk.add_staff(name, role, PIN, bytes(16), "test")
    with opened.store.writing() as unit:
        for n in (1, 2, 3):
            unit.append(LearnerKept(learner=learner(n)), clock.at)
    clock.at += A_DAY
    there = Ask(wanted=opened.desk.today().running[0].occurrence.key)
    for n in (1, 2, 3):
        clock.later(1)
        opened.desk.scan(f"K{100000 + n}", there)
    clock.at = SUNDAY_NOON + dt.timedelta(hours=2)
    return made


def test_a_list_line_ends_where_the_clock_jumped_and_a_typed_time_stays(centre: Centre) -> None:
    centre.desk.add_staff("สมศรี", Role.ADMIN, PIN, bytes(16), "test")
    start = centre.clock.at

    def comes(minutes: float, off: dt.timedelta = dt.timedelta(0)) -> int:
        """A count at so many minutes, by a clock that is off, as a hub stamps it."""
        at = start + dt.timedelta(minutes=minutes)
        with centre.store.writing() as unit:
            body = GuestsCounted(day=DAY, bands={Band.CHILD: 1})
            return unit.append(body, at + off, written=at).seq

    hour = dt.timedelta(hours=1)
    right, wrong = [comes(1), comes(2)], [comes(20, -hour), comes(45, -hour)]
    with centre.store.writing() as unit:
        paper = GuestsCounted(day=DAY, bands={Band.CHILD: 9}, how="paper")
        typed = unit.append(paper, start, by="สุดา", written=start + hour).seq
        # At closing time, all of whom go along; and some of whom do not.
        for visits in ((wrong[0], wrong[1]), (right[0], wrong[1])):
            out = CheckedOut(day=DAY, visits=tuple(EntryId("A", n) for n in visits), how="auto")
            unit.append(out, start + 6 * hour)
    wrong.append(comes(50, -hour))
    after = [comes(60), comes(61)]
    runs = [(run.first, run.last, run.entries) for run in centre.desk.runs("A")]
    assert runs[-3:] == [(right[0], right[1], 2), (wrong[0], wrong[2], 3), (after[0], after[1], 2)]
    centre.clock.later(7 * 60)
    done = centre.desk.redate(Stretch("A", wrong[0], wrong[2]), hour, "สมศรี", WHY)
    assert (done.entries, done.told) == (4, 1)
    with centre.store.reading() as reader:
        left = {line.entry.seq: line.left_at for line in reader.lines(DAY)}
        assert left[wrong[0]] == left[wrong[1]] == start + 7 * hour
        assert left[right[0]] == start + 6 * hour
        redated = {line.entry.seq for line in reader.lines(DAY) if line.misdated}
    assert redated == set(wrong)
    alone = centre.desk.redate(Stretch("A", typed, typed), hour, "สมศรี", WHY)
    assert (alone.entries, alone.told) == (1, 0)


def run(installation: Installation, *words: str, typed: str = f"{PIN}\n") -> Result:
    done = CliRunner().invoke(redate, words, obj=installation, input=typed, standalone_mode=False)
    assert PIN not in done.output
    return done


def came(installation: Installation) -> tuple[int, int]:
    """The numbers of the first check-in and of the waiting number."""
    with installation.open().store.reading() as reader:
        came = (CheckedIn, Queued)
        found = [e.seq for e in reader.entries({}, 10_000) if isinstance(e.body, came)]
    return found[0], found[-1]


def people(installation: Installation) -> tuple[int, int]:
    with installation.open().store.reading() as reader:
        return reader.people(DAY), reader.people(DAY + A_DAY)


def test_an_administrator_puts_a_day_back_and_both_dates_can_be_seen(
    installation: Installation,
) -> None:
    first, last = came(installation)
    listed = run(installation, "A").output
    assert f"A {first} {last}" in listed
    assert "2026-11-23 12:01 to 2026-11-23 12:03  3 entries" in listed
    assert "node.name" in run(installation, "Q").output
    words = ("A", str(first), str(last), "--to", "22/11/2569 12:01")
    tried = run(installation, *words, "--dry-run")
    assert "3 entries would be re-dated 1 day earlier" in tried.output
    assert people(installation) == (0, 2)
    done = run(installation, *words, "--by", "สมศรี", "--reason", WHY)
    assert "the first from 2026-11-23 12:01 to 2026-11-22 12:01" in done.output
    assert "2 check-ins came for what their activity had on that day" in done.output
    assert people(installation) == (2, 0)
    assert "3 entries, 3 re-dated" in run(installation, "A").output
    opened = installation.open()
    with opened.store.reading() as reader:
        (line, *_) = reader.lines(DAY)
        assert line.occurrence is not None
        assert line.occurrence.day == DAY
        assert reader.taken(DAY, [line.occurrence.key]) == {line.occurrence.key: 2}
        assert [one.number for one in reader.numbers(DAY)] == ["A1"]
        out = io.BytesIO()
        write_csv(reader.log(DAY, DAY), out, zone=opened.settings.zone, names=True)
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
    assert {(r["service_day"], r["service_day_was"], r["redated_by"]) for r in rows} == {
        ("2026-11-22", "2026-11-23", "สมศรี")
    }
    assert (rows[0]["at_utc"], rows[0]["at_utc_was"]) == (
        "2026-11-22T05:01:00.000Z", "2026-11-23T05:01:00.000Z",
    )  # fmt: skip
    assert {r["redated_reason"] for r in rows} == {WHY}
    acts = io.BytesIO()
    export_access(opened.store, opened.settings.zone, DAY, DAY, acts)
    assert f'redated,,"A:{first} to A:{last}, -86400 s",{WHY}' in acts.getvalue().decode()
    # It was right after all.
    back = run(installation, *words[:3], "--as-written", "--by", "สมศรี", "--reason", "ไม่ผิด")
    assert "3 entries are of the time they say" in back.output
    assert "re-dated" not in run(installation, "A").output
    assert people(installation) == (0, 2)
    with opened.store.reading() as reader:
        (line, *_) = reader.lines(DAY + A_DAY)
        assert line.occurrence is not None
        assert (line.misdated, line.occurrence.day) == (None, DAY + A_DAY)


def test_nobody_else_does_and_not_into_the_future(installation: Installation) -> None:
    first, last = came(installation)
    words = ("A", str(first), str(last), "--earlier", "1d", "--reason", WHY)
    below = run(installation, *words, "--by", "สุดา")
    assert "only an administrator" in below.output
    wrong = run(installation, *words, "--by", "สมศรี", typed="111222\n")
    assert "that is not the PIN" in wrong.output
    nobody = run(installation, *words, "--by", "root")
    assert (below.return_value, wrong.return_value, nobody.return_value) == (codes.BAD_DATA,) * 3
    late = run(installation, *words[:3], "--later", "1h", "--by", "สมศรี", "--reason", WHY)
    assert "yet to come" in late.output
    missing = run(installation, "B", "1", "--earlier", "1d", "--by", "สมศรี", "--reason", WHY)
    assert "wrote nothing" in missing.output
    opened = installation.open()
    with pytest.raises(NotPossible) as no:
        opened.desk.redate(Stretch("A", first, last), -A_DAY, "สุดา", WHY)
    assert no.value.why is No.NOT_ADMIN
    with opened.store.reading() as reader:
        assert not any(isinstance(e.body, Redated) for e in reader.entries({}, 10_000))
    assert people(installation) == (0, 2)


def test_whoever_is_forgotten_takes_the_reason_along(centre: Centre) -> None:
    outcome = centre.desk.scan("K100001")
    assert outcome.entry is not None
    centre.desk.add_staff("สมศรี", Role.ADMIN, PIN, bytes(16), "test")
    centre.clock.later(60)
    those = Stretch("A", outcome.entry.seq, outcome.entry.seq)
    centre.desk.redate(those, dt.timedelta(hours=-1), "สมศรี", "คนที่ 1 มาก่อน")
    centre.desk.forget("l1", bytes(range(16)), "สมศรี", "ขอเอง")
    with centre.store.reading() as reader:
        line = reader.line(outcome.entry)
    assert line is not None
    assert line.misdated is not None
    assert (line.misdated.at, line.misdated.reason) == (SUNDAY_NOON, "")
    assert "มาก่อน" not in str(centre.journal())
