"""What a reader or the number pad gave."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import card, thai
from kiosk.card import Card, Keys, Signature
from kiosk.identify import (
    LONGEST,
    Number,
    Read,
    Unreadable,
    citizen_hash,
    identifiers_of,
    identify,
    read_hash,
)
from kiosk.ports import Identifier
from kiosk.record import Learner

KEYS = Keys({"A": bytes(range(32)), "B": bytes(range(1, 33))})
PEPPER = b"pepper" * 6
TEXT = card.issue(bytes(range(16)), "A", KEYS.own["A"])
KEDMANEE = str.maketrans(thai._US, thai._KEDMANEE)


def read(text: str, *, typed: bool = False) -> Read:
    return identify(text, typed=typed, card_keys=KEYS, pepper=PEPPER)


def test_a_card_is_43_characters_that_every_keyboard_state_can_type() -> None:
    assert len(TEXT) == card.LENGTH == 43
    assert set(TEXT) <= set(string.ascii_uppercase + string.digits)
    assert TEXT.startswith("TK1A")
    assert TEXT[0] not in "WXZM"
    assert len(card.matrix(TEXT)) == 29


@pytest.mark.parametrize(
    "typed_as",
    [TEXT, TEXT.lower(), TEXT.swapcase(), f"{TEXT}\r\n", f" {TEXT}\t", TEXT.translate(KEDMANEE)],
)
def test_a_card_is_read_whatever_the_keyboard_does(typed_as: str) -> None:
    assert read(typed_as) == Card(card.hash_of(TEXT), Signature.GOOD, "A")


def test_a_card_under_caps_lock_and_thai_is_read() -> None:
    assert read(TEXT.lower().translate(KEDMANEE)) == Card(card.hash_of(TEXT), Signature.GOOD, "A")


def test_no_changed_character_passes_the_signature() -> None:
    for place in range(3, len(TEXT)):
        for letter in "0A":
            changed = TEXT[:place] + letter + TEXT[place + 1 :]
            if changed != TEXT:
                found = read(changed)
                assert isinstance(found, Card)
                assert found.signature is Signature.WRONG, place


@pytest.mark.parametrize("text", [TEXT[:21], TEXT[:-1], TEXT + "0", TEXT[:10] + "U" * 33])
def test_half_a_card_is_unreadable(text: str) -> None:
    assert read(text) == Unreadable()


def test_keys_rotate_and_old_cards_stay_good() -> None:
    new = card.issue(bytes(16), "B", KEYS.own["B"])
    assert read(new) == Card(card.hash_of(new), Signature.GOOD, "B")
    left = Keys({"B": KEYS.own["B"]})
    assert card.read(TEXT, left) == Card(card.hash_of(TEXT), Signature.WRONG, "A")


def test_a_key_of_another_centre_is_told_from_our_own() -> None:
    theirs = Keys({"B": bytes(range(1, 33))}, {"A": bytes(range(32))})
    assert card.read(TEXT, theirs) == Card(card.hash_of(TEXT), Signature.TRUSTED, "A")
    assert card.read(TEXT, Keys({}, {"B": KEYS.own["A"]})) == Card(
        card.hash_of(TEXT), Signature.WRONG, "A"
    )


MEMBER, STUDENT, DIGITS, PHONE, CITIZEN = "member", "student", "digits", "phone", "citizen"


@pytest.mark.parametrize(
    ("text", "kinds", "value"),
    [
        ("K100001", (MEMBER, STUDENT), "K100001"),
        ("k 100-001", (MEMBER, STUDENT), "K100001"),
        ("100001", (MEMBER, STUDENT, DIGITS), "100001"),
        ("๑๐๐๐๐๑", (MEMBER, STUDENT, DIGITS), "100001"),
        ("081-234 5678", (MEMBER, STUDENT, DIGITS, PHONE), "0812345678"),
        ("ｋ１００００１", (MEMBER, STUDENT), "K100001"),
    ],
)
def test_numbers_are_compared_without_spaces_dashes_and_case(
    text: str, kinds: tuple[str, ...], value: str
) -> None:
    found = read(text, typed=True)
    assert found == Number(tuple(Identifier(kind, value) for kind in kinds))


def test_a_citizen_number_is_checked_and_only_its_hash_goes_on() -> None:
    good = "1101700203450"
    wrong = good[:-1] + str((int(good[-1]) + 1) % 10)
    found = read(good, typed=True)
    assert isinstance(found, Number)
    assert Identifier(CITIZEN, citizen_hash(good, PEPPER)) in found.identifiers
    assert read("1-1017-00203-45-0", typed=True) == found
    mistyped = read(wrong, typed=True)
    assert isinstance(mistyped, Number)
    assert mistyped.wrong
    assert not found.wrong
    assert {key.kind for key in mistyped.identifiers} == {MEMBER, STUDENT, DIGITS}
    assert read("๑๐๐๐๐๑") == read("100001")
    assert good not in citizen_hash(good, PEPPER)
    assert citizen_hash(good, PEPPER) != citizen_hash(good, b"other" * 8)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\r\n",
        "a\x00b",
        "a\x1db",
        "\x7f",
        "A" * (LONGEST + 1),
        "x" * 4296,
        "\udcff",
        "--",
    ],
)
def test_garbage_is_unreadable(text: str) -> None:
    assert read(text) == Unreadable()


@given(st.text(max_size=700), st.booleans())
def test_any_text_gives_an_answer(text: str, typed: bool) -> None:
    assert isinstance(read(text, typed=typed), Card | Number | Unreadable)


@given(st.binary(max_size=600))
def test_any_bytes_give_an_answer(raw: bytes) -> None:
    found = read(raw.decode("utf-8", "surrogateescape"))
    assert isinstance(found, Card | Number | Unreadable)


@pytest.mark.parametrize(
    ("number", "scanned"),
    [
        ("TK100001", "TK100001"),
        ("8851234567890", "8851234567890"),
        ("นม001", "นม001"),
        ("X17", "X๑๗"),
        ("0812345678", "+66 81 234 5678"),
        ("0812345678", "๐๘๑๒๓๔๕๖๗๘"),
    ],
)
def test_numbers_of_every_centre_are_found(number: str, scanned: str) -> None:
    learner = Learner(learner="l", number=number, phone=number)
    for typed in (True, False):
        found = read(scanned, typed=typed)
        assert isinstance(found, Number)
        assert set(identifiers_of(learner)) & set(found.identifiers), typed


def test_a_learner_is_found_by_all_that_identify_gives() -> None:
    learner = Learner(
        learner="l", number="K100001", student_number="66-1", phone="081 2345678", citizen="h"
    )
    found = set(identifiers_of(learner))
    for text in ("K100001", "100001", "661", "0812345678"):
        given_keys = read(text, typed=True)
        assert isinstance(given_keys, Number)
        assert found & set(given_keys.identifiers), text


def test_what_was_read_is_kept_as_a_keyed_hash() -> None:
    text = "https://example.org/secret"
    kept = read_hash(text, PEPPER)
    assert len(kept) == 32
    assert text not in kept
    assert kept == read_hash(text, PEPPER) != read_hash(text, b"other" * 8)
    assert read_hash("\udcff", PEPPER)


def test_a_million_forgeries_would_need_luck() -> None:
    chance = random.Random(1)
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    for _ in range(2000):
        forged = "TK1A" + "".join(chance.choices(letters, k=39))
        found = card.read(forged, KEYS)
        assert found is not None
        assert found.signature is Signature.WRONG
