"""All numbers to reach in one table, and whether one is missed."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.goals import GOALS, Goal, Told, Verdict, shown

_HEAD = ("what", "measured", "reach", "of reach", "verdict")


def lines(told: Sequence[Told], goals: Sequence[Goal] = GOALS) -> list[str]:
    """A line for every goal, measured or not, then for what was measured beside them."""
    last = {one.goal: one for one in told}
    beside = (one for one in last if one not in goals)
    rows = [_HEAD, *(_row(goal, last.get(goal)) for goal in (*goals, *beside))]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def missed(told: Sequence[Told]) -> list[Goal]:
    """The goals that were behind by more than noise, the last time each was measured."""
    last = {one.goal: one.value for one in told}
    return [goal for goal, value in last.items() if goal.judge(value) is Verdict.BEYOND]


def _row(goal: Goal, one: Told | None) -> tuple[str, str, str, str, str]:
    if one is None:
        return goal.what, "not measured", str(goal), "", f"-m tests.bench {goal.bench}"
    ratio = f"{goal.ratio(one.value):.2f} x"
    measured = shown(one.value, goal.unit)
    return goal.what, measured, str(goal), ratio, goal.judge(one.value).value
