"""The journal's contract, on the real file, encrypted and plain."""

import datetime as dt
import os
import shutil
import stat
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from db import engine
from db.store import SqlStore
from kiosk.clock import micros
from kiosk.entry import CheckedIn, CheckedOut, EntryId, GuestsCounted, LearnerKept, Undone
from kiosk.ports import Identifier, StoreTrouble
from kiosk.record import Band
from tests.storage.full_disk import full_disk
from tests.storage.workload import DAY, KEY, bodies, learner, open_store

Reopen = Callable[..., SqlStore]


def test_entries_count_up_without_a_gap(store: SqlStore, now: dt.datetime) -> None:
    with store.writing() as unit:
        first = [unit.append(body, now).id for body in bodies([])]
    with store.writing() as unit:
        assert unit.append_many(bodies(first), now) == len(bodies(first))
    with store.reading() as reader:
        held = reader.entries({}, limit=1000)
    assert [e.seq for e in held] == list(range(1, len(held) + 1))
    assert len(held) == len(first) + len(bodies(first))


def test_what_was_appended_is_read_back_the_same(store: SqlStore, now: dt.datetime) -> None:
    written = bodies([EntryId("B", 7)])
    with store.writing() as unit:
        made = [unit.append(body, now, by="somsri") for body in written]
    with store.reading() as reader:
        assert reader.entries({}) == made
    assert [e.body for e in made] == written
    assert made[0].at == now
    assert made[0].by == "somsri"


def test_stamps_never_run_backwards_when_the_clock_does(store: SqlStore, now: dt.datetime) -> None:
    with store.writing() as unit:
        late = unit.append(bodies([])[0], now)
        early = unit.append(bodies([])[1], now - dt.timedelta(days=400))
    assert early.stamp == late.stamp + 1 == micros(now) + 1
    assert early.at < late.at


def test_nothing_is_kept_when_the_block_fails(store: SqlStore, now: dt.datetime) -> None:
    def half_way() -> None:
        with store.writing() as unit:
            unit.append(bodies([])[0], now)
            raise KeyError

    with pytest.raises(KeyError):
        half_way()
    with store.writing() as unit:
        assert unit.vector() == {}
        assert unit.append(bodies([])[0], now).seq == 1


def test_two_processes_share_one_sequence(
    store: SqlStore, reopen: Reopen, now: dt.datetime
) -> None:
    other = reopen()
    for turn in range(6):
        with (store if turn % 2 else other).writing() as unit:
            assert unit.append(bodies([])[0], now).seq == turn + 1


def test_two_nodes_in_one_file_keep_their_own_sequence(
    store: SqlStore, reopen: Reopen, now: dt.datetime
) -> None:
    other = reopen("B")
    with store.writing() as unit:
        unit.append(bodies([])[0], now)
    with other.writing() as unit:
        assert unit.append(bodies([])[0], now).id == EntryId("B", 1)
        assert unit.vector() == {"A": 1, "B": 1}


def test_a_change_by_another_connection_is_seen(
    store: SqlStore, reopen: Reopen, now: dt.datetime
) -> None:
    with store.reading() as reader:
        before = reader.change()
    with reopen().writing() as unit:
        unit.append(bodies([])[0], now)
    with store.reading() as reader:
        assert reader.change() != before


def test_a_waiting_writer_gets_its_turn(
    store: SqlStore, file: Path, key: bytes | None, now: dt.datetime
) -> None:
    inside, done = threading.Event(), []

    def other() -> None:
        mine = open_store(file, key)
        inside.wait()
        with mine.writing() as unit:
            done.append(unit.append(bodies([])[0], now).seq)
        mine.close()

    thread = threading.Thread(target=other)
    thread.start()
    with store.writing() as unit:
        inside.set()
        unit.append(bodies([])[0], now)
    thread.join()
    assert done == [2]


def test_the_file_is_its_owners_alone(store: SqlStore, file: Path, now: dt.datetime) -> None:
    with store.writing() as unit:
        unit.append(bodies([])[0], now)
    beside = [file, file.with_name("walkin.db-wal"), file.with_name("walkin.db-shm")]
    assert [stat.S_IMODE(f.stat().st_mode) for f in beside] == [0o600] * 3


