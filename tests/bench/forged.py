"""A million forged cards: none is taken for one of ours, and how long each look takes."""

from __future__ import annotations

import hmac
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kiosk import card, keyring, thai
from kiosk.card import Card
from kiosk.config import Settings
from kiosk.desk import FrontDesk
from kiosk.entry import LearnerKept
from kiosk.gather import Gather
from kiosk.identify import identify
from kiosk.record import Learner
from kiosk.secrets import Secrets, fresh
from tests.bench.figures import row
from tests.storage.workload import NOON, open_store

FORGED, EACH = 1_000_000, 10_000
_HOLDERS = 1_000
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_KEDMANEE = str.maketrans(thai._US, thai._KEDMANEE)


class _Clock:
    def now(self) -> object:
        return NOON


class Forger:
    """Somebody who knows the format, has seen cards of ours, and has keys, but not ours."""

    def __init__(self, seen: list[str], trusted: tuple[str, bytes], chance: random.Random) -> None:
        self._seen = seen
        self._trusted = trusted
        self._chance = chance
        self.kinds: dict[str, Callable[[], str]] = {
            "a random signature": self._random,
            "a card of ours with a bit flipped": self._flipped,
            "another key under our letter": self._other_key,
            "our number, signed by a trusted centre": self._signed_again,
            "another card's signature": self._mixed,
            "cut short or too long": self._cut,
            "another letter": self._other_letter,
        }

    def _any(self) -> str:
        return self._chance.choice(self._seen)

    def _random(self) -> str:
        return self._any()[:30] + "".join(self._chance.choices(_LETTERS, k=13))

    def _flipped(self) -> str:
        text = self._any()
        place = self._chance.randrange(4, len(text))
        bits = _LETTERS.index(text[place]) ^ 1 << self._chance.randrange(5)
        return text[:place] + _LETTERS[bits] + text[place + 1 :]

    def _other_key(self) -> str:
        return card.issue(self._chance.randbytes(16), self._any()[3], self._chance.randbytes(32))

    def _signed_again(self) -> str:
        letter, key = self._trusted
        body = card.VERSION + letter + self._any()[4:30]
        return body + card._signed(body, key)

    def _mixed(self) -> str:
        first, second = self._chance.sample(self._seen, 2)
        return first[:30] + second[30:]

    def _cut(self) -> str:
        text, place = self._any(), self._chance.randrange(1, 43)
        return text[:-place] if self._chance.random() < 0.5 else text + text[:place]

    def _other_letter(self) -> str:
        text = self._any()
        letter = self._chance.choice([x for x in _LETTERS if x != text[3]])
        return text[:3] + letter + text[4:]

    def make(self, kind: str) -> str:
        """A forgery, typed as a scanner under any keyboard state types it."""
        text = self.kinds[kind]()
        return self._chance.choice((text, text, text.lower(), text.translate(_KEDMANEE)))


def measure(folder: Path, learners: int, entries: int) -> None:
    file = folder / "forged.db"
    file.unlink(missing_ok=True)
    chance = random.Random(20261122)
    theirs = fresh("T")
    first = fresh("A")
    secrets = keyring.trusting(
        keyring.renewed(first, "B", chance.randbytes(32)), keyring.share(theirs, "T", "elsewhere")
    )
    store = open_store(file)
    seen: list[str] = []
    for keys, numbers in ((first, range(_HOLDERS // 2)), (secrets, range(_HOLDERS // 2, _HOLDERS))):
        desk = FrontDesk(store, _Clock(), Settings(), keys)  # type: ignore[arg-type]
        people = [Learner(learner=f"l{n}", number=f"K{n:06}", name="x") for n in numbers]
        with store.writing() as unit:
            unit.append_many((LearnerKept(learner=person) for person in people), NOON)
        drafts = desk.draft_cards(people, [chance.randbytes(16) for _ in people])
        desk.issue_cards(drafts)
        seen += [draft.text for draft in drafts]
    forger = Forger(seen, ("T", theirs.card_keys["T"]), chance)
    gather = Gather(Settings())
    good = accepted(store, gather, secrets, seen)[0]
    row("cards of ours, accepted", f"{good} of {len(seen)}", "all", good=good == len(seen))

    tried: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    times: list[float] = []
    ratios: list[float] = []
    kinds = list(forger.kinds)
    for turn in range(FORGED // EACH):
        kind = kinds[turn % len(kinds)]
        texts = [forger.make(kind) for _ in range(EACH)]
        taken, seconds = accepted(store, gather, secrets, texts)
        tried[kind] += EACH
        wrong[kind] += taken
        times.append(seconds / EACH)
        ratios.append(seconds / bare(texts, secrets))
    store.close()
    file.unlink()
    for kind, many in tried.items():
        row(f"  {kind}", f"{wrong[kind]} of {many:,}", "0", good=not wrong[kind])
    total = sum(wrong.values())
    row("forged cards accepted", f"{total} of {tried.total():,}", "0", good=not total)
    each = statistics.median(times)
    print(
        f"        from text to learner: {each * 1e6:.1f} µs, {1 / each:,.0f}/s;"
        f" {statistics.median(ratios):.1f} × a bare HMAC verification"
    )


def accepted(
    store: object, gather: Gather, secrets: Secrets, texts: list[str]
) -> tuple[int, float]:
    """How many texts would let somebody in as the holder of a card; seconds for all."""
    many = 0
    with store.reading() as reader:  # type: ignore[attr-defined]
        start = time.perf_counter()
        for text in texts:
            read = identify(text, typed=False, card_keys=secrets.keys, pepper=secrets.pepper)
            if isinstance(read, Card) and gather.named(reader, read).learner is not None:
                many += 1
        return many, time.perf_counter() - start


def bare(texts: list[str], secrets: Secrets) -> float:
    """Seconds for one HMAC and one comparison each."""
    key = secrets.card_keys[secrets.card_key]
    bodies = [text[:30].encode() for text in texts]
    mac = bytes(8)
    start = time.perf_counter()
    for body in bodies:
        hmac.compare_digest(hmac.digest(key, body, "sha256")[:8], mac)
    return time.perf_counter() - start
