"""Who listens to the network, as Linux tells it (proc_net(5))."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_LISTENING = "0A"
_TABLES = ("tcp", "tcp6", "udp", "udp6")


def listening(process: int) -> list[str]:
    """Sockets of a process and of those it started on which others could reach them."""
    found: list[str] = []
    for pid in (process, *_children(process)):
        held = _sockets(pid)
        for table in _TABLES:
            for line in Path(f"/proc/{pid}/net/{table}").read_text("ascii").splitlines()[1:]:
                _, local, far, state, *_, number = line.split()[:10]
                bound = state == _LISTENING or (table.startswith("udp") and far.endswith(":0000"))
                if bound and number in held:
                    found.append(f"{table} {local}")
    return found


def _sockets(pid: int) -> set[str]:
    """The numbers of the sockets that a process holds."""
    found = set()
    for held in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            found.add(str(held.readlink()).removeprefix("socket:[").removesuffix("]"))
    return found


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            own = (task / "children").read_text("ascii").split()
            found += [one for child in own for one in (int(child), *_children(int(child)))]
    return found
