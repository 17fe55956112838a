"""`walkin programme`, and the programme as a file, for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walkin import Inside, Walkin


@pytest.fixture
def walkin(tmp_path: Path) -> Walkin:
    return Inside(tmp_path)


def test_the_programme_is_planned_changed_given_out_and_taken_in(walkin: Walkin) -> None:
    day, next_week = "2037-11-22", "2037-11-29"
    made = walkin(
        "programme", "new", "โยคะ", "--day", day, "--start", "13.00", "--end", "14:00",
        "--every", "week",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr.decode()
    key = made.stdout.decode().strip()
    moved = walkin(
        "programme", "change", key, "--day", day, "--start", "9:00", "--end", "10:00",
        "--following",
    )  # fmt: skip
    assert moved.stdout.decode().strip() == key
    listed = walkin("programme", "show", "--from", next_week, "--days", "1").stdout.decode()
    assert "09:00-10:00  โยคะ" in listed
    later = listed.split()[-1]
    assert (
        walkin("programme", "call-off", later, "--day", next_week, "--reason", "ฝน").returncode == 0
    )
    refused = walkin("programme", "call-off", later, "--day", day, "--reason", "ฝน")
    assert refused.returncode == 65
    assert b"not in the programme" in refused.stderr
    for form in ("ics", "csv"):
        assert walkin("export", "programme", "--format", form).returncode == 0
        again = walkin("import", "programme", f"walkin-programme.{form}", "--dry-run")
        assert again.stdout.decode() == "added 0, changed 0, unchanged 1, rejected 0 (dry run)\n"


def test_public_holidays_are_offered_and_closed_only_when_told(walkin: Walkin) -> None:
    offered = [
        line.split(maxsplit=2)
        for line in walkin("programme", "holidays").stdout.decode().splitlines()
    ]
    assert len(offered) > 12
    assert {state for _, state, _ in offered} == {"open"}
    day = offered[0][0]
    assert walkin("programme", "holidays", "--close", day).returncode == 0
    after = walkin("programme", "holidays").stdout.decode()
    assert f"{day}  closed" in after
    assert after.count("closed") == 1
