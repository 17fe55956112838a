"""Looking at a camera's pictures, one after the other, away from the interface."""

from __future__ import annotations

import threading
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from ui.jobs import log_trouble
from ui.readers.codes import Family, Found, Plane, read_others, read_qr
from ui.readers.frames import Lifted, plane_of, small

GONE_S = 2.0
"""A code that was not seen for so long has been taken away; before, it is the one already read."""
PICTURE_S = 1 / 15
"""Between two pictures that are shown."""

REST_S = 60.0
"""A code that was told `TIMES` times, each within so long of the last, is not told for so long."""
TIMES = 2
AROUND_S = 1.0
"""For so long after a code was told, what is seen farther from the middle is around it."""

_OTHERS_EVERY = 2
_SELDOM_S = 0.25
"""Looks further apart than this leave time for everything in each."""
_LIKELY_S = 1.0
_CLOSING_S = 2.0
_CELLS = (16, 9)
_MOVED = 10
"""Steps of brightness (of 255) by which a part of the picture changes when somebody comes."""
_DARK = 24


class Look(NamedTuple):
    """What was seen in one picture, at a moment in monotonic seconds.

    `text` is a code that was not there before, the one nearest the middle; `found` is that one, or
    whatever code is nearest. `empty` is a picture that could not be opened.
    """

    at: float
    text: str = ""
    found: Found | None = None
    picture: QImage | None = None
    moved: bool = False
    dark: bool = False
    empty: bool = False


class Sight:
    """Looks at pictures and remembers what it saw a moment ago. Belongs to one thread."""

    def __init__(self) -> None:
        self._held: dict[str, float] = {}
        self._told: dict[str, tuple[int, float]] = {}
        self._latest = ("", 0.0)
        self._likely = ("", 0.0)
        self._looks = 0
        self._looked = 0.0
        self._cells = b""
        self._pictured = -PICTURE_S

    def look(self, plane: Plane, at: float, *, picture: bool) -> Look:
        """See what is there. `picture` also makes the one to be shown, when it is time for it."""
        self._held = {t: last for t, last in self._held.items() if at - last < GONE_S}
        self._told = {t: told for t, told in self._told.items() if at - told[1] < REST_S}
        codes = self._codes(plane, at)
        shown = small(plane)
        moved, dark = self._change(shown)
        due = picture and at - self._pictured >= PICTURE_S * 0.9
        if due:
            self._pictured = at
        self._held.update((code.text, at) for code in codes if code.text in self._held)
        new = self._new(codes, at)
        found = new or (codes[0] if codes else None)
        text = "" if new is None else new.text
        return Look(at, text, found, shown if due else None, moved, dark)

    def _new(self, codes: list[Found], at: float) -> Found | None:
        """The code to be told, if there is one."""
        known = self._known()
        for n, code in enumerate(codes):
            is_new = code.text not in known
            if is_new:
                self._latest = (code.text, at)
                self._told[code.text] = (self._told.get(code.text, (0, at))[0] + 1, at)
            text, since = self._latest
            if code.text == text and at - since < AROUND_S:
                # A badge on the chest of who holds it up is nobody who comes.
                self._held.update((other.text, at) for other in codes[n:])
                return code if is_new else None
        return None

    def _known(self) -> set[str]:
        """Codes that are not told now: they are there still, or come again and again."""
        return {*self._held, *(text for text, (times, _) in self._told.items() if times >= TIMES)}

    def _codes(self, plane: Plane, at: float) -> list[Found]:
        known = self._known()
        codes = read_qr(plane, known)
        if all(code.text in known for code in codes):
            codes += self._others(plane, at)
        return sorted(codes, key=lambda code: code.from_middle)

    def _others(self, plane: Plane, at: float) -> list[Found]:
        likely, since = self._likely
        sure = []
        for family in self._families(at, pressing=bool(likely) and at - since < _LIKELY_S):
            for code in read_others(plane, family):
                if code.sure or code.text == likely or code.text in self._held:
                    sure.append(code)
                else:
                    self._likely = (code.text, at)
        return sure

    def _families(self, at: float, *, pressing: bool) -> tuple[Family, ...]:
        """Other kinds cost thrice as much: one family at a time, and not in every picture.

        `pressing`: a code was read that must be read again.
        """
        self._looks += 1
        gap, self._looked = at - self._looked, at
        if gap > _SELDOM_S:
            return tuple(Family)
        if pressing:
            return (Family.LINEAR,)
        if self._looks % _OTHERS_EVERY:
            return ()
        return (tuple(Family)[self._looks // _OTHERS_EVERY % len(Family)],)

    def _change(self, shown: QImage) -> tuple[bool, bool]:
        """Whether something moved since the last picture, and whether nothing can be seen."""
        ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, _SMOOTH
        tiny = shown.scaled(*_CELLS, ignore, smooth)
        cells = bytes(tiny.constBits())
        before, self._cells = self._cells, cells
        moved = any(abs(a - b) > _MOVED for a, b in zip(cells, before, strict=False))
        return moved, max(cells) < _DARK


_SMOOTH = Qt.TransformationMode.SmoothTransformation


class Looker(QObject):
    """Has pictures looked at by a thread of its own; what was seen is told on this object's.

    The newest comes first: a picture that arrives while another waits takes its place.

    A thread, not a process that might die for it. The decoder lets go of Python's lock, so the
    interface is never held up by more than a copy; it checks every bound, its input is bounded
    pixels, and `tests.bench camera` gives it thousands of damaged codes. A process would cost 20 MB
    and a copy of every picture; should the decoder ever end this one, its service starts it again,
    and every check-in is on the disk.
    """

    looked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: tuple[Lifted, float, bool] | None = None
        self._work = threading.Condition()
        self._ending = False
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def give(self, lifted: Lifted, at: float, *, picture: bool) -> None:
        """Have a picture looked at soon."""
        with self._work:
            self._waiting = (lifted, at, picture)
            self._work.notify()

    def close(self) -> None:
        """End the thread; the picture it is at is finished, and no longer told."""
        with self._work:
            self._ending = True
            self._work.notify()
        self._thread.join(_CLOSING_S)

    def _run(self) -> None:
        sight = Sight()
        while True:
            with self._work:
                while self._waiting is None and not self._ending:
                    self._work.wait()
                if self._ending:
                    return
                given, self._waiting = self._waiting, None
            if given is None:
                continue
            look = _seen(sight, *given)
            with self._work:
                if not self._ending:
                    self.looked.emit(look)


def _seen(sight: Sight, lifted: Lifted, at: float, picture: bool) -> Look:
    try:
        plane = plane_of(lifted)
        return Look(at, empty=True) if plane is None else sight.look(plane, at, picture=picture)
    except Exception as e:  # noqa: BLE001 - the last seam: the next picture may be better
        log_trouble(e)
        return Look(at, empty=True)
