"""A damaged database is set aside; the backup and what can still be read take its place."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db import copies
from kiosk import codes
from kiosk.entry import BackupFailed, CheckedIn, DatabaseRestored
from kiosk.ports import StoreTrouble
from kiosk.record import Band
from tests.builders import DAY, NOON
from tests.storage.kept import Kept, code_of, killed_before_each_step

PAGE = 4096
Spoil = Callable[[bytes], bytes]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """With a backup of forty entries, and many after it."""
    made = Kept(tmp_path / "one")
    made.come(1, 20)
    assert code_of(made.backup()) == 0
    made.come(21, 60)
    made.bodies()
    return made


def restored(kept: Kept) -> DatabaseRestored:
    told = kept.bodies()[-1]
    assert isinstance(told, DatabaseRestored)
    return told


def turned(content: bytes, *places: int) -> bytes:
    spoilt = bytearray(content)
    for place in places:
        spoilt[place] ^= 4
    return bytes(spoilt)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda content: turned(content, 20),
        lambda content: content[:100],
        lambda content: content[: PAGE * 3],
        lambda _: b"rubbish" * 5000,
    ],
)
def test_where_nothing_can_be_read_the_backup_takes_its_place(kept: Kept, spoil: Spoil) -> None:
    before = kept.bodies()
    spoilt = spoil(kept.database.read_bytes())
    kept.database.write_bytes(spoilt)
    assert kept.bodies()[:-1] == before[:40]
    assert restored(kept) == DatabaseRestored(day=DAY, made_at=NOON, missing={"A": (41, 0)})
    (aside,) = kept.database.parent.glob("walkin.db.damaged-*")
    assert aside.read_bytes() == spoilt
    opened = kept.installation.open()
    (alert,) = opened.desk.alerts()
    assert (alert.about, alert.reason) == ("restored", "2026-11-22T05:00Z A 41-?")
    opened.store.close()


def test_what_came_after_the_backup_is_taken_over(kept: Kept) -> None:
    before = kept.bodies()
    spoil_table(kept, "attendance")
    assert kept.bodies()[:-1] == before
    assert restored(kept) == DatabaseRestored(day=DAY, made_at=NOON, taken=80)


def test_without_a_backup_what_can_be_read_is_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "one")
    kept.come(1, 60)
    before = kept.bodies()
    spoil_table(kept, "attendance")
    assert kept.bodies()[:-1] == before
    assert restored(kept) == DatabaseRestored(day=DAY, taken=120)


def test_what_cannot_be_read_is_told_by_number(kept: Kept) -> None:
    before = kept.bodies()
    spoil_table(kept, "entry", last=False)
    bodies, told = kept.bodies(), restored(kept)
    ((node, (first, last)),) = told.missing.items()
    assert (node, last) in {("A", 120), ("A", 0)}
    assert first == 40 + told.taken + 1
    assert bodies[:-1] == before[: first - 1]


def spoil_table(kept: Kept, table: str, *, last: bool = True) -> None:
    """One bit of a page of a table turns, then another process meets it."""
    key = kept.installation.secrets.database
    with copies._opened(kept.database, key) as connection:
        from sqlalchemy import text

        from db.link import Link

        link = Link(connection)
        root = int(
            link.value(
                text("SELECT rootpage FROM sqlite_master WHERE name = :name"), {"name": table}
            )
        )
        pages = int(link.value(text("PRAGMA page_count")))
        del link
    content = kept.database.read_bytes()
    place = (root - 1) if last else pages // 2
    kept.database.write_bytes(turned(content, place * PAGE + 1000))
    meet(kept)


def meet(kept: Kept) -> None:
    """A nightly backup finds damage wherever it is."""
    with pytest.raises(StoreTrouble):
        raise kept.backup("--due").exception or StoreTrouble("damaged")


def test_one_that_is_at_work_goes_on_by_itself(kept: Kept) -> None:
    opened = kept.installation.open()
    desk_of_the_same = kept.installation.open()
    spoil_table_bytes(kept)
    for desk in (opened.desk, desk_of_the_same.desk):
        with pytest.raises(StoreTrouble):
            desk.count_guests({Band.CHILD: 1})
            raise StoreTrouble("damaged")
    assert opened.desk.alerts()
    opened.store.close()
    desk_of_the_same.store.close()


def spoil_table_bytes(kept: Kept) -> None:
    raise NotImplementedError


def test_another_key_file_is_no_damage(kept: Kept) -> None:
    key = kept.folder / "walkin.key"
    before = kept.database.read_bytes()
    other = Kept(kept.folder / "other")
    other.come(1, 1)
    shutil.copy(other.folder / "walkin.key", key)
    with pytest.raises(StoreTrouble) as caught:
        kept.installation.open()
    assert caught.value.reason == "key"
    assert kept.database.read_bytes() == before
    assert not list(kept.database.parent.glob("*damaged*"))
