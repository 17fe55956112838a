"""A machine whose power goes: which of the recorded steps are on its disk afterwards.

What was synced is there. Everything else is there, or not, or in part, in any order: of a write
each sector by itself, of names each by itself, and a file that grew may hold anything where it was
not written. A journalling file system does less harm than that.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import PurePosixPath
from typing import NamedTuple

from tests.faults.recorder import Create, Remove, Rename, Said, Step, Sync, Truncate, Write


class How(Enum):
    """What becomes of the steps that were not synced."""

    LOST = "all of them lost"
    KEPT = "all of them kept"
    NAMES_LOST = "all written, no new name"
    NAMES_ALONE = "all names, nothing written"
    WHOLE = "each write and each name by chance"
    SECTORS = "each 512 bytes by chance"
    PAGES = "each 4096 bytes by chance"


_SIZES = {How.SECTORS: 512, How.PAGES: 4096}


class _File:
    """One file, whatever it is called: what is on the disk, and what has yet to get there."""

    def __init__(self) -> None:
        self.durable = bytearray()
        self.pending: list[tuple[int, Write | Truncate]] = []

    def sync(self, since: int) -> None:
        for at, step in self.pending:
            if at < since:
                _put(self.durable, step)
        self.pending = [(at, step) for at, step in self.pending if at >= since]


class _Name(NamedTuple):
    """A name that a file got or, with none, lost; `step` is which step did it."""

    step: int
    path: str
    file: _File | None


class Machine:
    """The disk after some of the steps."""

    def __init__(self) -> None:
        self._names: dict[str, _File] = {}
        self._durable: dict[str, _File] = {}
        self._pending: list[list[_Name]] = []
        self._folders: set[str] = set()
        self.done = 0

    def run(self, steps: Sequence[Step], upto: int) -> list[str]:
        """Go on until so many steps are done; returns what was said meanwhile."""
        said = []
        for at in range(self.done, upto):
            step = steps[at]
            if isinstance(step, Said):
                said.append(step.text)
            else:
                self._do(at, step)
        self.done = upto
        return said

    def _do(self, at: int, step: Step) -> None:
        match step:
            case Write(path) | Truncate(path):
                self._names[path].pending.append((at, step))
            case Create(path, folder=True):
                self._folders.add(path)
            case Create(path):
                self._name(_Name(at, path, _File()))
            case Rename(path, target, both):
                found = self._names[path]
                gone = () if both else (_Name(at, path, None),)
                self._name(_Name(at, target, found), *gone)
            case Remove(path) if path in self._names:
                self._name(_Name(at, path, None))
            case Sync(path, since) if path in self._names:
                self._names[path].sync(since)
            case Sync(path, since):
                self._keep_names(path, since)
            case _:
                self._folders.discard(step.path) if isinstance(step, Remove) else None

    def _name(self, *changes: _Name) -> None:
        self._pending.append([*changes])
        _rename(self._names, changes)

    def _keep_names(self, folder: str, since: int) -> None:
        left = []
        for changes in self._pending:
            first = changes[0]
            if first.step < since and _folder(first.path) == folder:
                _rename(self._durable, changes)
            else:
                left.append(changes)
        self._pending = left

    def found(self, how: How, chance: random.Random) -> tuple[set[str], dict[str, bytes]]:
        """The folders, and the files that the next start finds, when the power goes now."""
        names = dict(self._durable)
        for changes in self._pending:
            if _survives(how, chance, name=True):
                _rename(names, changes)
        return set(self._folders), {
            path: _content(file, how, chance) for path, file in names.items()
        }


def _content(file: _File, how: How, chance: random.Random) -> bytes:
    found = bytearray(file.durable)
    for _, step in file.pending:
        for part in _parts(step, how):
            if _survives(how, chance, name=False):
                _put(found, part)
            elif isinstance(part, Write) and how in _SIZES and chance.random() < 0.25:
                # A file that grew may show what lay on the disk before.
                grown = part.offset + len(part.data) - len(found)
                found.extend(chance.randbytes(max(0, grown)))
    return bytes(found)


def _parts(step: Write | Truncate, how: How) -> Sequence[Write | Truncate]:
    """A write in sectors, as they lie on the disk."""
    size = _SIZES.get(how)
    if size is None or isinstance(step, Truncate):
        return (step,)
    end, cuts = step.offset + len(step.data), [step.offset]
    cuts += range(step.offset - step.offset % size + size, end, size)
    return [
        Write(step.path, a, step.data[a - step.offset : b - step.offset])
        for a, b in zip(cuts, [*cuts[1:], end], strict=True)
    ]


def _survives(how: How, chance: random.Random, *, name: bool) -> bool:
    match how:
        case How.LOST:
            return False
        case How.KEPT:
            return True
        case How.NAMES_LOST:
            return not name
        case How.NAMES_ALONE:
            return name
    return chance.random() < 0.5


def _rename(names: dict[str, _File], changes: Sequence[_Name]) -> None:
    for change in changes:
        if change.file is None:
            names.pop(change.path, None)
        else:
            names[change.path] = change.file


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _put(image: bytearray, step: Write | Truncate) -> None:
    end = step.size if isinstance(step, Truncate) else step.offset
    if len(image) < end:
        image.extend(bytes(end - len(image)))
    if isinstance(step, Truncate):
        del image[end:]
    else:
        image[end : end + len(step.data)] = step.data


def without(steps: Sequence[Step], gone: Callable[[Sync], bool]) -> list[Step]:
    """The same program had it not waited for these: how an honest checker is told."""
    return [Said("") if isinstance(step, Sync) and gone(step) else step for step in steps]
