"""Every change a program makes to a folder, in order: `strace` writes it down, this reads it.

Nothing is guessed: a call that could change a file and is not understood raises ValueError.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

_CALLS = (
    *("openat", "open", "creat", "dup", "dup2", "dup3", "lseek"),
    *("write", "writev", "pwrite64", "pwritev", "pwritev2", "sendfile", "copy_file_range"),
    *("ftruncate", "truncate", "fallocate", "fsync", "fdatasync", "sync", "syncfs"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    *("unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"),
)
_BY_NAME = ("openat", "renameat", "renameat2", "linkat", "unlinkat", "mkdirat")
_LINE = re.compile(r"(\d+) +(?:<\.\.\. \w+ resumed>(.*)|(\w+)\((.*))")
_END = re.compile(r"(.*)\) += (-?\d+)(?:<(.*?)>)?(?: E\w+ .*)?")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2}|[^>\\])*)>")
_PATH = re.compile(r'(?:\w+<((?:\\x[0-9a-f]{2})*)>, )?"((?:\\x[0-9a-f]{2})*)"')


class Write(NamedTuple):
    """Bytes that were handed to the system at an offset of a file."""

    path: str
    offset: int
    data: bytes


class Truncate(NamedTuple):
    """A file is so long from now on."""

    path: str
    size: int


class Create(NamedTuple):
    """A file or a folder has this name now, where there was none."""

    path: str
    folder: bool = False


class Rename(NamedTuple):
    """What was called `path` is called `target`; `both` when it keeps the old name too."""

    path: str
    target: str
    both: bool = False


class Remove(NamedTuple):
    """A file or a folder lost its name."""

    path: str


class Sync(NamedTuple):
    """What was written to a file, or which names a folder held, before the step `since`."""

    path: str
    since: int


class Said(NamedTuple):
    """A line on standard output: from here on somebody relies on it."""

    text: str


Step = Write | Truncate | Create | Rename | Remove | Sync | Said


def record(words: Sequence[str], folder: Path, log: Path, environ: Mapping[str, str]) -> list[Step]:
    """Run a program to its end; what it changed below `folder`, and what it said.

    Raises CalledProcessError when the program fails.
    """
    trace = ("strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", str(1 << 26), "-o", str(log))
    calls = f"trace={','.join(_CALLS)}"
    subprocess.run(
        (*trace, "-e", calls, *words), env=environ, check=True, stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    with log.open(encoding="ascii") as lines:
        return _Reading(str(folder.resolve())).steps(lines)


class _Reading:
    """The lines of one trace, made into steps."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._made: list[Step] = []
        self._there: dict[str, int] = {}
        """Every file there is, and how long it is."""
        self._at: dict[tuple[int, str], int] = {}
        self._appends: set[tuple[int, str]] = set()
        self._said = ""

    def steps(self, lines: Iterator[str]) -> list[Step]:
        begun: dict[str, tuple[str, str, int]] = {}
        for line in lines:
            found = _LINE.match(line)
            if found is None:
                continue
            who, rest, name, words = found.groups()
            since = len(self._made)
            if name is None:
                name, words, since = begun.pop(who)
                words += rest
            if words.rstrip().endswith("<unfinished ...>"):
                begun[who] = name, words.rstrip().removesuffix("<unfinished ...>"), since
                continue
            self._call(name, words, since)
        return self._made

    def _call(self, name: str, words: str, since: int) -> None:
        end = _END.match(words.rstrip())
        if end is None or int(end[2]) < 0:
            return
        given, result = end[1], int(end[2])
        handle = _HANDLE.match(given)
        if handle and name not in _BY_NAME:
            self._on_handle(name, handle, given, result, since)
        elif name in ("openat", "open", "creat"):
            self._opened(given, end)
        elif self._mine(*(paths := [_path(*found) for found in _PATH.findall(given)])):
            self._named(name, paths)

    def _on_handle(
        self, name: str, handle: re.Match[str], given: str, result: int, since: int
    ) -> None:
        key = int(handle[1]), _text(handle[2])
        if name == "write" and key[0] == 1:
            self._say(given)
        if not self._mine(key[1]) or key[1].endswith("(deleted)"):
            return
        path = key[1]
        rest = given[handle.end() :]
        match name:
            case "write":
                at = self._there[path] if key in self._appends else self._at.get(key, 0)
                self._wrote(path, at, _data(rest)[:result])
                self._at[key] = at + result
            case "pwrite64":
                self._wrote(path, int(rest.rpartition(", ")[2]), _data(rest)[:result])
            case "lseek":
                self._at[key] = result
            case "ftruncate":
                self._cut(path, int(rest.rpartition(", ")[2]))
            case "fsync" | "fdatasync":
                self._made.append(Sync(path, since))
            case _:
                raise ValueError(name + given[:200])

    def _opened(self, given: str, end: re.Match[str]) -> None:
        path = _text(end[3] or "")
        if not self._mine(path):
            return
        key = int(end[2]), path
        self._at[key] = 0
        self._appends.discard(key)
        if "O_APPEND" in given:
            self._appends.add(key)
        if path not in self._there and "O_CREAT" in given:
            self._there[path] = 0
            self._made.append(Create(path))
        elif "O_TRUNC" in given and self._there[path]:
            self._cut(path, 0)

    def _named(self, name: str, paths: list[str]) -> None:
        match name, paths:
            case (("rename" | "renameat" | "renameat2"), [path, target]):
                self._there[target] = self._there.pop(path)
                self._made.append(Rename(path, target))
            case (("link" | "linkat"), [path, target]):
                self._there[target] = self._there[path]
                self._made.append(Rename(path, target, both=True))
            case (("unlink" | "unlinkat" | "rmdir"), [path]):
                self._there.pop(path, None)
                self._made.append(Remove(path))
            case (("mkdir" | "mkdirat"), [path]):
                self._made.append(Create(path, folder=True))
            case _:
                raise ValueError(name)

    def _wrote(self, path: str, offset: int, data: bytes) -> None:
        self._there[path] = max(self._there[path], offset + len(data))
        self._made.append(Write(path, offset, data))

    def _cut(self, path: str, size: int) -> None:
        self._there[path] = size
        self._made.append(Truncate(path, size))

    def _say(self, given: str) -> None:
        *lines, self._said = (self._said + _data(given).decode()).split("\n")
        self._made += map(Said, lines)

    def _mine(self, *paths: str) -> bool:
        return any(f"{path}/".startswith(f"{self._folder}/") for path in paths)


def _path(folder: str, name: str) -> str:
    return str(PurePosixPath(_text(folder), _text(name)))


def _text(hexadecimal: str) -> str:
    return os.fsdecode(_plain(hexadecimal))


def _data(given: str) -> bytes:
    return b"".join(map(_plain, _STRING.findall(given)))


def _plain(text: str) -> bytes:
    """What strace wrote in hexadecimal; a handle of a pipe stands there as it is."""
    if not text.startswith("\\x"):
        return os.fsencode(text)
    return bytes.fromhex(text.replace("\\x", ""))
