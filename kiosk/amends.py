"""Entries that put other entries right, and entries about looking at what is kept of people."""

from __future__ import annotations

from kiosk.body import Body, EntryId
from kiosk.record import Band


class Moved(Body, frozen=True, kw_only=True, omit_defaults=True):
    """The people of these check-ins came for this occurrence after all; None: for a visit."""

    targets: tuple[EntryId, ...]
    occurrence: str | None
    reason: str = ""


class Undone(Body, frozen=True, kw_only=True, omit_defaults=True):
    """An earlier entry is taken back. May arrive before what it undoes."""

    target: EntryId
    reason: str


class Redated(Body, frozen=True, kw_only=True, omit_defaults=True):
    """These entries happened `shift_s` seconds later than they say; the later stamp wins.

    The clock was wrong when they were written. 0: they happened when they say after all. Service
    days follow from the times in this `zone` (`kiosk.dating`); what the entries say stays.
    """

    targets: tuple[EntryId, ...]
    shift_s: int
    zone: str
    reason: str = ""


class CountCorrected(Body, frozen=True, kw_only=True, omit_defaults=True):
    """So many people were counted, not what the entry says; the later stamp wins."""

    target: EntryId
    bands: dict[Band, int]
    reason: str = ""


class Merged(Body, frozen=True, kw_only=True, omit_defaults=True):
    """One learner is the same person as another; None: they are not. The later stamp wins.

    Check-ins of the one count as the other's, earlier and later ones, until it is taken back.
    """

    learner: str
    into: str | None = None
    reason: str = ""


class Erased(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody is forgotten: nothing that is kept tells any more who they were.

    `learners` are the ids they were known by, cards too (`record.CARD_ID`); in every other entry
    `instead`, a random id, takes their place, so that people stay counted once. It holds for
    entries that arrive later too.
    """

    learners: tuple[str, ...]
    instead: str
    reason: str = ""


class Looked(Body, frozen=True, kw_only=True, omit_defaults=True):
    """A member of staff saw a learner's full name. `how`: show, or export into a file."""

    learner: str
    why: str
    how: str = "show"
