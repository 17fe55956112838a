"""PRODUCT's "numbers to reach", one by one: the reach, how noisy it is, and what was measured."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

EXACT = 0.0
"""What is counted: lost, doubled, wrong, refused."""
STEADY = 0.05
"""Memory, and shares of the processor over many seconds."""
MEDIAN = 0.20
"""Medians: by so much those of one program move between runs on a busy machine."""
TAIL = 0.50
"""The 95th and 99th part and the worst of a run."""


class Verdict(StrEnum):
    """`BEHIND` is behind the reach by no more than noise makes; `BEYOND` is by more."""

    OK = "ok"
    BEHIND = "behind"
    BEYOND = "beyond noise"


class Goal(NamedTuple):
    """One number: measured by the bench of this name, reached at `reach` of a unit or below.

    With `at_least` it is reached there or above. `noise` is a share of the reach.
    """

    bench: str
    what: str
    reach: float
    unit: str
    noise: float = MEDIAN
    at_least: bool = False

    def ratio(self, value: float) -> float:
        """Of what was measured to the reach: 1 or less is reached, whichever way it is meant."""
        over, under = (self.reach, value) if self.at_least else (value, self.reach)
        if under:
            return over / under
        return float("inf") if over else 1.0

    def judge(self, value: float) -> Verdict:
        """How it stands."""
        ratio = self.ratio(value)
        if ratio <= 1:
            return Verdict.OK
        return Verdict.BEHIND if ratio <= 1 + self.noise else Verdict.BEYOND

    def tell(self, value: float, beside: str = "") -> None:
        """Print the line of what was measured, and keep it for the table. `beside`: more of it."""
        told.append(Told(self, value, beside))
        verdict = self.judge(value)
        mark = "ok  " if verdict is Verdict.OK else "MISS"
        more = f" ({beside})" if beside else ""
        print(f"   {mark} {self.what:<58} {shown(value, self.unit) + more:<34} reach {self}",
              flush=True)  # fmt: skip

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {shown(self.reach, self.unit)}"


class Told(NamedTuple):
    """What was measured of a goal."""

    goal: Goal
    value: float
    beside: str = ""


told: list[Told] = []
"""Of this run, in the order it was measured."""


def shown(value: float, unit: str) -> str:
    """A number in three digits or so, with its unit."""
    digits = 0 if value == round(value) or value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()


CHECK_IN = Goal("checkin", "scan text -> durable entry, p50 / raw p50", 2, "x")
CHECK_IN_P99 = Goal("checkin", "  its p99 / the larger of 3 x raw p99 and 10 ms", 1, "x", TAIL)
CHECK_IN_SYNCS = Goal("checkin", "  its fdatasyncs", 1, "", EXACT)
CHECK_IN_LARGE = Goal("checkin", "  in this database / in an empty one, p50", 1.3, "x")
TICK = Goal("screen", "last scanner key -> durable -> tick frame, p50", 10, "ms")
TICK_P95 = Goal("screen", "  its p95", 20, "ms", TAIL)
TOUCH = Goal("screen", "touch -> visible change, p99", 5, "ms", TAIL)
GAP = Goal("visitor", "worst frame gap while export, import or sync runs", 35, "ms", TAIL)
IDLE = Goal("screen", "idle on Home with its clock", 0.5, "% of a core", STEADY)
WARM = Goal("screen", "start -> Home painted, warm", 0.5, "s")
COLD = Goal("screen", "start -> Home painted, cold", 1, "s", TAIL)
MEMORY = Goal("screen", "memory (PSS) on Home", 120, "MB", STEADY)
CAMERA_MEMORY = Goal("camera", "memory (PSS) with a camera", 160, "MB", STEADY)
STATION = Goal("station", "walkin station, codes/s over raw rate", 0.4, "x", at_least=True)
EIGHT = Goal("station", "8 stations on one data folder, together", 0.8, "x", at_least=True)
REFUSED = Goal("station", "  refused", 0, "", EXACT)
WAIT = Goal("station", "  worst wait", 500, "ms", TAIL)
ROWS = Goal("lists", "50 newest rows of a 10,000-entry day, warm", 5, "ms")
ROWS_COLD = Goal("lists", "  these rows cold", 50, "ms", TAIL)
COUNTS = Goal("lists", "head-counts of its 40 activities, warm", 5, "ms")
COUNTS_COLD = Goal("lists", "  these counts cold", 50, "ms", TAIL)
DAY_CSV = Goal("exporting", "a day of 10,000 to CSV", 0.3, "s")
DAY_XLSX = Goal("exporting", "a day of 10,000 to XLSX", 1, "s")
EXPORT_GAP = Goal("exporting", "longest gap between frames of 16 ms meanwhile", 50, "ms", TAIL)
CODE = Goal("camera", "camera frame 1280x720: a code read, p50", 2, "ms")
NO_CODE = Goal("camera", "  an empty one, p50", 4, "ms")
PHOTOGRAPHS = Goal("camera", "public QR photographs read, of 179", 165, "", EXACT, at_least=True)
PHOTOGRAPHS_WRONG = Goal("camera", "  read otherwise", 0, "", EXACT)
HUB = Goal("hub", "100,000 entries to PostgreSQL", 3, "s")
HUB_AGAIN = Goal("hub", "  sent again: rows that change", 0, "", EXACT)
LOST = Goal("kill", "kill -9 1,000 times: acknowledged and lost", 0, "", EXACT)
DOUBLED = Goal("kill", "  doubled", 0, "", EXACT)

GOALS: tuple[Goal, ...] = tuple(one for one in list(globals().values()) if isinstance(one, Goal))
"""All rows, in the order of PRODUCT."""
