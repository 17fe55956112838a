"""The power goes in a busy minute: nothing acknowledged is lost, nobody doubled."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults import cuts
from tests.faults.cuts import Cut, Recording
from tests.faults.machine import How, Machine, without
from tests.faults.recorder import Sync, Write

PEOPLE = 20


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with cuts.in_memory() as folder:
        yield folder


@pytest.fixture(scope="module")
def recording(folder: Path) -> Recording:
    return cuts.recorded(folder, PEOPLE)


def test_the_recording_is_all_that_was_done(recording: Recording) -> None:
    machine = Machine()
    assert machine.run(recording.steps, len(recording.steps))[-1] == "closed"
    _, files = machine.found(How.KEPT, random.Random(1))
    there = {str(f): f.read_bytes() for f in Path(recording.root).rglob("*") if f.is_file()}
    assert sorted(files) == sorted(there)
    assert [name for name in files if files[name] != there[name]] == []
    assert {"walkin.db", "walkin.key", "walkin.toml"} <= {Path(name).name for name in there}
    assert sum(isinstance(step, Sync) for step in recording.steps) > 3 * PEOPLE
    assert sum(isinstance(step, Write) for step in recording.steps) > 20 * PEOPLE


def test_nothing_that_was_acknowledged_is_lost_wherever_the_power_goes(
    recording: Recording, folder: Path
) -> None:
    chance, steps = random.Random(20261126), recording.steps
    chosen = [Cut(at, chance.choice([*How])) for at in cuts.at_every_sync(steps, 7)]
    toll = cuts.fall(recording, folder, [*chosen, *cuts.anywhere(steps, 40, chance)])
    assert (toll.lost, toll.doubled, toll.broken) == (0, 0, ())
    assert toll.cuts >= 90
    assert toll.relied > 20 * toll.cuts
    assert toll.healed > 2


@pytest.mark.parametrize(
    "gone",
    [
        lambda path: path.endswith("-wal"),
        lambda path: path.endswith("walkin.db"),
        lambda path: path.endswith("/data"),
        lambda path: path.endswith((".part", ".new")),
        lambda path: path.endswith(("/etc", "/backups", "/crashes")),
    ],
    ids=["the log", "the database", "its names", "other files", "their names"],
)
def test_a_program_that_does_not_wait_for_the_disk_would_be_seen(
    recording: Recording, folder: Path, gone: Callable[[str], bool]
) -> None:
    hasty = recording._replace(steps=without(recording.steps, lambda sync: gone(sync.path)))
    toll = cuts.fall(hasty, folder, cuts.anywhere(hasty.steps, 20, random.Random(8)))
    assert toll.lost + len(toll.broken) > 0
