"""Codes that come as bytes: each ends with CR, LF or both, or with a long pause."""

from __future__ import annotations

from ui.readers.found import LONGEST, Lost, Scanned
from ui.readers.framing import bare, is_whole


class Lines:
    """Collects bytes. No more than a code may have is ever kept."""

    def __init__(self) -> None:
        self._has_end = False
        self._begin()

    def _begin(self) -> None:
        self._kept = bytearray()
        self._count = 0
        self._paused = False
        self._is_half = False

    @property
    def doubts(self) -> bool:
        """Whether what comes next may be the rest of what came before the pause."""
        return self._paused

    def restart(self) -> None:
        """Forget what was not ended; how the scanner ends its codes stays known."""
        self._begin()

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
        """Nothing came for a while; returns what that ended.

        Half a code from who has ended one otherwise. From anybody else only what is whole for sure
        is believed at once, the rest after a second pause.
        """
        is_half = self._is_half or (self._has_end and 0 < self._count <= LONGEST)
        if is_half:
            half = Lost(self._count, "half")
            self._begin()
            self._paused = True
            return [half]
        unsure = 0 < self._count <= LONGEST and not is_whole(_read(bytes(self._kept)))
        if unsure and not self._paused:
            self._paused = True
            return []
        return self._give()

    def _keep(self, part: bytes) -> None:
        self._is_half |= self._paused and len(part) > 0
        self._count += len(part)
        self._kept += part[: max(0, LONGEST - len(self._kept))]

    def _give(self) -> list[Scanned | Lost]:
        kept, count, is_half = bytes(self._kept), self._count, self._is_half
        self._begin()
        if is_half and not is_whole(_read(kept)):
            return [Lost(count, "half")]
        if count > LONGEST:
            return [Scanned(""), Lost(count, "too_much")]
        return [Scanned(_read(kept))] if count else []


def _read(line: bytes) -> str:
    try:
        return bare(line.decode())
    except UnicodeDecodeError:
        return ""
