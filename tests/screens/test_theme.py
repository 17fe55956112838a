"""Words stand out from their ground, in every palette (contrast as WCAG 2.2 defines it)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

THEME = Path(__file__).parents[2] / "ui" / "qml" / "Kiosk" / "Theme" / "Theme.qml"
COLOUR = re.compile(
    r'property color (\w+): (?:contrast \? "(#\w+)" : )?(?:dark \? "(#\w+)" : )?"(#\w+)"'
)
LEAST = 7.0
# Words, and what they stand on.
PAIRS = [
    ("ink", "ground"), ("ink", "paper"), ("ink", "silver"), ("inkSoft", "ground"),
    ("inkSoft", "paper"), ("inkSoft", "silver"), ("bannerInk", "bannerGround"),
    ("bannerInkSoft", "bannerGround"), ("primaryInk", "primary"), ("leafInk", "leaf"),
    ("leaf", "ground"), ("leaf", "paper"), ("leaf", "leafSoft"), ("clay", "claySoft"),
    ("clay", "paper"), ("clay", "ground"), ("primary", "paper"), ("primary", "ground"),
    ("clayInk", "clay"), ("ink", "leafSoft"), ("ink", "claySoft"), ("inkSoft", "leafSoft"),
    ("inkSoft", "claySoft"), ("cardInk", "cardPaper"), ("amber", "paper"), ("alarm", "paper"),
    ("amber", "paperDown"), ("alarm", "paperDown"), ("inkSoft", "paperDown"),
    # while it is pressed
    ("ink", "paperDown"), ("primaryInk", "primaryDown"), ("leafInk", "leafDown"),
    ("clayInk", "clayDown"),
]  # fmt: skip


def palettes() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    found = COLOUR.findall(THEME.read_text("utf-8"))
    return (
        {name: day for name, _, _, day in found},
        {name: sharp or day for name, sharp, _, day in found},
        {name: dark or day for name, _, dark, day in found},
    )


def brightness(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", palettes(), ids=["day", "high contrast", "dark"])
def test_words_stand_out(palette: dict[str, str]) -> None:
    ratios = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in PAIRS}
    assert {pair: round(r, 2) for pair, r in ratios.items() if r < LEAST} == {}


def test_edges_of_buttons_stand_out() -> None:
    for palette in palettes():
        assert contrast(palette["edgeLine"], palette["ground"]) >= 3


@pytest.mark.parametrize("ground", ["ground", "paper", "silver", "leafSoft", "claySoft"])
def test_the_ring_of_the_keys_stands_out(ground: str) -> None:
    for palette in palettes():
        assert contrast(palette["clayBright"], palette[ground]) >= 3


def test_the_ring_stands_off_what_it_surrounds() -> None:
    """Its inner line is of paper, for buttons in colours like its own."""
    for palette in palettes():
        for fill in ("primary", "leaf", "clay", "clayBright"):
            assert contrast(palette["paper"], palette[fill]) >= 3


def test_what_is_over_can_still_be_read() -> None:
    for palette in palettes():
        assert contrast(palette["faded"], palette["paper"]) >= 5


def test_nothing_is_red() -> None:
    day, _, dark = palettes()
    assert len(day) >= 20
    for colour in (*day.values(), *dark.values()):
        red, green, blue = (int(colour[-6:][i : i + 2], 16) for i in (0, 2, 4))
        assert not (red > 150 and green < 60 and blue < 60)


def test_the_measure_itself() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_the_dark_palette_is_dark() -> None:
    *_, dark = palettes()
    for ground in ("ground", "paper", "bannerGround", "silver", "leafSoft", "claySoft"):
        assert brightness(dark[ground]) < 0.05
