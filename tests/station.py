"""A turnstile on the same data: `walkin station` as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[1]


class Station:
    """Takes codes; answers when the entry is on disk."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def scan(self, code: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{code}\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


@contextmanager
def station(environ: Mapping[str, str], *args: str) -> Iterator[Station]:
    """A station at work; it has to end well."""
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", "station", *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environ, "PYTHONPATH": str(_ROOT)},
    ) as process:
        yield Station(process)
    assert process.returncode == 0
