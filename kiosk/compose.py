"""What typed Thai becomes: every mark on a consonant, in the one order Unicode text has.

The input sequence check of WTT 2.0 (Thai API Consortium, 1991), with corrections where WTT would
only refuse, as libthai makes them: people type a tone before its vowel, and touch a second mark
when they meant it instead of the first.
"""

from __future__ import annotations

import re
import unicodedata

CONSONANTS = frozenset(map(chr, range(ord("ก"), ord("ฮ") + 1))) - {"ฤ", "ฦ"}
"""What carries marks."""
TONES = "่้๊๋"
VOWELS = "ัิีึืฺุู็"
"""Marks of which a consonant has one, above or below. Mai taikhu and phinthu stand in their place.
"""
SIGNS = TONES + "์ํ๎"
"""Marks of which a consonant has one, above the vowel."""
SARA_AM = "ำ"
MARKS = frozenset(VOWELS + SIGNS)
MOST_MARKS = 2
"""Most characters that can follow a consonant in its cluster: two marks, or a tone and ำ."""

_NIKHAHIT = "ํ"
_CLUSTER = re.compile(f"[ก-รลว-ฮ](?P<marks>[{VOWELS}{SIGNS}]*)(?P<am>{SARA_AM}?)$")
# Signs that stand above a vowel (WTT 2.0, classes AV, BV and AD): พันธุ์, สิทธิ์, Pali กิํ.
_ABOVE = dict.fromkeys(VOWELS, TONES) | dict.fromkeys("ิุ", TONES + "์ํ") | dict.fromkeys("็ฺ", "")
# Looks the same, is found under the other spelling only.
_MEANT = {"เเ": "แ", "ฤา": "ฤๅ", "ฦา": "ฦๅ"}


def compose(text: str, typed: str) -> str:
    """The text after `typed` at its end, as NFC.

    A mark without a consonant is ignored. A second mark of the same place replaces the first, and a
    mark that cannot stand with the new one gives way to it.
    """
    # Each by itself: as a whole NFC would put what was typed last before what was typed first.
    for one in typed:
        for character in unicodedata.normalize("NFC", one):
            text = _add(text, character)
    return text


def erase(text: str) -> str:
    """The text without its last character: of a cluster, only the last mark."""
    return text[:-1]


def _add(text: str, character: str) -> str:
    meant = _MEANT.get(text[-1:] + character)
    if meant:
        return text[:-1] + meant
    if character == "า" and text.endswith(_NIKHAHIT):
        text, character = text[:-1], SARA_AM
    if character in MARKS or character == SARA_AM:
        return _mark(text, character)
    is_mark = unicodedata.category(character).startswith("M")
    if is_mark and not text[-1:].isalpha():
        return text
    return unicodedata.normalize("NFC", text + character)


def _mark(text: str, mark: str) -> str:
    """Put a mark, or ำ, on the last cluster."""
    cluster = _CLUSTER.search(text)
    if cluster is None:
        return text
    vowel = next((c for c in reversed(cluster["marks"]) if c in VOWELS), "")
    sign = next((c for c in reversed(cluster["marks"]) if c in SIGNS), "")
    am = cluster["am"]
    if am and mark not in TONES:
        return text
    if mark == SARA_AM:
        vowel, am = "", mark
        sign = sign if sign in TONES else ""
    elif mark in VOWELS:
        vowel = mark
        sign = sign if sign in _ABOVE[vowel] else ""
    else:
        sign = mark
        vowel = vowel if vowel and sign in _ABOVE[vowel] else ""
    return text[: cluster.start("marks")] + vowel + sign + am
