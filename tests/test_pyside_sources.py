"""PySide keeps the source of whatever is imported after it, unless it is told not to."""

import importlib
import linecache
from pathlib import Path

import pytest
import shiboken6  # noqa: F401 - brings the other

from ui.display import leave_sources_alone


def test_the_source_of_what_is_imported_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feature = importlib.import_module("shibokensupport.feature")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(feature, "_mod_uses_pyside", feature._mod_uses_pyside)
    kept = []
    for name in ("walkin_before", "walkin_after"):
        file = tmp_path / f"{name}.py"
        file.write_text("import os\n")
        (tmp_path / f"{name}_user.py").write_text(f"import {name}\n")
        importlib.import_module(f"{name}_user")
        kept.append(str(file) in linecache.cache)
        leave_sources_alone()
    # When the first is False, PySide has mended itself and ours can go.
    assert kept == [True, False]
