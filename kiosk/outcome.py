"""What is asked at the door, what is known, and what is answered."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from kiosk.entry import (
    CheckedIn,
    CountHeld,
    EntryId,
    GuestsCounted,
    Moved,
    OccurrenceKept,
    Queued,
    Refused,
    Undone,
)
from kiosk.record import Learner, Occurrence, PartnerNumber
from kiosk.waitlist import Waiting

VISIT = "visit"
"""Asked for instead of an occurrence's key: just visiting."""


class Code(StrEnum):
    """Outcome codes."""

    ADMITTED = "admitted"
    CHOOSE = "choose"
    REPEAT = "repeat"
    ALREADY_IN = "already_in"
    LEFT = "left"
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"
    EXPIRED = "expired"
    HELD = "held"
    REPLACED = "replaced"
    FORGED = "forged"
    FOREIGN = "foreign"
    TOO_EARLY = "too_early"
    ENDED = "ended"
    CANCELLED = "cancelled"
    STANDBY = "standby"
    NOT_CERTAIN = "not_certain"
    GUARDIAN = "guardian"
    PAUSED = "paused"
    UNREADABLE = "unreadable"
    CLOSED = "closed"
    COUNT_HELD = "count_held"


INSIDE = frozenset({Code.ADMITTED, Code.EXPIRED, Code.REPEAT, Code.FOREIGN})
"""Codes under which the visitor sees a tick."""


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What a centre may set. Times in seconds, ages in whole years.

    `fast_touches` counting touches of one person each within `fast_within` are held for staff, and
    so is a party of more than `largest_party` people. A waiting number that is called holds its
    seats for `call_lasts`. `shares_seats` with other databases: only what is held here is given.
    """

    repeat_within: float = 8.0
    left_within: float = 15.0
    guardian_under: int = 10
    wrong_ids: int = 5
    pad_rest: float = 60.0
    fast_touches: int = 10
    fast_within: float = 5.0
    largest_party: int = 200
    call_lasts: float = 180.0
    shares_seats: bool = False


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted: `wanted` is an occurrence's key, VISIT, or None when nothing was chosen yet.

    `unasked` when they wanted nothing and time chose for them: whoever is inside stays as they are.
    `how` is what named the learner, or how guests were counted. `by` is the member of staff who
    acts for the visitor; staff may let in when closed, without a guardian, and over capacity.
    """

    wanted: str | None = None
    unasked: bool = False
    how: str = ""
    by: str | None = None


class Running(msgspec.Struct, frozen=True):
    """An occurrence of today, how many people have a seat in it, and for how many one is held.

    Seats are held for waiting numbers that are called. `spare` are the seats that may be given
    here; None when none are shared with other databases.
    """

    occurrence: Occurrence
    taken: int = 0
    held: int = 0
    spare: int | None = None

    @property
    def free(self) -> int | None:
        """Free seats that are held for nobody, never negative; None without a limit."""
        capacity = self.occurrence.capacity
        return None if capacity is None else max(0, capacity - self.taken - self.held)

    @property
    def to_give(self) -> int | None:
        """Those of them that may be given here; the others are other databases' to give."""
        if self.free is None or self.spare is None:
            return self.free
        return min(self.free, max(0, self.spare))


class Visit(msgspec.Struct, frozen=True):
    """A check-in of today that was not undone."""

    entry: EntryId
    at: dt.datetime
    occurrence: str | None
    left_at: dt.datetime | None = None

    @property
    def left(self) -> bool:
        """Whether they have gone since."""
        return self.left_at is not None


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """All that a decision may depend on.

    `today` are the occurrences of the service day by start time; `taken` and `held` are counted for
    those that are open and have a capacity, without what is held for whoever comes now. `visits`
    are the learner's of today, newest first. `waiting` maps an occurrence's key to the number the
    learner already holds for it. `kept` holds the keys of occurrences whose present state is
    already in the journal. `card_ended` says how the card ended
    that was shown, "" when it is good.
    """

    now: dt.datetime
    day: dt.date
    today: tuple[Running, ...] = ()
    visits: tuple[Visit, ...] = ()
    waiting: dict[str, Waiting] = {}
    card_ended: str = ""
    came_before: bool = True
    centre_open: bool = True
    letter: str = "A"
    next_number: int = 1
    kept: frozenset[str] = frozenset()


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the visitor is told.

    `how` is what named the learner, for the question that may follow. `number` is a waiting number,
    `called` whether it is called. `entry` names what was written, and is set once it is on disk.
    `student` is the number on a partner's card that nobody here has: for whoever registers next.
    `reason` says how a card ended that is refused: replaced or lost.
    """

    code: Code
    at: dt.datetime
    learner: Learner | None = None
    how: str = ""
    occurrence: Occurrence | None = None
    seats_left: int | None = None
    choices: tuple[Running, ...] = ()
    since: dt.datetime | None = None
    number: str | None = None
    called: bool = False
    reason: str = ""
    until: dt.date | None = None
    people: int = 0
    entry: EntryId | None = None
    visits: tuple[EntryId, ...] = ()
    student: PartnerNumber | None = None


AnyRecord = (
    CheckedIn | CountHeld | GuestsCounted | Moved | OccurrenceKept | Queued | Refused | Undone
)


class Decision(msgspec.Struct, frozen=True):
    """What to say and what to write; the last record is the one that is acknowledged."""

    outcome: Outcome
    records: tuple[AnyRecord, ...] = ()
