"""Why something cannot be done: a code for screens, a sentence for the command line."""

from pathlib import Path

import kiosk
from kiosk.desk import No, NotPossible

SOURCES = [file.read_text("utf-8") for file in Path(kiosk.__file__).parent.rglob("*.py")]


def test_it_is_a_code_and_a_sentence() -> None:
    trouble = NotPossible(No.NOT_TODAY, "A:7 is not of today")
    assert str(trouble) == "A:7 is not of today"
    assert f"desk.not.{trouble.why}" == "desk.not.not_today"


def test_every_code_is_said_somewhere() -> None:
    said = "".join(SOURCES)
    assert [why.name for why in No if f"No.{why.name}" not in said] == []
