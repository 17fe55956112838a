"""A backup file: a head in plain, the database, and a sum over both.

The database inside is encrypted: by the installation's own key, or by a passphrase. Only then it
carries the secrets along, which are needed to do anything with it elsewhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

import msgspec
from msgspec import Meta

MAGIC = b"WALKIN-BACKUP-1\n"
_LONGEST_HEAD = 1 << 20
_CHUNK = 1 << 20
_SUM_BYTES = hashlib.sha256().digest_size


class BackupTrouble(Exception):
    """A backup cannot be used.

    `reason` is missing, not_one, damaged, passphrase (none was given), wrong (it does not fit),
    key (another installation's key file), newer or unreadable.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Stretch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a passphrase becomes a key: Argon2id (RFC 9106), memory in KiB.

    The limits hold off a head made to eat the machine.
    """

    salt: Annotated[bytes, Meta(min_length=16, max_length=64)]
    passes: Annotated[int, Meta(ge=1, le=16)] = 3
    memory: Annotated[int, Meta(ge=8 * 1024, le=1024 * 1024)] = 64 * 1024
    lanes: Annotated[int, Meta(ge=1, le=16)] = 4

    def key(self, passphrase: str) -> bytes:
        """32 bytes."""
        from argon2.low_level import Type, hash_secret_raw

        return hash_secret_raw(
            passphrase.encode(), self.salt, self.passes, self.memory, self.lanes, 32, Type.ID
        )


class Head(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What may be known of a backup without opening it; nothing of it is about people.

    `entries` are how many there are of each node, `size` the bytes of the database. `lock` is what
    opens it: the installation's key, a passphrase stretched by `stretch`, or none. `forgotten` is
    the sum over all whom the database had forgotten when the backup was last written
    (`db.copies.Forgotten`), `reads` whether it may tell what was read of unknown cards.
    """

    made_at: dt.datetime
    centre: str
    node: str
    revision: str
    entries: dict[str, int]
    size: int
    lock: Literal["key", "passphrase", "none"]
    stretch: Stretch | None = None
    forgotten: str = ""
    reads: bool = True


def fresh_stretch() -> Stretch:
    """With a salt of its own."""
    return Stretch(salt=secrets.token_bytes(16))


def write(out: BinaryIO, head: Head, database: Path) -> None:
    """Write head, database and sum. Raises OSError."""
    total = hashlib.sha256()

    def put(content: bytes) -> None:
        total.update(content)
        out.write(content)

    put(MAGIC)
    put(msgspec.json.encode(head) + b"\n")
    with database.open("rb") as body:
        while content := body.read(_CHUNK):
            put(content)
    out.write(total.digest())


def read_head(file: Path) -> Head:
    """The head alone: it proves nothing of what follows. Raises BackupTrouble."""
    try:
        with file.open("rb") as source:
            head, _ = _head(source, file)
            whole = source.tell() + head.size + _SUM_BYTES
    except OSError as e:
        raise _cannot_read(file, e) from e
    if file.stat().st_size != whole:
        raise _damaged(file, "it is not as long as it should be")
    return head


def unpack(file: Path, database: Path) -> Head:
    """Take the database out, and prove that every byte is as it was written.

    Raises BackupTrouble; OSError when `database` cannot be written.
    """
    head = read_head(file)
    try:
        source = file.open("rb")
    except OSError as e:
        raise _cannot_read(file, e) from e
    with source, database.open("wb") as out:
        database.chmod(0o600)
        forget_cached(source)
        head, begun = _head(source, file)
        total, left = hashlib.sha256(begun), head.size
        while left:
            content = _read(source, min(_CHUNK, left), file)
            if not content:
                raise _damaged(file, "its end is missing")
            total.update(content)
            out.write(content)
            left -= len(content)
        if _read(source, _SUM_BYTES + 1, file) != total.digest():
            raise _damaged(file, "its sum is another one")
        out.flush()
        os.fsync(out.fileno())
    return head


def forget_cached(source: BinaryIO) -> None:
    """What is read next comes from the disk, where the system can do that."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(source.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _head(source: BinaryIO, file: Path) -> tuple[Head, bytes]:
    """The head, and all bytes up to its end."""
    if source.read(len(MAGIC)) != MAGIC:
        msg = f"{file} is no backup of walkin"
        raise BackupTrouble("not_one", msg)
    line = source.readline(_LONGEST_HEAD)
    try:
        return msgspec.json.decode(line, type=Head), MAGIC + line
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        raise _damaged(file, "its head cannot be read") from e


def _read(source: BinaryIO, count: int, file: Path) -> bytes:
    try:
        return source.read(count)
    except OSError as e:
        raise _cannot_read(file, e) from e


def _damaged(file: Path, why: str) -> BackupTrouble:
    return BackupTrouble("damaged", f"{file} is damaged: {why}")


def _cannot_read(file: Path, e: OSError) -> BackupTrouble:
    missing = isinstance(e, FileNotFoundError)
    reason = "missing" if missing else "unreadable"
    return BackupTrouble(reason, f"{file} cannot be read: {e.strerror}")
