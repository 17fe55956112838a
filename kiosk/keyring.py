"""Card keys: a new one signs, an old one is retired, another centre's is trusted.

All computers of a centre need the same: else none knows the cards, PINs and citizen numbers that
were put in at another.
"""

from __future__ import annotations

import hashlib
import json

import msgspec
from msgspec.structs import replace

from kiosk.secrets import KEY_BYTES, LETTERS, Secrets, TrustedKey

_FORMAT = "walkin-card-key-1"
_OURS = "walkin-centre-keys-1"
_GROUPS, _DIGITS = 5, 5


class KeyTrouble(Exception):
    """What was asked for cannot be done with these keys; the message says why."""


class SharedKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card key on its way to another centre, or to another computer of the same one.

    Whoever has it can make cards: it travels on a stick in somebody's hand, and is deleted.
    """

    format: str
    centre: str
    letter: str
    key: bytes

    def __repr__(self) -> str:
        return f"SharedKey({self.centre!r}, {self.letter!r}, ...)"

    @property
    def fingerprint(self) -> str:
        """25 digits (83 bits) to be compared by telephone; they tell nothing of the key."""
        head = json.dumps([self.format, self.centre, self.letter]).encode()
        return _fingerprint(head + self.key)


class CentreKeys(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all computers of a centre share, on its way to another of them; as in `Secrets`.

    Whoever has it can make cards and try out PINs: it travels on a stick in somebody's hand, and
    is deleted.
    """

    format: str
    centre: str
    pepper: bytes
    card_keys: dict[str, bytes]
    card_key: str
    retired: tuple[str, ...] = ()
    trusted: dict[str, TrustedKey] = {}

    def __repr__(self) -> str:
        return f"CentreKeys({self.centre!r}, ...)"

    @property
    def fingerprint(self) -> str:
        """25 digits that are the same where it was written and where it is read."""
        return _fingerprint(msgspec.json.encode(self, order="deterministic"))


class Joined(msgspec.Struct, frozen=True):
    """The secrets with those of the centre in them.

    `other_pepper` when PINs and citizen numbers that were put in here before count no more;
    `replaced` are the letters of keys that are others now.
    """

    secrets: Secrets
    other_pepper: bool
    replaced: list[str]


def renewed(secrets: Secrets, letter: str, key: bytes) -> Secrets:
    """New cards are signed with this key; those signed before stay good."""
    _must_be_free(secrets, letter)
    return replace(secrets, card_keys=secrets.card_keys | {letter: key}, card_key=letter)


def retired(secrets: Secrets, letter: str) -> Secrets:
    """Cards signed with this key are good no more, be it ours or trusted."""
    if letter == secrets.card_key:
        msg = f"{letter} signs new cards; make another key first"
        raise KeyTrouble(msg)
    if letter in secrets.trusted:
        left = {name: key for name, key in secrets.trusted.items() if name != letter}
        return replace(secrets, trusted=left)
    if letter not in secrets.card_keys:
        msg = f"there is no key {letter}"
        raise KeyTrouble(msg)
    kept = {name: key for name, key in secrets.card_keys.items() if name != letter}
    return replace(secrets, card_keys=kept, retired=(*secrets.retired, letter))


def trusting(secrets: Secrets, shared: SharedKey) -> Secrets:
    """Cards that this centre signed are let in."""
    _must_be_free(secrets, shared.letter)
    trusted = TrustedKey(centre=shared.centre, key=shared.key)
    return replace(secrets, trusted=secrets.trusted | {shared.letter: trusted})


def free_letters(secrets: Secrets) -> list[str]:
    """What a new key may be called: a letter means one key, for ever."""
    taken = {*secrets.card_keys, *secrets.trusted, *secrets.retired}
    return [letter for letter in LETTERS if letter not in taken]


def share(secrets: Secrets, letter: str, centre: str) -> SharedKey:
    """One of our keys, to be given away."""
    if letter not in secrets.card_keys:
        msg = f"there is no key {letter} of this centre"
        raise KeyTrouble(msg)
    return SharedKey(format=_FORMAT, centre=centre, letter=letter, key=secrets.card_keys[letter])


def centre_keys(secrets: Secrets, centre: str) -> CentreKeys:
    """All that another computer of this centre needs."""
    return CentreKeys(
        format=_OURS,
        centre=centre,
        pepper=secrets.pepper,
        card_keys=secrets.card_keys,
        card_key=secrets.card_key,
        retired=secrets.retired,
        trusted=secrets.trusted,
    )


def joined(secrets: Secrets, theirs: CentreKeys) -> Joined:
    """Work with the keys of the centre from now on; ours go on verifying where a letter is free."""
    ours = {name: key for name, key in secrets.card_keys.items() if name not in theirs.retired}
    keys = ours | theirs.card_keys
    trusted = secrets.trusted | theirs.trusted
    after = replace(
        secrets,
        pepper=theirs.pepper,
        card_keys=keys,
        card_key=theirs.card_key,
        retired=tuple(sorted({*secrets.retired, *theirs.retired} - keys.keys())),
        trusted={name: one for name, one in trusted.items() if name not in keys},
    )
    before, now = (_by_letter(one) for one in (secrets, after))
    replaced = sorted(name for name in before.keys() & now.keys() if before[name] != now[name])
    return Joined(after, secrets.pepper != theirs.pepper, replaced)


def read_centre_keys(content: bytes) -> CentreKeys | None:
    """What `msgspec.json.encode` made of a centre's keys; None for anything else."""
    try:
        found = msgspec.json.decode(content, type=CentreKeys)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    keys = [found.pepper, *found.card_keys.values(), *(one.key for one in found.trusted.values())]
    names = [*found.card_keys, *found.trusted]
    whole = found.format == _OURS and found.card_key in found.card_keys
    lettered = all(len(name) == 1 and name in LETTERS for name in names)
    right = all(len(key) == KEY_BYTES for key in keys) and len(set(names)) == len(names)
    return found if whole and lettered and right and found.centre.isprintable() else None


def read_shared(content: bytes) -> SharedKey:
    """What `msgspec.json.encode` made of a shared key. Raises KeyTrouble for anything else."""
    try:
        found = msgspec.json.decode(content, type=SharedKey)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        msg = "this is no card key of another centre"
        raise KeyTrouble(msg) from e
    whole = found.format == _FORMAT and len(found.key) == KEY_BYTES and found.letter in LETTERS
    named = found.centre.strip() and found.centre.isprintable()
    if not whole or len(found.letter) != 1 or not named:
        msg = "this is no card key of another centre, or a damaged one"
        raise KeyTrouble(msg)
    return found


def _fingerprint(content: bytes) -> str:
    number = int.from_bytes(hashlib.sha256(content).digest(), "big")
    digits = f"{number % 10 ** (_GROUPS * _DIGITS):0{_GROUPS * _DIGITS}d}"
    return " ".join(digits[i : i + _DIGITS] for i in range(0, len(digits), _DIGITS))


def _by_letter(secrets: Secrets) -> dict[str, bytes]:
    return secrets.card_keys | {name: one.key for name, one in secrets.trusted.items()}


def _must_be_free(secrets: Secrets, letter: str) -> None:
    if letter in free_letters(secrets):
        return
    if letter not in LETTERS or len(letter) != 1:
        msg = f"a key is called by one of the letters {LETTERS}"
    elif letter in secrets.trusted:
        msg = f"the letter {letter} is that of {secrets.trusted[letter].centre}"
    else:
        msg = (
            f"the letter {letter} is or was one of ours; one of the two centres makes a new key"
            " with another letter and shares that"
        )
    raise KeyTrouble(msg)
