"""Crash reports without personal data: kind and place, never a message or a value."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import os
import platform
import re
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

import msgspec

from kiosk import __version__

FOLDER = "crashes"
MOST = 20
"""Reports that are kept; the same crash again is counted in one."""
FROZEN = "frozen"
_LEFT = "last-words.txt"
_AGAIN = dt.timedelta(minutes=1)
_ROOT = Path(__file__).parents[1]
_FATAL = re.compile(r"^Fatal Python error: (.+)$|^(Timeout) \(", re.MULTILINE)
_THREAD = re.compile(r"^(Current thread|Thread) .*$", re.MULTILINE)
_FRAME = re.compile(r'^ +File "(.+)", line (\d+) in (.+)$', re.MULTILINE)


class Crash(msgspec.Struct, frozen=True, kw_only=True):
    """What crashed: a type or a signal, and the frames that led there, the innermost last."""

    kind: str
    places: tuple[str, ...]
    version: str
    python: str
    system: str
    first: dt.datetime
    last: dt.datetime
    times: int = 1


class Crashes:
    """The reports of a data folder. `now` gives aware UTC."""

    def __init__(self, data: Path, now: Callable[[], dt.datetime]) -> None:
        self.folder = data / FOLDER
        self._now = now
        self._written: dict[str, tuple[dt.datetime, int]] = {}

    def keep(self, kind: str, places: Iterable[str] = ()) -> None:
        """Keep a report; where it cannot be written it is gone, and nothing else happens."""
        from kiosk.whole_file import CannotWrite, whole_file

        now, found = self._now(), tuple(places)
        name = hashlib.sha256("\n".join((kind, *found)).encode()).hexdigest()[:12] + ".json"
        at, unsaid = self._written.get(name, (now - _AGAIN, 0))
        if now - at < _AGAIN:
            self._written[name] = at, unsaid + 1
            return
        self._written[name] = now, 0
        before = _read(self.folder / name)
        crash = Crash(
            kind=kind,
            places=found,
            version=__version__,
            python=platform.python_version(),
            system=platform.platform(),
            first=before.first if before else now,
            last=now,
            times=(before.times if before else 0) + unsaid + 1,
        )
        with suppress(OSError, CannotWrite):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with whole_file(self.folder / name) as file:
                file.write(msgspec.json.format(msgspec.json.encode(crash)))
            for old in self._files()[MOST:]:
                old.unlink(missing_ok=True)

    def keep_bug(self, trouble: BaseException) -> None:
        """Keep a report of an exception: its type, and where it came from."""
        frames = traceback.extract_tb(trouble.__traceback__)
        places = [_place(f.filename, f.lineno or 0, f.name) for f in frames]
        self.keep(type(trouble).__name__, places)

    def all(self) -> list[Crash]:
        """What is kept, the newest first."""
        return [crash for crash in map(_read, self._files()) if crash is not None]

    # -- a process that could say nothing more -------------------------------------------------

    def last_words(self) -> TextIOWrapper | None:
        """A file for `faulthandler`, to be held open; None where there can be none."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.folder / _LEFT, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            return os.fdopen(handle, "w", encoding="utf-8")
        return None

    def take_in(self) -> bool:
        """Make a report of what the process before left in that file; False when it left none."""
        try:
            text = (self.folder / _LEFT).read_text("utf-8", "replace")
            (self.folder / _LEFT).unlink()
        except OSError:
            return False
        said = _FATAL.search(text)
        if said is None:
            return False
        self.keep(FROZEN if said[2] else said[1], _frames(text[said.end() :]))
        return True

    def _files(self) -> list[Path]:
        with suppress(OSError):
            found = [(f.stat().st_mtime_ns, f) for f in self.folder.glob("*.json")]
            return [file for _, file in sorted(found, reverse=True)]
        return []


def _read(file: Path) -> Crash | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Crash)
    except (OSError, msgspec.MsgspecError):
        return None


def _frames(text: str) -> list[str]:
    """The frames of the thread that crashed, else of the main one, which is told last."""
    heads = list(_THREAD.finditer(text))
    if not heads:
        return []
    head = next((h for h in heads if h[1].startswith("Current")), heads[-1])
    end = next((h.start() for h in heads if h.start() > head.start()), len(text))
    found = [_place(f[1], int(f[2]), f[3]) for f in _FRAME.finditer(text, head.end(), end)]
    return found[::-1]


def _place(file: str, line: int, name: str) -> str:
    """Without the folders above: they may have somebody's name."""
    path = Path(file)
    near = path.relative_to(_ROOT) if path.is_relative_to(_ROOT) else Path(*path.parts[-2:])
    return f"{near.as_posix()}:{line} {name}"


def tell_place(log: logging.Logger, trouble: BaseException) -> None:
    """Log the type and the place only: a message may carry a name or a number."""
    frames = traceback.extract_tb(trouble.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    log.error("%s in %s", type(trouble).__name__, place, extra={"trouble": trouble})
