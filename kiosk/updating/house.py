"""Where versions stand beside each other, and which one is at work.

    walkin/                  the folder that ./start.sh was set up in: the first version
      versions/0.2.0/        another one, with packages of its own; `.complete` when it is whole
      update.keys            the keys that are trusted
      switch/current         a link to the version that is at work
      switch/before          a link to the one that was before
      switch/trial           the version that has yet to prove itself
      switch/tries           a dot for each time it was started (assets/service/current.sh)
      switch/back            the version that was gone back from

Where root owns the rest, `switch` alone is the kiosk's own: it can choose among the versions that
root put there, and cannot write one. Each step is one name put in place or taken away, so a power
cut leaves the old version or the new one.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from kiosk.updating.container import VERSION
from kiosk.updating.keys import PublicKey, as_text, load_keys

COMPLETE = ".complete"
_OWN = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)


class WentBack(NamedTuple):
    """From which version, and when, in seconds since 1970."""

    version: str
    at: float


class House:
    """The folder of an installation and its versions."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.versions = self.root / "versions"
        self.switch = self.root / "switch"
        self.keys_file = self.root / "update.keys"

    @property
    def launcher(self) -> Path:
        """What starts the version that is at work."""
        return self.root / "assets" / "service" / "current.sh"

    @property
    def keys(self) -> list[PublicKey]:
        """Whose updates are trusted. Raises UpdateTrouble("key")."""
        return load_keys(self.keys_file)

    def trust(self, keys: list[PublicKey]) -> None:
        """These from now on, and no others. Raises OSError."""
        _put(self.keys_file, as_text(keys))

    def folder_of(self, version: str) -> Path:
        """Where a version of that number stands, or is to stand."""
        return self.versions / version

    def current(self) -> Path:
        """The version at work; the first one while nothing else is said."""
        return self._pointed("current") or self.root

    def before(self) -> Path | None:
        """The version that can be gone back to; None when there is none."""
        found = self._pointed("before")
        return None if found == self.current() else found

    def version_of(self, folder: Path) -> str:
        """The number of a version; "" when it cannot be told."""
        if folder != self.root:
            return folder.name
        try:
            found = _OWN.search((folder / "kiosk" / "__init__.py").read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            return ""
        return found[1] if found else ""

    def is_complete(self, folder: Path, digest: str = "") -> bool:
        """Whether everything of it is on the disk; of the update with this manifest, if given."""
        try:
            said = (folder / COMPLETE).read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return False
        return said == digest if digest else True

    def on_trial(self) -> str:
        """The version at work, while it has yet to prove itself; else ""."""
        at = self.version_of(self.current())
        return at if at and _read(self.switch / "trial") == at else ""

    def gone_back_from(self) -> str:
        """The version that did not prove itself, or that somebody took back; "" for none."""
        return _read(self.switch / "back")

    def went_back(self) -> WentBack | None:
        """The same, and when; None where no version was gone back from."""
        version = self.gone_back_from()
        try:
            return WentBack(version, (self.switch / "back").stat().st_mtime) if version else None
        except OSError:
            return None

    def complete(self, folder: Path, digest: str) -> None:
        """Everything of it is on the disk. Raises OSError."""
        os.sync()
        _put(folder / COMPLETE, f"{digest}\n")

    def switch_to(self, folder: Path) -> None:
        """Let a version be at work from its next start on, on trial. Raises OSError."""
        self.switch.mkdir(mode=0o755, exist_ok=True)
        _remove(self.switch / "tries")
        _link(self.switch / "before", self._to(self.current()))
        _put(self.switch / "trial", self.version_of(folder))
        _remove(self.switch / "back")
        _link(self.switch / "current", self._to(folder))

    def proven(self) -> None:
        """The version at work did what it ought to. Raises OSError."""
        _remove(self.switch / "trial")
        _remove(self.switch / "tries")

    def go_back(self) -> Path | None:
        """Let the version before be at work again; None when there is none. Raises OSError."""
        before = self.before()
        if before is None:
            return None
        # First: whoever starts the old version next must know why the database is newer.
        _put(self.switch / "back", self.version_of(self.current()))
        _link(self.switch / "current", self._to(before))
        _remove(self.switch / "trial")
        _remove(self.switch / "tries")
        return before

    def sweep(self, keep: Path) -> None:
        """Remove versions that are not whole, and those that nobody goes back to."""
        kept = {keep, self.current(), self.before()}
        for folder in self.versions.glob("*"):
            if folder not in kept or not (folder == keep or self.is_complete(folder)):
                shutil.rmtree(folder, ignore_errors=True)

    def _pointed(self, name: str) -> Path | None:
        """Where a link leads; only to the house itself and whole versions in it.

        The kiosk's account may write the link, and root may follow it.
        """
        try:
            to = (self.switch / name).readlink()
        except OSError:
            return None
        if to == Path(".."):
            return self.root
        folder = self.versions / to.name
        if to.parent != Path("../versions") or not re.match(VERSION, to.name):
            return None
        return folder if not folder.is_symlink() and self.is_complete(folder) else None

    def _to(self, folder: Path) -> Path:
        return Path("..") if folder == self.root else Path("..", "versions", folder.name)


def house_of(root: Path) -> House:
    """The house that the program in a folder belongs to."""
    inside = root.parent.name == "versions" and re.match(VERSION, root.name)
    return House(root.parent.parent if inside else root)


def our_house() -> House | None:
    """This program's; None when it was installed in another way than `start.sh`'s or an update's.

    Links of folders are no help on Windows: there it is None, too.
    """
    root = Path(__file__).resolve().parents[2]
    if os.name == "nt" or not (root / "start.sh").exists():
        return None
    return house_of(root)


def _read(file: Path) -> str:
    """A version that is written in a file; "" for anything else."""
    try:
        with file.open("rb") as source:
            said = source.read(64).decode("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return said if re.match(VERSION, said) else ""


# The folder may belong to another account than ours: no link in it is ever followed.


def _put(file: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
            os.fchmod(out.fileno(), 0o644)
            out.flush()
            os.fsync(out.fileno())
        _name(draft, file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _link(file: Path, to: Path) -> None:
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.symlink_to(to)
    _name(draft, file)


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    _keep_names(file.parent)


def _name(draft: Path, file: Path) -> None:
    draft.replace(file)
    _keep_names(file.parent)


def _keep_names(folder: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
