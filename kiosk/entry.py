"""Every kind of entry: one thing that happened, never changed, never deleted.

An entry is named by `(node, seq)`; `seq` counts 1, 2, 3 ... without a gap, so that "nothing is
lost" can be counted. A correction is another entry.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec

from kiosk.amends import CountCorrected, Erased, Looked, Merged, Moved, Redated, Undone
from kiosk.body import Body, EntryId
from kiosk.duty import (
    BackupFailed,
    ConflictSeen,
    DatabaseRestored,
    DeviceGone,
    LogExported,
    ManyUnknown,
    NamesSeen,
    PinLocked,
    PinTried,
    SeatsFreed,
    SettingsKept,
    StaffKept,
)
from kiosk.record import Activity, Band, Learner, Occurrence
from kiosk.standby import NumberMarked, Queued


class CheckedIn(Body, frozen=True, kw_only=True, omit_defaults=True):
    """A learner came in.

    `day` is the service day, `occurrence` None for a general visit. `band` and `partner` are kept
    here so that counts outlive the learner's record. `how` is what named the learner: card, member,
    number (a member number's digits), student, phone, citizen, desk, paper. `late` when it was
    written after the occurrence was over; `reason` is why staff wrote it. `waited` is the waiting
    number they came with; of several check-ins with the same one the first counts.
    """

    day: dt.date
    learner: str | None
    occurrence: str | None = None
    band: Band | None = None
    partner: str = ""
    how: str = "card"
    expired: bool = False
    late: bool = False
    over_capacity: bool = False
    reason: str = ""
    waited: EntryId | None = None


class GuestsCounted(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Counted people without a record: one guest, or a party counted in one go.

    `party` is what holds a party together: partner, school, family or other; empty for no party.
    `waited` is as of `CheckedIn`.
    """

    day: dt.date
    bands: dict[Band, int]
    occurrence: str | None = None
    partner: str = ""
    party: str = ""
    how: str = "touch"
    late: bool = False
    reason: str = ""
    over_capacity: bool = False
    waited: EntryId | None = None


class CheckedOut(Body, frozen=True, kw_only=True, omit_defaults=True):
    """The people of these check-ins left. `how`: self, desk, or auto at closing time."""

    day: dt.date
    visits: tuple[EntryId, ...]
    how: str = "self"
    reason: str = ""


class DayClosed(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Nobody is inside from this service day any more; who did not say so left at closing time."""

    day: dt.date


class Refused(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody was not let in. `read` is a keyed hash of what was read, never the text.

    `reason` says how their card ended: replaced or lost.
    """

    day: dt.date
    outcome: str
    learner: str | None = None
    occurrence: str | None = None
    read: str = ""
    reason: str = ""


class CountHeld(Body, frozen=True, kw_only=True, omit_defaults=True):
    """People whom a kiosk did not count by itself; staff decide.

    `reason`: fast (too many touches within seconds) or many (a larger party than the centre lets
    count itself).
    """

    day: dt.date
    bands: dict[Band, int]
    occurrence: str | None = None
    partner: str = ""
    party: str = ""
    reason: str


class HelpCalled(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody at a kiosk needs staff; `screen` is what they had before them.

    `about`: help (they rang), or guardian (a grown-up confirmed there for a child, `learner`).
    """

    day: dt.date
    about: str = "help"
    screen: str = ""
    learner: str | None = None


class AlertAnswered(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Staff saw to a call or to a held count. May arrive before it; the earlier stamp wins.

    Without a name the visitor took the call back at the kiosk. `counted` when the held people were
    counted with it.
    """

    target: EntryId
    counted: bool = False


class FeedbackGiven(Body, frozen=True, kw_only=True, omit_defaults=True):
    """How somebody who leaves liked it: `face` from 1, sad, to 5, delighted.

    `visit` is their newest check-in; of several answers about one visit the later stamp wins.
    """

    day: dt.date
    visit: EntryId
    face: int


class LearnerKept(Body, frozen=True, kw_only=True, omit_defaults=True):
    """A learner's whole record; the later stamp wins.

    `source`: import, sample, kiosk for people who register themselves, or desk with a `reason`.
    Without a number it is what is left of somebody forgotten.
    """

    learner: Learner
    source: str = "import"
    reason: str = ""


class CardIssued(Body, frozen=True, kw_only=True, omit_defaults=True):
    """A card was made for a learner; every earlier card of that learner is replaced by it.

    `card` is the SHA-256 of the card's random number, so a stolen database prints no cards. `key`
    is the letter of the key that signed it.
    """

    learner: str
    card: str
    key: str = "A"


class CardLost(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Every card that the learner was given before this is lost, and names nobody any more."""

    learner: str


class ActivityKept(Body, frozen=True, kw_only=True, omit_defaults=True):
    """An activity's whole record; the later stamp wins."""

    activity: Activity


class OccurrenceKept(Body, frozen=True, kw_only=True, omit_defaults=True):
    """How an occurrence stood when people came to it; the later stamp wins.

    Written before the first check-in: reports stay true whatever becomes of the activity.
    """

    occurrence: Occurrence


AnyBody = (
    CheckedIn
    | GuestsCounted
    | CheckedOut
    | DayClosed
    | Moved
    | Undone
    | Refused
    | Queued
    | NumberMarked
    | CountHeld
    | HelpCalled
    | AlertAnswered
    | FeedbackGiven
    | LearnerKept
    | CardIssued
    | CardLost
    | CountCorrected
    | Redated
    | Merged
    | Erased
    | Looked
    | ActivityKept
    | OccurrenceKept
    | LogExported
    | StaffKept
    | PinTried
    | PinLocked
    | ManyUnknown
    | DeviceGone
    | SettingsKept
    | NamesSeen
    | DatabaseRestored
    | BackupFailed
    | SeatsFreed
    | ConflictSeen
)


class Entry(NamedTuple):
    """A body with its name and stamps.

    `stamp` is a hybrid logical time in microseconds since 1970 (Kulkarni et al. 2014): it never
    runs backwards on a node. `at` is when the thing happened, aware UTC. `by` names the member
    of staff.
    """

    node: str
    seq: int
    stamp: int
    at: dt.datetime
    by: str | None
    body: AnyBody

    @property
    def id(self) -> EntryId:
        """The entry's name."""
        return EntryId(self.node, self.seq)


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder: msgspec.json.Decoder[AnyBody] = msgspec.json.Decoder(AnyBody)


def encode(body: AnyBody) -> str:
    """JSON text of a body: the same bytes for the same body."""
    return _encoder.encode(body).decode()


def decode(text: str | bytes) -> AnyBody:
    """Read what `encode` wrote. Raises msgspec.ValidationError when it is no known kind."""
    return _decoder.decode(text)


def kind_of(body: AnyBody) -> str:
    """The tag under which a body is written."""
    return str(body.__struct_config__.tag)
