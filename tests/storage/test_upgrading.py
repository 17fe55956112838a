"""A database passes to newer tables on a copy first, and comes back with every entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import copies, engine
from db.link import Link
from db.migrations import HEAD
from kiosk.app import Installation
from kiosk.entry import EntryId
from kiosk.ports import StoreTrouble
from kiosk.safety import place as places
from kiosk.safety import upgrading
from kiosk.safety.place import Place
from kiosk.updating import house as houses
from tests.storage.kept import Kept, killed_before_each_step
from tests.storage.test_migrations import run
from tests.updating.files import house

LATER = "9999"
TAKEN_BACK = "0.2.0"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Forty entries, and a version that was taken back."""
    home = house(tmp_path)
    home.switch.mkdir()
    (home.switch / "back").write_text(TAKEN_BACK)
    monkeypatch.setattr(houses, "our_house", lambda: home)
    made = Kept(tmp_path / "one")
    made.come(1, 20)
    return made


def place_of(installation: Installation) -> Place:
    return Place(installation.database, installation.settings, installation.secrets)


def proven(kept: Kept) -> Path:
    return upgrading.prove_on_copy(place_of(kept.installation), TAKEN_BACK)


def newer(kept: Kept, *statements: str) -> bytes:
    """A newer version was at work: the tables are not ours, and neither is one kind of entry."""
    connection = engine.connect(kept.database, kept.installation.secrets.database)
    link = Link(connection)
    for statement in (
        "ALTER TABLE learner ADD COLUMN shoe TEXT",
        "DROP TABLE attendance",
        "INSERT INTO entry SELECT node, seq + 1, stamp + 1, at, staff, 'ShoeTried',"
        ' \'{"type":"ShoeTried"}\' FROM entry ORDER BY seq DESC LIMIT 1',
        f"UPDATE alembic_version SET version_num = '{LATER}'",
        "PRAGMA wal_checkpoint(TRUNCATE)",
        *statements,
    ):
        link.tell(statement)
    engine.close(connection)
    return kept.database.read_bytes()


def aside(kept: Kept) -> list[EntryId]:
    store = kept.installation.open().store
    with store.reading() as reader:
        found = [one[0] for one in reader.aside()]
    store.close()
    return found


def test_newer_tables_are_tried_on_a_copy_while_the_kiosk_is_at_work(kept: Kept) -> None:
    run(kept.database, "downgrade", "-1", kept.installation.secrets.database)
    at_work = engine.connect(kept.database, kept.installation.secrets.database)
    before = kept.database.read_bytes()
    copy = proven(kept)
    assert kept.database.read_bytes() == before
    assert copy.stat().st_mode & 0o077 == 0
    old = copies.prove(copy, kept.installation.secrets.database)
    assert old.entries == {"A": 40}
    assert old.revision < HEAD
    assert kept.left_over == []
    engine.close(at_work)
    # The same name again, newer.
    kept.come(21, 22)
    assert copies.prove(proven(kept), kept.installation.secrets.database).entries == {"A": 44}


def test_tables_that_cannot_be_made_newer_are_told(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> copies.Facts:
        return copies.Facts({"A": 39}, {"A": 40}, HEAD)

    monkeypatch.setattr(copies, "rehearse", fails)
    with pytest.raises(StoreTrouble) as raised:
        proven(kept)
    assert raised.value.reason == "damaged"
    monkeypatch.setattr(places.shutil, "disk_usage", lambda _: shutil_usage(free=1000))
    with pytest.raises(StoreTrouble) as raised:
        proven(kept)
    assert raised.value.reason == "full"
    assert not list(kept.database.parent.glob("*before*"))


class shutil_usage:  # noqa: N801 - stands for shutil's own
    def __init__(self, free: int) -> None:
        self.free = free


def test_back_from_a_newer_version_no_entry_is_lost(kept: Kept) -> None:
    proven(kept)
    # What was written between the copy and the newer version, and by that one.
    kept.come(21, 40)
    known = kept.bodies()
    told = newer(kept)
    assert kept.bodies() == known
    assert aside(kept) == [EntryId("A", 81)]
    kept.come(41, 41)
    assert len(kept.bodies()) == len(known) + 2
    [replaced] = kept.database.parent.glob("walkin.db.replaced-*")
    assert replaced.read_bytes() == told
    assert kept.left_over == []


def test_only_a_version_that_was_taken_back_comes_back(kept: Kept) -> None:
    proven(kept)
    told = newer(kept)
    home = houses.our_house()
    assert home is not None
    (home.switch / "back").unlink()
    with pytest.raises(StoreTrouble) as raised:
        kept.bodies()
    assert (raised.value.reason, kept.database.read_bytes()) == ("newer", told)


def test_what_cannot_be_brought_back_whole_stays(kept: Kept) -> None:
    told = newer(kept)
    with pytest.raises(StoreTrouble) as raised:
        kept.bodies()
    assert (raised.value.reason, kept.database.read_bytes()) == ("newer", told)


def test_while_somebody_has_it_open_it_stays(kept: Kept) -> None:
    proven(kept)
    opened = kept.installation.open()
    newer(kept)
    with pytest.raises(StoreTrouble) as raised:
        kept.bodies()
    assert raised.value.reason == "locked"
    opened.store.close()
    kept.bodies()


def test_where_an_entry_would_be_lost_it_stays(kept: Kept) -> None:
    proven(kept)
    kept.come(21, 22)
    told = newer(kept, "DELETE FROM entry WHERE seq = 43", "PRAGMA wal_checkpoint(TRUNCATE)")
    with pytest.raises(StoreTrouble) as raised:
        kept.bodies()
    assert (raised.value.reason, kept.database.read_bytes()) == ("damaged", told)


def test_a_kill_in_the_middle_of_coming_back_is_made_good_by_the_next_start(kept: Kept) -> None:
    proven(kept)
    kept.come(21, 22)
    known = kept.bodies()
    told = newer(kept)

    def look() -> None:
        assert kept.bodies() == known
        for one in kept.database.parent.glob("walkin.db*"):
            if ".before-" not in one.name:
                one.unlink()
        kept.database.write_bytes(told)

    assert killed_before_each_step(kept.bodies, look) >= 4
