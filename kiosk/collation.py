"""The order of a Thai dictionary, as text that any database sorts.

The dictionary of the Royal Institute orders by the consonants, a vowel written before its consonant
standing after it; tone marks and other signs above decide only between words that are else equal.
"""

from __future__ import annotations

import re

from kiosk.thai import LEADING_VOWELS, search_form, tidy

LONGEST = 80
"""Characters of a word or name that its order is decided by."""

_SIGNS_FOLLOW = "\x01"
_LEADING = re.compile(f"([{LEADING_VOWELS}])([ก-ฮ])")
# In the order in which they decide (Unicode CLDR, th): thanthakhat, mai taikhu, the four tones.
_SIGNS = {sign: str(rank) for rank, sign in enumerate("์็่้๊๋", 1)}
# Paiyannoi and mai yamok stand before every letter.
_BEFORE_LETTERS = (("ฯ", '"'), ("ๆ", "#"))


def order_key(text: str) -> str:
    """What the text is sorted by, code point by code point: word by word, case aside."""
    text = tidy(text)[:LONGEST]
    if text.isascii():
        return text.casefold()
    signs = _signs_of(text)
    letters = _LEADING.sub(r"\2\1", search_form(text))
    for sign, stands_as in _BEFORE_LETTERS:
        letters = letters.replace(sign, stands_as)
    return f"{letters}{_SIGNS_FOLLOW}{signs}" if signs else letters


def _signs_of(text: str) -> str:
    """A 0 for every letter, and after it the ranks of its signs; what ends in letters is cut."""
    if _SIGNS.keys().isdisjoint(text):
        return ""
    return "".join(_SIGNS.get(c, "0") for c in text).rstrip("0")
