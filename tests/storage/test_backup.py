"""A backup is proven when it is made and again before it replaces anything."""

import datetime as dt
import random
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from db import copies
from db.migrations import known_revisions
from kiosk import codes
from kiosk.backups import standing
from kiosk.backups.container import BackupTrouble, read_head, unpack, write
from kiosk.backups.shelf import Kept as OnShelf
from kiosk.backups.shelf import kept_in, outlived
from kiosk.entry import BackupFailed, CheckedIn, Erased, LearnerKept
from kiosk.safety.restoring import take_out
from kiosk.secrets import load_or_create
from kiosk.sections import Backup
from kiosk.verdict import Verdict
from tests.builders import DAY, NOON
from tests.storage.full_disk import full_disk
from tests.storage.kept import ONE, Kept, code_of, killed_before_each_step
from tests.storage.test_migrations import run as revise

Spoil = Callable[[bytes], bytes]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    made = Kept(tmp_path / "one")
    made.come(1, 20)
    return made


@pytest.fixture
def passphrase(tmp_path: Path) -> str:
    file = tmp_path / "passphrase"
    file.write_text("แมวสีสวาด เจ็ดตัว\n", "utf-8")
    return str(file)


@pytest.mark.parametrize("encrypt", ["true", "false"])
def test_with_a_passphrase_it_is_restored_on_an_empty_computer(
    tmp_path: Path, passphrase: str, encrypt: str
) -> None:
    more = {"WALKIN_SAFETY_ENCRYPT": encrypt, "WALKIN_BACKUP_PASSPHRASE_FILE": passphrase}
    here, there = Kept(tmp_path / "here", **more), Kept(tmp_path / "there", **more)
    here.come(1, 20)
    file = tmp_path / "b.backup"
    assert code_of(here.backup(str(file))) == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    raw = file.read_bytes()
    secrets = load_or_create(here.folder / "walkin.key", may_create=False)
    assert b"SQLite format 3" not in raw
    assert secrets.database not in raw
    restored = there.restore(str(file), "--yes")
    assert (code_of(restored), "settings are in no backup" in restored.output) == (0, False)
    assert there.bodies() == here.bodies()
    assert load_or_create(there.folder / "walkin.key", may_create=False) == secrets
    assert there.files == ["walkin.db"]
    elsewhere = Kept(tmp_path / "elsewhere", **more, WALKIN_NODE_NAME="B")
    assert (
        "It is of A, this is B: settings are in no backup"
        in elsewhere.restore(str(file), "--yes").output
    )


