"""Codes that come as bytes: each ends with CR, LF or both, or with a pause."""

from __future__ import annotations

from ui.readers.found import LONGEST, Lost, Scanned
from ui.readers.framing import bare


class Lines:
    """Collects bytes. No more than a code may have is ever kept."""

    def __init__(self) -> None:
        self._has_end = False
        self._begin()

    def _begin(self) -> None:
        self._kept = bytearray()
        self._count = 0

    def feed(self, data: bytes) -> list[Scanned | Lost]:
        """Take what came; returns the codes that ended."""
        found: list[Scanned | Lost] = []
        *whole, rest = data.replace(b"\r", b"\n").split(b"\n")
        for part in whole:
            self._keep(part)
            found += self._give()
            self._has_end = True
        self._keep(rest)
        return found

    def pause(self) -> list[Scanned | Lost]:
        """Nothing came for a while: an end, but half a code from who has ended one otherwise."""
        if self._has_end and 0 < self._count <= LONGEST:
            half = Lost(self._count, "half")
            self._begin()
            return [half]
        return self._give()

    def _keep(self, part: bytes) -> None:
        self._count += len(part)
        self._kept += part[: max(0, LONGEST - len(self._kept))]

    def _give(self) -> list[Scanned | Lost]:
        kept, count = bytes(self._kept), self._count
        self._begin()
        if count > LONGEST:
            return [Scanned(""), Lost(count, "too_much")]
        return [Scanned(_read(kept))] if count else []


def _read(line: bytes) -> str:
    try:
        return bare(line.decode())
    except UnicodeDecodeError:
        return ""
