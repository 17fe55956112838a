"""Files of ours beside the database: whatever call fails, the old one is there or the new one.

Settings, keys, crash reports, exports, backups, one of them written anew, and a restore.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import msgspec
import pytest

from kiosk import config
from kiosk.backups.container import BackupTrouble, unpack
from kiosk.crashes import Crashes
from kiosk.entry import Erased
from kiosk.exporting import Wanted, export_log
from kiosk.keeping import CannotKeep, keep_section
from kiosk.ports import StoreTrouble
from kiosk.safety.clearing import clear
from kiosk.safety.making import make
from kiosk.safety.place import Place
from kiosk.safety.restoring import Target, commit, prepared
from kiosk.secrets import SecretsTrouble, load_or_create, replace
from kiosk.whole_file import CannotWrite
from tests.builders import DAY
from tests.storage.kept import ONE, Kept

ERRORS = (errno.EIO, errno.ENOSPC, errno.EROFS, errno.EMFILE)
TOLD = (CannotKeep, SecretsTrouble, CannotWrite, StoreTrouble, BackupTrouble)
CALLS = (
    *((os, name) for name in ("open", "fsync", "link", "replace", "rename", "unlink")),
    *((Path, name) for name in ("replace", "rename", "unlink")),
    (io, "open"),
)


class Case(NamedTuple):
    """What writes a file, what must hold whenever it broke off, and how many calls it makes.

    `ready` is done before each try.
    """

    act: Callable[[], object]
    look: Callable[[], object]
    fewest: int
    errors: tuple[int, ...] = ERRORS
    ready: Callable[[], object] = list


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    made = Kept(tmp_path / "one")
    made.come(1, 3)
    return made


def failing(after: int, error: int, act: Callable[[], object]) -> bool:
    """Do it; the call to the disk after so many fails. Whether there was one."""
    left = [after]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            left[0] -= 1
            if left[0] == -1:
                raise OSError(error, os.strerror(error))
            return real(*args, **more)

        return call

    with ExitStack() as stack:
        for where, name in CALLS:
            stack.enter_context(patch.object(where, name, counted(getattr(where, name))))
        with suppress(*TOLD):
            act()
            return left[0] < 0
    assert left[0] < 0
    return True


def sweep(case: Case) -> int:
    """Let each call fail in turn, for each error; how many there were."""
    tried = 0
    for error in case.errors:
        after, broke = -1, True
        while broke:
            case.ready()
            after += 1
            broke = failing(after, error, case.act)
            case.look()
        tried += after
    return tried


def _place(kept: Kept) -> Place:
    installation = kept.installation
    return Place(installation.database, installation.settings, installation.secrets)


def settings(kept: Kept, folder: Path) -> Case:
    seconds = iter(range(60, 1000))
    file = kept.installation.settings_file

    def look() -> None:
        assert 60 <= config.load(file, {}).screen.idle_s < 1000
        assert [one.name for one in file.parent.glob("*.part")] == []

    return Case(lambda: keep_section(file, "screen", {"idle_s": next(seconds)}, {}), look, 4)


def keys(kept: Kept, folder: Path) -> Case:
    file = folder / "walkin.key"
    shutil.copy(kept.installation.secrets_file, file)

    def act() -> None:
        before = load_or_create(file, may_create=False)
        hub = f"{before.hub}."
        replace(file, before, msgspec.structs.replace(before, hub=hub))

    return Case(act, lambda: load_or_create(file, may_create=False), 6)


def crash(kept: Kept, folder: Path) -> Case:
    kinds = iter(range(1000))
    crashes = Crashes(folder, kept.clock.now)

    def look() -> None:
        assert len(crashes.all()) == len([*crashes.folder.glob("*.json")])

    return Case(lambda: crashes.keep(f"Bug{next(kinds)}"), look, 4)


def export(kept: Kept, folder: Path) -> Case:
    file = folder / "log.csv"
    opened = kept.installation.open()
    wanted = Wanted(first=DAY, last=DAY)
    zone = kept.installation.settings.zone
    opened.store.close()

    def act() -> None:
        store = kept.installation.open().store
        try:
            export_log(store, kept.clock, zone, wanted, file)
        finally:
            store.close()

    act()
    whole = file.read_bytes()

    def look() -> None:
        assert file.read_bytes() == whole

    return Case(act, look, 4, (errno.ENOSPC,))


def backup(kept: Kept, folder: Path) -> Case:
    file, place = folder / "a.backup", _place(kept)
    make(place, file, kept.clock)
    return Case(
        lambda: make(place, file, kept.clock),
        lambda: unpack(file, folder / "out.db"),
        8,
        (errno.ENOSPC,),
    )


def anew(kept: Kept, folder: Path) -> Case:
    shelf, place = folder / "shelf", _place(kept)
    shelf.mkdir()
    file = shelf / "walkin-A-2026-11-22.backup"
    make(place, file, kept.clock)
    old = file.read_bytes()
    kept.write(Erased(learners=("l2",), instead="f" * 32))

    def act() -> None:
        with suppress(OSError):  # as `walkin backup` does, which tells it
            clear(place, shelf, DAY + 8 * ONE, None)

    return Case(
        act,
        lambda: unpack(file, folder / "out.db"),
        8,
        (errno.ENOSPC,),
        lambda: file.write_bytes(old),
    )


def restore(kept: Kept, folder: Path) -> Case:
    file = folder / "b.backup"
    make(_place(kept), file, kept.clock)
    bodies = kept.bodies()
    secrets = load_or_create(kept.installation.secrets_file, may_create=False)
    target = Target(
        kept.installation.database,
        kept.installation.settings,
        kept.installation.secrets_file,
        secrets,
    )

    def act() -> None:
        with prepared(file, target, kept.clock) as ready:
            commit(ready, target, kept.clock.at)

    def look() -> None:
        assert kept.bodies() == bodies

    return Case(act, look, 8, (errno.EIO,))


MADE = (settings, keys, crash, export, backup, anew, restore)


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.__name__)
def test_whatever_fails_the_old_file_is_there_or_the_new_one(
    kept: Kept, tmp_path: Path, made: Callable[[Kept, Path], Case]
) -> None:
    case = made(kept, tmp_path)
    assert sweep(case) >= case.fewest * len(case.errors)


def test_a_file_written_in_place_would_be_seen(tmp_path: Path) -> None:
    file = tmp_path / "a"

    def act() -> None:
        with suppress(OSError), file.open("wb") as out:
            out.write(b"new")
            os.fsync(out.fileno())
            out.write(b" and whole")

    def look() -> None:
        assert file.read_bytes() in (b"old and whole", b"new and whole")

    with pytest.raises(AssertionError):
        sweep(Case(act, look, 1, ready=lambda: file.write_bytes(b"old and whole")))
