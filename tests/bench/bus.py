"""A morning on which school buses come: kiosks, a desk and a turnstile over one PostgreSQL.

All of them are the processes that a centre runs, each on its own data, with its own exchange in the
background. Meanwhile the hub answers late, its network is cut, it is killed, and so is a kiosk. In
the end all databases have to be equal, and whatever was acknowledged has to be there once.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.bench.figures import percentile, row
from tests.bench.judge import Judged, judge
from tests.bench.school import AGAIN, CALM_S, CUT, DOWN, FINE, SEATS, SLOW, WHEN, Morning, Timed
from tests.bench.watch import Watch

_ENOUGH = 50
"""Answers; fewer, in a short morning, say little."""
_AT_MOST = {FINE: 2.0, SLOW: 1.5, CUT: 1.5, DOWN: 1.5, AGAIN: 2.0}


def measure(folder: Path, minutes: float) -> None:
    """Ends the program with code 1 when anything is lost, doubled, unequal or overbooked."""
    here = folder / "bus"
    shutil.rmtree(here, ignore_errors=True)
    here.mkdir()
    morning = Morning(here, minutes * 60)
    try:
        watch = morning.run()
        judged = judge(morning.computers, watch, morning.answers, SEATS)
    finally:
        for window in morning.windows.values():
            window.close()
        morning.hub.close()
    _tell(morning, watch, judged)
    for what in morning.failed:
        print(f"   MISS {what}", flush=True)
    if morning.failed or not judged.good:
        sys.exit(1)


def _tell(morning: Morning, watch: Watch, judged: Judged) -> None:
    kinds, said = judged.by_kind, morning.answers
    row("scans at kiosks; codes at turnstiles", f"{morning.scans}; {len(said)}", "-", good=True)
    row("  let in; waiting numbers; counts; undone",
        f"{kinds['checked-in']}; {kinds['queued']}; {kinds['guests-counted']}; {kinds['undone']}",
        "-", good=True)  # fmt: skip
    row("  guests touched at kiosks; counted, until it was full",
        f"{morning.touched}; {judged.touched}", "-", good=True)  # fmt: skip
    row("  groups at the desk, people", f"{len(morning.groups)}, {sum(morning.groups)}", "-",
        good=True)  # fmt: skip
    row("entries; acknowledged", f"{judged.entries}; {judged.acknowledged}", "-", good=True)
    row("  lost; doubled", f"{judged.lost}; {judged.doubled}", "0; 0",
        good=judged.lost == judged.doubled == 0)  # fmt: skip
    row("  all databases and their tables equal", f"{judged.equal}, {morning.settled_s:.1f} s after"
        " the last scan", "True", good=judged.equal)  # fmt: skip
    row(f"most at once in the room but those let in by name, of {SEATS}", str(judged.most),
        f"<= {SEATS}", good=judged.most <= SEATS)  # fmt: skip
    row("  in the end; of them by name beyond the seats", f"{judged.confirmed}; {judged.named}",
        "-", good=True)  # fmt: skip
    _desk_sees(morning, watch)
    _doors(morning.times)


def _desk_sees(morning: Morning, watch: Watch) -> None:
    """From a visit at another computer, by its own clock, to the desk's database and its list."""
    calm = WHEN[AGAIN] + CALM_S / morning.seconds
    for what, first, last in (("before trouble", 0.0, WHEN[SLOW]), ("after it", calm, 1.0)):
        begins, ends = morning.during(first, last)
        visits = {
            str(seen.row.id): (seen.row.at / 1_000_000, seen.at)
            for seen in watch.seen["D"].values()
            if seen.row.kind == "checked-in" and not seen.row.node.endswith(".D")
        }
        if first >= last:
            continue
        these = {name: (at, s) for name, (at, s) in visits.items() if begins <= at < ends}
        there = [s - at for at, s in these.values()]
        shown = [
            morning.shown[name] - at for name, (at, _) in these.items() if name in morning.shown
        ]
        for where, took in (("database", there), ("window's list", shown)):
            p50, p95 = percentile(took, 0.5), percentile(took, 0.95)
            row(f"scan -> the desk's {where}, {what}",
                f"p50 {p50 * 1000:.0f}, p95 {p95 * 1000:.0f} ms of {len(took)}",
                "p95 <= 3000 ms", good=p95 <= 3.0)  # fmt: skip


def _doors(times: list[Timed]) -> None:
    """How long a turnstile took to answer, beside one without a hub at the same moments.

    An exchange at work writes into the same database; one in trouble must cost nothing.
    """
    for part in WHEN:
        took = [one.took_ms for one in times if one.part == part]
        alone = [one.alone_ms for one in times if one.part == part]
        p50, p95 = percentile(took, 0.5), percentile(took, 0.95)
        ratios = p50 / percentile(alone, 0.5), p95 / percentile(alone, 0.95)
        row(
            f"a turnstile's answer, hub {part}; beside one without",
            f"p50 {p50:.1f}, p95 {p95:.1f} ms; {ratios[0]:.2f}, {ratios[1]:.2f} x",
            f"p50 <= {_AT_MOST[part]} x",
            good=len(took) < _ENOUGH or ratios[0] <= _AT_MOST[part],
        )
