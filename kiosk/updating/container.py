"""An update file: signatures, a manifest, and the bytes of every file, one after the other.

What is signed is the manifest; it holds the SHA-256 of everything else. Nothing in it is packed, a
link or a device cannot be written down: there is no bomb to go off and nowhere to point to.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, NamedTuple

import msgspec
from msgspec import Meta

from kiosk.updating.keys import PublicKey, read_keys
from kiosk.updating.trouble import UpdateTrouble

MAGIC = b"WALKIN-UPDATE-1\n"
PROGRAM, WHEELS = "program", "wheels"
MOST_BYTES = 4 << 30
VERSION = r"^(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})$"
_LONGEST_SIGNATURES, _LONGEST_MANIFEST = 1 << 16, 1 << 24
_CHUNK = 1 << 20
_PART = re.compile(r"[A-Za-z0-9_@+-][A-Za-z0-9._@+-]{0,199}")


class Here(NamedTuple):
    """The kind of computer this is, as a manifest names it."""

    system: str = sys.platform
    machine: str = platform.machine()
    python: str = f"{sys.version_info.major}.{sys.version_info.minor}"


class Member(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file: its name with its folders, its bytes, their SHA-256, and whether it can be run."""

    name: Annotated[str, Meta(max_length=400)]
    size: Annotated[int, Meta(ge=0, le=MOST_BYTES)]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    run: bool = False


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an update is, and every file in it, in the order of their bytes.

    It fits one kind of computer: `system` and `machine` as Python names them, `python` like 3.11.
    `room` are the bytes it takes when it is set up. `keys`, unless there are none, are the keys
    that are trusted from then on, a line each.
    """

    version: Annotated[str, Meta(pattern=VERSION)]
    made_at: dt.datetime
    system: str
    machine: str
    python: Annotated[str, Meta(pattern=r"^3\.\d{1,3}$")]
    room: Annotated[int, Meta(ge=0, le=4 * MOST_BYTES)]
    members: Annotated[tuple[Member, ...], Meta(min_length=1, max_length=20_000)]
    keys: Annotated[tuple[str, ...], Meta(max_length=16)] = ()

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(member.size for member in self.members)


class Update:
    """An update whose signature has been proven, open for reading; see `opened`."""

    def __init__(self, source: BinaryIO, file: Path, head: bytes, signer: PublicKey) -> None:
        self.file = file
        self.signer = signer
        self.digest = hashlib.sha256(head).hexdigest()
        self.manifest = _manifest(file, head)
        self._source = source
        self._begin = source.tell()
        if os.fstat(source.fileno()).st_size != self._begin + self.manifest.size:
            raise _damaged(file, "it is not as long as it should be; copy it again")

    def prove(self) -> None:
        """Read all of it. Raises UpdateTrouble("damaged")."""
        for _, content in self._contents():
            for _ in content:
                pass

    def unpack(self, folder: Path) -> None:
        """Write every file below a folder that is ours alone. Raises UpdateTrouble; OSError."""
        for member, content in self._contents():
            place = folder.joinpath(*member.name.split("/"))
            _make_folders(place.parent, folder)
            mode = 0o755 if member.run else 0o644
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            with os.fdopen(handle, "wb") as out:
                for some in content:
                    out.write(some)
            place.chmod(mode)

    def _contents(self) -> Iterator[tuple[Member, Iterator[bytes]]]:
        self._source.seek(self._begin)
        for member in self.manifest.members:
            yield member, self._content(member)

    def _content(self, member: Member) -> Iterator[bytes]:
        total, left = hashlib.sha256(), member.size
        while left:
            try:
                some = self._source.read(min(_CHUNK, left))
            except OSError as e:
                raise _cannot_read(self.file, e) from e
            if not some:
                raise _damaged(self.file, "its end is missing; copy it again")
            total.update(some)
            left -= len(some)
            yield some
        if total.hexdigest() != member.sha256:
            raise _damaged(self.file, f"{member.name} in it is not what was signed; copy it again")


@contextmanager
def opened(file: Path, trusted: Sequence[PublicKey]) -> Iterator[Update]:
    """Open an update and prove its signature before anything in it is believed.

    Raises UpdateTrouble.
    """
    try:
        source = file.open("rb")
    except OSError as e:
        raise _cannot_read(file, e) from e
    with source:
        try:
            begin = source.read(len(MAGIC))
            signatures = source.readline(_LONGEST_SIGNATURES)
            manifest = source.readline(_LONGEST_MANIFEST)
        except OSError as e:
            raise _cannot_read(file, e) from e
        if begin != MAGIC:
            raise UpdateTrouble("not_one", f"{file} is no update of walkin")
        if not manifest.endswith(b"\n"):
            raise _damaged(file, "its manifest is not whole; copy it again")
        yield Update(source, file, manifest, _signer(file, signatures, manifest, trusted))


def write(
    out: BinaryIO, manifest: Manifest, sign: Sequence[Callable[[bytes], tuple[str, bytes]]]
) -> None:
    """Write the head; the files follow. Each of `sign` gives a key's id and its signature."""
    line = msgspec.json.encode(manifest) + b"\n"
    signatures = dict(one(MAGIC + line) for one in sign)
    out.write(MAGIC + msgspec.json.encode(signatures) + b"\n" + line)


