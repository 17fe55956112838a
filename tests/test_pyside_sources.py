"""PySide keeps the source of whatever is imported after it, unless it is told not to."""

import subprocess
import sys
from pathlib import Path

from tests.walkin import ROOT

PROGRAM = """
import importlib, linecache, sys
import shiboken6
from ui.display import leave_sources_alone

sys.path.insert(0, {folder!r})
for name in ("walkin_before", "walkin_after"):
    importlib.import_module(name + "_user")
    print(name, {folder!r} + "/" + name + ".py" in linecache.cache)
    leave_sources_alone()
"""


def test_the_source_of_what_is_imported_is_not_kept(tmp_path: Path) -> None:
    for name in ("walkin_before", "walkin_after"):
        (tmp_path / f"{name}.py").write_text("import os\n")
        (tmp_path / f"{name}_user.py").write_text(f"import {name}\n")
    program = [sys.executable, "-c", PROGRAM.format(folder=str(tmp_path))]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    # When the first is False, PySide has mended itself and ours can go.
    assert done.stdout.split() == ["walkin_before", "True", "walkin_after", "False"]
