"""What is left of an entry when a learner is forgotten (PDPA B.E. 2562, section 33).

Times, bands, institution and activity stay, so that every count stays; names, numbers, cards and
what staff wrote freely go.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from kiosk.body import Body, EntryId
from kiosk.entry import (
    AnyBody,
    CardIssued,
    CheckedIn,
    Erased,
    LearnerKept,
    Looked,
    Merged,
    Queued,
    Refused,
)
from kiosk.record import stranger

SPOKEN_OF = (CheckedIn, Queued)
"""What staff explain is what somebody did: came, or waited."""

# What tells more than how somebody came, by kind; a reason where none is named.
_FREE: dict[type[Body], tuple[str, ...]] = {
    CardIssued: ("card",),
    Looked: ("why",),
    Refused: ("read",),
}


def learners_in(body: AnyBody) -> tuple[str, ...]:
    """Ids of the learners an entry speaks of; those that it forgets are not among them."""
    if isinstance(body, Erased):
        return ()
    if isinstance(body, LearnerKept):
        return (body.learner.learner,)
    ids = [getattr(body, "learner", None)]
    if isinstance(body, Merged):
        ids.append(body.into)
    return tuple(one for one in ids if isinstance(one, str) and one)


def explained(body: AnyBody) -> tuple[EntryId, ...]:
    """The entries about which this one says something in free words; none when it says nothing."""
    return entries_in(body) if getattr(body, "reason", "") else ()


def entries_in(body: AnyBody) -> tuple[EntryId, ...]:
    """The entries about what somebody did, of which this one says something."""
    found = [getattr(body, "target", None), getattr(body, "visit", None)]
    found += [*getattr(body, "targets", ()), *getattr(body, "visits", ())]
    return tuple(EntryId(*one) for one in found if one is not None)


def redacted(body: AnyBody, instead: Mapping[str, str]) -> AnyBody:
    """The entry with other ids in place of forgotten ones, and nothing told of who they were."""
    if instead.keys().isdisjoint(learners_in(body)):
        return body
    if isinstance(body, Merged):
        # Who was the same as somebody forgotten is nobody's business.
        return Merged(learner="")
    if isinstance(body, LearnerKept):
        nobody = stranger(instead[body.learner.learner])
        # That there was a consent, a guardian's too, may have to be shown.
        kept = msgspec.structs.replace(nobody, consent=body.learner.consent)
        return LearnerKept(learner=kept, source=body.source)
    told = {"learner": instead[body.learner]}  # type: ignore[union-attr, index]
    told |= {name: "" for name in _FREE.get(type(body), ("reason",)) if hasattr(body, name)}
    return msgspec.structs.replace(body, **told)


def unexplained(body: AnyBody) -> AnyBody:
    """The entry without what staff wrote freely."""
    return msgspec.structs.replace(body, reason="") if getattr(body, "reason", "") else body
