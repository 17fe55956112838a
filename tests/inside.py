"""`walkin` within the process of the tests: a second a command quicker than in one of its own."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from collections.abc import Iterator
from subprocess import CompletedProcess
from unittest.mock import patch

from kiosk.cli import main
from tests.test_commands import Walkin


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
