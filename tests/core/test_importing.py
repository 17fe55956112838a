"""What an import does to the database: only what is new or different is written."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import SqlStore
from kiosk.config import Settings
from kiosk.entry import LearnerKept
from kiosk.importing import import_learners, import_programme
from kiosk.importing import into as import_into
from kiosk.importing.calendar import ProgrammeFile
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
