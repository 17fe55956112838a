"""A day at the desk: the commonest jobs, in keys or clicks, in the real window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

REACH = {"keys": 8, "clicks": 5}
"""For any of the jobs; what is typed of a name or a number does not count."""


def measure(folder: Path, learners: int, entries: int) -> None:
    from tests.bench.figures import row

    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.clerk"],
        env=environ, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for job in json.loads(done.stdout.splitlines()[-1]):
        unit = "clicks" if job["clicks"] else "keys"
        hands = job["clicks"] or job["keys"]
        said = f"{hands} {unit}, {job['ms']:.0f} ms until it is on the disk and shown"
        row(f"desk: {job['what']}", said, f"{REACH[unit]} {unit}", good=hands <= REACH[unit])


def main() -> None:  # noqa: C901, PLR0915 - one day, one job after the other
    """One day in a process of its own; prints the jobs as JSON."""
    from PySide6.QtCore import Qt

    from kiosk.entry import GuestsCounted, HelpCalled
    from kiosk.importing import import_programme
    from kiosk.outcome import Ask
    from kiosk.record import Band
    from tests.builders import DAY
    from tests.screens.desk.conftest import Driver, Place
    from tests.storage.centre import PROGRAMME
    from ui import shell
    from ui.hands import wait_until

    shell.application()
    key, none, control = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier

    class Pace:
        def waitUntil(self, condition: Callable[[], bool], timeout: int) -> None:  # noqa: N802
            wait_until(condition, timeout)

    class Clerk(Driver):
        keys = clicks = 0

        def key(self, key: Any, modifier: Any = none) -> None:
            self.keys += 1
            super().key(key, modifier)

        def click(self, item: Any) -> None:
            self.clicks += 1
            super().click(item)

    place = Place(Path(tempfile.mkdtemp()))
    front = place.desk()
    import_programme(front._store, place.clock, place.settings, PROGRAMME.encode())
    small = front.today().running[0].occurrence.key
    front.count_guests({Band.ADULT: 2}, Ask(wanted=small))
    for _ in range(4):
        front.count_guests({Band.CHILD: 1}, Ask(wanted=small))
    for n in range(1, 6):
        place.comes(place.person(n, f"คนที่{n} ตัวอย่าง"), n)
    place.person(9, "ประไพ ไม่เคยมา")
    place.write(GuestsCounted(day=DAY, bands={Band.CHILD: 6}))
    clerk = Clerk(Pace(), place).signed_in("ครูแอน")
    clerk.until(lambda: clerk.desk.board.came != "–")
    jobs: list[dict[str, object]] = []

    def job(what: str, act: Callable[[], object], said: str) -> None:
        """`said` is how the words begin that tell it is done."""
        clerk.keys, clerk.clicks = 0, 0
        begun = time.perf_counter()
        act()
        clerk.until(lambda: not said or clerk.toast() != "")
        took = (time.perf_counter() - begun) * 1000
        assert clerk.toast().startswith(said), clerk.toast()
        jobs.append({"what": what, "keys": clerk.keys, "clicks": clerk.clicks, "ms": took})
        clerk.desk.toast.hush()
        if clerk.desk.learner.props.open:
            super(Clerk, clerk).key(key.Key_Escape)
        super(Clerk, clerk).key(key.Key_1, control)
        clerk.until(lambda: clerk.desk.bar.props.page == "today")

    def press(*names: str) -> Callable[[], None]:
        def act() -> None:
            for name in names:
                clerk.until(lambda n=name: clerk.items(n) != [])
                clerk.click(clerk.items(name)[0])

        return act

    def keys(*wanted: Any) -> Callable[[], None]:
        def act() -> None:
            for one in wanted:
                clerk.key(*one) if isinstance(one, tuple) else clerk.key(one)

        return act

    for _ in range(2):
        place.write(HelpCalled(day=DAY))
    clerk.until(lambda: clerk.desk.alerts.count == 2)
    clerk.until(lambda: bool(clerk.find("strip").property("steady")))
    job("answer a call for help", keys(key.Key_F2, key.Key_Return), "รับทราบแล้ว")
    clerk.until(lambda: bool(clerk.find("strip").property("steady")))
    job("the same with the mouse", press("alert.see"), "รับทราบแล้ว")
    job(
        "call the next waiting number",
        keys((key.Key_2, control), key.Key_Down, key.Key_Return),
        "เรียก D1 แล้ว",
    )
    job("let in a number", press("page.waiting", "waiting.in"), "D1 เข้าแล้ว")
    job("check out who left unseen", keys(key.Key_Down, key.Key_F8, key.Key_Return), "เช็กเอาต์แล้ว")
    job(
        "undo a check-in",
        keys(
            key.Key_Down,
            key.Key_Delete,
            (key.Key_Backtab),
            key.Key_Space,
        ),
        "ยกเลิกรายการแล้ว",
    )

    def find(name: str) -> None:
        clerk.key(key.Key_3, control)
        clerk.until(lambda: clerk.field() == "find")
        clerk.type(name)
        clerk.until(lambda: len(clerk.desk.found.matches) == 1)
        clerk.key(key.Key_Return)
        clerk.until(lambda: clerk.field() == "person.in")

    def check_in() -> None:
        find("ประไพ")
        clerk.key(key.Key_Return)
        clerk.until(lambda: clerk.field().startswith("choice."))
        clerk.key(key.Key_Return)

    job("find somebody and check them in", check_in, "เช็กอินแล้ว")
    job("correct a count", keys(key.Key_End, key.Key_F7, key.Key_4, key.Key_Return), "แก้จำนวนเป็น 4")
    job(
        "move somebody elsewhere",
        keys(key.Key_Down, key.Key_F6, key.Key_Down, key.Key_Return),
        "ย้ายไป",
    )
    job("count three who walked past", keys(key.Key_F4, key.Key_3, key.Key_Return), "นับแล้ว 3")

    def evacuate() -> None:
        clerk.key(key.Key_F12)
        clerk.until(lambda: clerk.desk.inside.props.known)
        clerk.key(key.Key_P, control)
        clerk.until(lambda: clerk.desk.inside.props.note != "")

    job("who is inside, printed", evacuate, "")
    print(json.dumps(jobs))
    clerk.desk.close()


if __name__ == "__main__":
    main()
