"""Bringing an older file up to this program's tables, with a verified copy made first."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from db import engine
from db.link import Link
from kiosk.ports import StoreTrouble

HEAD = "0015"
"""Revision of `db.schema`. Named here so that a start with nothing to do imports no alembic."""

_FOLDER = Path(__file__).parent


def revision(connection: Connection) -> str | None:
    """The revision of an open file; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection, file: Path, key: bytes | None) -> None:
    """Bring the file to HEAD in one transaction.

    Raises StoreTrouble("newer") when the file was written by a later program, and leaves it alone.
    """
    if revision_quickly(connection) == HEAD:
        return
    with engine.transaction(Link(connection), write=True):
        found = revision(connection)
        if found == HEAD:
            return
        if found is not None:
            if found not in known_revisions():
                raise StoreTrouble("newer", f"the file has revision {found}")
            verified_copy(file, file.with_name(f"{file.name}.before-{HEAD}"), key)
        _run(connection)


def revision_quickly(connection: Connection) -> str | None:
    """The revision without looking at the table list: one read at every start."""
    try:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError:
        return None


def known_revisions() -> list[str]:
    """All revisions, oldest first."""
    return sorted(file.stem.split("_")[0] for file in (_FOLDER / "versions").glob("[0-9]*.py"))


def verified_copy(file: Path, target: Path, key: bytes | None) -> None:
    """Copy the file with SQLite's backup and prove the copy: whole, with every entry.

    Raises StoreTrouble when it cannot be proven; the copy is then removed.
    """
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    # Its own connection: the backup reads the last committed state, whatever is open here.
    source, copy = engine.connect(file, key), engine.connect(draft, key)
    try:
        engine.driver(source).backup(engine.driver(copy))
        check = copy.exec_driver_sql("PRAGMA quick_check").scalar()
        counts = [c.exec_driver_sql("SELECT COUNT(*) FROM entry").scalar() for c in (source, copy)]
        whole = check == "ok" and counts[0] == counts[1]
    except (sqlcipher.Error, DBAPIError) as e:
        draft.unlink(missing_ok=True)
        raise engine.trouble(e) from e
    finally:
        engine.close(source)
        engine.close(copy)
    if not whole:
        draft.unlink()
        raise StoreTrouble("damaged", "the copy before the upgrade is not whole")
    draft.replace(target)


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
