"""A real database file, encrypted, and what is needed to fill it."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.store import SqlStore
from tests.storage.centre import Centre
from tests.storage.workload import KEY, cheap_pins, open_store


@pytest.fixture(autouse=True)
def _cheap_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_pins(monkeypatch)


@pytest.fixture(params=["encrypted", "plain"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    return KEY if request.param == "encrypted" else None


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "walkin.db"


@pytest.fixture
def store(file: Path, key: bytes | None) -> Iterator[SqlStore]:
    opened = open_store(file, key)
    yield opened
    opened.close()


@pytest.fixture
def reopen(file: Path, key: bytes | None) -> Iterator[Callable[[str], SqlStore]]:
    made: list[SqlStore] = []

    def again(node: str = "A") -> SqlStore:
        made.append(open_store(file, key, node))
        return made[-1]

    yield again
    for one in made:
        one.close()


@pytest.fixture
def now() -> dt.datetime:
    return dt.datetime(2026, 11, 22, 6, 30, tzinfo=dt.UTC)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = Centre(tmp_path / "walkin.db")
    yield made
    made.store.close()
