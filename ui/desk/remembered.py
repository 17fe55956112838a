"""What a desk's window is like, from one day to the next: `desk.json` in the data folder.

Nothing of anybody: no name, no search, nor who signed in.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from kiosk.whole_file import CannotWrite, whole_file

log = logging.getLogger("walkin.ui")

FILE = "desk.json"
_MOST_BYTES = 20_000

Column = Literal["time", "name", "number", "activity", "how", "notes"]
_Side = Annotated[int, Meta(ge=200, le=20_000)]
_Offset = Annotated[int, Meta(ge=-100_000, le=100_000)]


class Place(NamedTuple):
    """Where a window stands and how large it is, in pixels."""

    x: _Offset
    y: _Offset
    width: _Side
    height: _Side


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody left the window; `widths` are pixels of an unscaled screen."""

    language: Literal["th", "en"] = "th"
    palette: Literal["day", "dark", "contrast"] = "day"
    sounds: bool = False
    place: Place | None = None
    maximized: bool = False
    widths: dict[Column, Annotated[int, Meta(ge=1, le=10_000)]] = {}
    shown: dict[Column, bool] = {}


def recall(file: Path | None) -> Remembered:
    """What the file says; as at first when there is none, or it is not one of ours."""
    if file is None:
        return Remembered()
    try:
        if not file.is_file() or file.stat().st_size > _MOST_BYTES:
            return Remembered()
        return msgspec.json.decode(file.read_bytes(), type=Remembered)
    except (OSError, ValueError, RecursionError) as e:
        log.info("%s was not read: %s", FILE, type(e).__name__)
        return Remembered()


def keep(file: Path, remembered: Remembered) -> None:
    """Write it, whole or not at all; a disk that is full loses the memory and nothing else."""
    try:
        with whole_file(file) as draft:
            draft.write(msgspec.json.format(msgspec.json.encode(remembered)))
    except (CannotWrite, OSError) as e:
        log.info("%s was not written: %s", FILE, type(e).__name__)
