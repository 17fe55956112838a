"""Whatever goes wrong is said in both languages, with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import engine
from db.hub import trouble as hub_trouble
from kiosk import codes
from kiosk.cli import hub_words
from tests.faults.proofs import ROOT
from ui.catalogue import LANGUAGES, Catalogue, read_texts
from ui.trouble import advice

RAISED = re.compile(r"(StoreTrouble|HubTrouble)\(\s*\"([a-z]+)\"")


def raised(what: str) -> set[str]:
    """The reasons that stand in the program."""
    return {
        reason
        for folder in ("kiosk", "db", "ui")
        for file in (ROOT / folder).rglob("*.py")
        for kind, reason in RAISED.findall(file.read_text("utf-8"))
        if kind == what and file.name != "shot_states.py"
    }


STORE = {reason for _, reason in engine._REASONS} | raised("StoreTrouble")
HUB = {reason for _, reason in (*hub_trouble._STATES, *hub_trouble._WORDS)} | raised("HubTrouble")


def asides() -> Iterator[str]:
    for language in LANGUAGES:
        yield from (text for key, text in read_texts(language).items() if key.startswith("trouble"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_trouble_has_words_and_what_to_do(language: str) -> None:
    texts = Catalogue()
    texts.language = language
    assert {"full", "readonly", "locked", "damaged", "disk", "missing", "newer"} <= STORE
    assert {"unreachable", "slow", "password", "tls", "full", "rights", "newer"} <= HUB
    unsaid = [r for r in STORE if not texts.find(f"trouble.{r}")]
    assert unsaid == []
    assert [r for r in HUB if not texts.find(f"desk.hub.{r}")] == []
    assert advice("E-NEVER-HEARD-OF", texts) == texts.say("trouble.database")
    assert advice("E-STORE-FULL", texts) == texts.say("trouble.full")


def test_each_says_more_than_what_is_wrong() -> None:
    told = [*asides()]
    assert len(told) > 15
    assert [text for text in told if not re.search(r"[:,] | กรุณา| ถ้าไม่หาย", text)] == []
    assert [r for r in STORE if r not in codes._ADVICE] == []
    assert [r for r in HUB if r not in hub_words._ADVICE] == []


def test_a_reason_without_words_would_be_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text('raise StoreTrouble("melted", "")\nraise HubTrouble(\n    "gone"\n)', "utf-8")
    found = RAISED.findall(file.read_text("utf-8"))
    assert found == [("StoreTrouble", "melted"), ("HubTrouble", "gone")]
    assert "melted" not in STORE
