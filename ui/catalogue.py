"""The texts of the screens: one file a language, switched while the kiosk runs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from PySide6.QtCore import QObject, QTranslator

CONTEXT = "walkin"
LANGUAGES = ("th", "en")
"""The first one is what the kiosk goes back to."""


@cache
def read_texts(language: str) -> Mapping[str, str]:
    """Key to text of a language, from assets/translations. Raises OSError when there is none.

    Read once, when it is first spoken: 17 ms of a start.
    """
    file = resources.files("assets") / "translations" / f"{language}.toml"
    return MappingProxyType(dict(_flat(tomllib.loads(file.read_text("utf-8")))))


def fill(text: str, *values: object) -> str:
    """The text with %1, %2 … replaced, the highest first so that %1 does not eat %10."""
    for place, value in reversed(list(enumerate(values, 1))):
        text = text.replace(f"%{place}", str(value))
    return text


class Catalogue:
    """All texts, and the language that is chosen at the moment."""

    def __init__(self) -> None:
        self.language = LANGUAGES[0]

    def find(self, key: str) -> str:
        """The text under a key as it is written, "" when there is none."""
        return read_texts(self.language).get(key, "")

    def say(self, key: str, *values: object) -> str:
        """The text under a key, filled in; the key itself when there is no such text.

        Where the last value is 1 and there is a text for it ("KEY.single"), that one.
        """
        single = self.find(f"{key}.single") if values and str(values[-1]) == "1" else ""
        return fill(single or self.find(key) or key, *values)


class Translator(QTranslator):
    """Answers `qsTranslate("walkin", key)` in QML from a catalogue."""

    def __init__(self, texts: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts

    def isEmpty(self) -> bool:
        """Qt does not ask an empty translator; this one has no .qm data but is not empty."""
        return False

    def translate(
        self,
        context: str | bytes,
        sourceText: str | bytes,  # noqa: N803 - Qt's name
        disambiguation: str | bytes | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str:
        """The text of a key of our context; None, which is "not mine", for anybody else's."""
        if _text(context) != CONTEXT:
            return None  # type: ignore[return-value]
        return self._texts.find(_text(sourceText))


def _text(given: str | bytes) -> str:
    return given.decode() if isinstance(given, bytes) else given


def _flat(table: Mapping[str, object], before: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{before}{name}.")
        else:
            found.append((before + name, str(value)))
    return found