def test_what_is_written_meanwhile_is_of_the_next_one(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = copies._backup
    at_work = kept.installation.open()

    def slowly(*args: object) -> None:
        with at_work.store.writing() as unit:
            unit.append(CheckedIn(day=DAY, learner="l1"), NOON)
        copied(*args)

    monkeypatch.setattr(copies, "_backup", slowly)
    assert code_of(kept.backup(str(tmp_path / "b.backup"))) == 0
    assert read_head(tmp_path / "b.backup").entries == {"A": 40}
    with at_work.store.reading() as reader:
        assert reader.vector() == {"A": 41}
    at_work.store.close()


def test_a_restore_says_what_is_lost_asks_and_keeps_the_old_one(kept: Kept, tmp_path: Path) -> None:
    file = str(tmp_path / "b.backup")
    assert code_of(kept.backup(file)) == 0
    at_backup = kept.bodies()
    kept.come(21, 22)
    before = kept.bodies()
    refused = kept.restore(file, given="n\n")
    assert code_of(refused) == 130
    assert "only the present database has it: A 41 to 44" in refused.stderr
    assert kept.bodies() == before
    assert code_of(kept.restore(file, given="y\n")) == 0
    assert kept.bodies() == at_backup
    (aside,) = (name for name in kept.files if name.startswith("walkin.db.replaced-"))
    (kept.database.parent / aside).replace(kept.database)
    assert kept.bodies() == before


def test_whoever_was_forgotten_does_not_come_back(kept: Kept, tmp_path: Path) -> None:
    file = str(tmp_path / "b.backup")
    assert code_of(kept.backup(file)) == 0
    kept.write(Erased(learners=("l3",), instead="f" * 32, reason="ขอเอง"))
    restored = kept.restore(file, "--yes")
    assert code_of(restored) == 0
    assert "Forgotten again: 1" in restored.stderr
    bodies = kept.bodies()
    named = {body.learner.name for body in bodies if isinstance(body, LearnerKept)}
    assert len(named) == 20  # nineteen, and nobody
    assert "" in named
    assert not any(isinstance(b, CheckedIn) and b.learner == "l3" for b in bodies)
    assert sum(isinstance(b, CheckedIn) for b in bodies) == 20


def test_one_of_an_older_program_is_brought_up_to_date(kept: Kept, tmp_path: Path) -> None:
    file, body = tmp_path / "b.backup", tmp_path / "body.db"
    assert code_of(kept.backup(str(file))) == 0
    before = kept.bodies()
    head = unpack(file, body)
    known = known_revisions()
    revise(body, "downgrade", known[-2], kept.installation.secrets.database)
    older = msgspec.structs.replace(head, revision=known[-2], size=body.stat().st_size)
    with file.open("wb") as out:
        write(out, older, body)
    assert code_of(kept.restore(str(file), "--yes")) == 0
    assert kept.bodies() == before
    assert copies.prove(kept.database, kept.installation.secrets.database).revision == known[-1]


def test_it_refuses_while_somebody_has_the_database_open(kept: Kept, tmp_path: Path) -> None:
    file = str(tmp_path / "b.backup")
    at_work = kept.installation.open()
    assert code_of(kept.backup(file)) == 0
    refused = kept.restore(file, "--yes")
    assert (code_of(refused), "Close kiosk" in refused.stderr) == (codes.TRY_AGAIN, True)
    at_work.store.close()
    assert code_of(kept.restore(file, "--yes")) == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content + b"\0",
        lambda content: content[:-5000] + bytes(4968) + content[-32:],
        lambda content: content.replace(b"WALKIN-BACKUP-1", b"WALKIN-BACKUP-9"),
        lambda _: b"not a backup at all",
    ],
)
def test_a_spoilt_backup_changes_nothing(kept: Kept, tmp_path: Path, spoil: Spoil) -> None:
    file = tmp_path / "b.backup"
    assert code_of(kept.backup(str(file))) == 0
    kept.bodies()
    before = kept.database.read_bytes()
    file.write_bytes(spoil(file.read_bytes()))
    assert code_of(kept.restore(str(file), "--yes")) == codes.BAD_DATA
    assert kept.database.read_bytes() == before
    assert kept.files == ["walkin.db"]


def test_no_bit_of_a_backup_can_turn_unnoticed(kept: Kept, tmp_path: Path) -> None:
    file = tmp_path / "b.backup"
    assert code_of(kept.backup(str(file))) == 0
    content = file.read_bytes()
    chance, key = random.Random(5), kept.installation.secrets.database
    for place in [*range(0, 250, 3), *(chance.randrange(len(content)) for _ in range(40))]:
        turned = bytearray(content)
        turned[place] ^= 1 << chance.randrange(8)
        file.write_bytes(turned)
        with pytest.raises(BackupTrouble):
            take_out(file, tmp_path, key)
    file.write_bytes(content)
    assert take_out(file, tmp_path, key).head.entries == {"A": 40}


