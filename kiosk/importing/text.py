"""The bytes of a file as lines of text, whichever of the encodings used in Thailand it has."""

from __future__ import annotations

import codecs
import re

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile(rb"\r\n|\r|\n")

UNREADABLE = "\ufffd"
"""Stands where a byte could not be read."""


def lines_of(raw: bytes) -> list[bytes]:
    """Physical lines without their ends and without a byte-order mark. UTF-16 comes as UTF-8."""
    if raw.startswith(_UTF16):
        raw = raw.decode("utf-16", "replace").encode("utf-8", "replace")
    lines = _LINE_END.split(raw.removeprefix(codecs.BOM_UTF8))
    if lines[-1] == b"":
        lines.pop()
    return lines


def decoded(lines: list[bytes]) -> list[str]:
    """The lines as text: UTF-8, or else CP874 (TIS-620 as Windows extends it).

    Decided by the majority of lines that are not plain ASCII, so that one damaged byte in a UTF-8
    file does not turn the whole file into wrong letters.
    """
    if not lines:
        return []
    try:
        return b"\n".join(lines).decode("utf-8").split("\n")
    except UnicodeDecodeError:
        pass
    foreign = [line for line in lines if not line.isascii()]
    unicode = sum(_is_utf8(line) for line in foreign)
    encoding = "utf-8" if 2 * unicode > len(foreign) else "cp874"
    return [line.decode(encoding, "replace") for line in lines]


def quoted(text: str, longest: int = 40) -> str:
    """A piece of a file as it may stand in a message."""
    shown = "".join(c if c.isprintable() else " " for c in text[: longest + 1]).strip()
    return f"“{shown[:longest]}…”" if len(shown) > longest else f"“{shown}”"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
