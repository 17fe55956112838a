"""Entries about those who work here, and the devices and settings they look after."""

from __future__ import annotations

import datetime as dt

from kiosk.body import Body, EntryId
from kiosk.record import Staff


class StaffKept(Body, frozen=True, kw_only=True, omit_defaults=True):
    """The whole record of a member of staff; the later stamp wins, and ends waiting for a PIN."""

    staff: Staff


class PinTried(Body, frozen=True, kw_only=True, omit_defaults=True):
    """A PIN was typed for a member of staff; `wrong` counts the wrong ones in a row on this node.

    None wrong: it was right, and the staff's pages opened.
    """

    staff: str
    wrong: int = 0


class PinLocked(Body, frozen=True, kw_only=True, omit_defaults=True):
    """So many wrong PINs were typed for a member of staff that this node takes none for a while."""

    day: dt.date
    staff: str


class ManyUnknown(Body, frozen=True, kw_only=True, omit_defaults=True):
    """So many codes of nobody were shown at this node within minutes (PRODUCT, `unknown`)."""

    day: dt.date
    codes: int


class DeviceGone(Body, frozen=True, kw_only=True, omit_defaults=True):
    """A device that is wanted on this node is not there: scanner, serial, camera, printer.

    Or its clock cannot be trusted (`kiosk.clock_guard`): clock, clock_jump, clock_hub.
    """

    day: dt.date
    device: str


class SettingsKept(Body, frozen=True, kw_only=True, omit_defaults=True):
    """A section of this node's settings file was written from its screen: these of its names."""

    section: str
    names: tuple[str, ...] = ()


class SeatsFreed(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Staff set free what a silent database holds of an occurrence and was not known to use.

    `holder` and `turn` are as in `kiosk.seats.Freed`: what it did before counts, when it is heard
    again this is over. It may have let in as many people meanwhile; who decided so is `by`.
    """

    day: dt.date
    occurrence: str
    holder: str
    turn: int
    seats: int


class ConflictSeen(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Staff have seen what kiosks did that did not know of each other, and leave it as it is.

    `about` and `targets` are the kind of a `kiosk.apart.Conflict` and its entries. When another
    entry joins these it is shown again.
    """

    about: str
    targets: tuple[EntryId, ...]


class LogExported(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody took a log out of the database; kept for those with names.

    `first` and `last` are days of service, both included; `sha256` is of the bytes.
    """

    first: dt.date
    last: dt.date
    format: str
    names: bool
    reason: str
    sha256: str


class NamesSeen(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody saw the full names of so many people; `why` is evacuation, or why a list was made.

    `by` is nobody's name when it was at the desk and in a hurry.
    """

    day: dt.date
    why: str
    people: int


class DatabaseRestored(Body, frozen=True, kw_only=True, omit_defaults=True):
    """This node's database was damaged, and another one took its place.

    `made_at` is when the backup was made that it was built from, None when there was none. `taken`
    entries that came after it could still be read and are there. `missing` are, by node, the first
    and last number of those that are not; 0 for a last one that nobody knows.
    """

    day: dt.date
    made_at: dt.datetime | None = None
    taken: int = 0
    missing: dict[str, tuple[int, int]] = {}  # noqa: RUF012 - msgspec copies it


class BackupFailed(Body, frozen=True, kw_only=True, omit_defaults=True):
    """The nightly backup of this node could not be made; `reason` as of the database's trouble."""

    day: dt.date
    reason: str
