"""The power goes at each sync of a busy minute, seven ways, and thousands of times by chance."""

from __future__ import annotations

import logging
import random
from pathlib import Path

from tests.bench.figures import row
from tests.faults import cuts
from tests.faults.cuts import Cut, Toll
from tests.faults.machine import How

PEOPLE = 80
BY_CHANCE = 3000
HASTY = ("synchronous=NORMAL", "synchronous=OFF")
"""What the checker has to find losses with."""
_EACH = 400


def measure(folder: Path, learners: int, entries: int) -> None:
    del folder, learners, entries
    logging.disable(logging.WARNING)  # of each database that is mended
    chance = random.Random(20261126)
    with cuts.in_memory() as place:
        recording = cuts.recorded(place, PEOPLE)
        by_sync = [Cut(at, how) for at in cuts.at_every_sync(recording.steps) for how in How]
        steps, told = len(recording.steps), cuts.told(recording)
        row(f"a minute of {PEOPLE} visitors: steps", f"{steps}, told {told} times", "-", good=True)
        _told("before and after each sync, 7 ways", cuts.fall(recording, place, by_sync))
        anywhere = cuts.anywhere(recording.steps, BY_CHANCE, chance)
        _told("anywhere, by chance", cuts.fall(recording, place, anywhere))
    for pragma in HASTY:
        with cuts.in_memory() as place:
            recording = cuts.recorded(place, PEOPLE, pragma)
            toll = cuts.fall(recording, place, cuts.anywhere(recording.steps, _EACH, chance))
        row(f"with {pragma}, {toll.cuts} cuts: lost", f"{toll.lost} of {toll.relied}",
            "> 0: the checker sees it", good=toll.lost > 0)  # fmt: skip


def _told(what: str, toll: Toll) -> None:
    row(f"{what}: cuts; relied on", f"{toll.cuts}; {toll.relied}", "-", good=True)
    row("  lost; doubled; did not start or was blank; mended by itself",
        f"{toll.lost}; {toll.doubled}; {len(toll.broken)}; {toll.healed}", "0; 0; 0; -",
        good=toll.lost == toll.doubled == len(toll.broken) == 0)  # fmt: skip
    for why in toll.broken[:10]:
        print(f"        {why}")
