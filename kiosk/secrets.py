"""The installation's secrets: database key, card keys, pepper. Kept outside the data folder."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kiosk.card import Keys

KEY_BYTES = 32
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
"""What a card key may be called: none that is mistaken for a digit."""

_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class SecretsTrouble(Exception):
    """The secrets file is missing, unreadable or damaged; the message says what to do."""


class TrustedKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key of another centre, whose name it carries."""

    centre: str
    key: bytes

    def __repr__(self) -> str:
        return f"TrustedKey({self.centre!r}, ...)"


class Secrets(msgspec.Struct, frozen=True, kw_only=True):
    """Keys of 32 bytes, `card_keys` by letter; new cards are signed with `card_key`'s.

    `trusted` are keys of other centres, by letter; `retired` the letters that once were ours and
    never mean anything else. `hub` is the password of our account on the hub, "" for none.
    """

    database: bytes
    pepper: bytes
    card_keys: dict[str, bytes]
    card_key: str
    retired: tuple[str, ...] = ()
    trusted: dict[str, TrustedKey] = {}
    hub: str = ""

    def __repr__(self) -> str:
        return "Secrets(...)"

    @property
    def keys(self) -> Keys:
        """What cards are verified with."""
        return Keys(self.card_keys, {letter: t.key for letter, t in self.trusted.items()})


def fresh(letter: str = "A") -> Secrets:
    """New random secrets, with one card key of this letter."""
    return Secrets(
        database=secrets.token_bytes(KEY_BYTES),
        pepper=secrets.token_bytes(KEY_BYTES),
        card_keys={letter: secrets.token_bytes(KEY_BYTES)},
        card_key=letter,
    )


def load_or_create(file: Path, *, may_create: bool) -> Secrets:
    """Read the owner-only file; make it when it may be new.

    Raises SecretsTrouble: without the key an existing database cannot be read, so a missing file
    beside an existing database is never replaced.
    """
    try:
        return _checked(msgspec.json.decode(file.read_bytes(), type=Secrets), file)
    except FileNotFoundError:
        if not may_create:
            msg = (
                f"{file} is missing; put it back from the paper copy or the backup of the settings"
            )
            raise SecretsTrouble(msg) from None
    except (OSError, *_UNREADABLE) as e:
        msg = f"{file} cannot be read ({type(e).__name__}); put it back from its backup"
        raise SecretsTrouble(msg) from e
    made = fresh(secrets.choice(LETTERS))
    try:
        put(file, made)
    except FileExistsError:
        return load_or_create(file, may_create=False)
    return made


def put(file: Path, made: Secrets) -> None:
    """Write a secrets file where there is none.

    Raises FileExistsError when there is one after all, SecretsTrouble when it cannot be written.
    """
    draft = _draft(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(draft, msgspec.json.encode(made))
        # A second process that starts at the same moment must not win with other keys.
        os.link(draft, file)
        _keep_name(file.parent)
    except FileExistsError:
        raise
    except OSError as e:
        msg = f"{file} cannot be written: {e.strerror}"
        raise SecretsTrouble(msg) from e
    finally:
        draft.unlink(missing_ok=True)


def read(content: str | bytes) -> Secrets:
    """What a secrets file holds, from elsewhere. Raises SecretsTrouble."""
    try:
        return _checked(msgspec.json.decode(content, type=Secrets), Path("walkin.key"))
    except _UNREADABLE as e:
        msg = "these are no secrets"
        raise SecretsTrouble(msg) from e


def replace(file: Path, before: Secrets, after: Secrets) -> None:
    """Put other secrets into the file, whole or not at all; those before stay beside it.

    Raises SecretsTrouble when it cannot be written, or no longer holds `before`.
    """
    draft, previous = _draft(file), file.with_suffix(f"{file.suffix}.previous")
    try:
        with _alone(file):
            stood = file.read_bytes()
            if msgspec.json.decode(stood, type=Secrets) != before:
                msg = f"somebody else has just changed {file}; try again"
                raise SecretsTrouble(msg)
            try:
                for content, place in ((stood, previous), (msgspec.json.encode(after), file)):
                    _write(draft, content)
                    draft.replace(place)
                    _keep_name(file.parent)
            finally:
                draft.unlink(missing_ok=True)
    except (OSError, *_UNREADABLE) as e:
        msg = f"{file} cannot be written ({type(e).__name__}); it is as it was"
        raise SecretsTrouble(msg) from e


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """One after the other: nobody else changes the file meanwhile, in any process.

    The system lets the next one in when a process dies, however it dies.
    """
    if sys.platform == "win32":
        import msvcrt

        lock = os.open(file.with_suffix(f"{file.suffix}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            msvcrt.locking(lock, msvcrt.LK_LOCK, 1)
            yield
        finally:
            os.close(lock)
    else:
        import fcntl

        folder = os.open(file.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            # By name: a process that was forked meanwhile holds it as well.
            fcntl.flock(folder, fcntl.LOCK_UN)
            os.close(folder)


def _checked(found: Secrets, file: Path) -> Secrets:
    trusted = [t.key for t in found.trusted.values()]
    keys = [found.database, found.pepper, *found.card_keys.values(), *trusted]
    twice = found.card_keys.keys() & found.trusted.keys()
    if any(len(key) != KEY_BYTES for key in keys) or found.card_key not in found.card_keys or twice:
        msg = f"{file} is damaged; put it back from its backup"
        raise SecretsTrouble(msg)
    return found


def _draft(file: Path) -> Path:
    return file.with_suffix(f".{os.getpid()}.new")


def _write(file: Path, content: bytes) -> None:
    """Owner-only, and on the disk when this returns."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _keep_name(folder: Path) -> None:
    """The key must outlive a power cut before anything is encrypted with it: its name too."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
