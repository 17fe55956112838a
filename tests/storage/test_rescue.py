"""A damaged database is set aside; the backup and what can still be read take its place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db import engine, swap
from db.beyond import Beyond
from kiosk import codes
from kiosk.entry import DatabaseRestored, EntryId
from kiosk.ports import StoreTrouble
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
    (aside,) = kept.database.parent.glob("walkin.db.damaged-*Z")
    assert aside.read_bytes() == spoilt
    opened = kept.installation.open()
    (alert,) = opened.desk.alerts()
    assert (alert.about, alert.reason) == ("restored", "2026-11-22T05:00Z A 41-?")
    opened.store.close()


def test_what_came_after_the_backup_is_taken_over(kept: Kept) -> None:
    before = kept.bodies()
    spoil(kept, all_of_them)
    met(kept)
    assert kept.bodies()[:-1] == before
    assert restored(kept) == DatabaseRestored(day=DAY, made_at=NOON, taken=80)


def test_without_a_backup_what_can_be_read_is_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "one")
    kept.come(1, 60)
    before = kept.bodies()
    spoil(kept, all_of_them)
    met(kept)
    assert kept.bodies()[:-1] == before
    assert restored(kept) == DatabaseRestored(day=DAY, taken=120)


@pytest.mark.parametrize("last", [120, None])
def test_what_cannot_be_read_is_told_by_number(kept: Kept, last: int | None) -> None:
    before = kept.bodies()
    readable = spoil(kept, lambda many, told: 0 < many < 80 and told == last)
    met(kept)
    assert kept.bodies()[:-1] == before[: 40 + readable]
    told = restored(kept)
    assert told.taken == readable
    assert told.missing == {"A": (41 + readable, last or 0)}


@pytest.mark.parametrize(
    ("change", "taken", "aside"),
    [
        ('body = \'{"type":"Tomorrow"}\'', 80, [EntryId("A", 100)]),
        ("at = 9000000000000000000", 80, [EntryId("A", 100)]),
        ("at = 'rubbish'", 59, []),
        ("body = x'00ff'", 59, []),
    ],
)
def test_what_is_not_understood_is_carried_and_what_is_no_entry_is_told(
    kept: Kept, change: str, taken: int, aside: list[EntryId]
) -> None:
    connection = engine.connect(kept.database, kept.installation.secrets.database)
    driver = engine.driver(connection)
    driver.execute(f"UPDATE entry SET {change} WHERE seq = 100")
    driver.commit()
    engine.close(connection)
    spoil(kept, lambda many, last: (many, last) == (taken, 120))
    met(kept)
    store = kept.installation.open().store
    with store.reading() as reader:
        told = [one.body for one in reader.entries({"A": 40 + taken})]
        assert [one[0] for one in reader.aside()] == aside
    store.close()
    missing = {} if taken == 80 else {"A": (100, 120)}
    assert told == [DatabaseRestored(day=DAY, made_at=NOON, taken=taken, missing=missing)]


def spoil(kept: Kept, hits: Callable[[int, int | None], bool]) -> int:
    """One bit of the file turns; returns how many of those after the backup can be read.

    `hits` is asked whether that many may be, and the last number that the file tells.
    """
    content, key = kept.database.read_bytes(), kept.installation.secrets.database
    for page in range(len(content) // PAGE - 1, 0, -1):
        trial = kept.folder / f"trial-{page}.db"
        trial.write_bytes(turned(content, page * PAGE + 1000))
        beyond = Beyond(trial, key, {"A": 40})
        many = sum(1 for _ in beyond.entries())
        if hits(many, beyond.last["A"]):
            trial.replace(kept.database)
            return many
    raise AssertionError


def all_of_them(many: int, last: int | None) -> bool:
    return (many, last) == (80, 120)


def met(kept: Kept) -> None:
    """The nightly backup finds damage wherever it is; the next process mends it."""
    assert code_of(kept.backup()) == codes.NOT_AVAILABLE


def test_whoever_is_at_work_goes_on_without_a_restart(kept: Kept) -> None:
    opened = kept.installation.open()
    with opened.store.reading() as reader:
        page_cache = reader.vector()
    assert page_cache == {"A": 120}
    spoil(kept, all_of_them)
    opened.store.close()  # it has nothing in its memory
    with pytest.raises(StoreTrouble):
        opened.desk.board()
    beside = kept.installation.open()
    assert [alert.about for alert in opened.desk.alerts()] == ["restored"]
    beside.store.close()
    opened.store.close()


def test_a_kill_in_the_middle_of_mending_is_made_good_by_the_next_one(kept: Kept) -> None:
    before = kept.bodies()
    spoil(kept, all_of_them)
    spoilt = kept.database.read_bytes()

    def look() -> None:
        met_or_mended = kept.bodies()
        assert met_or_mended[:-1] == before
        for one in kept.database.parent.glob("walkin.db*"):
            one.unlink()
        kept.database.write_bytes(spoilt)
        swap.suspect(kept.database)

    swap.suspect(kept.database)
    assert killed_before_each_step(kept.bodies, look) >= 4


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
