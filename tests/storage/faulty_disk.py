"""A disk that loses power: writes that were not synced are lost, reordered or torn.

An apsw VFS over memory. Every write and sync is counted; at a chosen one the power goes. What is
then found on the disk is what was synced, and of the rest a random half, some of it torn at a
512-byte sector.
"""

from __future__ import annotations

import itertools
import random
from typing import Any

import apsw

_SECTOR = 512
_names = itertools.count()


class Disk(apsw.VFS):  # type: ignore[misc]
    """Files of one machine. `cut_after` is how many writes and syncs still succeed."""

    def __init__(self, files: dict[str, bytes], cut_after: int) -> None:
        self.vfs_name = f"faulty{next(_names)}"
        super().__init__(self.vfs_name, "")
        self.now = {name: bytearray(data) for name, data in files.items()}
        self.durable = {name: bytearray(data) for name, data in files.items()}
        self.pending: dict[str, list[tuple[int, bytes | None]]] = {}
        self._left = cut_after
        self.syncs = 0

    @property
    def dead(self) -> bool:
        return self._left < 0

    def touch(self) -> None:
        """One more write or sync, unless the power is gone."""
        self._left -= 1
        if self.dead:
            raise apsw.IOError

    def after_power_cut(self, chance: random.Random) -> dict[str, bytes]:
        """What the next start finds."""
        found = {name: bytearray(data) for name, data in self.durable.items()}
        for name, writes in self.pending.items():
            image = found.setdefault(name, bytearray())
            for offset, data in writes:
                if chance.random() < 0.5:
                    continue
                if data is None:
                    del image[offset:]
                    continue
                kept = data
                if chance.random() < 0.1:
                    kept = data[: chance.randrange(0, len(data) + 1, _SECTOR)]
                _put(image, offset, kept)
        return {name: bytes(image) for name, image in found.items()}

    # -- apsw.VFS ------------------------------------------------------------------------------

    def xOpen(self, name: Any, flags: list[int]) -> File:  # noqa: N802
        # SQLite names the database with its parameters, the WAL plainly.
        path = "temporary" if name is None else getattr(name, "filename", lambda: name)()
        self.now.setdefault(path, bytearray())
        flags[1] = flags[0]
        return File(self, path)

    def xDelete(self, name: str, sync_dir: bool) -> None:  # noqa: N802
        self.now.pop(name, None)
        self.durable.pop(name, None)
        self.pending.pop(name, None)

    def xAccess(self, name: str, flags: int) -> bool:  # noqa: N802
        return name in self.now

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name


class File:
    """One open file of the disk."""

    def __init__(self, disk: Disk, name: str) -> None:
        self._disk = disk
        self._name = name

    @property
    def _data(self) -> bytearray:
        return self._disk.now.setdefault(self._name, bytearray())

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return bytes(self._data[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.touch()
        _put(self._data, offset, bytes(data))
        self._disk.pending.setdefault(self._name, []).append((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._disk.touch()
        del self._data[size:]
        self._disk.pending.setdefault(self._name, []).append((size, None))

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.touch()
        self._disk.syncs += 1
        self._disk.durable[self._name] = bytearray(self._data)
        self._disk.pending.pop(self._name, None)

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._data)

    def xLock(self, level: int) -> None: ...  # noqa: N802

    def xUnlock(self, level: int) -> None: ...  # noqa: N802

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xClose(self) -> None: ...  # noqa: N802

    def xSectorSize(self) -> int:  # noqa: N802
        return _SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: N802
        return False


def _put(image: bytearray, offset: int, data: bytes) -> None:
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(data)] = data
