"""An invitation to a hub: one line of text with all that an installation needs to come in.

Whoever has it can write under that installation's name: it travels in somebody's hand, or by a way
that nobody else reads, and is used once.
"""

from __future__ import annotations

import base64
import binascii
from urllib.parse import urlsplit

import msgspec

from kiosk.hub_place import SYSTEM, is_loopback, split_password, wrong

_HEAD = "walkin-hub:"


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """The node it is for, the hub's URL with the account's role, and the password.

    `authority` is the certificate (PEM) to trust; "" for those that the system trusts.
    """

    node: str
    centre: str
    url: str
    password: str
    authority: str = ""

    def __repr__(self) -> str:
        return f"Invitation({self.node!r}, ...)"

    @property
    def sslmode(self) -> str:
        """How TLS is checked: only a hub on this computer that names no authority has none."""
        here = is_loopback(urlsplit(self.url).hostname or "")
        return "disable" if here and not self.authority else "verify-full"


def written(invitation: Invitation) -> str:
    """As one line."""
    text = base64.urlsafe_b64encode(msgspec.json.encode(invitation)).decode().rstrip("=")
    return f"{_HEAD}{text}"


def read(text: str) -> Invitation:
    """Read one, also where a mail has broken the line. Raises ValueError."""
    joined = "".join(text.split())
    if not joined.startswith(_HEAD):
        msg = f"an invitation begins with {_HEAD}"
        raise ValueError(msg)
    packed = joined.removeprefix(_HEAD)
    try:
        raw = base64.b64decode(packed + "=" * (-len(packed) % 4), b"-_", validate=True)
        found = msgspec.json.decode(raw, type=Invitation)
    except (binascii.Error, msgspec.DecodeError, UnicodeDecodeError) as e:
        msg = "the invitation is damaged: copy the whole line"
        raise ValueError(msg) from e
    away = wrong(found.url, found.sslmode, SYSTEM)
    if not found.url or split_password(found.url)[1] or away is not None:
        msg = "the invitation is damaged: copy the whole line"
        raise ValueError(msg)
    return found
