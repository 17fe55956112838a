"""What a process holds, and whether that stays flat."""

from __future__ import annotations

import gc
import os
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickWindow

from ui import art

_SETTLED = 5
# QML counts, not Python: PySide keeps each item it was shown.
_COUNT = """
(function() {
    function count(item) {
        let all = 1;
        for (let i = 0; i < item.children.length; i++)
            all += count(item.children[i]);
        return all;
    }
    return count(root.contentItem);
})()
"""


class Held(NamedTuple):
    """What a process holds; `pss` and `own` (made by itself) in MB, the others are numbers.

    `files` are open handles, `items` those of the window, `wrapped` Python's sides of objects of
    Qt, `objects` all that Python's collector looks after.
    """

    pss: float
    own: float
    files: int
    threads: int
    items: int
    wrapped: int
    objects: int


SHARE = 0.03
"""Growth that is let pass of memory and of Python's objects: caches that fill once."""
FLAT = {
    "own": SHARE,
    "files": 0.0,
    "threads": 0.0,
    "items": 0.0,
    "wrapped": 0.0,
    "objects": SHARE,
}
"""By what share the last third of the samples may be above the first.

Not the PSS: it grows whenever another process ends that had the same libraries.
"""


class Trend(NamedTuple):
    """The medians of the thirds of what was sampled, and whether they are flat."""

    what: str
    thirds: tuple[float, float, float]
    may: float

    @property
    def growth(self) -> float:
        """From the first third to the last, as a share of the first."""
        first, _, last = self.thirds
        return (last - first) / first if first else last

    @property
    def flat(self) -> bool:
        """A fall is none of our trouble: there is less at the end."""
        return self.growth <= self.may


def trends(samples: Sequence[Held]) -> list[Trend]:
    """What the samples, taken at even distances, tell. Raises ValueError for fewer than three."""
    third = len(samples) // 3
    if not third:
        msg = "there are no thirds of fewer than three samples"
        raise ValueError(msg)
    parts = samples[:third], samples[third:-third], samples[-third:]
    found = []
    for what, may in FLAT.items():
        first, middle, last = (statistics.median(getattr(s, what) for s in part) for part in parts)
        found.append(Trend(what, (first, middle, last), may))
    return found


def hold(window: QQuickWindow) -> Held:
    """What this process holds now, after all that can go has gone."""
    art._renderer.cache_clear()  # up to 128 drawings, of which more and more were wanted once
    engine = QQmlEngine.contextForObject(window).engine()
    for _ in range(_SETTLED):
        engine.collectGarbage()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    pss, own = memory()
    objects = gc.get_objects()
    return Held(
        pss=pss,
        own=own,
        files=len(os.listdir("/proc/self/fd")) - 1,  # noqa: PTH208 - the one it is read by
        threads=len(os.listdir("/proc/self/task")),  # noqa: PTH208
        items=_items(window),
        # Of an item that QML made of a class of ours PySide keeps the wrapper, empty, for ever.
        wrapped=sum(isinstance(one, QObject) and shiboken6.isValid(one) for one in objects),
        objects=len(objects),
    )


def memory() -> tuple[float, float]:
    """Megabytes of this process, shared ones by their share; and those it made itself."""
    gc.collect()
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
    return kilobytes["Pss"] / 1024, kilobytes["Anonymous"] / 1024


def _items(window: QQuickWindow) -> int:
    found = QQmlExpression(QQmlEngine.contextForObject(window), window, _COUNT).evaluate()
    return int(found[0] if isinstance(found, tuple) else found)