def test_a_commit_waits_for_the_disk(store: SqlStore) -> None:
    with store.reading() as unit:
        pragmas = {
            name: unit._link.value(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
    }


def test_the_encrypted_file_shows_no_name_and_opens_with_its_key_alone(
    file: Path, now: dt.datetime
) -> None:
    store = open_store(file, bytes(32))
    with store.writing() as unit:
        unit.append(LearnerKept(learner=learner(1, name="ชื่อลับ")), now)
    store.close()
    raw = b"".join(f.read_bytes() for f in file.parent.iterdir())
    assert "ชื่อลับ".encode() not in raw
    assert b"SQLite format 3" not in raw
    with pytest.raises(StoreTrouble, match="key"):
        open_store(file, bytes(31) + b"x")
    with pytest.raises(StoreTrouble, match="key"):
        open_store(file, None)


def test_every_flipped_bit_is_noticed(file: Path, now: dt.datetime) -> None:
    store = open_store(file, bytes(32))
    with store.writing() as unit:
        unit.append_many([LearnerKept(learner=learner(n)) for n in range(200)], now)
    store.close()
    whole = file.read_bytes()
    noticed = 0
    places = range(100, len(whole), len(whole) // 40)
    for place in places:
        broken = bytearray(whole)
        broken[place] ^= 1
        file.write_bytes(broken)
        try:
            again = open_store(file, bytes(32))
            with again.reading() as unit:
                found = unit._link.all(text("PRAGMA cipher_integrity_check"))
            noticed += bool(found)
            again.close()
        except StoreTrouble:
            noticed += 1
    assert noticed == len(places) >= 40


def test_a_folder_that_cannot_be_written_is_trouble_with_a_reason(tmp_path: Path) -> None:
    place = tmp_path / "a file"
    place.write_text("")
    with pytest.raises(StoreTrouble) as caught:
        SqlStore(place / "walkin.db", KEY, "A")
    assert caught.value.reason == "missing"


def test_a_full_disk_is_told_and_heals(store: SqlStore, now: dt.datetime) -> None:
    with store.writing() as unit:
        unit.append(bodies([])[0], now)
        pages = unit._link.value(text("PRAGMA page_count"))
        unit._link.tell(f"PRAGMA max_page_count = {pages + 1}")

    def fill() -> None:
        with store.writing() as unit:
            unit.append_many([LearnerKept(learner=learner(n)) for n in range(500)], now)

    with pytest.raises(StoreTrouble) as caught:
        fill()
    assert caught.value.reason == "full"
    with store.writing() as unit:
        assert unit.append(bodies([])[1], now).seq == 2


def test_nothing_is_acknowledged_into_a_file_that_was_taken_away(
    store: SqlStore, file: Path, now: dt.datetime
) -> None:
    with store.writing() as unit:
        unit.append(bodies([])[0], now)
    kept = [(beside, beside.with_name(f"kept-{beside.name}")) for beside in file.parent.iterdir()]
    for beside, away in kept:
        beside.rename(away)
    for _ in range(2):
        with pytest.raises(StoreTrouble) as caught, store.writing() as unit:
            unit.append(bodies([])[0], now)
        assert caught.value.reason == "missing"
    assert not file.exists()
    for beside, away in kept:
        away.rename(beside)
    with store.writing() as unit:
        assert unit.append(bodies([])[1], now).seq == 2


def test_another_file_in_its_place_is_told_once_and_then_used(
    store: SqlStore, file: Path, now: dt.datetime, tmp_path: Path
) -> None:
    with store.writing() as unit:
        unit.append_many(bodies([])[:2], now)
    store.close()
    copy = tmp_path / "copy.db"
    shutil.copy(file, copy)
    with store.writing() as unit:
        assert unit.append(bodies([])[0], now).seq == 3
    for beside in file.parent.glob(f"{file.name}-*"):
        beside.rename(beside.with_name("old-" + beside.name))
    copy.replace(file)
    with pytest.raises(StoreTrouble) as caught, store.reading():
        pass
    assert caught.value.reason == "missing"
    with store.writing() as unit:
        assert unit.append(bodies([])[1], now).seq == 3


def test_learners_are_found_by_every_number_and_only_exactly(
    store: SqlStore, now: dt.datetime
) -> None:
    with store.writing() as unit:
        record = learner(1, student_number="661-000-001", phone="081 234 5678", citizen="hash")
        unit.append(LearnerKept(learner=record), now)
        keys = [
            Identifier("member", "K100001"),
            Identifier("digits", "100001"),
            Identifier("student", "661000001"),
            Identifier("phone", "0812345678"),
            Identifier("citizen", "hash"),
        ]
        assert sorted(unit.find(keys)) == sorted((key, "l1") for key in keys)
        for near in ("K10000", "K100001 OR 1=1", "%", "_", "", "K1%"):
            assert unit.find([Identifier("member", near)]) == []
        unit.append(LearnerKept(learner=learner(1)), now)
        assert unit.find([Identifier("phone", "0812345678")]) == []


def test_counts_hold_named_and_unnamed_people_and_undo_nothing_twice(
    store: SqlStore, now: dt.datetime
) -> None:
    with store.writing() as unit:
        one = unit.append(CheckedIn(day=DAY, learner="l1", occurrence="o1"), now)
        unit.append(CheckedIn(day=DAY, learner="l1", occurrence="o1"), now)
        two = unit.append(CheckedIn(day=DAY, learner="l2", occurrence="o1"), now)
        unit.append(GuestsCounted(day=DAY, bands={Band.CHILD: 2}, occurrence="o1"), now)
        unit.append(GuestsCounted(day=DAY, bands={Band.ADULT: 1}), now)
        assert unit.taken(DAY, ["o1", "o2"]) == {"o1": 4, "o2": 0}
        assert unit.inside(DAY) == unit.people(DAY) == 5
        unit.append(Undone(target=one.id, reason="x"), now)
        assert unit.taken(DAY, ["o1"]) == {"o1": 4}
        unit.append(CheckedOut(day=DAY, visits=(two.id,)), now)
        assert unit.taken(DAY, ["o1"]) == {"o1": 3}
        assert unit.inside(DAY) == 4
        assert unit.people(DAY) == 5
        came = {count.occurrence: (count.came, count.inside) for count in unit.counts(DAY)}
        assert came == {"o1": (4, 3), None: (1, 1)}


def test_the_list_is_newest_first_in_pages_and_filters_literally(
    store: SqlStore, now: dt.datetime
) -> None:
    with store.writing() as unit:
        for n in range(1, 8):
            name = {3: "ร้อย%เปอร์เซ็นต์", 4: "under_score"}.get(n, f"ปิ่น{n}")
            unit.append(LearnerKept(learner=learner(n, name=name)), now)
            unit.append(CheckedIn(day=DAY, learner=f"l{n}"), now + dt.timedelta(seconds=n))
        page = unit.lines(DAY, limit=3)
        assert [line.learner.number for line in page if line.learner] == [
            "K100007",
            "K100006",
            "K100005",
        ]
        rest = unit.lines(DAY, before=page[-1].entry, limit=10)
        assert len(rest) == 4
        for text, numbers in (
            ("%", ["K100003"]),
            ("_", ["K100004"]),
            ("ปิน5", ["K100005"]),
            ("k100006", ["K100006"]),
            ("' OR 1=1 --", []),
            ("😀" * 5000, []),
        ):
            found = [line.learner.number for line in unit.lines(DAY, text=text) if line.learner]
            assert found == numbers, text


def test_proving_writes_to_the_disk_and_changes_nothing(store: SqlStore, now: dt.datetime) -> None:
    with store.writing() as unit:
        unit.append(bodies([])[0], now)
    store.prove()
    store.prove()
    with store.reading() as unit:
        assert unit._link.value(text("PRAGMA user_version")) == 2
        assert unit.vector() == {"A": 1}


def test_proving_fails_on_a_full_disk(store: SqlStore, file: Path) -> None:
    for _ in range(20):  # so much is on the disk already that the file can be opened again
        store.prove()
    with full_disk(file.with_name("walkin.db-wal")):
        with pytest.raises(StoreTrouble):
            store.prove()
        with store.reading() as unit:
            assert unit.vector() == {}
    store.prove()


def test_opening_on_many_threads_leaves_the_mask_of_the_process(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(_opened_and_closed, [tmp_path / f"{n}.db" for n in range(40)]))
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def _opened_and_closed(file: Path) -> None:
    engine.close(engine.connect(file, None))
