"""What an import does to the database: only what is new or different is written."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db.store import SqlStore
from kiosk import matching
from kiosk.app import Installation
from kiosk.cli.importing import learners
from kiosk.codes import BAD_DATA
from kiosk.config import Settings
from kiosk.entry import LearnerKept, Merged, NamesSeen
from kiosk.exporting import NeedsReason
from kiosk.exporting.people import export_learners
from kiosk.importing import Sample, import_learners, import_programme
from kiosk.importing import into as import_into
from kiosk.importing.calendar import ProgrammeFile
from kiosk.importing.columns import plain_heading
from kiosk.programme import occurrences_of
from kiosk.record import Learner
from tests.core.calendars import BANGKOK
from tests.core.test_import_learners import PEPPER
from tests.core.test_import_programme import GOOD, calendar, event, times
from tests.storage.workload import open_store

Counts = tuple[int, int, int, int]
"""Added, changed, unchanged, rejected."""


class Noon:
    def now(self) -> dt.datetime:
        return dt.datetime(2026, 11, 22, 5, 0, tzinfo=dt.UTC)


@pytest.fixture(params=["each searched for", "all at once"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SqlStore]:
    if request.param == "all at once":
        monkeypatch.setattr(import_into, "_FEW", 0)
    monkeypatch.setattr(import_into, "BATCH", 3)
    opened = open_store(tmp_path / "walkin.db")
    yield opened
    opened.close()


def learner_counts(store: SqlStore, text: str, *, dry_run: bool = False) -> Counts:
    settled = Settings()
    r = import_learners(store, Noon(), settled, PEPPER, text.encode(), dry_run=dry_run)
    return r.added, r.changed, r.unchanged, len(r.rejected)


def stored(store: SqlStore, number: str) -> Learner:
    with store.reading() as reader:
        (found,) = [x for x in reader.learners() if x.number == number]
    return found


LIST = "member_no,name_th,phone\n" + "".join(f"K{n},ชื่อ {n},08100079{n}\n" for n in range(10, 18))


def test_importing_learners_twice_changes_nothing(store: SqlStore) -> None:
    assert learner_counts(store, LIST, dry_run=True) == (8, 0, 0, 0)
    assert learner_counts(store, LIST) == (8, 0, 0, 0)
    with store.reading() as reader:
        before = reader.vector()
    assert learner_counts(store, LIST) == (0, 0, 8, 0)
    assert learner_counts(store, LIST.replace("ชื่อ 12", "ใหม่"), dry_run=True) == (0, 1, 7, 0)
    with store.reading() as reader:
        assert reader.vector() == before


def test_only_what_is_different_is_written(store: SqlStore) -> None:
    learner_counts(store, LIST)
    assert learner_counts(store, LIST.replace("ชื่อ 12", "ใหม่") + ",ไม่มีเลข,\nK99,ก,\n") == (
        1,
        1,
        7,
        1,
    )
    assert stored(store, "K12").name == "ใหม่"


def test_what_the_list_has_no_column_for_stays(store: SqlStore) -> None:
    learner_counts(store, "member_no,name_th,nickname,consent_version\nK1,ก,ต้น,2026-1\n")
    assert learner_counts(store, "member_no,name_th,consent_version\nK1,ข,\n") == (0, 1, 0, 0)
    learner = stored(store, "K1")
    assert (learner.name, learner.nickname, learner.consent) == ("ข", "ต้น", "2026-1")


def test_an_emptied_cell_empties_the_field(store: SqlStore) -> None:
    learner_counts(store, LIST)
    assert learner_counts(store, LIST.replace("0810007912", "")) == (0, 1, 7, 0)
    assert stored(store, "K12").phone == ""


def test_whoever_has_the_number_already_is_the_same_person(store: SqlStore) -> None:
    with store.writing() as unit:
        known = Learner(learner="from-the-kiosk", number="k-10", name="เดิม")
        unit.append(LearnerKept(learner=known), Noon().now())
    assert learner_counts(store, LIST) == (7, 1, 0, 0)
    assert stored(store, "k-10").learner == "from-the-kiosk"
    assert learner_counts(store, LIST) == (0, 0, 8, 0)


def test_a_number_corrected_at_the_desk_gives_no_second_person(store: SqlStore) -> None:
    learner_counts(store, LIST)
    old = stored(store, "K12")
    with store.writing() as unit:
        edited = Learner(learner=old.learner, number="K120", name=old.name, phone=old.phone)
        unit.append(LearnerKept(learner=edited), Noon().now())
    assert learner_counts(store, LIST) == (0, 0, 8, 0)
    assert stored(store, "K120").learner == old.learner


def test_progress_is_told_up_to_the_end(store: SqlStore) -> None:
    told: list[tuple[int, int]] = []
    import_learners(
        store, Noon(), Settings(), PEPPER, LIST.encode(), progress=lambda *at: told.append(at)
    )
    assert told == [(3, 8), (6, 8), (8, 8)]


def programme_counts(store: SqlStore, raw: bytes, *, dry_run: bool = False) -> Counts:
    r = import_programme(store, Noon(), Settings(), raw, dry_run=dry_run)
    return r.added, r.changed, r.unchanged, len(r.rejected)


def test_importing_a_programme_twice_changes_nothing(store: SqlStore) -> None:
    raw = calendar(GOOD.format(1), GOOD.format(2), event("UID:b\nSUMMARY:x"))
    assert programme_counts(store, raw, dry_run=True) == (2, 0, 0, 1)
    assert programme_counts(store, raw) == (2, 0, 0, 1)
    with store.reading() as reader:
        before = reader.vector(), reader.programme_revision()
    assert programme_counts(store, raw) == (0, 0, 2, 1)
    with store.reading() as reader:
        assert (reader.vector(), reader.programme_revision()) == before


def test_an_import_changes_what_is_different_and_leaves_the_rest(store: SqlStore) -> None:
    programme_counts(store, calendar(GOOD.format(1), GOOD.format(2)))
    changed = GOOD.format(2).replace("T100000", "T110000")
    assert programme_counts(store, calendar(changed, GOOD.format(3))) == (1, 1, 0, 0)
    with store.reading() as reader:
        assert {a.uid for a in reader.activities()} == {"good-1", "good-2", "good-3"}


SERIES = "UID:a\nDTSTART:20261103T100000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:x"
MOVE = "UID:a\nRECURRENCE-ID:20261110T030000Z\nDTSTART:20261110T150000"


def test_an_exception_that_comes_alone_joins_its_series(store: SqlStore) -> None:
    programme_counts(store, calendar(event(SERIES)))
    assert programme_counts(store, calendar(event(MOVE))) == (0, 1, 0, 0)
    assert programme_counts(store, calendar(event(MOVE))) == (0, 0, 1, 0)
    again = MOVE.replace("T150000", "T160000")
    assert programme_counts(store, calendar(event(again))) == (0, 1, 0, 0)
    with store.reading() as reader:
        file = ProgrammeFile(activities=tuple(reader.activities()))
    assert times(file) == ["1103 10:00", "1110 16:00", "1117 10:00"]


def test_a_cancellation_sent_by_mail_cancels_the_repeat(store: SqlStore) -> None:
    programme_counts(store, calendar(event(SERIES)))
    cancel = "UID:a\nRECURRENCE-ID:20261110T100000\nDTSTART:20261110T100000"
    assert programme_counts(store, calendar("METHOD:CANCEL", event(cancel))) == (0, 1, 0, 0)
    with store.reading() as reader:
        (stored,) = reader.activities()
    found = occurrences_of(stored, dt.date(2026, 11, 1), dt.date(2026, 11, 30), BANGKOK, 30)
    assert [o.cancelled for o in found] == [False, True, False]


def test_an_exception_of_an_unknown_series_without_title_is_rejected(store: SqlStore) -> None:
    report = import_programme(store, Noon(), Settings(), calendar(event(MOVE)))
    assert report.rejected == ((2, "it changes an activity that is not known here"),)


def test_others_come_in_between_two_batches(store: SqlStore, tmp_path: Path) -> None:
    other = open_store(tmp_path / "walkin.db")
    written: list[int] = []

    def check_in(seconds: float) -> None:
        assert seconds > 0
        with other.writing() as unit:
            guest = Learner(learner=f"guest-{len(written)}", number=f"G{len(written)}", name="x")
            written.append(unit.append(LearnerKept(learner=guest), Noon().now()).seq)

    import_learners(store, Noon(), Settings(), PEPPER, LIST.encode(), pause=check_in)
    other.close()
    assert written == [4, 8, 11]


SAMPLE = (
    "member_no,name_th,name_en,nickname,birth_year_be,institution,student_id,phone,valid_until,"
    "status,consent_version\n"
    "K100001,กมล ใจดี,Kamon Chaidi,ต้น,2533,nrru,661000000,,2027-12-31,active,\n"
    "K100002,น้ำฝน ศรีโคราช,,,2499,,0012,0810007919,,suspended,2026-1\n"
)
TOLD = {plain_heading("รหัสประจำตัว"): "number", plain_heading("หมายเหตุ"): ""}


def test_columns_are_what_somebody_said_they_are(store: SqlStore) -> None:
    raw = "รหัสประจำตัว,ชื่อ,หมายเหตุ,เลขสมาชิก\nK1,ก,x,9\n".encode()
    got = import_learners(store, Noon(), Settings(), PEPPER, raw, told=TOLD, dry_run=True)
    assert got.columns == (
        ("รหัสประจำตัว", "number"), ("ชื่อ", "name"), ("หมายเหตุ", None), ("เลขสมาชิก", None),
    )  # fmt: skip
    assert got.samples == (Sample("K1", "ก", ()),)
    without = import_learners(store, Noon(), Settings(), PEPPER, "รหัสประจำตัว,ชื่อ\nK1,ก\n".encode())
    assert without.columns == (("รหัสประจำตัว", None), ("ชื่อ", "name"))
    assert "member_no cannot be found" in without.rejected[0].reason


def test_what_would_change_is_shown(store: SqlStore) -> None:
    learner_counts(store, LIST)
    raw = LIST.replace("ชื่อ 12", "ใหม่").replace("0810007913", "").encode()
    got = import_learners(store, Noon(), Settings(), PEPPER, raw, dry_run=True)
    assert got.samples == (Sample("K12", "ใหม่", ("name",)), Sample("K13", "ชื่อ 13", ("phone",)))


def test_the_list_of_learners_comes_back_unchanged(store: SqlStore, tmp_path: Path) -> None:
    learner_counts(store, SAMPLE)
    odd = Learner(
        learner="odd", number="007", sex="female", name='ก "ข", ค\u0e4d', phone="+85612345678"
    )
    with store.writing() as unit:
        unit.append(LearnerKept(learner=odd), Noon().now())
        unit.append(
            LearnerKept(learner=Learner(learner="twin", number="008", name="ก")), Noon().now()
        )
        unit.append(Merged(learner="twin", into="odd"), Noon().now())
    file = tmp_path / "learners.csv"
    zone = Settings().zone
    with pytest.raises(NeedsReason):
        export_learners(store, Noon(), zone, file, reason=" ")
    assert not file.exists()
    count = export_learners(store, Noon(), zone, file, reason="ตรวจรายชื่อ", by="สมศรี")
    assert count == len(SAMPLE.splitlines())
    with store.reading() as reader:
        before = reader.vector()
    assert learner_counts(store, file.read_text("utf-8-sig")) == (0, 0, count, 0)
    with store.reading() as reader:
        assert reader.vector() == before
        seen = [e for e in reader.entries({}, limit=10_000) if isinstance(e.body, NamesSeen)]
    assert [(e.by, e.body.why, e.body.people) for e in seen] == [("สมศรี", "ตรวจรายชื่อ", count)]


def test_a_name_is_no_formula_in_the_list_and_none_when_it_comes_back(
    store: SqlStore, tmp_path: Path
) -> None:
    odd = Learner(learner="odd", number="0012", name="=HYPERLINK(1)", phone="+85612345678")
    with store.writing() as unit:
        unit.append(LearnerKept(learner=odd), Noon().now())
    file = tmp_path / "learners.csv"
    export_learners(store, Noon(), Settings().zone, file, reason="ตรวจ")
    text = file.read_text("utf-8-sig")
    assert '"0012",\'=HYPERLINK(1)' in text
    assert "'+85612345678" in text
    assert learner_counts(store, text) == (0, 0, 0, 1)
    assert stored(store, "0012") == odd


def test_what_was_told_of_columns_is_remembered(tmp_path: Path) -> None:
    file = tmp_path / "data" / matching.FILE
    assert matching.recall(file) == {}
    matching.keep(file, {"รหัส ประจำตัว": "number"})
    matching.keep(file, {"หมายเหตุ": ""})
    assert matching.recall(file) == TOLD
    file.write_bytes(b'{"x": "nothing known", "y": "name"}')
    assert matching.recall(file) == {"y": "name"}
    file.write_bytes(b"\xff")
    assert matching.recall(file) == {}


def test_the_command_remembers_columns_of_what_it_took_in(tmp_path: Path) -> None:
    environ = {"WALKIN_DATA": str(tmp_path / "data"), "WALKIN_CONFIG": str(tmp_path / "w.toml")}
    installation = Installation(environ=environ)
    file = tmp_path / "list.csv"
    file.write_text("รหัสประจำตัว,ชื่อ,หมายเหตุ\nK1,ก,x\n", "utf-8")

    def run(*words: str) -> Result:
        given = [str(file), *words]
        return CliRunner().invoke(learners, given, obj=installation, standalone_mode=True)

    assert run().exit_code == BAD_DATA
    tried = run("--column", "รหัสประจำตัว=number", "--dry-run")
    assert "added 1" in tried.output
    assert "column หมายเหตุ is left out" in tried.output
    assert run().exit_code == BAD_DATA
    assert run("--column", "รหัสประจำตัว=number").exit_code == 0
    assert "unchanged 1" in run().output
    assert "FIELD is one of number" in run("--column", "รหัสประจำตัว=shoe").output
