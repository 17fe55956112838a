"""The table of numbers to reach: its verdicts, and that every number stands in it."""

import re
from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench import goals
from tests.bench.goals import EXACT, GOALS, MEDIAN, TAIL, Goal, Told, Verdict, told
from tests.bench.table import lines, missed

TIME = Goal("a", "a time", 10, "ms", MEDIAN)
RATE = Goal("b", "a rate", 0.4, "x", MEDIAN, at_least=True)
LOST = Goal("c", "lost", 0, "", EXACT)


@pytest.mark.parametrize(
    ("goal", "value", "verdict"),
    [
        (TIME, 0, Verdict.OK),
        (TIME, 10, Verdict.OK),
        (TIME, 10.01, Verdict.BEHIND),
        (TIME, 12, Verdict.BEHIND),
        (TIME, 12.01, Verdict.BEYOND),
        (RATE, 5, Verdict.OK),
        (RATE, 0.4, Verdict.OK),
        (RATE, 0.39, Verdict.BEHIND),
        (RATE, 0.33, Verdict.BEYOND),
        (RATE, 0, Verdict.BEYOND),
        (LOST, 0, Verdict.OK),
        (LOST, 1, Verdict.BEYOND),
        (Goal("d", "the worst", 10, "ms", TAIL), 15, Verdict.BEHIND),
    ],
)
def test_behind_is_told_from_beyond_noise(goal: Goal, value: float, verdict: Verdict) -> None:
    assert goal.judge(value) is verdict
    assert missed([Told(goal, value)]) == ([goal] if verdict is Verdict.BEYOND else [])


def test_the_last_measure_counts() -> None:
    assert missed([Told(TIME, 99), Told(TIME, 9)]) == []
    assert missed([Told(TIME, 9), Told(TIME, 99)]) == [TIME]


def test_a_line_for_every_number_measured_or_not() -> None:
    head, time, rate, other = lines([Told(TIME, 11), Told(LOST, 2)], [TIME, RATE])
    assert head.split() == ["what", "measured", "reach", "of", "reach", "verdict"]
    assert time.split() == ["a", "time", "11", "ms", "<=", "10", "ms", "1.10", "x", "behind"]
    assert "not measured" in rate
    assert rate.endswith("-m tests.bench b")
    assert other.split() == ["lost", "2", "<=", "0", "inf", "x", "beyond", "noise"]


def test_the_exit_code_tells_of_a_miss(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        TIME.tell(11)
        assert bench._tell(everything=False) == 0
        LOST.tell(1)
        assert bench._tell(everything=True) == 1
    finally:
        told.clear()
    said = capsys.readouterr().out
    assert said.count("not measured") == len(GOALS)
    assert "behind by more than noise: 1" in said


def test_every_number_is_told_by_the_bench_it_names() -> None:
    names = {name: goal for name, goal in vars(goals).items() if isinstance(goal, Goal)}
    assert len(names) == len(set(GOALS)) == len(GOALS) > 30
    for name, goal in names.items():
        assert goal.bench in bench.NAMES
        source = Path(bench.__file__).with_name(f"{goal.bench}.py").read_text("utf-8")
        assert re.search(rf"goals\.{name}\b", source), name
