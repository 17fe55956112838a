"""A visitor's whole way on the real window: feedback, movement, memory, touches and seconds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.bench import goals
from tests.bench.data import PER_DAY
from tests.bench.figures import percentile, row
from ui.display import prepare_environment

_VISITORS, _SETTLED = 10_000, 500
_SPARE = 2_000
"""Learners beside those of the crowd."""
_MOVED_MS, _SEEN_MS, _KEY_MS = 50, 100, 5
_GROWN = 0.05
_KEYS = "a key"


class _Person(NamedTuple):
    """Seconds somebody needs to find and touch the next thing, and for a letter or a digit."""

    touch: float
    letter: float


_USED = _Person(1.0, 0.8)
_NEW = _Person(2.0, 1.2)
_WAYS = {
    # Who, touches and letters at most, screens before the answer at most, seconds.
    "learner, card": (_USED, 0, 1, 1.0),
    "learner, number": (_USED, 8, 2, 10.0),
    "guest": (_NEW, 3, 2, 10.0),
    "newcomer": (_NEW, 14, 6, 30.0),
    "school group of 60": (_USED, 5, 3, 30.0),
    "leaves, with a face": (_USED, 2, 3, 10.0),
    "my learning": (_USED, 1, 2, 5.0),
}


def measure(folder: Path, learners: int, entries: int) -> None:
    """Three centres of its own: one activity open now, four, and a hundred beside a hundred."""
    one, four, many = (_centre(folder, name) for name in ("one", "four", "many"))
    _walk(one, "fill", _VISITORS + _SPARE, PER_DAY, 1, 6)
    _walk(four, "fill", _SPARE, PER_DAY, 4, 4)
    _walk(many, "fill", _SPARE, PER_DAY, 100, 100)
    _tell_feedback(_walk(four, "feedback"), "touch -> frame: ")
    _tell_feedback(_walk(many, "many"), "200 activities today: ")
    for what, gaps in _walk(four, "transitions").items():
        usual, worst = percentile(gaps, 0.5), max(gaps)
        row(f"worst gap: {what}", f"{usual:.0f} ms, of all rounds {worst:.0f}", f"{_MOVED_MS} ms",
            good=usual <= _MOVED_MS)  # fmt: skip
    _tell_beside(_walk(four, "beside"))
    _tell_flows(_walk(one, "flows"))
    _tell_crowd(_walk(one, "crowd", _VISITORS, _SETTLED))


def needed(folder: Path, learners: int, entries: int) -> None:
    """Only what stands in PRODUCT."""
    four = _centre(folder, "four")
    _walk(four, "fill", _SPARE, PER_DAY, 4, 4)
    _tell_beside(_walk(four, "beside"))


def _tell_beside(found: dict[str, list[float]]) -> None:
    for what, gaps in found.items():
        said = f"{max(gaps):.0f} ms, p99 {percentile(gaps, 0.99):.0f}"
        row(f"worst gap beside: {what}", said, str(goals.GAP), good=max(gaps) <= goals.GAP.reach)
    alone = found.pop("nothing")
    goals.GAP.tell(max(max(gaps) for gaps in found.values()), f"alone {max(alone):.0f} ms")


def _tell_feedback(found: Mapping[str, list[float]], how: str) -> None:
    for what, times in found.items():
        p50, p95, p99 = (percentile(times, part) for part in (0.5, 0.95, 0.99))
        typing = what.startswith(_KEYS)
        row(f"{how}{what}, p50 / p95 / p99", f"{p50:.1f} / {p95:.1f} / {p99:.1f} ms",
            f"p99 {_KEY_MS} ms" if typing else f"p95 {_SEEN_MS} ms",
            good=p99 <= _KEY_MS if typing else p95 <= _SEEN_MS)  # fmt: skip


def _tell_flows(found: Mapping[str, list[dict[str, float]]]) -> None:
    for what, visits in found.items():
        person, most, screens, seconds = _WAYS[what]
        touches, letters = visits[0]["touches"], visits[0]["letters"]
        machine = percentile([visit["machine"] for visit in visits], 0.5)
        total = machine + touches * person.touch + letters * person.letter
        row(f"{what}: touches + letters, screens", f"{touches} + {letters}, {visits[0]['screens']}",
            f"{most}, {screens}",
            good=touches + letters <= most and visits[0]["screens"] <= screens)  # fmt: skip
        row(f"  machine; with {person.touch} s a touch, {person.letter} s a letter",
            f"{machine:.2f} s; {total:.1f} s", f"{seconds:.0f} s",
            good=total <= seconds)  # fmt: skip


def _tell_crowd(found: dict[str, list[float]]) -> None:
    """Growth is of what the kiosk made itself: its share of the rest is other processes' doing.

    What fills once, the pages SQLite keeps above all, is full by half of them.
    """
    took, _ = found.pop("seconds")
    (early, own), (half, middle), (_, grown) = found.values()
    row(f"memory (PSS) after {_SETTLED} visitors; growth to {_VISITORS}",
        f"{early:.0f} MB; {(grown - own) / early:+.1%} ({took:.0f} s)", f"{_GROWN:.0%}",
        good=grown - own <= early * _GROWN)  # fmt: skip
    row(f"  after {_VISITORS // 2}; growth to {_VISITORS}",
        f"{half:.0f} MB; {(grown - middle) / half:+.1%}", f"{_GROWN:.0%}",
        good=grown - middle <= half * _GROWN)  # fmt: skip


def _centre(folder: Path, name: str) -> dict[str, str]:
    """The surroundings of a walk through a new centre."""
    place = folder / "visitor" / name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    environ = os.environ | {
        "WALKIN_DATA": str(place / "data"),
        "WALKIN_CONFIG": str(place / "walkin.toml"),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
    }
    prepare_environment(environ)
    return environ


def _walk(environ: dict[str, str], *what: object) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.walks", *map(str, what)],
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
