"""What a supervisor is told: systemd's protocol of sd_notify(3), spoken by ours too."""

from __future__ import annotations

import socket
from collections.abc import MutableMapping
from typing import NamedTuple

ADDRESS, PATIENCE = "NOTIFY_SOCKET", "WATCHDOG_USEC"
READY, ALIVE = "READY=1", "WATCHDOG=1"
SERVING = "Serving visitors."
"""The status of a kiosk that works; every other one says what is wrong."""


class Supervisor(NamedTuple):
    """Who listens, and after how many seconds of silence they end us; 0 for never."""

    address: str = ""
    patience_s: float = 0.0

    def tell(self, *words: str) -> None:
        """Say one or more of READY=1, WATCHDOG=1, STATUS=…; nobody may be listening any more."""
        self.pass_on("\n".join(words).encode())

    def pass_on(self, said: bytes) -> None:
        """Say what another process said."""
        if self.address:
            # "@" stands for the zero byte of an abstract address.
            place = "\0" + self.address[1:] if self.address[0] == "@" else self.address
            try:
                with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth:
                    mouth.settimeout(0)
                    mouth.sendto(said, place)
            except OSError:
                pass


def supervisor(environ: MutableMapping[str, str]) -> Supervisor:
    """Who supervises this process. Processes of its own are not told: they would speak too."""
    environ.pop("WATCHDOG_PID", None)  # systemd's child is the compositor, we are the interface
    address, patience = environ.pop(ADDRESS, ""), environ.pop(PATIENCE, "")
    # AF_UNIX is not everywhere, and of other kinds of address we know nothing.
    if not address.startswith(("/", "@")) or not hasattr(socket, "AF_UNIX"):
        return Supervisor()
    return Supervisor(
        address, int(patience) / 1e6 if patience.isascii() and patience.isdigit() else 0
    )
