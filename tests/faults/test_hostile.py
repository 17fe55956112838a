"""A few of the ten thousand hostile strings; all of them: `python -m tests.bench hostile`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.sync_state import Told, read_told
from tests.faults.corpus import HAND_MADE, LARGE, corpus
from tests.faults.hostile import Hostile, everything, inert_csv, listening


def test_no_string_names_anybody_or_breaks_anything(tmp_path: Path) -> None:
    texts = [t for t in HAND_MADE if len(t) < LARGE] + corpus(1200)[-60:]
    took = everything(tmp_path, texts)
    assert len(took) == 14
    assert all(took.values())


def test_what_another_computer_says_of_itself_blocks_nobody() -> None:
    deep = '{"x":' + "[" * 100_000
    assert [read_told(text) for text in (deep, '"\ud800', "{", "[]")] == [Told()] * 4
    assert read_told('{"version":"1","later":{"x":[1]}}') == Told(version="1")


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Hostile]:
    with listening() as log:
        made = Hostile(tmp_path, log)
        yield made
        made.close()


def test_one_that_lets_somebody_in_or_tells_of_it_is_seen(
    hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AssertionError, match="K100003"):
        hostile.reader("K100003")
    scan = hostile.desk.scan

    def telling(text: str, *more: object, **named: object) -> object:
        logging.getLogger("walkin").warning("%s", text)
        return scan(text, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(hostile.desk, "scan", telling)
    with pytest.raises(AssertionError, match="reader"):
        hostile.try_all(["<b>K777001</b>"])


def test_a_formula_in_a_file_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("name,people\n'=1+1,-3\n", "utf-8")
    assert inert_csv(file) == 2
    file.write_text("name,people\n=1+1,3\n", "utf-8")
    with pytest.raises(AssertionError):
        inert_csv(file)
