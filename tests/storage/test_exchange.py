"""Whatever fails, all computers of a centre end with the same entries, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.store import SqlStore
from tests.storage.city import City

RUNS = 200
STEPS = 30


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "empty.db"
    SqlStore(file, None, "A").close()
    return file


@pytest.mark.parametrize("tens", range(RUNS // 10))
def test_all_end_equal_and_nothing_is_lost_or_doubled(
    tens: int, tmp_path: Path, empty: Path
) -> None:
    for seed in range(10 * tens, 10 * tens + 10):
        folder = tmp_path / str(seed)
        folder.mkdir()
        city = City(seed, folder, empty)
        try:
            for _ in range(STEPS):
                city.step()
            city.settle()
        finally:
            city.close()
