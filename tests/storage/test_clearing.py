"""Whoever was forgotten leaves the old backups, and nothing else does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from db import copies
from db.beyond import Beyond
from db.migrations import known_revisions
from db.store import SqlStore
from kiosk.backups.container import read_head, unpack, write
from kiosk.backups.shelf import kept_in
from kiosk.backups.standing import examine
from kiosk.config import Settings
from kiosk.entry import CheckedIn, Erased, LearnerKept, Refused
from kiosk.safety import clearing
from kiosk.safety.restoring import take_out
from kiosk.verdict import Verdict
from tests.builders import DAY
from tests.storage.kept import ONE, Kept, code_of, killed_before_each_step
from tests.storage.test_migrations import run as revise
from tests.storage.workload import learner

GONE, STAYS = (learner(n).name.encode() for n in (3, 4))
READ = "ab" * 16


class Centre(Kept):
    """With a backup of twenty people, of whom the third was forgotten later."""

    def __init__(self, folder: Path, **environ: str) -> None:
        super().__init__(folder, **environ)
        self.come(1, 20)
        # The last of its month: it stays for a year.
        self.clock.at += 8 * ONE
        self.write(Refused(day=DAY, outcome="unknown", read=READ))
        self.night()
        ((_, self.old),) = kept_in(self.shelf, "A")
        self.before = self.old.read_bytes()
        self.come(21, 22)
        self.write(Erased(learners=("l3",), instead="f" * 32, reason="ขอเอง"))

    @property
    def shelf(self) -> Path:
        return self.database.parent / "backups"

    def night(self, *words: str, days: float = 1, busy: bool = False) -> str:
        """A backup by itself, so much later; what it said."""
        self.clock.at += days * ONE
        if busy:
            self.is_busy()
        result = self.backup("--due", *words)
        assert code_of(result) == 0
        return result.stderr


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text("แมวสีสวาด เจ็ดตัว\n", "utf-8")
    return file


def test_not_a_byte_of_them_is_left_and_of_all_others_everything(tmp_path: Path) -> None:
    centre = Centre(tmp_path / "one", WALKIN_SAFETY_ENCRYPT="false")
    assert [what in centre.before for what in (GONE, STAYS, READ.encode())] == [True, True, True]
    said = centre.night(days=3)
    assert "written anew" not in said
    assert centre.old.read_bytes() == centre.before  # it may go by itself
    assert "1 written anew" in centre.night(days=5)
    now = centre.old.read_bytes()
    assert [what in now for what in (GONE, STAYS, READ.encode())] == [False, True, True]
    assert read_head(centre.old).entries == {"A": 41}
    assert "written anew" not in centre.night()
    assert centre.old.read_bytes() == now
    assert "written anew" not in centre.night(days=91)  # perhaps the clock jumped
    assert "written anew" in centre.night(busy=True)
    assert READ.encode() not in centre.old.read_bytes()
    assert centre.old in [one.file for one in kept_in(centre.shelf, "A")]


@pytest.mark.parametrize("locked", [False, True], ids=["own key", "passphrase"])
def test_it_can_be_restored_and_what_came_later_follows_on(
    tmp_path: Path, passphrase: Path, locked: bool
) -> None:
    more = {"WALKIN_BACKUP_PASSPHRASE_FILE": str(passphrase)} if locked else {}
    centre = Centre(tmp_path / "one", **more)
    made_at = read_head(centre.old).made_at
    centre.night(days=8)
    assert read_head(centre.old).made_at == made_at
    live, key = centre.bodies(), centre.installation.secrets.database
    words = passphrase.read_text("utf-8").strip() if locked else ""
    opened = take_out(centre.old, tmp_path, key, words)
    assert (opened.secrets is not None) is locked
    store = SqlStore(opened.file, opened.key, "A")
    with store.writing() as unit:
        held = [one.body for one in unit.entries({}, limit=1000)]
        assert unit.receive([*Beyond(centre.database, key, unit.vector()).entries()]) == 5
        everything = [one.body for one in unit.entries({}, limit=1000)]
    store.rebuild()
    store.close()
    assert everything == live
    assert held == live[:41]
    assert sum(isinstance(body, CheckedIn) for body in held) == 20
    assert "คนที่3 ตัวอย่าง" not in {b.learner.name for b in held if isinstance(b, LearnerKept)}
    assert code_of(centre.restore(str(centre.old), "--yes")) == 0
    assert centre.bodies()[:41] == held


def test_one_of_an_older_program_is_brought_up_to_date(tmp_path: Path) -> None:
    centre = Centre(tmp_path / "one")
    body, known = tmp_path / "body.db", known_revisions()
    head = unpack(centre.old, body)
    revise(body, "downgrade", known[-2], centre.installation.secrets.database)
    older = msgspec.structs.replace(head, revision=known[-2], size=body.stat().st_size)
    with centre.old.open("wb") as out:
        write(out, older, body)
    assert "1 written anew" in centre.night(days=8)
    now = read_head(centre.old)
    assert (now.revision, now.entries, now.made_at) == (known[-1], head.entries, head.made_at)
    assert code_of(centre.restore(str(centre.old), "--yes")) == 0


def test_a_kill_in_the_middle_leaves_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    centre = Centre(tmp_path / "one")
    centre.night(days=1)
    centre.clock.at += 8 * ONE
    seen = []

    def look() -> None:
        take_out(centre.old, tmp_path, centre.installation.secrets.database)
        seen.append(read_head(centre.old).forgotten != "")

    assert killed_before_each_step(lambda: centre.backup("--due"), look) >= 6
    assert seen == sorted(seen)
    assert set(seen) == {False, True}


def test_one_that_cannot_be_opened_is_told_and_goes_before_the_law_says(
    tmp_path: Path, passphrase: Path
) -> None:
    centre = Centre(tmp_path / "one", WALKIN_BACKUP_PASSPHRASE_FILE=str(passphrase))
    passphrase.write_text("another\n", "utf-8")
    assert "1 cannot be opened" in centre.night(days=8)
    assert centre.old.read_bytes() == centre.before
    checks = examine(Settings().backup, centre.database.parent, "A", centre.clock.at)
    assert [check.verdict for check in checks] == [Verdict.OK, Verdict.WARN]
    assert "0 of more than 60 days were removed" in centre.night(days=53)
    assert "1 of more than 60 days were removed" in centre.night(busy=True)
    assert not centre.old.exists()
    checks = examine(Settings().backup, centre.database.parent, "A", centre.clock.at)
    assert [check.verdict for check in checks] == [Verdict.OK]


def test_nobody_who_was_forgotten_is_in_any_copy_of_a_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dt.date] = []
    monkeypatch.setattr(clearing, "_anew", lambda _, one, *__: asked.append(one.day))
    centre = Centre(tmp_path / "one")
    shelf = centre.shelf
    for back in range(0, 372, 31):
        day = DAY + 400 * ONE - back * ONE
        (shelf / f"walkin-A-{day}.backup").write_bytes(centre.before)
    key = centre.installation.secrets.database
    assert copies.forgotten(centre.database, key).sum
    centre.clock.at += 401 * ONE
    centre.night(days=0, busy=True)
    newest, *left = (one.day for one in kept_in(shelf, "A"))
    assert len(left) >= 11
    assert [day for day in left if newest - day >= 7 * ONE] == asked
