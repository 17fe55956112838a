"""One receipt printer, spoken to from one thread."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.printing.place import Place
from kiosk.printing.raster import Condition, Raster
from kiosk.printing.wire import PrinterTrouble, Wire, open_wire

if TYPE_CHECKING:
    from kiosk.printing.speaker import Speaker


class SlipPrinter:
    """Connects for every slip and every look: another kiosk may share the printer.

    Whoever waits is let go once `stop` is set. Every method may raise PrinterTrouble.
    """

    def __init__(self, place: Place, dots: int, stop: threading.Event | None = None) -> None:
        self._place = place
        self._dots = dots
        self._stop = stop or threading.Event()
        self._broken = False

    def look(self) -> Condition:
        """How it is. Raises PrinterTrouble when it cannot print."""
        with self._connected() as (_, speaker):
            return speaker.look()

    def put(self, raster: Raster) -> Condition:
        """Print one slip and cut it off."""
        with self._connected() as (wire, speaker):
            condition = speaker.look()
            after_broken, self._broken = self._broken, True
            try:
                condition = speaker.put(raster, condition, after_broken=after_broken)
            except PrinterTrouble:
                wire.drop()
                with contextlib.suppress(PrinterTrouble):
                    speaker.forget()
                raise
            self._broken = False
            return condition

    @contextlib.contextmanager
    def _connected(self) -> Iterator[tuple[Wire, Speaker]]:
        try:
            # 0.2 s and 20 MB, for those who have a printer.
            from kiosk.printing.speaker import Speaker
        except ImportError as e:
            raise PrinterTrouble("missing", "python-escpos") from e
        wire = open_wire(self._place, self._stop)
        try:
            yield wire, Speaker(wire, self._dots)
        finally:
            wire.close()
