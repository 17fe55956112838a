"""Keeps `walkin sync` running beside a kiosk, a desk or a station: once a data folder."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.alone import hold

LOCK = "sync.lock"
"""Two exchanges at once would do no harm, only the work of one."""
GOODBYE = b"goodbye"
"""Given to it at an orderly end: what is of no more use here is given back to others."""
CLOSING_S = 5.0
"""Seconds until nobody waits for its goodbye any more."""
AGAIN_S = 5.0
"""Seconds until it is begun again after it ended, or is looked whether somebody else does it."""
COMMAND = (sys.executable, "-P", "-m", "kiosk", "sync", "--beside")

log = logging.getLogger("walkin.sync")


class Companion:
    """Runs the command on a thread of its own, and ends it with this process.

    `wanted` says whether there is a hub to exchange with. The command ends when its standard input
    does: however this process ends, it is not left behind.
    """

    def __init__(
        self, folder: Path, wanted: Callable[[], bool], words: Sequence[str] = COMMAND
    ) -> None:
        self._folder = folder
        self._wanted = wanted
        self._words = words
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin to look after it."""
        self._thread.start()

    def close(self) -> None:
        """End it, if it can within a few seconds, otherwise it ends by itself later.

        What it was in the middle of is whole or not at all.
        """
        self._stop.set()
        process = self._process
        if process is not None and process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.write(GOODBYE)
                process.stdin.close()
        self._thread.join(CLOSING_S)

    def _run(self) -> None:
        while not self._stop.is_set():
            mine = hold(self._folder, LOCK)
            if mine is not None:
                if self._wanted():
                    self._once()
                mine.let_go()
            self._stop.wait(AGAIN_S)

    def _once(self) -> None:
        try:
            process = subprocess.Popen(self._words, stdin=subprocess.PIPE)  # noqa: S603 - our own
        except OSError as e:
            log.warning("the exchange could not be begun: %s", e.strerror)
            return
        self._process = process
        with process:
            if self._stop.is_set() and process.stdin is not None:
                process.stdin.close()
            process.wait()
        self._process = None


@contextmanager
def exchanging(folder: Path, wanted: Callable[[], bool]) -> Iterator[None]:
    """Entries are exchanged within the block, in the background."""
    companion = Companion(folder, wanted)
    companion.start()
    try:
        yield
    finally:
        companion.close()
