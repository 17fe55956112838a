"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedRandom
from pathlib import Path
from typing import BinaryIO


class CannotWrite(Exception):
    """The file could not be written; what stood there before is untouched."""


def write_then(target: Path, content: bytes, act: Callable[[], None]) -> None:
    """Put a file in place together with something that must not happen without it.

    `act` is done when every byte is on the disk and only the name is missing; an exception of its
    own leaves no file behind. An interrupt waits until the file has its name. Raises CannotWrite,
    before `act`; or after it, naming the finished file, when that could not be given its name.
    """
    with _interrupts_wait():
        place, part = _written(target, content)
        try:
            act()
        except Exception:
            part.unlink(missing_ok=True)
            raise
        except BaseException:
            # It may be done all the same: a file too many does less harm than none.
            _give_name(part, place, target)
            raise
        _give_name(part, place, target)


@contextmanager
def whole_file(target: Path | BinaryIO) -> Iterator[BufferedRandom]:
    """A file to write and read; it takes the place of `target` when the block ends well.

    It stands beside the target and is readable by its owner only. A stream, a device or a pipe
    receives the finished bytes instead. Raises CannotWrite; BrokenPipeError when the reader of a
    stream has gone.
    """
    try:
        if not isinstance(target, Path):
            with tempfile.TemporaryFile() as draft:
                yield draft
                draft.seek(0)
                shutil.copyfileobj(draft, target)
                target.flush()
            return
        place = Path(os.path.realpath(target))  # a link goes on pointing where it points
        if place.exists() and not place.is_file() and not place.is_dir():
            with place.open("wb") as stream, whole_file(stream) as draft:
                yield draft
            return
        with _beside(place) as draft:
            yield draft
    except BrokenPipeError:
        raise
    except OSError as e:
        msg = (
            f"cannot write {'the output' if not isinstance(target, Path) else target}: {e.strerror}"
        )
        raise CannotWrite(msg) from e


@contextmanager
def _beside(place: Path) -> Iterator[BufferedRandom]:
    part = _draft(place)
    try:
        with part.open("w+b") as draft:
            yield draft
            draft.flush()
            os.fsync(draft.fileno())
        part.replace(place)
        _keep_name(place.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _written(target: Path, content: bytes) -> tuple[Path, Path]:
    """Where the file is to stand, and a draft beside it with every byte on the disk."""
    try:
        place = Path(os.path.realpath(target))
        part = _draft(place)
        try:
            with part.open("wb") as draft:
                draft.write(content)
                draft.flush()
                os.fsync(draft.fileno())
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as e:
        msg = f"cannot write {target}: {e.strerror}"
        raise CannotWrite(msg) from e
    return place, part


def _give_name(part: Path, place: Path, target: Path) -> None:
    try:
        part.replace(place)
    except OSError as e:
        msg = f"{target} could not be given its name ({e.strerror}); it is all in {part}"
        raise CannotWrite(msg) from e
    _keep_name(place.parent)


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Ctrl-C counts when the block has ended; only the main thread ever hears of it."""
    before = signal.getsignal(signal.SIGINT)
    if before is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def _draft(place: Path) -> Path:
    """An empty file beside the place, readable by its owner only."""
    if place.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".part")
    os.close(handle)
    return Path(name)


def _keep_name(folder: Path) -> None:
    """The new name is on disk only when the folder is; not every system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
