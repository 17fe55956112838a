"""The screens' texts: both languages whole, nothing missing, nothing left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from kiosk.desk import No
from kiosk.setting_fields import FIELDS, limits
from ui.catalogue import LANGUAGES, Catalogue, Translator, fill, read_texts
from ui.setting_words import every_key

UI = Path(__file__).parent.parent / "ui"
SOURCES = [f for f in sorted(UI.rglob("*")) if f.suffix in (".py", ".qml")]
SOURCES += sorted((UI.parent / "kiosk" / "reporting").glob("*.py"))
TEXTS = {language: read_texts(language) for language in LANGUAGES}
ASKED = re.compile(r"(?:qsTranslate\(\s*\"walkin\",\s*|\bsay\(\s*|\btexts\.find\(\s*)\"([^\"]+)\"")


def is_used(key: str, sources: str) -> bool:
    """Whether a key stands somewhere in quotes, or is put together from its beginning."""
    key = key.removesuffix(".single")
    return f'"{key}"' in sources or f'f"{key.rpartition(".")[0]}.{{' in sources


def asked() -> Iterator[tuple[str, str]]:
    """Every key that is asked for, with the file that asks."""
    for file in SOURCES:
        for key in ASKED.findall(file.read_text("utf-8")):
            yield file.name, key


def places(text: str) -> list[str]:
    return sorted(set(re.findall(r"%\d+", text)))


def test_every_key_that_is_asked_for_exists() -> None:
    keys = list(asked())
    assert len(keys) > 80
    assert [(file, key) for file, key in keys if key not in TEXTS["th"]] == []


def test_one_is_said_in_the_singular() -> None:
    texts = Catalogue()
    for language, one, two in (
        ("en", "1 seat left", "2 seats left"),
        ("th", "เหลือ 1 ที่นั่ง", "เหลือ 2 ที่นั่ง"),
    ):
        texts.language = language
        assert texts.say("card.seats_left", 1) == texts.say("card.seats_left", "1") == one
        assert texts.say("card.seats_left", 2) == two
    lonely = {key for key in TEXTS["en"] if key.removesuffix(".single") not in TEXTS["en"]}
    assert lonely == set()


def test_both_languages_have_the_same_keys() -> None:
    assert len(TEXTS["th"]) > 90
    assert TEXTS["th"].keys() == TEXTS["en"].keys()


def test_both_languages_have_the_same_places_to_fill() -> None:
    wrong = [k for k in TEXTS["th"] if places(TEXTS["th"][k]) != places(TEXTS["en"][k])]
    assert wrong == []


def test_no_text_is_left_over() -> None:
    sources = "".join(f.read_text("utf-8") for f in SOURCES)
    assert not is_used("no.such", sources)
    named = {key for key in TEXTS["th"] if is_used(key, sources)} | every_key()
    assert [key for key in TEXTS["th"] if key not in named] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_cannot_be_done_has_its_words(language: str) -> None:
    told = {key for key in TEXTS[language] if key.startswith("desk.not.")}
    assert told == {f"desk.not.{why}" for why in No}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_has_its_words(language: str) -> None:
    assert len(every_key()) > 120
    assert every_key() - TEXTS[language].keys() == set()
    wrong = {f"setting.wrong.{limits(field).rule}" for field in FIELDS}
    assert wrong - TEXTS[language].keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_tidy(language: str) -> None:
    wrong = [
        key
        for key, text in TEXTS[language].items()
        if not text or text != text.strip() or "<" in text or "&" in text or "  " in text
    ]
    assert wrong == []


def test_no_text_is_in_the_other_language() -> None:
    thai = re.compile("[\u0e00-\u0e7f]")
    own_name = "ไทย"
    assert [k for k, t in TEXTS["en"].items() if thai.search(t.replace(own_name, ""))] == []
    assert [k for k, t in TEXTS["th"].items() if not thai.search(t)] == []


def test_filling() -> None:
    assert fill("%1 of %2", 3, 12) == "3 of 12"
    assert fill("%10%1", *range(1, 11)) == "101"
    assert fill("%1", "%2 %1") == "%2 %1"


def test_the_translator_answers_only_for_us(qapp: QGuiApplication) -> None:
    texts = Catalogue()
    translator = Translator(texts)
    QCoreApplication.installTranslator(translator)
    try:
        assert QCoreApplication.translate("walkin", "btn.done") == "เสร็จแล้ว"
        texts.language = "en"
        assert QCoreApplication.translate("walkin", "btn.done") == "Done"
        assert QCoreApplication.translate("walkin", "no.such") == ""
        assert QCoreApplication.translate("elsewhere", "btn.id") == "btn.id"
        assert texts.say("no.such") == "no.such"
    finally:
        QCoreApplication.removeTranslator(translator)
