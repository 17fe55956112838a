"""What the README promises is there."""

import re
from pathlib import Path

import pytest

from kiosk import cli, codes
from kiosk.config import Settings
from kiosk.partners import PARTNERS

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def test_every_setting_is_listed_with_its_name_in_the_environment() -> None:
    settings = Settings()
    sections = {s: getattr(settings, s) for s in settings.__struct_fields__}
    tables = {"partner_cards"}  # of which there may be many, in the file alone
    assert all(f"`[[{table}]]`" in README for table in tables)
    names = [(s, n) for s in sections.keys() - tables for n in sections[s].__struct_fields__]
    days = {"tue", "wed", "thu", "fri", "sat"}  # said as "mon … sun"
    listed = [(s, n) for s, n in names if n not in days]
    assert len(listed) > 15
    for section, name in listed:
        assert f"`{section}.{name}`" in README
        assert f"`WALKIN_{section}_{name}".upper() in README


def test_every_default_is_the_one_that_is_used() -> None:
    rows = re.findall(r"^\| `(\w+)\.(\w+)` \| `WALKIN_\w+` \| `?(.+?)`? \|", README, re.MULTILINE)
    assert len(rows) > 10
    for section, name, said in rows:
        value = getattr(getattr(Settings(), section), name)
        if value in ((), ""):
            assert said == "none"
            continue
        written = f"{value:g}" if isinstance(value, float) else str(value)
        if isinstance(value, tuple):
            written = " ".join(value)
        assert said == (written.lower() if isinstance(value, bool) else written)


def test_every_command_is_explained() -> None:
    for command in cli._COMMANDS:
        assert f"walkin {command}" in README


def test_every_partner_is_listed_by_its_code() -> None:
    assert [partner.code for partner in PARTNERS if f"`{partner.code}`" not in README] == []


def test_every_exit_code_is_explained() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert listed == {0, *(value for value in vars(codes).values() if isinstance(value, int))}


@pytest.mark.parametrize("reason", ["full", "readonly", "locked", "key", "damaged", "newer"])
def test_every_trouble_of_the_database_is_listed_as_it_is_said(reason: str) -> None:
    said, _ = codes.advice(reason)
    assert f"| {said.removesuffix('.').removesuffix(' of walkin')} |" in README


def test_every_file_it_names_is_there() -> None:
    root = Path(__file__).parent.parent
    named = re.findall(r"`((?:kiosk|db|ui|assets|tests)/[\w./-]*)`", README)
    assert len(named) > 5
    assert [name for name in named if not (root / name).exists()] == []
