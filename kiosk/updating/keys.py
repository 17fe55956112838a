"""The keys of updates: Ed25519 (RFC 8032). Who makes them signs, who installs them trusts.

A public key is one line: `walkin-update NAME BASE64`. Several may be trusted at once: one is in
use, another lies in a safe for the day the first is lost.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiosk.updating.trouble import UpdateTrouble

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_LINE = re.compile(r"walkin-update (?P<name>[A-Za-z0-9._-]{1,40}) (?P<key>[A-Za-z0-9+/]{43}=)")
_MOST = 16
_KEY_BYTES = 32


class PublicKey(NamedTuple):
    """A key that signatures are proven with: 32 bytes and what people call it."""

    name: str
    raw: bytes

    @property
    def id(self) -> str:
        """Which key it is, in 16 hexadecimal digits."""
        return hashlib.sha256(self.raw).hexdigest()[:16]

    @property
    def line(self) -> str:
        """As it stands in files."""
        return f"walkin-update {self.name} {base64.b64encode(self.raw).decode()}"

    def proves(self, signature: bytes, signed: bytes) -> bool:
        """Whether the holder of this key signed these bytes."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, signed)
        except InvalidSignature:
            return False
        return True


def read_keys(text: str, where: str) -> list[PublicKey]:
    """The keys of a file, a line each; # begins a remark. Raises UpdateTrouble("key")."""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fits = _LINE.fullmatch(line.strip())
        try:
            raw = base64.b64decode(fits["key"], validate=True) if fits else b""
        except binascii.Error:
            raw = b""
        if fits is None or len(raw) != _KEY_BYTES:
            raise UpdateTrouble("key", f"{where}:{number}: this is no key of updates")
        found[raw] = PublicKey(fits["name"], raw)
    if len(found) > _MOST:
        raise UpdateTrouble("key", f"{where}: more than {_MOST} keys are nobody's to watch over")
    return list(found.values())


def load_keys(file: Path) -> list[PublicKey]:
    """The keys of a file; none when it is not there. Raises UpdateTrouble("key")."""
    try:
        return read_keys(file.read_text("utf-8"), str(file))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as e:
        raise UpdateTrouble("key", f"{file} cannot be read ({type(e).__name__})") from e


def as_text(keys: Iterable[PublicKey]) -> str:
    """Keys as they stand in a file."""
    return "".join(f"{key.line}\n" for key in keys)


class SigningKey:
    """The secret half. It never comes near a kiosk."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = PublicKey(name, key.public_key().public_bytes_raw())

    def sign(self, content: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(content)

    def as_pem(self, passphrase: str) -> bytes:
        """PKCS #8, encrypted unless the passphrase is empty."""
        from cryptography.hazmat.primitives import serialization as form

        lock: form.KeySerializationEncryption = form.NoEncryption()
        if passphrase:
            lock = form.BestAvailableEncryption(passphrase.encode())
        return self._key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock)


def fresh_key(name: str) -> SigningKey:
    """A new one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return SigningKey(name, Ed25519PrivateKey.generate())


def load_signing_key(file: Path, passphrase: str = "") -> SigningKey:
    """What `as_pem` wrote; named as the file is. Raises UpdateTrouble("key")."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        pem = file.read_bytes()
        key = load_pem_private_key(pem, passphrase.encode() if passphrase else None)
    except OSError as e:
        raise UpdateTrouble("key", f"{file} cannot be read: {e.strerror}") from e
    except (TypeError, ValueError) as e:
        raise UpdateTrouble("key", f"{file} is no key, or its passphrase is another one") from e
    if not isinstance(key, Ed25519PrivateKey):
        raise UpdateTrouble("key", f"{file} is no Ed25519 key")
    return SigningKey(file.stem, key)
