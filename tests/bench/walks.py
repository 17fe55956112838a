"""`python -m tests.bench.walks PART [NUMBER...]`: one part of a walk, its figures as JSON.

Every part runs in a process of its own, on the centre that WALKIN_DATA names.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.importing import import_programme
from tests.bench.crowd import crowd
from tests.bench.data import centre
from tests.bench.feedback import feedback, many
from tests.bench.flows import flows
from tests.bench.movement import beside, transitions
from tests.bench.soaking import soak


def main() -> None:
    part, *given = sys.argv[1:]
    print(json.dumps(_PARTS[part](*map(int, given))))


def fill(learners: int, entries: int, open_now: int, later: int) -> dict[str, float]:
    """Make the centre: so many activities are open now, and so many later today."""
    Path(os.environ["WALKIN_CONFIG"]).write_text("[checkin]\nrepeat_within_s = 0\n", "utf-8")
    opened = centre(Path(), learners, entries)
    now = opened.clock.now().replace(second=0, microsecond=0)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//walkin//bench//TH"]
    for n in range(open_now + later):
        start = now - dt.timedelta(minutes=5) if n < open_now else now + dt.timedelta(hours=1)
        end = start + dt.timedelta(hours=2)
        lines += [
            "BEGIN:VEVENT",
            f"UID:walk-{n}",
            f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
            f"DTEND:{end:%Y%m%dT%H%M%SZ}",
            f"SUMMARY:ปั้นดินด่านเกวียน กลุ่มที่ {n + 1}",
            f"X-WALKIN-SUMMARY-EN:Dan Kwian clay, group {n + 1}",
            f"LOCATION:ห้อง {n + 1}",
            "CATEGORIES:quality-excellence",
            "X-WALKIN-CAPACITY:100000",
            "END:VEVENT",
        ]
    text = "\r\n".join([*lines, "END:VCALENDAR", ""])
    import_programme(opened.store, opened.clock, opened.settings, text.encode())
    opened.store.close()
    return {}


_PARTS: dict[str, Callable[..., object]] = {
    made.__name__: made for made in (fill, feedback, many, transitions, beside, crowd, flows, soak)
}

if __name__ == "__main__":
    main()