def number_of(version: str) -> tuple[int, ...]:
    """A version to be compared."""
    return tuple(int(part) for part in version.split("."))


def _signer(
    file: Path, signatures: bytes, manifest: bytes, trusted: Sequence[PublicKey]
) -> PublicKey:
    try:
        found = msgspec.json.decode(signatures, type=dict[str, bytes])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        raise _damaged(file, "its signature cannot be read; copy it again") from e
    known = [key for key in trusted if key.id in found]
    if not known:
        by = ", ".join(sorted(re.sub(r"[^0-9a-f]", "?", one[:16]) for one in found)) or "nobody"
        msg = f"{file} is signed by {by}, whom this installation does not trust; do not use it"
        raise UpdateTrouble("signature", msg)
    for key in known:
        if key.proves(found[key.id], MAGIC + manifest):
            return key
    msg = f"{file} has been changed since it was signed; do not use it, get it again"
    raise UpdateTrouble("signature", msg)


def _manifest(file: Path, head: bytes) -> Manifest:
    try:
        found = msgspec.json.decode(head, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        msg = f"{file} is signed, but made for another version of walkin: its manifest is unknown"
        raise UpdateTrouble("not_one", msg) from e
    wrong = wrong_name([member.name for member in found.members])
    if wrong is not None:
        raise UpdateTrouble("name", f"{file} is refused: a file in it may not be called {wrong!r}")
    if found.size > MOST_BYTES:
        raise _damaged(file, "more than 4 GB are no update")
    read_keys("\n".join(found.keys), str(file))
    return found


def wrong_name(names: Sequence[str]) -> str | None:
    """The first name that leads elsewhere, stands twice, or is a folder's as well; else None."""
    files: set[str] = set()
    folders: set[str] = set()
    for name in names:
        parts = name.split("/")
        above = {"/".join(parts[:depth]).lower() for depth in range(1, len(parts))}
        if parts[0] not in (PROGRAM, WHEELS) or parts[1:] == []:
            return name
        if not all(_PART.fullmatch(part) and not part.endswith(".") for part in parts):
            return name
        # Some disks hold no two names that differ in large and small letters alone.
        if name.lower() in files | folders or above & files:
            return name
        files.add(name.lower())
        folders |= above
    return None


def _make_folders(folder: Path, top: Path) -> None:
    if folder != top and not folder.is_dir():
        _make_folders(folder.parent, top)
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)


def _damaged(file: Path, why: str) -> UpdateTrouble:
    return UpdateTrouble("damaged", f"{file} is damaged: {why}")


def _cannot_read(file: Path, e: OSError) -> UpdateTrouble:
    missing = isinstance(e, FileNotFoundError)
    msg = f"{file} cannot be read: {e.strerror}"
    return UpdateTrouble("missing" if missing else "unreadable", msg)
