"""The installation's secrets: database key, card keys, pepper. Kept outside the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import msgspec

_KEY_BYTES = 32


class SecretsTrouble(Exception):
    """The secrets file is missing, unreadable or damaged; the message says what to do."""


class Secrets(msgspec.Struct, frozen=True, kw_only=True):
    """Keys of 32 bytes, `card_keys` by letter; new cards are signed with `card_key`'s."""

    database: bytes
    pepper: bytes
    card_keys: dict[str, bytes]
    card_key: str

    def __repr__(self) -> str:
        return "Secrets(...)"


def fresh() -> Secrets:
    """New random secrets."""
    return Secrets(
        database=secrets.token_bytes(_KEY_BYTES),
        pepper=secrets.token_bytes(_KEY_BYTES),
        card_keys={"A": secrets.token_bytes(_KEY_BYTES)},
        card_key="A",
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
    except (OSError, msgspec.DecodeError) as e:
        msg = f"{file} cannot be read ({type(e).__name__}); put it back from its backup"
        raise SecretsTrouble(msg) from e
    made = fresh()
    draft = file.with_suffix(f".{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(msgspec.json.encode(made))
            out.flush()
            os.fsync(out.fileno())
        # A second process that starts at the same moment must not win with other keys.
        os.link(draft, file)
        _keep_name(file.parent)
    except FileExistsError:
        return load_or_create(file, may_create=False)
    except OSError as e:
        msg = f"{file} cannot be written: {e.strerror}"
        raise SecretsTrouble(msg) from e
    finally:
        draft.unlink(missing_ok=True)
    return made


def _checked(found: Secrets, file: Path) -> Secrets:
    keys = [found.database, found.pepper, *found.card_keys.values()]
    if any(len(key) != _KEY_BYTES for key in keys) or found.card_key not in found.card_keys:
        msg = f"{file} is damaged; put it back from its backup"
        raise SecretsTrouble(msg)
    return found


def _keep_name(folder: Path) -> None:
    """The key must outlive a power cut before anything is encrypted with it: its name too."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
