"""Whether this machine's clock can be true. Nothing is refused: somebody is told to look at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from kiosk.clock import TRUSTED, awake_and_asleep, behind, in_words
from kiosk.verdict import Check, bad, ok, warn

BUILT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
"""A clock that is before this release is wrong: small computers forget the time with the power."""
LONG = dt.timedelta(days=366)
"""A centre that wrote nothing for so long has more likely a clock that is ahead."""
EARLY = "clock"
"""What a clock is told as that is before this release; over when the clock is right."""
JUMPED = "clock_jump"
"""What a clock is told as that made a jump; over when staff have seen it."""
OFF_HUB = "clock_hub"
"""What a clock is told as that is not the hub's; over when it is."""
OF_CLOCK = frozenset({EARLY, JUMPED, OFF_HUB})

_AGAIN_S = 3600.0
_SET_IT = "Set date and time of this computer, and switch on network time."
_WHICH_CLOCK = (
    "Compare it with another clock. If it is wrong, set it and switch on network time; if it is "
    "right, set the clock of the kiosk that is ahead: this ends when that time has come."
)


class Seen(NamedTuple):
    """What was seen of a clock.

    `early`: it is before this release. `jumped`: by so much it went on more, or less, than time
    did; also the time since the newest entry when that cannot be. `late`: so far it is behind the
    newest entry.
    """

    early: bool
    jumped: dt.timedelta | None
    late: dt.timedelta | None


class ClockGuard:
    """Compares the wall clock with one that cannot be set, and with the journal.

    `steady` counts seconds that only grow. A correction of a clock that was before this release is
    no jump.
    """

    def __init__(self, steady: Callable[[], float] = awake_and_asleep) -> None:
        self._steady = steady
        self._last: tuple[dt.datetime, float] | None = None
        self._early = False
        self._jumped: dt.timedelta | None = None

    def due(self, now: dt.datetime) -> bool:
        """Whether to look: at the start, after an hour, at once after a jump or while one waits."""
        if self._last is None or self._jumped is not None:
            return True
        wall, steady = self._last
        passed = self._steady() - steady
        return passed >= _AGAIN_S or abs((now - wall).total_seconds() - passed) > _TRUSTED_S

    def look(self, now: dt.datetime, newest: dt.datetime | None) -> Seen:
        """See how it is; `newest` is when the newest entry was written. A jump stays until told."""
        steady, early = self._steady(), now < BUILT
        if self._last is not None:
            wall, before = self._last
            jump = now - wall - dt.timedelta(seconds=steady - before)
            if abs(jump) > TRUSTED and not (self._early and not early):
                self._jumped = jump
        elif newest is not None and now - newest > LONG:
            self._jumped = now - newest
        self._last, self._early = (now, steady), early
        return Seen(early, self._jumped, behind(now, newest))

    def told(self) -> None:
        """The jump is known to staff."""
        self._jumped = None


_TRUSTED_S = TRUSTED.total_seconds()


def check(
    now: dt.datetime,
    zone: dt.tzinfo,
    last_entry: dt.datetime | None,
    jumped_at: dt.datetime | None = None,
) -> Check:
    """Whether the time can be true: not before this release, not before the newest entry.

    `jumped_at` is when a running program saw it jump and nobody has answered that yet.
    """
    said = f"It is {now.astimezone(zone):%Y-%m-%d %H:%M} ({zone})."
    if now < BUILT:
        return bad("clock", f"{said} That is before this release was made.", _SET_IT)
    late = behind(now, last_entry)
    if last_entry is not None and late is not None:
        newest = f"{last_entry.astimezone(zone):%Y-%m-%d %H:%M}"
        said += f" The newest entry is of {newest}, {in_words(late)} later."
        return bad("clock", said, _WHICH_CLOCK)
    if jumped_at is not None:
        said += f" It jumped at {jumped_at.astimezone(zone):%Y-%m-%d %H:%M}."
        return warn("clock", said, f"{_SET_IT} Then answer the alert at the desk.")
    if last_entry is not None and now - last_entry > LONG:
        said += f" The newest entry is {(now - last_entry).days} days old."
        return warn("clock", said, _SET_IT)
    return ok("clock", said)
