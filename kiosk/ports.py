"""What the shell supplies to the use-cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from kiosk.apart import Apart
from kiosk.crowd import Count, Crowd
from kiosk.entry import AnyBody, Entry, EntryId
from kiosk.evidence import Evidence
from kiosk.line import Line
from kiosk.nodes import Lives, Nodes
from kiosk.outcome import Visit
from kiosk.record import Activity, Band, Learner, Occurrence, Staff
from kiosk.register import Register
from kiosk.seating import Leases, Seating
from kiosk.written import Written


class StoreTrouble(Exception):
    """The database cannot do what was asked; nothing of it was kept.

    `reason` is a short code for staff: full, locked, readonly, damaged, key, missing.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class Identifier(NamedTuple):
    """One way to name a learner: kind is member, digits, student, phone or citizen."""

    kind: str
    value: str


class CardState(NamedTuple):
    """Whose card it is, the letter of its key, and how it ended.

    `ended` is "" while it is good, replaced when a later one was made, lost when it was reported.
    """

    learner: str
    key: str
    ended: str


class Held(NamedTuple):
    """The newest card of a learner. Times are aware UTC; `lost_at` when it was reported lost."""

    issued_at: dt.datetime
    lost_at: dt.datetime | None = None
    lost_by: str | None = None


class Alert(NamedTuple):
    """Something staff should see to. `at` is aware UTC.

    `about`: help or guardian, with the `screen` they came from, a guardian's with the child as
    `learner`; count_held, with its `reason` (fast or many) and its people; pin_locked (`reason`:
    whose) or device_gone (which); restored (`reason`: backup's time, or -, and what is missing) or
    backup_failed (why); many_unknown codes at one node. It may also be the outcome of a
    refusal: held, replaced (`reason` is lost for a reported card), forged, paused, or child_alone
    for the outcome guardian, with the `learner`.
    """

    entry: EntryId
    at: dt.datetime
    about: str
    reason: str = ""
    screen: str = ""
    people: int = 0
    bands: dict[Band, int] = {}  # noqa: RUF012 - never changed
    occurrence: Occurrence | None = None
    learner: Learner | None = None
    partner: str = ""
    party: str = ""

    @property
    def node(self) -> str:
        """The kiosk it comes from."""
        return self.entry.node


class PinTry(NamedTuple):
    """How many wrong PINs in a row, and when the last one was typed, aware UTC."""

    wrong: int
    at: dt.datetime


