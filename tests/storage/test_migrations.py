"""An older file comes up to this program's tables, with a proven copy made first."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from db import engine, migrations
from db.link import Link
from db.schema import metadata
from kiosk.clock import micros
from kiosk.entry import (
    ActivityKept,
    CheckedIn,
    CheckedOut,
    EntryId,
    GuestsCounted,
    LearnerKept,
    OccurrenceKept,
    Queued,
    Undone,
)
from kiosk.ports import StoreTrouble
from tests.storage.tables import contents
from tests.storage.workload import DAY, KEY, NOON, bodies, open_store

SCRIPTS = ScriptDirectory(str(Path(migrations.__file__).parent))


def run(file: Path, direction: str, revision: str, key: bytes = KEY) -> None:
    from alembic import command
    from alembic.config import Config

    connection = engine.connect(file, key)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["connection"] = connection
    getattr(command, direction)(config, revision)
    engine.close(connection)


def shape(file: Path) -> list[Any]:
    connection = engine.connect(file, KEY)
    rows = Link(connection).all(
        text("SELECT type, name, sql FROM sqlite_master WHERE name <> 'alembic_version' ORDER BY 2")
    )
    engine.close(connection)
    return [row for row in rows if not row[1].startswith("sqlite_autoindex_alembic")]


def test_the_head_named_in_the_program_is_the_last_script() -> None:
    assert SCRIPTS.get_heads() == [migrations.HEAD]
    assert migrations.known_revisions()[-1] == migrations.HEAD


def test_a_new_file_has_the_tables_of_the_schema(tmp_path: Path) -> None:
    open_store(tmp_path / "walkin.db").close()
    connection = engine.connect(tmp_path / "walkin.db", KEY)
    context = MigrationContext.configure(connection)
    assert compare_metadata(context, metadata) == []
    assert migrations.revision(connection) == migrations.HEAD
    engine.close(connection)


def test_every_revision_goes_up_and_down_and_up_to_the_same_tables(tmp_path: Path) -> None:
    file = tmp_path / "walkin.db"
    known = migrations.known_revisions()
    assert known
    shapes = []
    for revision in known:
        run(file, "upgrade", revision)
        shapes.append(shape(file))
    for revision, before in zip(reversed(known), reversed(shapes), strict=True):
        assert shape(file) == before
        run(file, "downgrade", "-1")
        run(file, "upgrade", revision)
        assert shape(file) == before
        run(file, "downgrade", "-1")
    assert shape(file) == []


def test_a_file_of_a_later_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "walkin.db"
    store = open_store(file)
    with store.writing() as unit:
        unit.append(bodies([])[0], NOON)
        unit._link.tell("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    before = file.read_bytes()
    with pytest.raises(StoreTrouble) as caught:
        open_store(file)
    assert caught.value.reason == "newer"
    assert file.read_bytes() == before


def test_an_older_file_is_copied_and_the_copy_proven_before_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "walkin.db"
    store = open_store(file)
    with store.writing() as unit:
        unit.append_many(bodies([]), NOON)
    store.close()
    ran = []
    monkeypatch.setattr(migrations, "HEAD", "9998")
    monkeypatch.setattr(migrations, "_run", ran.append)
    open_store(file).close()
    copy = tmp_path / "walkin.db.before-9998"
    assert ran
    monkeypatch.undo()
    kept = open_store(copy)
    with kept.reading() as unit:
        assert unit.vector() == {"A": len(bodies([]))}
    kept.close()


def test_a_file_of_the_first_tables_keeps_all_it_has(tmp_path: Path) -> None:
    file = tmp_path / "walkin.db"
    old = (ActivityKept, OccurrenceKept, LearnerKept, CheckedIn, GuestsCounted, Queued, Undone)
    known = ("l1", "l2", None)
    written = [
        b
        for b in bodies([EntryId("A", 6), EntryId("A", 5)])
        if type(b) in old and getattr(b, "waited", None) is None
        if not isinstance(b, CheckedIn | Queued) or b.learner in known
        # The first numbers said nothing of who waits.
        if not isinstance(b, Queued) or not b.bands
    ]
    store = open_store(file)
    with store.writing() as unit:
        unit.append_many(written, NOON)
    store.close()
    # What those tables are without everything that came later.
    run(file, "downgrade", "0001")
    connection = engine.connect(file, KEY)
    Link(connection).tell("UPDATE learner SET search = 'as it was'")
    engine.close(connection)
    before = shape(file)

    store = open_store(file)
    found = contents(store)
    assert store.rebuild() == len(written)
    assert contents(store) == found
    assert len(found["attendance"]) == sum(
        isinstance(b, CheckedIn | GuestsCounted) for b in written
    )
    assert found["learner"]
    assert found["alert"] == found["feedback"] == found["answered"] == found["by_card"] == []
    with store.writing() as unit:
        unit.append_many(bodies([EntryId("A", 6)]), NOON)
        assert unit.alerts(DAY)
    store.close()
    assert {row[:2] for row in before} < {row[:2] for row in shape(file)}
    copy = tmp_path / f"walkin.db.before-{migrations.HEAD}"
    assert shape(copy) == before


def test_nothing_is_changed_when_the_copy_cannot_be_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "walkin.db"
    store = open_store(file)
    with store.writing() as unit:
        unit.append_many(bodies([]), NOON)
    store.close()
    (tmp_path / "walkin.db.before-9998.part").mkdir()
    ran = []
    monkeypatch.setattr(migrations, "HEAD", "9998")
    monkeypatch.setattr(migrations, "_run", ran.append)
    with pytest.raises((StoreTrouble, OSError)):
        open_store(file)
    assert ran == []


def test_a_failed_upgrade_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "walkin.db"
    store = open_store(file)
    with store.writing() as unit:
        unit.append_many(bodies([]), NOON)
    store.close()
    before = shape(file)

    def half(connection: Any) -> None:
        connection.exec_driver_sql("DROP TABLE attendance")
        raise KeyError

    monkeypatch.setattr(migrations, "HEAD", "9998")
    monkeypatch.setattr(migrations, "_run", half)
    with pytest.raises(KeyError):
        open_store(file)
    monkeypatch.undo()
    assert shape(file) == before
    open_store(file).close()


def test_cards_from_before_there_was_a_second_key_are_signed_with_the_first(tmp_path: Path) -> None:
    file = tmp_path / "walkin.db"
    run(file, "upgrade", "0002")
    connection = engine.connect(file, KEY)
    issued = '{"kind":"card-issued","learner":"l1","card":"c1"}'
    entry = f"'A', 1, 7, {micros(NOON)}, 'card-issued', '{issued}'"
    with engine.transaction(Link(connection), write=True):
        Link(connection).tell(
            f"INSERT INTO entry (node, seq, stamp, at, kind, body) VALUES ({entry})"
        )
        Link(connection).tell("INSERT INTO card VALUES ('c1', 'l1', 7, 'A')")
    engine.close(connection)

    store = open_store(file)
    found = contents(store)
    assert found["card"] == [("c1", "l1", 7, "A", "A")]
    assert store.rebuild() == 1
    assert contents(store) == found
    store.close()


def test_who_left_elsewhere_before_that_was_known_has_left(tmp_path: Path) -> None:
    file = tmp_path / "walkin.db"
    store = open_store(file)
    with store.writing() as unit:
        for body in bodies([EntryId("A", n) for n in range(1, 40)]):
            unit.append(body, NOON)
        came, _ = (
            unit.append(CheckedIn(day=DAY, learner="l7"), NOON, node=node) for node in ("A", "B")
        )
        unit.append(CheckedOut(day=DAY, visits=(came.id,)), NOON, node="C")
        assert {line.left_at for line in unit.lines(DAY)[:2]} == {NOON}
    before = contents(store)
    store.close()
    run(file, "downgrade", "0011")
    connection = engine.connect(file, KEY)
    # As it was: each check-in had a departure of its own, or none.
    Link(connection).tell(
        "UPDATE attendance SET left_at = (SELECT d.at FROM departure d"
        " WHERE d.node = attendance.node AND d.seq = attendance.seq)"
    )
    engine.close(connection)
    store = open_store(file)
    assert contents(store)["attendance"] == before["attendance"]
    store.close()
