"""What fingers typed and what a scanner did are told apart by the keys' own times."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest

from kiosk.config import Scanner
from ui.readers.burst import Acts, Burst, Run, Typed
from ui.readers.found import LONGEST, Lost, Scanned
from ui.readers.framing import bare
from ui.readers.keys import Key, Kind

ENTER = Key(0, "\r", kind=Kind.ENTER)
TAB = Key(0, "\t", kind=Kind.TAB)
F4 = Key(0, kind=Kind.OTHER)
CARD = "TK1A" + "0123456789ABCDEFGHJKMNPQRS" + "TVWXYZ0123456"


def keys(*parts: str | Key) -> list[Key]:
    """A key for each character, and the keys between."""
    found: list[Key] = []
    for part in parts:
        found += [part] if isinstance(part, Key) else [Key(0, c) for c in part]
    return found


def timed(pressed: Sequence[Key], gap: int = 8, start: int = 1000) -> list[Key]:
    """The keys, so many milliseconds apart."""
    return [key._replace(at=start + n * gap) for n, key in enumerate(pressed)]


def told(burst: Burst, pressed: Sequence[Key], *, silence: bool = True) -> list[object]:
    """In short what became of keys: text of fingers as it is, of scanners in brackets."""
    found: list[object] = []
    for one in [t for key in pressed for t in burst.press(key)] + (
        burst.silence() if silence else []
    ):
        match one:
            case Typed(typed):
                found.append("".join(key.text for key in typed))
            case Scanned(text):
                found.append([text])
            case Lost():
                found.append(one)
            case Acts():
                found.append("acts")
            case Run():
                pass
    return found


class TestAScanner:
    @pytest.mark.parametrize("suffix", ["any", "enter", "none"])
    @pytest.mark.parametrize("end", [[ENTER], [ENTER, TAB], [ENTER, ENTER]])
    def test_ends_with_enter(self, suffix: str, end: list[Key]) -> None:
        burst = Burst(Scanner(suffix=suffix))
        for start in (1000, 2000, 3000):
            assert told(burst, timed(keys("TK1ABC", *end), start=start)) == [["TK1ABC"]]

    @pytest.mark.parametrize("suffix", ["any", "tab", "none"])
    @pytest.mark.parametrize("end", [[TAB], [TAB, ENTER]])
    def test_ends_with_tab(self, suffix: str, end: list[Key]) -> None:
        assert told(Burst(Scanner(suffix=suffix)), timed(keys("TK1ABC", *end))) == [["TK1ABC"]]

    @pytest.mark.parametrize(("suffix", "key"), [("enter", TAB), ("tab", ENTER)])
    def test_has_the_other_key_within_a_code(self, suffix: str, key: Key) -> None:
        end = {"enter": ENTER, "tab": TAB}[suffix]
        (found,) = told(Burst(Scanner(suffix=suffix)), timed(keys("AB12", key, "34", end)))
        assert found == [f"AB12{key.text}34"]

    def test_ends_with_silence_when_it_is_set(self) -> None:
        burst = Burst(Scanner(suffix="none"))
        for start in (1000, 2000):
            assert told(burst, timed(keys("12345678"), start=start)) == [["12345678"]]

    def test_ends_with_silence_at_once_when_it_is_a_card(self) -> None:
        assert told(Burst(), timed(keys("]Q3", CARD))) == [[CARD]]

    def test_ends_with_a_long_silence(self) -> None:
        burst = Burst()
        for start in (1000, 3000):
            assert told(burst, timed(keys("12345678"), start=start)) == []
            assert burst.doubts
            assert (burst.silence(), burst.doubts) == ([Scanned("12345678")], False)

    def test_ends_with_a_long_silence_that_the_next_key_tells_of(self) -> None:
        burst = Burst()
        assert told(burst, timed(keys("12345678"))) == []
        assert told(burst, timed(keys("TK1ABC", ENTER), start=3000)) == [["12345678"], ["TK1ABC"]]

    @pytest.mark.parametrize("rest", ["78", "7812345678"])
    @pytest.mark.parametrize("end", [[], [ENTER], [TAB, ENTER]])
    def test_that_pauses_in_the_middle_gives_nothing(self, rest: str, end: list[Key]) -> None:
        burst = Burst()
        assert told(burst, timed(keys("64123456"))) == []
        lost = [Lost(8, "half"), Lost(len(rest) + len(end[:1]), "half")]
        assert told(burst, timed(keys(rest, *end), start=1256)) == lost
        assert burst.silence() == []
        start = 1500 if end else 3000
        assert told(burst, timed(keys("TK1ABC", ENTER), start=start)) == [["TK1ABC"]]

    def test_that_pauses_early_gives_nothing(self) -> None:
        burst = Burst()
        assert told(burst, timed(keys("6412"))) == ["6412"]
        assert told(burst, timed(keys("345678", ENTER), start=1256)) == [Lost(7, "half")]

    def test_that_pauses_gives_nothing_when_its_end_is_known(self) -> None:
        burst = Burst()
        told(burst, timed(keys(CARD, ENTER)))
        assert told(burst, timed(keys("64123456"), start=5000)) == [Lost(8, "half")]
        assert told(burst, timed(keys("7812", ENTER), start=5256)) == [Lost(5, "half")]

    def test_may_end_late(self) -> None:
        burst = Burst()
        assert told(burst, timed(keys("12345678"))) == []
        assert told(burst, timed([ENTER], start=1256)) == [["12345678"], "acts"]

    @pytest.mark.parametrize("suffix", ["enter", "tab"])
    def test_has_to_end_as_it_is_set(self, suffix: str) -> None:
        burst = Burst(Scanner(suffix=suffix))
        assert told(burst, timed(keys(CARD))) == [Lost(43, "half")]

    def test_that_was_heard_to_end_is_cut_off_when_it_does_not(self) -> None:
        burst = Burst()
        assert told(burst, timed(keys(CARD, ENTER))) == [[CARD]]
        assert told(burst, timed(keys(CARD[:20]), start=5000)) == [Lost(20, "half")]
        assert told(burst, timed(keys(CARD, ENTER), start=6000)) == [[CARD]]

    def test_is_heard_before_silence(self) -> None:
        assert told(Burst(), timed(keys(CARD, ENTER)), silence=False) == [[CARD]]

    @pytest.mark.parametrize(("gap", "is_one"), [(30, True), (50, True), (51, False), (60, False)])
    def test_may_be_slow(self, gap: int, *, is_one: bool) -> None:
        found = told(Burst(), timed(keys("K100001", ENTER), gap))
        assert found == ([["K100001"]] if is_one else [*"K100001", "acts"])

    def test_may_be_slower_when_it_is_set(self) -> None:
        assert told(Burst(Scanner(gap_ms=90)), timed(keys("K100001", ENTER), 90)) == [["K100001"]]

    def test_is_not_what_was_typed_before(self) -> None:
        burst = Burst()
        pressed = [Key(0, "9"), *timed(keys("TK1ABC", ENTER), start=400)]
        assert told(burst, pressed) == ["9", ["TK1ABC"]]

    def test_whose_keys_pass_midnight_of_the_clock(self) -> None:
        burst = Burst()
        burst.press(Key(2**32 - 1, "9"))
        assert told(burst, timed(keys("TK1ABC", ENTER), start=3)) == ["9", ["TK1ABC"]]


class TestFingers:
    @pytest.mark.parametrize("end", [ENTER, TAB, F4])
    def test_three_fast_keys(self, end: Key) -> None:
        assert told(Burst(), timed(keys("123", end))) == ["123", "acts"]

    def test_seven_fast_keys_without_an_end(self) -> None:
        assert told(Burst(), timed(keys("1234567"))) == ["1234567"]

    def test_one_who_types_right_after_a_code(self) -> None:
        burst = Burst()
        told(burst, timed(keys("12345678")))
        assert told(burst, timed(keys("abc"), 90, 1200)) == [Lost(8, "half"), *"abc"]

    def test_an_end_that_comes_late(self) -> None:
        pressed = [*timed(keys("1234")), ENTER._replace(at=1100)]
        assert told(Burst(), pressed) == ["1234", "acts"]

    @pytest.mark.parametrize("gap", [60, 90, 300])
    def test_somebody_who_types_fast(self, gap: int) -> None:
        name = "nuch dee korat"
        assert told(Burst(), timed(keys(name, ENTER), gap)) == [*name, "acts"]

    @pytest.mark.parametrize("end", [[], [ENTER], [TAB]])
    def test_ten_fingers_that_roll_over_the_keys(self, end: list[Key]) -> None:
        pressed = [key._replace(down=min(n, 5)) for n, key in enumerate(keys("asdfghjkl;", *end))]
        assert told(Burst(), timed(pressed, 12)) == ["asdfghjkl;", *["acts" for _ in end]]

    def test_two_letters_at_once_within_a_word(self) -> None:
        gaps = [70, 20, 110, 60, 15, 90]
        at = accumulate(gaps, initial=0)
        pressed = [key._replace(at=t) for key, t in zip(keys("thethe", ENTER), at, strict=True)]
        pressed = [
            k._replace(down=int(b.at - a.at < 50)) for a, b in pairwise(pressed) for k in [b]
        ]
        assert "".join(str(part) for part in told(Burst(), pressed)) == "hetheacts"


class TestHalfACode:
    @pytest.mark.parametrize("cut", range(8, 43))
    def test_is_typed_nowhere(self, cut: int) -> None:
        burst = Burst(Scanner(suffix="enter"))
        assert told(burst, timed(keys(CARD[:cut]))) == [Lost(cut, "half")]
        assert told(burst, timed(keys(CARD, ENTER), start=3000)) == [[CARD]]


class TestTwoScannersAtOnce:
    ONE, OTHER = "100001", "200002"

    def mixed(self, shift: int, *, held: bool) -> list[Key]:
        """Both type 8 ms a key; the second begins `shift` ms later. A key is held for 5 ms."""
        both = timed(keys(self.ONE, ENTER)) + timed(keys(self.OTHER, ENTER), start=1000 + shift)
        both.sort(key=lambda key: key.at)
        return [
            key._replace(down=int(held and n > 0 and key.at - both[n - 1].at < 5))
            for n, key in enumerate(both)
        ]

    @pytest.mark.parametrize("shift", range(1, 57))
    def test_is_nobody_when_both_are_heard(self, shift: int) -> None:
        found = told(Burst(), self.mixed(shift, held=True))
        codes = [one[0] for one in found if isinstance(one, list)]
        assert codes in ([""], [self.ONE], [self.OTHER]), found
        assert any(isinstance(one, Lost) and one.why == "mixed" for one in found)

    @pytest.mark.parametrize("shift", range(1, 57))
    def test_gives_no_end_of_a_code_alone(self, shift: int) -> None:
        found = told(Burst(), self.mixed(shift, held=False))
        codes = [one[0] for one in found if isinstance(one, list)]
        assert len(codes) == 1
        assert len(codes[0]) >= len(self.ONE)

    def test_the_next_scan_is_clean(self) -> None:
        burst = Burst()
        told(burst, self.mixed(20, held=True))
        assert told(burst, timed(keys(CARD, ENTER), start=3000)) == [[CARD]]

    def test_one_that_lets_go_late_is_heard_all_the_same(self) -> None:
        pressed = [key._replace(down=1) for key in timed(keys(CARD, ENTER))]
        burst = Burst()
        assert told(burst, pressed, silence=False) == []
        assert told(burst, []) == [[CARD]]


class TestTooMuch:
    def test_is_unreadable_and_noted(self) -> None:
        burst = Burst()
        found = told(burst, timed(keys("A" * (LONGEST + 1), ENTER), 1))
        assert found == [[""], Lost(LONGEST + 2, "too_much")]
        assert told(burst, timed(keys("A" * LONGEST, ENTER), 1, start=90_000)) == [["A" * LONGEST]]

    @pytest.mark.parametrize("start", [["cmd"], [F4, "a", F4, "b"], [ENTER, ENTER, ENTER, "a"]])
    def test_a_stream_of_keys_does_nothing_from_the_fourth_on(self, start: list[str | Key]) -> None:
        burst = Burst()
        stream = keys(*start, *(["a", F4, "bc", ENTER, TAB, "def", F4] * 1000))
        found = told(burst, timed(stream, 2))
        assert found[-1] == Lost(len(stream), "too_much")
        assert sum(len(str(one)) if one != "acts" else 1 for one in found[:-1]) <= 4
        assert told(burst, timed(keys(CARD, ENTER), start=90_000)) == [[CARD]]

    def test_a_stream_that_looks_like_many_codes_is_one(self) -> None:
        stream = keys(*(["K100001", ENTER, "K100002", ENTER] * 500))
        assert told(Burst(), timed(stream, 2)) == [["K100001"], Lost(len(stream), "mixed")]


class TestAPrefix:
    SET = Scanner(prefix="~Q")

    @pytest.mark.parametrize("end", [[], [ENTER], [TAB]])
    def test_makes_a_scan_of_a_short_code(self, end: list[Key]) -> None:
        burst = Burst(self.SET)
        found = told(burst, timed(keys("~Q7", *end)))
        assert found + told(burst, []) == [["7"]]

    def test_is_not_needed(self) -> None:
        assert told(Burst(self.SET), timed(keys("K100001", ENTER))) == [["K100001"]]

    def test_alone_is_unreadable(self) -> None:
        assert told(Burst(self.SET), timed(keys("~Q", ENTER))) == [[""]]

    def test_typed_slowly_is_typed(self) -> None:
        assert told(Burst(self.SET), timed(keys("~Q7", ENTER), 200)) == ["~", "Q", "7", "acts"]


@pytest.mark.parametrize(
    ("text", "prefix", "code"),
    [
        ("]Q3TK1ABC", "", "TK1ABC"),
        ("]C1100001", "", "100001"),
        ("]d2100001", "", "100001"),
        ("]E08850000000017", "", "8850000000017"),
        ("~Q]Q3TK1ABC", "~Q", "TK1ABC"),
        ("]Q3~QTK1ABC", "~Q", "TK1ABC"),
        ("~qTK1ABC", "~Q", "TK1ABC"),
        ("~Q~Q7", "~Q", "~Q7"),
        ("TK1]Q3", "", "TK1]Q3"),
        ("]Q", "", "]Q"),
        # The same under Thai Kedmanee.
        ("ล๐-ธษๅฟ", "", "ธษๅฟ"),
        ("%๐ธษๅฟ", "~Q", "ธษๅฟ"),
        ("", "~Q", ""),
    ],
)
def test_what_a_scanner_puts_before_a_code_is_taken_off(text: str, prefix: str, code: str) -> None:
    assert bare(text, prefix) == code