def test_what_does_not_open_it_is_told_apart(kept: Kept, tmp_path: Path, passphrase: str) -> None:
    file, wrong = str(tmp_path / "b.backup"), tmp_path / "wrong"
    wrong.write_text("หมา", "utf-8")
    assert code_of(kept.backup(file)) == 0
    elsewhere = Kept(tmp_path / "two")
    needs = elsewhere.restore(file, "--yes")
    assert (code_of(needs), "needs the key file" in needs.stderr) == (codes.NOT_AVAILABLE, True)
    elsewhere.come(1, 1)
    other = elsewhere.restore(file, "--yes")
    assert (code_of(other), "another key file" in other.stderr) == (codes.NOT_AVAILABLE, True)
    assert code_of(kept.backup(file, "--passphrase-file", passphrase)) == 0
    without = elsewhere.restore(file, "--yes")
    assert (code_of(without), "needs its passphrase" in without.stderr) == (codes.BAD_DATA, True)
    misfit = elsewhere.restore(file, "--yes", "--passphrase-file", str(wrong))
    assert (code_of(misfit), "does not fit" in misfit.stderr) == (codes.BAD_DATA, True)
    assert len(elsewhere.bodies()) == 2
    assert code_of(elsewhere.restore(file, "--yes", "--passphrase-file", passphrase)) == 0
    assert elsewhere.bodies() == kept.bodies()


def test_other_files_are_not_overwritten(kept: Kept) -> None:
    kept.bodies()
    before = kept.database.read_bytes()
    assert code_of(kept.backup(str(kept.database))) == codes.CANNOT_WRITE
    assert kept.database.read_bytes() == before


def test_a_full_disk_leaves_the_backup_that_was_there(kept: Kept, tmp_path: Path) -> None:
    file, small = tmp_path / "b.backup", tmp_path / "small"
    assert code_of(kept.backup(str(file))) == 0
    before = file.read_bytes()
    kept.come(21, 22)
    for size in (5000, 100_000, len(before) - 500):
        small.write_bytes(bytes(size))
        with full_disk(small):
            result = kept.backup(str(file))
        assert code_of(result) in (codes.CANNOT_WRITE, codes.NOT_AVAILABLE)
        assert file.read_bytes() == before
        assert list(tmp_path.glob("*.part")) == []
        assert kept.left_over == []
    assert code_of(kept.backup(str(file))) == 0


def test_a_kill_in_the_middle_leaves_the_old_backup_or_the_new_one(
    kept: Kept, tmp_path: Path
) -> None:
    file = tmp_path / "b.backup"
    assert code_of(kept.backup(str(file))) == 0
    kept.come(21, 22)
    seen = []
    steps = killed_before_each_step(
        lambda: kept.backup(str(file)),
        lambda: seen.append(read_head(file).entries["A"]),
    )
    assert steps >= 4
    assert seen == sorted(seen)
    assert set(seen) == {40, 44}
    assert code_of(kept.backup(str(file))) == 0
    assert kept.left_over == []  # the next one tidies up


def test_a_kill_in_the_middle_leaves_the_old_database_or_the_restored_one(
    kept: Kept, tmp_path: Path
) -> None:
    file = str(tmp_path / "b.backup")
    assert code_of(kept.backup(file)) == 0
    kept.come(21, 22)
    # What is in the log alone must neither get lost nor come over the restored one.
    at_work = kept.installation.open()
    with at_work.store.writing() as unit:
        unit.append(CheckedIn(day=DAY, learner="l1"), NOON)
    log = kept.database.with_name("walkin.db-wal")
    in_log, in_file = log.read_bytes(), kept.database.read_bytes()
    at_work.store.close()
    seen = []

    def look() -> None:
        seen.append(len(kept.bodies()))
        for one in kept.database.parent.glob("walkin.db.replaced-*"):
            one.unlink()
        kept.database.write_bytes(in_file)
        log.write_bytes(in_log)

    steps = killed_before_each_step(lambda: kept.restore(file, "--yes"), look)
    assert steps >= 5
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {45, 40}


