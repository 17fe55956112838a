"""Rules about partners' student cards: a clerk can write them, and none does harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import card
from kiosk.card import Card
from kiosk.identify import Number, citizen_hash, identify, normal
from kiosk.partner_cards import LONGEST, PartnerCard, first_wrong, partner_number
from kiosk.partners import PARTNERS
from kiosk.ports import Identifier
from kiosk.record import PartnerNumber
from kiosk.thai import citizen_number_holds
from tests.core.test_identify import KEDMANEE, KEYS, PEPPER

CITIZEN = "1101700203450"
SIGNED = bytes(range(32))


def rule(pattern: str, partner: str = "nrru") -> PartnerCard:
    return PartnerCard(partner=partner, pattern=pattern)


def whose(code: str, *rules: PartnerCard) -> PartnerNumber | None:
    return partner_number(normal(code), rules)


@pytest.mark.parametrize(("pattern", "code", "number"), [
    ("6#########", "6412345678", "6412345678"),
    ("6#########", "64-1234-5678", "6412345678"),
    ("6#########", "5412345678", ""),
    ("6#########", "641234567", ""),
    ("6#########", "64123456789", ""),
    ("6#########", "641234567A", ""),
    ("@@####", "ab1234", "AB1234"),
    ("@@####", "1b1234", ""),
    ("VC????", "vc12ab", "VC12AB"),
    ("vc-????", "VC12AB", "VC12AB"),
    ("VC????", "VD12AB", ""),
    ("NR(6#########)#", "NR64123456789", "6412345678"),
    ("(######)/##", "123456/99", "123456"),
    ("##(@#####)", "99A12345", "A12345"),
    ("C(###########)##", "C1101700203450", "11017002034"),
    ("C(############)", "C110170020345", "110170020345"),
    ("##############", "12345678901234", "12345678901234"),
    ("####", "๑๒๓๔", "1234"),
])  # fmt: skip
def test_what_fits_a_pattern(pattern: str, code: str, number: str) -> None:
    assert first_wrong([rule(pattern)]) is None
    found = whose(code, rule(pattern))
    assert ("" if found is None else found.number) == number


def test_the_rule_says_whose_it_is() -> None:
    rules = rule("6#########"), rule("5#########", "nrvc"), rule("@#########", "vu")
    assert whose("6412345678", *rules) == PartnerNumber(partner="nrru", number="6412345678")
    assert whose("5412345678", *rules) == PartnerNumber(partner="nrvc", number="5412345678")
    assert whose("A412345678", *rules) == PartnerNumber(partner="vu", number="A412345678")
    assert whose("7412345678", *rules) is None
    # Of the same partner's rules the first one counts.
    assert whose("641234", rule("64(####)"), rule("######")) == PartnerNumber(
        partner="nrru", number="1234"
    )


@pytest.mark.parametrize(("pattern", "words"), [
    ("", "fewer than 4"), ("###", "fewer than 4"), ("12(##)34##", "fewer than 4"),
    ("64123", "no #, @ or ?"), ("(1234)##", "no #, @ or ?"),
    ("6########*", "'*'"), ("^6[0-9]{9}$", "'^'"), ("บ####", "'บ'"), ("6####_", "'_'"),
    ("(####", "no pair"), ("####)", "no pair"), (")####(", "no pair"), ("(##)(##)", "no pair"),
    ("#" * (LONGEST + 1), "more than 32"),
    ("#" * 13, "thirteen digits"), ("1############", "thirteen digits"),
    ("?" * 13, "thirteen digits"), ("NR(#############)", "thirteen digits"),
    ("#-####-#####-##-#", "thirteen digits"),
    ("C(############)#", "thirteen digits"), ("C#(############)", "thirteen digits"),
    ("(C############)#", "thirteen digits"), ("(C#############)X", "thirteen digits"),
    ("?(############)#", "thirteen digits"), ("C(1???????????)?@", "thirteen digits"),
])  # fmt: skip
def test_what_is_no_pattern(pattern: str, words: str) -> None:
    wrong = first_wrong([rule("A####"), rule(pattern)])
    assert wrong is not None
    assert (wrong.rule, wrong.name) == (1, "pattern")
    assert words in wrong.why


def test_a_partner_that_is_none_is_named() -> None:
    wrong = first_wrong([rule("####", "oxford")])
    assert wrong is not None
    assert wrong.name == "partner"
    assert "nrvc" in wrong.why


@pytest.mark.parametrize(("one", "other", "clash"), [
    ("6#########", "##########", True), ("6#########", "5#########", False),
    ("@#####", "?#####", True), ("@#####", "######", False), ("AB####", "AB-####", True),
    ("(####)##", "##(####)", True), ("####", "#####", False),
])  # fmt: skip
def test_two_partners_never_claim_the_same_code(one: str, other: str, clash: bool) -> None:
    wrong = first_wrong([rule(one), rule(other, "nrvc")])
    assert (wrong is not None) is clash
    assert first_wrong([rule(one), rule(other)]) is None
    if wrong is not None:
        assert (wrong.rule, wrong.name) == (1, "pattern")
        assert one in wrong.why


# -- no rule does harm -----------------------------------------------------------------------------

PATTERNS = st.text("#@?()TK1A0-9 ", max_size=50) | st.integers(0, 60).map(lambda n: "?" * n)
RULES = st.lists(
    st.builds(PartnerCard, partner=st.sampled_from([p.code for p in PARTNERS]), pattern=PATTERNS),
    max_size=4,
)
CODES = st.text("0123456789ABKTabkt- ", max_size=60) | st.text(max_size=60)


def usable(rules: list[PartnerCard]) -> list[PartnerCard]:
    return [one for one in rules if first_wrong([one]) is None]


@given(RULES)
def test_any_rules_are_judged(rules: list[PartnerCard]) -> None:
    first_wrong(rules)


@given(RULES, st.binary(min_size=16, max_size=16), st.sampled_from(["", "lower", "thai"]))
def test_a_card_of_ours_is_no_students(rules: list[PartnerCard], random: bytes, how: str) -> None:
    text = card.issue(random, "A", SIGNED)
    assert partner_number(text, usable(rules)) is None
    scanned = {"": text, "lower": text.lower(), "thai": text.translate(KEDMANEE)}[how]
    found = identify(
        scanned, typed=False, card_keys=KEYS, pepper=PEPPER, partner_cards=usable(rules)
    )
    assert isinstance(found, Card)


@given(RULES, st.integers(10**11, 10**12 - 1))
def test_a_citizen_number_is_no_students(rules: list[PartnerCard], most: int) -> None:
    number = next(f"{most}{last}" for last in range(10) if citizen_number_holds(f"{most}{last}"))
    # Even with some that slipped through.
    fitting = [*usable(rules), rule("####(#####)####"), rule("?" * 13)]
    assert partner_number(number, fitting) is None
    found = identify(number, typed=False, card_keys=KEYS, pepper=PEPPER, partner_cards=fitting)
    assert isinstance(found, Number)
    assert Identifier("citizen", citizen_hash(number, PEPPER)) in found.identifiers


@given(RULES, CODES)
def test_a_number_that_is_kept_is_never_a_citizens(rules: list[PartnerCard], code: str) -> None:
    found = partner_number(normal(code), usable(rules))
    if found is not None:
        assert not citizen_number_holds(found.number)
        assert found.number in normal(code)
        assert len(found.number) >= 4


@given(RULES, CODES)
def test_what_is_typed_is_of_any_kind(rules: list[PartnerCard], code: str) -> None:
    def read(*with_rules: PartnerCard) -> object:
        return identify(code, typed=True, card_keys=KEYS, pepper=PEPPER, partner_cards=with_rules)

    assert read(*usable(rules)) == read()


def test_no_pattern_takes_long() -> None:
    """Each place is looked at once: as many steps as a pattern has characters."""
    looked = 0

    class Counting(str):
        def __eq__(self, other: object) -> bool:
            nonlocal looked
            looked += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    for code in ("A" * LONGEST, "1" * LONGEST, "1" * (LONGEST - 1) + "A", "A" * 512):
        looked = 0
        rule("#?@#?@#?" * 4).number_in(code)  # type: ignore[arg-type]
        assert looked <= LONGEST
    assert whose(CITIZEN, rule("####")) is None
