"""Keys told apart by their rhythm: what fingers typed, and what a scanner did."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.config import Scanner
from ui.readers.found import HOLD_MS, LONGEST, Lost, Scanned
from ui.readers.framing import bare, begins_with, is_whole
from ui.readers.keys import Key, Kind, read

FEWEST = 4
"""Keys; fewer before an Enter are fingers."""
_ROLLED = 2
"""Other keys still down: fingers that roll. One scanner leaves none down, two leave one."""


class Typed(NamedTuple):
    """Fingers pressed these."""

    keys: tuple[Key, ...]


class Acts(NamedTuple):
    """The key that was just pressed is a finger's and does what it always does."""


class Run(NamedTuple):
    """Silence came after these, whatever they were."""

    keys: tuple[Key, ...]


Told = Typed | Scanned | Lost | Acts | Run


class Burst:
    """Collects keys without a pause between them, and tells what they were as soon as it is sure.

    Nothing here knows the time but from the keys' own.
    """

    def __init__(self, scanner: Scanner | None = None) -> None:
        self._scanner = scanner or Scanner()
        self._has_suffix = False
        self._doubted: list[Told] = []
        self._doubted_count = 0
        self._cut_at: int | None = None
        self._begin()

    def _begin(self) -> None:
        self._run: list[Key] = []
        self._pending: list[Key] = []
        self._count = 0
        self._last = 0
        self._rolled = False
        self._overlapped = False
        self._too_long = False
        self._waiting: list[Told] = []
        self._end_key: Kind | None = None
        self._spoilt = ""
        self._is_rest = False

    @property
    def doubts(self) -> bool:
        """Whether the code before the silence may be half of one: it is, if more comes."""
        return bool(self._doubted)

    def goes_on(self, at: int) -> bool:
        """Whether a key at this time comes without a pause after others."""
        return self._count > 0 and 0 <= at - self._last <= self._scanner.gap_ms

    def takes(self, at: int) -> bool:
        """Whether a key that is no character would be thrown away at this time."""
        is_scanner = self._count >= FEWEST and not self._rolled
        return self.goes_on(at) and (is_scanner or self._is_rest)

    def press(self, key: Key) -> list[Told]:
        """Take a key; returns what it made of those before it."""
        told: list[Told] = []
        if not self.goes_on(key.at):
            told = [*self._end_run(), *self._begin_run(key)]
        no_fingers = self.takes(key.at)
        self._count += 1
        self._last = key.at
        self._rolled |= key.down >= _ROLLED
        self._overlapped |= key.down > 0
        if len(self._run) < LONGEST:
            self._run.append(key)
        return told + self._take(key, no_fingers=no_fingers)

    def silence(self) -> list[Told]:
        """A pause came; returns what the keys before it were.

        A code that may be half of one is told by the next pause, if nothing came between.
        """
        return self._end_run() if self._count else self._settle()

    def _settle(self) -> list[Told]:
        told, self._doubted = self._doubted, []
        return told

    def _begin_run(self, key: Key) -> list[Told]:
        """A key after a pause: what became of the code before it, to which it may belong."""
        soon = self._cut_at is not None and 0 <= key.at - self._cut_at <= HOLD_MS
        if not soon or key.kind in (Kind.ENTER, Kind.TAB):
            self._cut_at = None
            return self._settle()
        self._is_rest = True
        half, self._doubted = self._doubted, []
        return [Lost(self._doubted_count, "half")] if half else []

    def _end_run(self) -> list[Told]:
        if not self._count:
            return []
        told: list[Told] = []
        if self._spoilt:
            if self._spoilt == "mixed" and self._waiting:
                told.append(Scanned(""))
            told.append(Lost(self._count, self._spoilt))
        elif self._waiting:
            told += self._waiting
        elif self._pending and self._is_code(self._scanner.fewest):
            if self._ends_silently():
                told += self._give_silently()
            else:
                self._cut_at = self._last
                told.append(Lost(self._count, "half"))
        elif self._pending:
            if self._scanner.suffix != "none" and self._is_code(FEWEST):
                self._cut_at = self._last
            told.append(Typed(tuple(self._pending)))
        told.append(Run(tuple(self._run)))
        self._begin()
        return told

    def _take(self, key: Key, *, no_fingers: bool) -> list[Told]:
        is_end = key.kind in (Kind.ENTER, Kind.TAB)
        if self._spoilt:
            return []
        if self._end_key is not None:
            self._spoilt = self._after_end(key)
            return []
        if key.kind is Kind.CHARACTER:
            self._keep(key)
            return []
        if is_end and self._ends(key.kind) and self._is_code(FEWEST):
            return self._end(key)
        if not no_fingers:
            typed, self._pending = tuple(self._pending), []
            return [Typed(typed), Acts()] if typed else [Acts()]
        if is_end and len(self._pending) >= FEWEST:
            self._keep(key._replace(text="\r" if key.kind is Kind.ENTER else "\t", control=True))
        else:
            self._spoilt = "too_much"
        return []

    def _after_end(self, key: Key) -> str:
        """Some scanners end with two keys; anything else is another scanner, or none."""
        if key.kind is Kind.OTHER:
            return "too_much"
        if key.kind is Kind.CHARACTER or (self._waiting and key.kind is self._end_key):
            return "mixed"
        return ""

    def _keep(self, key: Key) -> None:
        if len(self._pending) < LONGEST:
            self._pending.append(key)
        else:
            self._too_long = True

    def _end(self, key: Key) -> list[Told]:
        self._end_key = key.kind
        self._has_suffix |= not self._is_rest
        self._cut_at = None
        if self._overlapped:
            # Perhaps two scanners at once: whether more comes has to be waited for.
            self._waiting = self._give()
            return []
        return self._give()

    def _give(self) -> list[Told]:
        pending, self._pending = self._pending, []
        if self._too_long:
            return [Scanned(""), Lost(self._count, "too_much")]
        text = bare(read(pending).text, self._scanner.prefix)
        if self._is_rest and not is_whole(text):
            return [Lost(self._count, "half")]
        return [Scanned(text)]

    def _give_silently(self) -> list[Told]:
        told = self._give()
        sure = self._scanner.suffix == "none" or self._too_long
        if sure or any(isinstance(one, Scanned) and is_whole(one.text) for one in told):
            return told
        self._cut_at = self._last
        if self._is_rest:
            return told
        self._doubted, self._doubted_count = told, self._count
        return []

    def _is_code(self, fewest: int) -> bool:
        if self._is_rest:
            # A key alone is a finger's; more without a pause are what was missing.
            return self._count > 1
        prefix = self._scanner.prefix
        if prefix and begins_with(read(self._pending[: len(prefix)]).text, prefix):
            return True
        return len(self._pending) >= fewest and not self._rolled

    def _ends(self, kind: Kind) -> bool:
        return self._scanner.suffix not in ("enter", "tab") or self._scanner.suffix == kind.value

    def _ends_silently(self) -> bool:
        """A scanner that has ended a code with a key does so always: without it half is missing."""
        suffix = self._scanner.suffix
        return self._too_long or suffix == "none" or (suffix == "any" and not self._has_suffix)
