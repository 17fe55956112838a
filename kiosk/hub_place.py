"""Where a hub is, and what keeps others from listening on the way there."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

SCHEMES = ("postgresql", "postgres")
SYSTEM = "system"
"""Trust the authorities that the system trusts."""
_OPTIONS = frozenset({"connect_timeout", "application_name"})


class Place(NamedTuple):
    """The hub's URL without a password, the password, and how TLS is checked.

    `sslrootcert` is the file of the authority that signed the hub's certificate, or `system`.
    """

    url: str
    password: str = ""
    sslmode: str = "verify-full"
    sslrootcert: str = SYSTEM

    def __repr__(self) -> str:
        return f"Place({self.url!r}, ...)"


class Away(NamedTuple):
    """Why a place is not taken: the setting, the rule for screens, and English words."""

    setting: str
    rule: str
    words: str


def wrong(url: str, sslmode: str, sslrootcert: str) -> Away | None:
    """What is wrong with where a hub is said to be; None when nothing is, or there is none."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return Away("url", "hub_url", "hub.url is no URL")
    if parts.password is not None or "password" in parse_qs(parts.query):
        words = "hub.url holds a password: take it out; `walkin hub join` keeps it in the key file"
        return Away("url", "hub_password", words)
    if parts.scheme not in SCHEMES or not parts.hostname or not parts.path.strip("/"):
        words = "hub.url is written like postgresql://walkin_a@hub.example.org:5432/walkin"
        return Away("url", "hub_url", words)
    if set(parse_qs(parts.query)) - _OPTIONS:
        words = "hub.url has no options: TLS is set by hub.sslmode"
        return Away("url", "hub_url", words)
    if sslmode == "disable" and not is_loopback(parts.hostname):
        words = "hub.sslmode is disable only for a hub on this computer (127.0.0.1)"
        return Away("sslmode", "hub_plain", words)
    if sslmode != "disable" and not sslrootcert:
        words = 'hub.sslrootcert is a file with the authority\'s certificate, or "system"'
        return Away("sslrootcert", "hub_root", words)
    return None


def is_loopback(host: str) -> bool:
    """Whether an address never leaves this computer; a name other than localhost may."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def split_password(url: str) -> tuple[str, str]:
    """A URL without its password, and the password, "" when it has none."""
    parts = urlsplit(url)
    password = unquote(parts.password or "")
    return parts._replace(netloc=_without_password(parts)).geturl(), password


def for_account(url: str, role: str) -> str:
    """The same place for another account, without a password."""
    parts = urlsplit(url)
    host = _without_password(parts).rpartition("@")[2]
    return parts._replace(netloc=f"{role}@{host}", query="").geturl()


def _without_password(parts: SplitResult) -> str:
    user, at, host = parts.netloc.rpartition("@")
    return f"{user.partition(':')[0]}{at}{host}"
