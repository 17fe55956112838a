"""100,000 learners from a CSV file, by the real command."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.data import learner
from tests.bench.figures import row

REACH_S = 15


def measure(folder: Path, learners: int, entries: int) -> None:
    place = folder / "import"
    place.mkdir(exist_ok=True)
    for old in (place / "data").glob("walkin.db*"):
        old.unlink()
    file = place / "learners.csv"
    with file.open("w", encoding="utf-8-sig") as out:
        out.write("member_no,name_th,birth_year_be,institution,student_id,phone\n")
        for n in range(learners):
            one = learner(n)
            year = (one.birth_year or 0) + 543
            out.write(f"{one.number},{one.name},{year},nrru,{one.student_number},{one.phone}\n")
    environ = os.environ | {
        "WALKIN_DATA": str(place / "data"),
        "WALKIN_CONFIG": str(place / "walkin.toml"),
    }
    for what in ("import", "the same file again"):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", "import", "learners", str(file)],
            env=environ,
            capture_output=True,
            text=True,
            check=True,
        )
        took = time.perf_counter() - start
        said = done.stdout.strip().splitlines()[-1]
        row(f"{learners} learners: {what}", f"{took:.1f} s ({said})", f"{REACH_S} s",
            good=took <= REACH_S)  # fmt: skip
