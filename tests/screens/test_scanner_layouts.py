"""A scanner is read right whatever the keyboard's layout is, and what it does can be learned."""

from __future__ import annotations

import pytest

from kiosk.config import Scanner
from kiosk.thai import _KEDMANEE, _US
from tests.us_keyboard import EVERYTHING, PLACES
from ui.readers.keys import Key, Kind, Layout, Reading, read
from ui.readers.learn import learn

THAI = dict(zip(_US, _KEDMANEE, strict=True)) | {" ": " "}
CARD = "TK1A0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456"


def scanned(text: str, layout: str = "us", *, caps: bool = False, gap: int = 8) -> list[Key]:
    """Keys of a scanner that believes it is a US keyboard. X has no Caps Lock in Thai."""
    found: list[Key] = []
    for n, c in enumerate(text):
        code, shift = PLACES[c]
        typed = THAI[c] if layout == "th" else c.swapcase() if caps else c
        found.append(Key(1000 + n * gap, typed, code, shift))
    return found


@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("layout", ["us", "th"])
@pytest.mark.parametrize("text", [EVERYTHING, CARD, CARD.lower(), "232323", "K100001", " 7 "])
def test_the_places_say_what_was_meant(text: str, layout: str, *, caps: bool) -> None:
    assert read(scanned(text, layout, caps=caps)).text == text


def test_the_keyboard_is_known_by_what_it_made_of_them() -> None:
    assert read(scanned("K100001")) == Reading("K100001", Layout.US)
    assert read(scanned("K100001", caps=True)) == Reading("K100001", Layout.US, caps=True)
    assert read(scanned("100001", caps=True)) == Reading("100001", Layout.US)
    assert read(scanned("232323", "th")) == Reading("232323", Layout.THAI)


def test_thai_caps_lock_may_shift() -> None:
    # As Windows has it: the other level of the same key.
    other = dict(zip("k1", "K!", strict=True))
    keys = [key._replace(text=THAI[other[c]]) for key, c in zip(scanned("k1"), "k1", strict=True)]
    assert read(keys) == Reading("k1", Layout.THAI, caps=True)


@pytest.mark.parametrize("code", [0, 2, 250])
def test_letters_that_are_of_no_layout_are_taken_as_they_are(code: int) -> None:
    assert read([Key(0, letter, code) for letter in "abcd"]).text == "abcd"


def test_without_places_thai_letters_pass_as_they_are() -> None:
    keys = [key._replace(code=0) for key in scanned("K10", "th")]
    assert read(keys) == Reading("ษๅจ", Layout.THAI)


def test_the_number_pad_is_the_same_in_every_layout() -> None:
    pad = {79: "1", 80: "2", 81: "3", 82: "0", 98: "/"}
    keys = scanned("K", "th") + [Key(0, c, code) for code, c in pad.items()]
    assert read(keys) == Reading("K1230/", Layout.THAI)


@pytest.mark.parametrize("layout", ["us", "th"])
def test_control_characters_are_no_letters(layout: str) -> None:
    group = Key(0, "\x1d" if layout == "us" else "ล", 27, control=True)
    keys = [*scanned("AB", layout), group, *scanned("12", layout)]
    assert read(keys).text == "AB\x1d12"
    assert read([group._replace(code=0)]).text in ("\x1d", "\0")


class TestLearning:
    def ended(self, *kinds: Kind, text: str = "K100001", **how: object) -> list[Key]:
        keys = scanned(text, **how)  # type: ignore[arg-type]
        for kind in kinds:
            keys.append(Key(keys[-1].at + 8, kind=kind))
        return keys

    @pytest.mark.parametrize(
        ("kinds", "suffix", "setting"),
        [
            ([], "none", "none"),
            ([Kind.ENTER], "enter", "enter"),
            ([Kind.TAB], "tab", "tab"),
            ([Kind.ENTER, Kind.TAB], "both", "enter"),
            ([Kind.TAB, Kind.ENTER], "both", "tab"),
            ([Kind.ENTER, Kind.ENTER], "enter", "enter"),
        ],
    )
    def test_the_end(self, kinds: list[Kind], suffix: str, setting: str) -> None:
        found = learn(self.ended(*kinds))
        assert found is not None
        assert (found.suffix, found.settings.suffix) == (suffix, setting)

    @pytest.mark.parametrize(("layout", "seen"), [("us", Layout.US), ("th", Layout.THAI)])
    def test_the_layout(self, layout: str, seen: Layout) -> None:
        found = learn(self.ended(Kind.ENTER, layout=layout))
        assert found is not None
        assert (found.layout, found.caps) == (seen, False)

    def test_caps_lock(self) -> None:
        found = learn(self.ended(Kind.ENTER, caps=True))
        assert found is not None
        assert found.caps

    @pytest.mark.parametrize(("gap", "setting"), [(8, 50), (30, 60), (45, 90), (60, 100)])
    def test_the_rhythm(self, gap: int, setting: int) -> None:
        found = learn(scanned("K100001", gap=gap))
        assert found is not None
        assert (found.average_ms, found.longest_ms) == (gap, gap)
        assert found.settings.gap_ms == setting

    @pytest.mark.parametrize("layout", ["us", "th"])
    @pytest.mark.parametrize(
        ("text", "aim", "prefix"),
        [
            ("K100001", "", ""),
            ("]Q3K100001", "]Q3", ""),
            ("~QK100001", "", "~Q"),
            ("~Q]C1K100001", "]C1", "~Q"),
            ("]C1~QK100001", "]C1", "~Q"),
        ],
    )
    def test_what_stands_before(self, text: str, aim: str, prefix: str, layout: str) -> None:
        found = learn(self.ended(Kind.ENTER, text=text, layout=layout), code="K100001")
        assert found is not None
        assert (found.aim, found.prefix, found.settings.prefix) == (aim, prefix, prefix)

    @pytest.mark.parametrize(
        ("text", "prefix"),
        [("~qK100001", "~Q"), ("]Q3~QK100001", "~Q"), ("K100001", ""), ("#K100001", "")],
    )
    @pytest.mark.parametrize("ends", [(), (Kind.ENTER,)])
    def test_a_code_that_is_not_the_expected_one_changes_no_prefix(
        self, text: str, prefix: str, ends: tuple[Kind, ...]
    ) -> None:
        now = Scanner(prefix="~Q", fewest=5)
        found = learn(self.ended(*ends, text=text), code="K200002", now=now)
        assert found is not None
        assert (found.prefix, found.prefix_told) == (prefix, False)
        assert (found.settings.prefix, found.settings.fewest) == ("~Q", 5)
        assert set(found.values) == {"suffix", "gap_ms"}

    def test_the_expected_code_tells_the_prefix_or_that_there_is_none(self) -> None:
        now = Scanner(prefix="~Q", fewest=5)
        for text, prefix in (("#K100001", "#"), ("K100001", "")):
            found = learn(self.ended(Kind.ENTER, text=text), code="K100001", now=now)
            assert found is not None
            assert found.values == {"suffix": "enter", "prefix": prefix, "gap_ms": 50}
            assert found.settings.fewest == 5

    @pytest.mark.parametrize(
        "keys",
        [
            [],
            [Key(0, kind=Kind.ENTER)],
            [Key(0, "a"), Key(5, kind=Kind.OTHER), Key(10, "b")],
            [Key(0, "a"), Key(5, kind=Kind.OTHER)],
            scanned("K100001", gap=61),
        ],
    )
    def test_nothing_is_learned_from_no_code(self, keys: list[Key]) -> None:
        assert learn(keys) is None
