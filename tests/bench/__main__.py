"""`python -m tests.bench [NAME...]`: measures the rows of PRODUCT, "numbers to reach".

Every figure is a ratio or a time of one run on this machine; "raw" is an append and fsync of 4 KiB
on the same disk, alternated with what it is compared to. At the end stands one table. The exit
code is 1 when a number is behind its reach by more than noise: a fifth of the reach for a median,
half of it for the 95th or 99th part and the worst of a run, a twentieth for memory and the idle
processor, nothing for what is counted.
"""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench import goals, table

NAMES = (
    "checkin",
    "lists",
    "exporting",
    "report",
    "people",
    "finding",
    "clerk",
    "inside",
    "live",
    "scrolling",
    "station",
    "imports",
    "programme_file",
    "screen",
    "visitor",
    "healing",
    "camera",
    "forged",
    "hub",
    "sync",
    "foreign",
    "backup",
    "kill",
)
LONG = ("faults", "hostile", "powercut", "city", "bus", "soak")
"""Only when asked for."""
TABLE = "table"
"""Only what stands in PRODUCT."""


def main() -> int:
    """Measure; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        choices=[*NAMES, *LONG, TABLE, []],
        metavar="NAME",
        help=f"of {', '.join((*NAMES, *LONG))}; all but {', '.join(LONG)} when none is given; "
        f"{TABLE}: only what stands in the table",
    )
    parser.add_argument("--learners", type=int, default=100_000)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=10_000, help="of city")
    parser.add_argument("--first", type=int, help="seed of city's first run, to have it again")
    parser.add_argument("--minutes", type=float, default=10.0, help="of bus")
    parser.add_argument("--folder", type=Path, help="keep the data here and use it again")
    parser.add_argument("--visitors", type=int, default=100_000, help="of soak")
    given = parser.parse_args()
    its = {"city": (given.runs, given.first), "bus": (given.minutes,), "soak": (given.visitors,)}
    # A disk, not a memory file system: the figures are about fsync.
    folder = given.folder or Path(tempfile.mkdtemp(prefix="walkin-bench-", dir="/var/tmp"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["WALKIN_DATA"] = str(folder / "data")
    os.environ["WALKIN_BACKUP_FOLDER"] = ""  # nothing else is at work
    os.environ["WALKIN_CONFIG"] = str(folder / "walkin.toml")
    names = [name for name in given.names if name != TABLE]
    only_table = names != given.names
    if not names:
        asked = {goal.bench for goal in goals.GOALS}
        names = [name for name in NAMES if name in asked or not only_table]
    try:
        for name in names:
            print(f"\n== {name}", flush=True)
            module = importlib.import_module(f"tests.bench.{name}")
            measure = getattr(module, "needed", module.measure) if only_table else module.measure
            measure(folder, *its.get(name, (given.learners, given.entries)))
    finally:
        if given.folder is None:
            shutil.rmtree(folder)
    return _tell(everything=only_table or not given.names)


def _tell(*, everything: bool) -> int:
    """The table, of everything or of what was measured; 1 when something is missed."""
    rows = goals.GOALS if everything else ()
    if everything or goals.told:
        print("\n== table", *table.lines(goals.told, rows), sep="\n")
    behind = table.missed(goals.told)
    if behind:
        print(f"behind by more than noise: {len(behind)}")
    return 1 if behind else 0


if __name__ == "__main__":
    sys.exit(main())
