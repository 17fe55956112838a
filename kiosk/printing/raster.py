"""What is put on the paper, and how a printer is that can do it."""

from __future__ import annotations

from typing import NamedTuple


class Raster(NamedTuple):
    """Dots: rows of whole bytes from top to bottom, the highest bit is the left one, 1 is black."""

    width: int
    height: int
    rows: bytes


class Condition(NamedTuple):
    """A printer that can print. Not every one `answers` how it is; `low`: paper ends soon."""

    answers: bool
    low: bool = False
