"""Who is looked at: with a name under which the look is kept, or as little as anybody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ui.viewmodels.desk.facts import Whole

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, Whose

_STILL_SAID = ("replaced", "lost")


class Seen(NamedTuple):
    """Whose a code is, and all of it when `by` has looked."""

    found: Whose
    whole: Whole | None = None
    by: str = ""


def see(desk: FrontDesk, found: Whose | None, by: str, why: str) -> Seen | None:
    """Look at whoever was found, in somebody's name; without a name nobody looks.

    None when nobody is found, or is left by now.
    """
    from kiosk.desk import NotPossible

    if found is None:
        return None
    if not by or found.learner is None or not found.learner.known:
        return Seen(found)
    try:
        record = desk.look(found.learner.learner, by, why)
        return Seen(found, Whole(record, desk.also(record.learner)), by)
    except NotPossible:
        return None


def see_again(desk: FrontDesk, before: Whose, by: str, why: str) -> Seen | None:
    """The same learner as they are now; what was wrong with the card that was shown still is."""
    found = None if before.learner is None else desk.known(before.learner.learner)
    if found is None or found.learner is None or not found.learner.known:
        return None
    if before.shown in _STILL_SAID:
        found = found._replace(shown=before.shown)
    return see(desk, found, by, why)
