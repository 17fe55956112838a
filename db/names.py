"""Learners by the words they are found by, kept in memory while somebody searches.

An index of words in the database would make every import of learners twice as long. One text of
them all is read in a third of a second for 100,000, and looked through in some milliseconds.
"""

from __future__ import annotations

import bisect
import heapq
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import text

from db.journal import GOOD
from db.link import Link
from kiosk.entry import Erased, LearnerKept, decode
from kiosk.register import Place

_ALL = text("SELECT learner, sort, search FROM learner ORDER BY sort, learner")
_ONE = text("SELECT sort, search FROM learner WHERE learner = :learner")
_SORT = text("SELECT sort FROM learner WHERE learner = :learner")
_WRITTEN = text(
    "SELECT body FROM entry WHERE node = :node AND seq > :seq"  # noqa: S608
    f" AND kind IN ('learner-kept', 'erased') AND {GOOD.format('entry')} ORDER BY seq LIMIT :most"
)
_MOST_CHANGED = 1000
_BLOCK = 256


class Names:
    """What one connection has read; brought up to date before every search."""

    def __init__(self) -> None:
        self._held: dict[str, int] | None = None
        self._text = ""
        self._learners: list[str] = []
        # Of every block of lines where it begins, and who stands first in it.
        self._starts: list[int] = []
        self._firsts: list[tuple[str, str]] = []
        self._changed: dict[str, tuple[str, str] | None] = {}

    def found(
        self, link: Link, vector: Mapping[str, int], words: Sequence[str], after: Place | None
    ) -> Iterator[Place]:
        """Everybody in whose words all these stand, from after a place on.

        `vector` is what the database holds at this moment.
        """
        self._bring_up_to_date(link, vector)
        for within in (False, True):
            if after is not None and after.within > within:
                continue
            start = None if after is None or after.within < within else after
            places = heapq.merge(
                self._kept(link, words, start, within=within), self._new(words, within=within)
            )
            yield from (place for place in places if start is None or place > start)

    def _kept(
        self, link: Link, words: Sequence[str], after: Place | None, *, within: bool
    ) -> Iterator[Place]:
        """Those of the text."""
        needles = [word if within else f" {word}" for word in words]
        start = 0
        if after is not None:
            start = max(0, bisect.bisect(self._firsts, (after.sort, after.learner)) - 1)
            start = self._starts[start] if self._starts else 0
        for begin, end in _lines(self._text, needles, start):
            if within and _begin_so(self._text, words, begin, end):
                continue
            block = bisect.bisect(self._starts, begin) - 1
            number = block * _BLOCK + self._text.count("\n", self._starts[block], begin)
            learner = self._learners[number]
            if learner not in self._changed:
                yield Place(within, str(link.value(_SORT, {"learner": learner})), learner)

    def _new(self, words: Sequence[str], *, within: bool) -> Iterator[Place]:
        """Those who were changed since the text was made."""
        places = (
            Place(within, row[0], learner)
            for learner, row in self._changed.items()
            if row is not None
            and all(word in row[1] for word in words)
            and _begin_so(row[1], words, 0, len(row[1])) is not within
        )
        return iter(sorted(places))

    def _bring_up_to_date(self, link: Link, vector: Mapping[str, int]) -> None:
        if self._held == vector:
            return
        written = None if self._held is None else _written(link, self._held, vector)
        if written is None or len(self._changed) > _MOST_CHANGED:
            self._read(link)
        else:
            for learner in written:
                self._changed[learner] = link.first(_ONE, {"learner": learner})
        self._held = dict(vector)

    def _read(self, link: Link) -> None:
        lines: list[str] = []
        self._learners, self._starts, self._firsts, self._changed = [], [], [], {}
        length = 0
        for number, (learner, sort, search) in enumerate(link.each(_ALL, {})):
            if number % _BLOCK == 0:
                self._starts.append(length)
                self._firsts.append((sort, learner))
            self._learners.append(learner)
            lines.append(search)
            length += len(search) + 1
        self._text = "\n".join(lines)


def _written(link: Link, held: Mapping[str, int], vector: Mapping[str, int]) -> set[str] | None:
    """Whose records were written since; None when they are too many, or the journal is another."""
    if any(vector.get(node, 0) < seq for node, seq in held.items()):
        return None
    found: set[str] = set()
    for node, seq in vector.items():
        known = held.get(node, 0)
        values = {"node": node, "seq": known, "most": _MOST_CHANGED + 1}
        rows = link.all(_WRITTEN, values) if seq > known else []
        if len(rows) > _MOST_CHANGED:
            return None
        for (body,) in rows:
            said = decode(body)
            if isinstance(said, LearnerKept):
                found.add(said.learner.learner)
            elif isinstance(said, Erased):
                found.update(said.learners)
    return found


def _lines(text: str, needles: Sequence[str], start: int) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends that has all the needles in it, from a line's start on."""
    at = start
    while at < len(text):
        begin = at
        for needle in needles:
            hit = text.find(needle, at)
            if hit < 0:
                return
            begin = max(begin, text.rfind("\n", 0, hit) + 1)
        if begin > at:
            # A line further on is the first that can have them all.
            at = begin
            continue
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        yield begin, end
        at = end + 1


def _begin_so(text: str, words: Sequence[str], begin: int, end: int) -> bool:
    return all(text.find(f" {word}", begin, end) >= 0 for word in words)
