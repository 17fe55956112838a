"""A disk that fails under the real store: any read, write, sync or opening of SQLite's own files.

The driver's own SQLite is asked for its file system (sqlite3_vfs_find, sqlite.org/c3ref/vfs.html)
and every file it opens gets methods that count before they do their work, and fail when told to.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import sqlcipher3._sqlite3 as driver

# sqlite.org/rescode.html
_CANTOPEN, _FULL = 14, 13
_IOERR = {"read": 266, "write": 778, "sync": 1034, "truncate": 1546, "shm": 5386, "delete": 2570}

_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_METHODS = (
    ("read", 2, (_P, _P, _I, _L)),
    ("write", 3, (_P, _P, _I, _L)),
    ("truncate", 4, (_P, _L)),
    ("sync", 5, (_P, _I)),
    ("shm", 13, (_P, _I, _I, _I, _P)),
)
"""Name, place in sqlite3_io_methods (its version counts as one), arguments."""
_LENGTHS = {1: 13, 2: 17, 3: 19}
"""How long sqlite3_io_methods is, by its version."""
_OPEN_AT, _DELETE_AT = 40, 48
"""Bytes before xOpen and xDelete in sqlite3_vfs, with pointers of eight bytes."""
_OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)
_DELETE = ctypes.CFUNCTYPE(_I, _P, _P, _I)


class Fault(NamedTuple):
    """What fails, and as what: `calls` maps the kinds of calls that fail to SQLite's code."""

    name: str
    calls: dict[str, int]
    reasons: frozenset[str]
    """What the store may call it."""


EIO = Fault("EIO", _IOERR | {"open": _CANTOPEN}, frozenset({"disk", "missing"}))
ENOSPC = Fault(
    "ENOSPC",
    {"write": _FULL, "shm": 4874, "open": _CANTOPEN},
    frozenset({"full", "disk", "missing"}),
)
EROFS = Fault(
    "EROFS",
    {k: _IOERR[k] for k in ("write", "truncate", "delete")} | {"open": _CANTOPEN},
    frozenset({"disk", "missing"}),
)
EMFILE = Fault(
    "EMFILE", {"sync": _IOERR["sync"], "open": _CANTOPEN}, frozenset({"disk", "missing"})
)
"""A process that has no file left to open notices when a connection is opened anew."""
FSYNC = Fault("fsync", {"sync": _IOERR["sync"]}, frozenset({"disk"}))
FAULTS = (EIO, ENOSPC, EROFS, EMFILE, FSYNC)


class BrokenDisk:
    """Counts the calls that a fault can hit; from `after` on it does, once or `lasting`."""

    def __init__(self) -> None:
        self.calls = 0
        self.hits = 0
        self._fault: Fault | None = None
        self._left = 0
        self._lasting = False

    def breaks(self, fault: Fault, after: int, *, lasting: bool) -> None:
        """The call after so many of the fault's kinds fails, and all that follow when lasting."""
        self._fault, self._left, self._lasting, self.calls = fault, after, lasting, 0

    def heals(self) -> None:
        """Everything works again."""
        self._fault = None

    def answer(self, kind: str) -> int:
        """SQLite's code for one call, 0 when it may do its work."""
        fault = self._fault
        if fault is None or kind not in fault.calls:
            return 0
        self.calls += 1
        self._left -= 1
        if self._left < 0 and (self._lasting or self._left == -1):
            self.hits += 1
            return fault.calls[kind]
        return 0


_library = ctypes.CDLL(driver.__file__)
_library.sqlite3_vfs_find.restype = _P
_library.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
_kept: list[Any] = []
"""Files that are still open use these as long as the process lives."""
_disk: BrokenDisk | None = None
_replaced: dict[int, Any] = {}


@contextmanager
def broken_disk() -> Iterator[BrokenDisk]:
    """The disk of this process; files opened while this lasts are on it."""
    global _disk  # noqa: PLW0603 - the library knows one
    vfs = _library.sqlite3_vfs_find(None)
    slots = [ctypes.c_void_p.from_address(vfs + at) for at in (_OPEN_AT, _DELETE_AT)]
    before = [slot.value for slot in slots]
    ours = [_opening(before[0]), _deleting(before[1])]
    _kept.extend(ours)
    _disk = BrokenDisk()
    for slot, made in zip(slots, ours, strict=True):
        slot.value = ctypes.cast(made, _P).value
    try:
        yield _disk
    finally:
        _disk = None
        for slot, was in zip(slots, before, strict=True):
            slot.value = was


def _ask(kind: str) -> int:
    return 0 if _disk is None else _disk.answer(kind)


def _opening(address: int | None) -> Any:
    really = _OPEN(address or 0)

    def open_file(vfs: int, name: int, file: int, flags: int, out: int) -> int:
        methods = _P.from_address(file)
        if wrong := _ask("open"):
            # Nothing that is not open may be closed.
            methods.value = None
            return wrong
        code = really(vfs, name, file, flags, out)
        if code == 0 and methods.value:
            methods.value = ctypes.addressof(_counting(methods.value))
        return int(code)

    return _OPEN(open_file)


def _deleting(address: int | None) -> Any:
    really = _DELETE(address or 0)
    return _DELETE(lambda vfs, name, sync: _ask("delete") or really(vfs, name, sync))


def _counting(address: int) -> Any:
    """The methods at this address, those that can fail counted."""
    if address not in _replaced:
        length = _LENGTHS[_I.from_address(address).value]
        table = (_P * length).from_address(address)
        copy = (_P * length)(*table)
        for kind, at, arguments in _METHODS:
            if at >= length or table[at] is None:
                continue
            made = _method(kind, table[at], ctypes.CFUNCTYPE(_I, *arguments))
            _kept.append(made)
            copy[at] = ctypes.cast(made, _P).value
        _replaced[address] = copy
    return _replaced[address]


def _method(kind: str, address: int | None, prototype: Callable[..., Any]) -> Any:
    really = prototype(address)
    return prototype(lambda *given: _ask(kind) or really(*given))
