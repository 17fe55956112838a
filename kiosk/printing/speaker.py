"""What is said to a printer, in ESC/POS."""

from __future__ import annotations

import logging
import os
import shutil

from escpos import capabilities, constants
from escpos.capabilities import Profile
from escpos.escpos import Escpos
from PIL import Image

from kiosk.printing.raster import Condition, Raster
from kiosk.printing.wire import PrinterTrouble, Wire

STRIP = 128
"""Rows of dots sent as one picture: what may be left of it when a slip is broken off."""
ANSWER_S = 0.7
"""Seconds within which a printer that answers at all says how it is."""
FINISH_S = 30.0
"""Seconds until a slip that was taken counts as printed without the printer's word."""

_CHATTER = 16
_CAUSE = constants.RT_STATUS + b"\x02"
_PRINTED = constants.GS + b"r\x01"
"""Transmit status (GS r), answered in its turn: when everything before it is on the paper."""
_FORGET = constants.DLE + b"\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""Clear buffers (DLE DC4, function 8), at once; who does not know it prints nothing of it."""
# Bits of the answers to DLE EOT n and GS r (Epson, ESC/POS command reference).
_OFFLINE = 0x08
_COVER, _ENDED, _FAULT = 0x04, 0x20, 0x40
_PAPER_OUT, _PAPER_LOW = 0x60, 0x0C
# Which of the two an answer is to.
_AT_ONCE_MASK, _AT_ONCE, _IN_TURN_MASK = 0x93, 0x12, 0x90


class Speaker(Escpos):  # type: ignore[misc] # ships no types
    """One connection's talk. Every method may raise PrinterTrouble."""

    def __init__(self, wire: Wire, dots: int) -> None:
        self._wire = wire
        self._done = False
        # Without a width python-escpos prints a remark on the terminal, each time.
        profile = Profile(features={"paperPartCut": True})
        profile.profile_data = profile.profile_data | {"media": {"width": {"pixels": dots}}}
        super().__init__(profile=profile)

    def look(self) -> Condition:
        """How the printer is. Raises PrinterTrouble when it says that it cannot print."""
        online = self._asked(constants.RT_STATUS_ONLINE)
        if online is None:
            return Condition(answers=False)
        paper = self._asked(constants.RT_STATUS_PAPER) or 0
        if paper & _PAPER_OUT:
            raise PrinterTrouble("paper")
        if online & _OFFLINE:
            raise PrinterTrouble(_because(self._asked(_CAUSE) or 0))
        return Condition(answers=True, low=bool(paper & _PAPER_LOW))

    def put(self, raster: Raster, condition: Condition, *, after_broken: bool) -> Condition:
        """Print and cut; returns when it is on the paper, as far as the printer tells.

        `condition` is how it was found. `after_broken`: the slip before was broken off in the
        middle of a picture.
        """
        if after_broken:
            # The rest of that picture, in white; nothing where there is none.
            self._raw(bytes(raster.width // 8 * STRIP))
        self.hw("INIT")
        size = raster.width, raster.height
        self.image(Image.frombytes("1", size, raster.rows, "raw", "1;I"), fragment_height=STRIP)
        self.cut(mode="PART")
        return self._finished(condition) if condition.answers else condition

    def forget(self) -> None:
        """Nothing that was taken shall come out when the printer is well again."""
        self._raw(_FORGET)

    def _finished(self, condition: Condition) -> Condition:
        self._done = False
        self._raw(_PRINTED)
        waited = 0.0
        while waited < FINISH_S:
            self._read()
            if self._done:
                break
            waited += ANSWER_S
            condition = self.look()
        return condition

    def _asked(self, question: bytes) -> int | None:
        """The answer's byte; None for silence, or for one that chatters."""
        for _ in range(_CHATTER):
            if not self._listen(0):
                break  # no late words to what was asked before
        said = self.query_status(question)
        for _ in range(_CHATTER):
            if not said:
                break
            for byte in said:
                if byte & _AT_ONCE_MASK == _AT_ONCE:
                    return int(byte)
            said = self._read()
        return None

    def _listen(self, within: float) -> bytes:
        said = self._wire.receive(within)
        self._done = self._done or any(not byte & _IN_TURN_MASK for byte in said)
        return said

    def _raw(self, msg: bytes) -> None:
        self._wire.send(msg)

    def _read(self) -> bytes:
        return self._listen(ANSWER_S)

    def close(self) -> None:
        """The wire is closed by whoever opened it; python-escpos calls this at odd times."""


def _because(cause: int) -> str:
    if cause & _COVER:
        return "cover"
    return "paper" if cause & _ENDED else "fault"


def _tidy_up() -> None:
    """python-escpos keeps what it has read in a new folder of /tmp at every start."""
    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)


_tidy_up()
logging.getLogger("escpos").setLevel(logging.WARNING)
