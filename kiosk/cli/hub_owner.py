"""Where whoever keeps a hub has written down how it is reached: `walkin.hub`, for them alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
import msgspec

from kiosk import codes
from kiosk.cli.context import Installation, writing
from kiosk.cli.hub_words import asking
from kiosk.hub_place import SCHEMES, SYSTEM, Place, is_loopback
from kiosk.whole_file import whole_file

if TYPE_CHECKING:
    from db.hub.setup import Link


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """The owner's URL, password and all; `ca` is the authority's certificate file, "" for none."""

    url: str
    ca: str = ""

    def __repr__(self) -> str:
        return "Owner(...)"

    @property
    def is_local(self) -> bool:
        """Whether nobody can listen on the way: this computer, or a socket on it."""
        host = urlsplit(self.url).hostname
        return host is None or is_loopback(host)

    @property
    def place(self) -> Place:
        """For the driver."""
        if self.is_local and not self.ca:
            return Place(self.url, sslmode="disable")
        return Place(self.url, sslrootcert=self.ca or SYSTEM)


def checked(url: str, ca: Path | None) -> Owner:
    """The place that was typed. Raises click.UsageError."""
    if urlsplit(url).scheme not in SCHEMES or not urlsplit(url).path.strip("/"):
        message = "the URL is written like postgresql://postgres@hub.example.org/walkin"
        raise click.UsageError(message)
    return Owner(url=url, ca=str(ca.absolute()) if ca else "")


def keep(installation: Installation, owner: Owner) -> Path:
    """Write it down; ends the command when that cannot be done."""
    file = _file(installation)
    with writing(), whole_file(file) as draft:
        draft.write(msgspec.json.encode(owner))
    return file


def kept(installation: Installation) -> Owner:
    """What was written down; ends the command when nothing was."""
    file = _file(installation)
    try:
        return msgspec.json.decode(file.read_bytes(), type=Owner)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as e:
        click.echo(f"{file} says of no hub: start with walkin hub init URL", err=True)
        raise click.exceptions.Exit(codes.NOT_AVAILABLE) from e


@contextmanager
def reached(owner: Owner) -> Iterator[Link]:
    """The owner's connection; trouble is said, and ends the command."""
    # 0.1 s of the driver, for those commands alone.
    from db.hub.link import opened
    from db.hub.trouble import told

    with asking(as_keeper=True):
        link = opened(owner.place, statement_ms=0)
        with link, told():
            yield link


def _file(installation: Installation) -> Path:
    return installation.settings_file.with_name("walkin.hub")