def test_by_itself_it_goes_where_it_is_missing(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    kept = Kept(tmp_path / "one", WALKIN_BACKUP_STICK=str(stick))
    kept.come(1, 5)
    home = kept.database.parent / "backups"

    def due() -> tuple[int, int]:
        assert code_of(kept.backup("--due")) == 0
        return len(kept_in(home, "A")), len(kept_in(stick, "A"))

    assert due() == (1, 0)
    stick.mkdir()
    made_at = read_head(kept_in(home, "A")[0].file).made_at
    kept.clock.at += dt.timedelta(hours=1)
    assert due() == (1, 1)
    assert read_head(kept_in(home, "A")[0].file).made_at == made_at
    kept.clock.at += 3 * ONE
    assert due() == (2, 2)
    (newest,) = standing.examine(Backup(), kept.database.parent, "A", kept.clock.at)
    assert newest.verdict is Verdict.OK
    (late,) = standing.examine(Backup(), kept.database.parent, "A", kept.clock.at + 1.1 * ONE)
    assert late.verdict is Verdict.WARN
    kept_in(home, "A")[0].file.write_bytes(b"WALKIN-BACKUP-1\ntorn")
    assert due() == (2, 2)
    assert read_head(kept_in(home, "A")[0].file).entries


def test_the_desk_hears_of_a_night_without_one_and_of_the_next_with_one(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "one", WALKIN_BACKUP_PASSPHRASE_FILE=str(tmp_path / "none"))
    kept.come(1, 1)
    assert code_of(kept.backup("--due")) == codes.SETTINGS
    assert code_of(kept.backup("--due")) == codes.SETTINGS
    told = [body for body in kept.bodies() if isinstance(body, BackupFailed)]
    assert told == [BackupFailed(day=DAY, reason="passphrase")]
    (tmp_path / "none").write_text("x")
    assert code_of(kept.backup("--due")) == 0
    opened = kept.installation.open()
    assert opened.desk.alerts() == []
    opened.store.close()


def test_old_copies_beside_the_database_go(kept: Kept) -> None:
    old = kept.database.with_name("walkin.db.before-0002")
    old.write_bytes(b"x")
    kept.clock.at = dt.datetime.now(dt.UTC) + 50 * ONE
    kept.is_busy()
    assert code_of(kept.backup()) == 0
    assert old.exists()
    kept.clock.at += 11 * ONE
    assert code_of(kept.backup()) == 0
    assert not old.exists()


def test_a_clock_that_jumps_ahead_costs_no_backup(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "one")
    kept.come(1, 2)
    for _ in range(4):
        kept.clock.at += 40 * ONE
        kept.is_busy()
        assert code_of(kept.backup("--due")) == 0
    shelf = kept.database.parent / "backups"
    before = kept_in(shelf, "A")
    assert len(before) == 4
    right, kept.clock.at = kept.clock.at, kept.clock.at + 3652 * ONE
    assert code_of(kept.backup("--due")) == 0
    assert kept_in(shelf, "A")[1:] == before
    kept.clock.at = right + ONE
    assert code_of(kept.backup("--due")) == 0
    assert len(kept_in(shelf, "A")) == 6
    kept.clock.at += 3651 * ONE
    kept.is_busy()
    assert code_of(kept.backup()) == 0
    assert len(kept_in(shelf, "A")) == 1


@pytest.mark.parametrize(("wanted", "most", "oldest"), [
    (Backup(monthly=0), 11, 35),
    (Backup(daily=14, weekly=6, monthly=0), 20, 56),
    (Backup(), 23, 372),
    (Backup(daily=1, weekly=0, monthly=0), 1, 0),
])  # fmt: skip
def test_as_many_are_kept_as_the_settings_say(wanted: Backup, most: int, oldest: int) -> None:
    shelf: list[OnShelf] = []
    for n in range(800):
        day = DAY + n * ONE
        shelf.append(OnShelf(day, Path(day.isoformat())))
        gone = set(outlived(shelf, day, wanted))
        shelf = [one for one in shelf if one.file not in gone]
        assert len(shelf) <= most
        assert (day - shelf[0].day).days <= oldest
        assert [one.day for one in shelf[-wanted.daily :]] == [
            day - ONE * back for back in reversed(range(min(n + 1, wanted.daily)))
        ]
    assert len(shelf) >= most - 2
    # After months away the newest alone is there, and a clock set back loses nothing.
    away = shelf[-1].day + 400 * ONE
    assert set(outlived([*shelf, OnShelf(away, Path("new"))], away, wanted)) >= {
        one.file for one in shelf if one.day < away - 372 * ONE
    }
    assert outlived(shelf, DAY - 400 * ONE, wanted) == []
