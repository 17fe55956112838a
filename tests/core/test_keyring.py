"""Card keys: renewed, retired, shared with other centres."""

import re

import msgspec
import pytest

from kiosk import card, keyring
from kiosk.card import Signature
from kiosk.keyring import KeyTrouble
from kiosk.secrets import LETTERS, Secrets, TrustedKey, fresh

KEY = bytes(range(32))


def signature(text: str, secrets: Secrets) -> Signature:
    read = card.read(text, secrets.keys)
    assert read is not None
    return read.signature


def issued(secrets: Secrets) -> str:
    return card.issue(bytes(16), secrets.card_key, secrets.card_keys[secrets.card_key])


def test_cards_of_the_key_before_are_good_until_it_is_retired() -> None:
    first = fresh("A")
    old = issued(first)
    second = keyring.renewed(first, "B", KEY)
    new = issued(second)
    assert new[3] == "B"
    assert signature(old, second) is signature(new, second) is Signature.GOOD
    left = keyring.retired(second, "A")
    assert (signature(old, left), signature(new, left)) == (Signature.WRONG, Signature.GOOD)


def test_a_letter_means_one_key_for_ever() -> None:
    secrets = keyring.retired(keyring.renewed(fresh("A"), "B", KEY), "A")
    shared = keyring.share(fresh("A"), "A", "Elsewhere")
    for letter in ("A", "B"):
        with pytest.raises(KeyTrouble, match="one of ours"):
            keyring.renewed(secrets, letter, bytes(32))
        assert letter not in keyring.free_letters(secrets)
    with pytest.raises(KeyTrouble, match="another letter"):
        keyring.trusting(secrets, shared)
    with pytest.raises(KeyTrouble, match="called by one of"):
        keyring.renewed(secrets, "O", bytes(32))
    trusting = keyring.trusting(secrets, msgspec.structs.replace(shared, letter="C"))
    with pytest.raises(KeyTrouble, match="that of Elsewhere"):
        keyring.renewed(trusting, "C", KEY)


def test_the_key_that_signs_stays() -> None:
    with pytest.raises(KeyTrouble, match="signs new cards"):
        keyring.retired(fresh("A"), "A")
    with pytest.raises(KeyTrouble, match="no key Q"):
        keyring.retired(fresh("A"), "Q")


def test_a_trusted_centre_is_let_in_until_its_key_is_retired() -> None:
    ours, theirs = fresh("A"), fresh("B")
    text = issued(theirs)
    assert signature(text, ours) is Signature.WRONG
    sent = msgspec.json.encode(keyring.share(theirs, "B", "บุรีรัมย์"))
    trusting = keyring.trusting(ours, keyring.read_shared(sent))
    assert signature(text, trusting) is Signature.TRUSTED
    assert trusting.trusted["B"].centre == "บุรีรัมย์"
    left = keyring.retired(trusting, "B")
    assert signature(text, left) is Signature.WRONG
    assert "B" in keyring.free_letters(left)


def test_the_fingerprint_is_said_alike_at_both_ends_and_differs_for_any_other_key() -> None:
    shared = keyring.share(fresh("A"), "A", "โคราช")
    sent = keyring.read_shared(msgspec.json.encode(shared))
    assert sent == shared
    assert sent.fingerprint == shared.fingerprint
    assert re.fullmatch(r"(\d{5} ){4}\d{5}", shared.fingerprint)
    others = [
        msgspec.structs.replace(shared, key=KEY),
        msgspec.structs.replace(shared, letter="B"),
        msgspec.structs.replace(shared, centre="โคราช "),
    ]
    assert len({other.fingerprint for other in (shared, *others)}) == 4
    assert repr(shared.key) not in repr(shared)


def test_a_computer_takes_over_all_keys_of_its_centre() -> None:
    first = keyring.trusting(fresh("A"), keyring.share(fresh("T"), "T", "บุรีรัมย์"))
    theirs = keyring.retired(keyring.renewed(first, "B", KEY), "A")
    mine = keyring.renewed(keyring.renewed(fresh("A"), "T", KEY), "C", KEY)
    theirs = keyring.renewed(theirs, "C", bytes(32))
    sent = keyring.read_centre_keys(msgspec.json.encode(keyring.centre_keys(theirs, "โคราช")))
    assert sent is not None
    assert sent.fingerprint == keyring.centre_keys(theirs, "โคราช").fingerprint
    assert repr(theirs.pepper) not in repr(sent)

    found = keyring.joined(mine, sent)
    assert (found.secrets.pepper, found.secrets.database) == (theirs.pepper, mine.database)
    assert signature(issued(theirs), found.secrets) is Signature.GOOD
    assert signature(issued(found.secrets), theirs) is Signature.GOOD
    assert set(found.secrets.card_keys) == {"B", "C", "T"}
    assert not set(found.secrets.trusted) & set(found.secrets.card_keys)
    assert "A" not in keyring.free_letters(found.secrets)
    assert (found.other_pepper, found.replaced) == (True, ["C"])
    assert keyring.joined(found.secrets, sent) == keyring.Joined(
        found.secrets, other_pepper=False, replaced=[]
    )


def test_half_a_file_of_keys_is_none() -> None:
    whole = keyring.centre_keys(fresh("A"), "โคราช")
    replace = msgspec.structs.replace
    for bad in (
        replace(whole, pepper=b"x"),
        replace(whole, card_key="B"),
        replace(whole, card_keys={"A": b"x"}),
        replace(whole, card_keys=whole.card_keys | {"0": KEY}),
        replace(whole, centre="x\x1b[2J"),
        replace(whole, format="walkin-centre-keys-2"),
        replace(whole, trusted={"A": TrustedKey(centre="x", key=KEY)}),
        keyring.share(fresh("A"), "A", "โคราช"),
    ):
        assert keyring.read_centre_keys(msgspec.json.encode(bad)) is None
    assert keyring.read_centre_keys(b"[" * 100_000) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"{}",
        b"[1]",
        b'{"format":"walkin-card-key-1","centre":"x","letter":"B","key":"AAAA"}',
        b'{"format":"walkin-card-key-2","centre":"x","letter":"B","key":"%s"}' % (b"A" * 43 + b"="),
        b'{"format":"walkin-card-key-1","centre":" ","letter":"B","key":"%s"}' % (b"A" * 43 + b"="),
        b'{"format":"walkin-card-key-1","centre":"x\\u001b[2J","letter":"B","key":"%s"}'
        % (b"A" * 43 + b"="),
        b'{"format":"walkin-card-key-1","centre":"x\\ny","letter":"B","key":"%s"}'
        % (b"A" * 43 + b"="),
        b'{"format":' + b"[" * 100_000,
        b'{"format":"walkin-card-key-1","centre":"x","letter":"BC","key":"%s"}'
        % (b"A" * 43 + b"="),
        b'{"format":"walkin-card-key-1","centre":"x","letter":"","key":"%s"}' % (b"A" * 43 + b"="),
    ],
)
def test_what_is_no_key_is_refused(content: bytes) -> None:
    with pytest.raises(KeyTrouble, match="no card key"):
        keyring.read_shared(content)


def test_no_letter_of_a_key_looks_like_a_digit() -> None:
    assert set(LETTERS) & set("ILOU0123456789") == set()
    assert len(set(LETTERS)) == len(LETTERS) == 22
