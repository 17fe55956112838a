"""Keys that were pressed, and what they mean whatever the system's keyboard layout is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from kiosk import thai

# evdev key codes of a PC keyboard's character keys (linux/input-event-codes.h), US layout.
_ROWS = ((2, "1234567890-="), (16, "qwertyuiop[]"), (30, "asdfghjkl;'`"), (43, "\\zxcvbnm,./"))
_SHIFTED_ROWS = (
    (2, "!@#$%^&*()_+"),
    (16, "QWERTYUIOP{}"),
    (30, 'ASDFGHJKL:"~'),
    (43, "|ZXCVBNM<>?"),
)
# The number pad's keys and the space bar mean the same under every layout and with Shift.
_ALWAYS = {first + i: c for first, row in ((71, "789-456+1230."),) for i, c in enumerate(row)} | {
    55: "*",
    57: " ",
    98: "/",
}
_PLAIN = {first + i: c for first, row in _ROWS for i, c in enumerate(row)} | _ALWAYS
_SHIFTED = {first + i: c for first, row in _SHIFTED_ROWS for i, c in enumerate(row)} | _ALWAYS
_LEVELS = {_PLAIN[code]: _SHIFTED[code] for code in _PLAIN.keys() - _ALWAYS}
_LEVELS |= {shifted: plain for plain, shifted in _LEVELS.items()}
_CONTROL = 0x1F
_UNKNOWN_CONTROL = "\0"


class Kind(Enum):
    """What a key does when a finger presses it. Control and a letter is a character too."""

    CHARACTER = "character"
    ENTER = "enter"
    TAB = "tab"
    OTHER = "other"


class Layout(Enum):
    """The keyboard layout that the system has."""

    US = "us"
    THAI = "thai"
    OTHER = "other"


class Key(NamedTuple):
    """One key press: milliseconds, what it typed, the evdev code (0 when unknown), what was held.

    `down` counts the other keys, without Shift and Control, that were not let go yet.
    """

    at: int
    text: str = ""
    code: int = 0
    shift: bool = False
    control: bool = False
    kind: Kind = Kind.CHARACTER
    down: int = 0


class Reading(NamedTuple):
    """What keys mean, and how the keyboard that typed them was set."""

    text: str
    layout: Layout
    caps: bool = False


def read(keys: Sequence[Key]) -> Reading:
    """What a scanner meant that believes it is a US keyboard, under another layout and Caps Lock.

    The keys' places tell more than their letters. They are believed where the letters are what the
    US layout or Thai Kedmanee makes of those places, with either state of Caps Lock.
    """
    meant = [_meant(key) for key in keys]
    if keys and None not in meant:
        text = "".join(one or "" for one in meant)
        printed = [
            (key, one or "") for key, one in zip(keys, meant, strict=True) if not key.control
        ]
        if all(key.text in (one, one.swapcase()) for key, one in printed):
            return Reading(text, Layout.US, any(key.text != one for key, one in printed))
        moved = [(_as_us(key), one) for key, one in printed]
        if all(us in (one, _other_level(one)) for us, one in moved):
            return Reading(text, Layout.THAI, any(us != one for us, one in moved))
    text = "".join(_control(key) if key.control else key.text for key in keys)
    if thai.has_thai(text):
        return Reading(text, Layout.THAI)
    return Reading(text, Layout.OTHER if any(key.code for key in keys) else Layout.US)


def _as_us(key: Key) -> str:
    return key.text if key.code in _ALWAYS else thai.from_kedmanee(key.text)


def _other_level(character: str) -> str:
    """What the same key types with Shift, or without it."""
    return _LEVELS.get(character, character)


def _meant(key: Key) -> str | None:
    """What the key types on a US keyboard; None when its place is not known."""
    if key.control:
        return _control(key)
    return (_SHIFTED if key.shift else _PLAIN).get(key.code)


def _control(key: Key) -> str:
    """The control character: Control and a letter by its place, else as it was typed."""
    letter = _PLAIN.get(key.code, "").upper()
    if "@" <= letter <= "_":
        return chr(ord(letter) & _CONTROL)
    return key.text if key.text and not key.text.isprintable() else _UNKNOWN_CONTROL
