"""A few of the ten thousand hostile strings; all of them: `python -m tests.bench hostile`."""

from __future__ import annotations

from pathlib import Path

from tests.faults.corpus import HAND_MADE, LARGE, corpus
from tests.faults.hostile import everything


def test_no_string_names_anybody_or_breaks_anything(tmp_path: Path) -> None:
    texts = [t for t in HAND_MADE if len(t) < LARGE] + corpus(1200)[-60:]
    took = everything(tmp_path, texts)
    assert len(took) == 13
    assert all(took.values())
