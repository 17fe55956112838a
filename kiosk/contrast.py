"""How well one colour stands out from another (WCAG 2.2, relative luminance)."""

from __future__ import annotations

LEAST = 4.5
"""Contrast of words with their ground (WCAG 2.2, 1.4.3)."""
GROUNDS = ("#ffffff", "#eef3f7")
"""White letters stand on the centre's colour, and it stands on paper and on the ground by day."""


def contrast(one: str, other: str) -> float:
    """Contrast of two colours written #rrggbb, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def stands_out(colour: str) -> bool:
    """Whether words in it, and on it, can be read by day."""
    return all(contrast(colour, ground) >= LEAST for ground in GROUNDS)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
