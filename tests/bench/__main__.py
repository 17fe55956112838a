"""`python -m tests.bench [NAME...]`: measures the rows of PRODUCT, "numbers to reach".

Every figure is a ratio or a time of one run on this machine; "raw" is an append and fsync of 4 KiB
on the same disk, alternated with what it is compared to.
"""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import tempfile
from pathlib import Path

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
    "backup",
)
LONG = ("faults", "hostile", "kill", "powercut", "city", "bus")
"""Only when asked for."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        choices=[*NAMES, *LONG, []],
        metavar="NAME",
        help=f"of {', '.join((*NAMES, *LONG))}; all but {', '.join(LONG)} when none is given",
    )
    parser.add_argument("--learners", type=int, default=100_000)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=10_000, help="of city")
    parser.add_argument("--minutes", type=float, default=10.0, help="of bus")
    parser.add_argument("--folder", type=Path, help="keep the data here and use it again")
    given = parser.parse_args()
    its = {"city": (given.runs,), "bus": (given.minutes,)}
    # A disk, not a memory file system: the figures are about fsync.
    folder = given.folder or Path(tempfile.mkdtemp(prefix="walkin-bench-", dir="/var/tmp"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["WALKIN_DATA"] = str(folder / "data")
    os.environ["WALKIN_BACKUP_FOLDER"] = ""  # nothing else is at work
    os.environ["WALKIN_CONFIG"] = str(folder / "walkin.toml")
    try:
        for name in given.names or NAMES:
            print(f"\n== {name}", flush=True)
            module = importlib.import_module(f"tests.bench.{name}")
            module.measure(folder, *its.get(name, (given.learners, given.entries)))
    finally:
        if given.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
