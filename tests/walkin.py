"""`walkin` in a data folder of its own: as a process, or within the tests'."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from unittest.mock import patch

from kiosk.cli import main

ROOT = Path(__file__).parents[1]


class Walkin:
    """`walkin` in a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {
            **{k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")},
            "WALKIN_DATA": str(folder / "data"),
            "WALKIN_CONFIG": str(folder / "walkin.toml"),
        }
        self.environ.pop("QT_QPA_PLATFORM", None)

    def __call__(self, *args: str, given: bytes = b"", **environ: str) -> Any:
        return subprocess.run(
            [sys.executable, "-m", "kiosk", *args],
            input=given,
            capture_output=True,
            env=self.environ | {"PYTHONPATH": str(ROOT)} | environ,
            cwd=self.folder,
            timeout=120,
            check=False,
        )

    def station(self, *lines: bytes, **environ: str) -> list[dict[str, Any]]:
        done = self("station", given=b"\n".join(lines) + b"\n", **environ)
        assert done.returncode == 0, done.stderr.decode()
        return [json.loads(line) for line in done.stdout.splitlines()]


class Inside(Walkin):
    """The same commands, exit codes and streams; what holds for processes is tested with those."""

    def __call__(self, *args: str, given: bytes = b"", **environ: str) -> CompletedProcess[bytes]:
        out, err = io.BytesIO(), io.BytesIO()
        code = 0
        with self._streams(args, given, out, err), patch.dict(os.environ, self._places | environ):
            try:
                main()
            except SystemExit as e:
                code = int(e.code or 0)
            sys.stdout.flush()
            sys.stderr.flush()
        # A process that ends lets go of its database.
        gc.collect()
        return CompletedProcess(args, code, out.getvalue(), err.getvalue())

    @property
    def _places(self) -> dict[str, str]:
        return {name: self.environ[name] for name in ("WALKIN_DATA", "WALKIN_CONFIG")}

    @contextlib.contextmanager
    def _streams(
        self, args: tuple[str, ...], given: bytes, out: io.BytesIO, err: io.BytesIO
    ) -> Iterator[None]:
        with (
            contextlib.chdir(self.folder),
            patch.object(sys, "argv", ["walkin", *args]),
            patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8")),
            patch.object(sys, "stdout", io.TextIOWrapper(out, "utf-8")),
            patch.object(sys, "stderr", io.TextIOWrapper(err, "utf-8")),
        ):
            yield
            sys.stdout.detach()
            sys.stderr.detach()