class Reader(Crowd, Evidence, Register, Nodes, Seating, Apart, Protocol):
    """Reads one consistent state of the database."""

    def find(self, keys: Sequence[Identifier]) -> list[tuple[Identifier, str]]:
        """Learner ids under any of the identifiers; exact matches only."""
        ...

    def card(self, card: str) -> CardState | None:
        """The card with this hash, another centre's too as far as that has told of it."""
        ...

    def held(self, learner: str) -> Held | None:
        """The newest card of this id, with a record here or not."""
        ...

    def cards_by_key(self) -> dict[str, int]:
        """How many cards are good, by the letter of their key."""
        ...

    def visits(self, learner: str, day: dt.date) -> tuple[Visit, ...]:
        """A learner's check-ins of a service day that were not undone, newest first."""
        ...

    def came_before(self, learner: str) -> bool:
        """Whether the learner has any check-in that was not undone."""
        ...

    def left_by_word(self, visit: EntryId) -> bool:
        """Whether whoever came by this check-in has said before, on that day, that they leave."""
        ...

    def taken(self, day: dt.date, occurrences: Sequence[str]) -> dict[str, int]:
        """Seats taken: different learners plus counted people who have not left."""
        ...

    def first_day(self) -> dt.date | None:
        """The first service day with a check-in, of those that are kept here."""
        ...

    def first_whole_day(self) -> dt.date | None:
        """The first service day of which everything is here (`kiosk.window`); None when it all is.

        What counts all check-ins of some days raises StoreTrouble("outside") for one before it.
        """
        ...

    def must_keep(self, day: dt.date) -> None:
        """Raises StoreTrouble("outside") for a service day of which not everything is here."""
        ...

    def closed_until(self) -> dt.date | None:
        """The last service day that was closed; None before the first."""
        ...

    def still_inside(self, day: dt.date) -> list[tuple[EntryId, dt.datetime]]:
        """Check-ins of a service day whose people did not leave, and when they came."""
        ...

    def programme_revision(self) -> int:
        """Grows whenever an activity is changed."""
        ...

    def activities(self) -> list[Activity]:
        """All activities."""
        ...

    def occurrence(self, key: str) -> Occurrence | None:
        """How an occurrence stood when people last came to it."""
        ...

    def counts(self, day: dt.date) -> list[Count]:
        """Head-counts of a service day."""
        ...

    def people(self, day: dt.date) -> int:
        """Different learners plus counted people of a service day."""
        ...

    def inside(self, day: dt.date) -> int:
        """People inside now: different learners plus counted people who did not leave."""
        ...

    def line(self, entry: EntryId) -> Line | None:
        """One check-in by its entry's name."""
        ...

    def lines(
        self, day: dt.date, *, before: EntryId | None = None, text: str = "", limit: int = 50
    ) -> list[Line]:
        """Check-ins of a service day, newest first, from after `before`; undone ones too.

        `text` keeps the lines whose learner, number, partner or activity contains it; tone marks
        and case do not matter.
        """
        ...

    def attended(self, learner: str, first: dt.date, last: dt.date) -> list[Line]:
        """A learner's check-ins of these service days that were not undone, in no order."""
        ...

    def alerts(self, day: dt.date) -> list[Alert]:
        """What nobody has seen to yet on a service day, newest first."""
        ...

    def staff(self) -> list[Staff]:
        """Everybody who works or worked here, by name."""
        ...

    def pin_try(self, node: str, staff: str) -> PinTry | None:
        """The last PIN typed on a node for somebody; None when their record is newer."""
        ...

    def redated(self, node: str, first: int, last: int) -> int:
        """How many of a node's entries with these numbers happened at another time than they say.

        That is what an administrator said last (`kiosk.entry.Redated`).
        """
        ...

    def log(self, first: dt.date, last: dt.date) -> Generator[Line, None, None]:
        """All check-ins of these service days, by day and time. Whoever stops early closes it."""
        ...

    def vector(self) -> dict[str, int]:
        """Last sequence number held of each node."""
        ...

    def entries(self, after: dict[str, int], limit: int = 1000) -> list[Entry]:
        """Entries beyond the vector that are understood, by node and sequence."""
        ...

    def change(self) -> int:
        """Grows with every entry, whoever wrote it."""
        ...


class Unit(Reader, Leases, Lives, Protocol):
    """One transaction: what is appended is on disk when the block ends, or not at all."""

    def append(
        self,
        body: AnyBody,
        at: dt.datetime,
        *,
        by: str | None = None,
        node: str | None = None,
        written: dt.datetime | None = None,
    ) -> Entry:
        """Write an entry of this node and fold it into the derived tables.

        `written` is the present when the thing happened before, at `at`.
        """
        ...

    def append_many(
        self, bodies: Iterable[AnyBody], at: dt.datetime, *, by: str | None = None
    ) -> int:
        """Write many entries of this node; returns how many."""
        ...

    def receive(self, entries: Sequence[Entry | Written]) -> int:
        """Take in what follows; returns how many were new. Raises ValueError for a gap."""
        ...

    def let_reads_go(self, at: dt.datetime, limit: int) -> int:
        """Let go of what was read in refusals before that time; returns in how many."""
        ...


class Store(Protocol):
    """The database of this installation. Every method may raise StoreTrouble."""

    def reading(self) -> AbstractContextManager[Reader]:
        """A consistent look."""
        ...

    def writing(self) -> AbstractContextManager[Unit]:
        """A transaction that commits when the block ends without an exception."""
        ...

    def prove(self) -> None:
        """Write something of no meaning to the disk. Raises StoreTrouble when that cannot be."""
        ...

    def scrub(self) -> bool:
        """See that nothing removed is left on the disk; False while another process reads it."""
        ...

    def close(self) -> None:
        """Let the database go; on the thread that opened it."""
        ...
