"""Learners of one centre at others, with a network that fails: all centres agree in the end."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from kiosk.elsewhere import LOOK_S
from kiosk.entry import CheckedIn, LearnerKept
from kiosk.exchange import Exchange
from kiosk.hub import HubTrouble, Moved
from kiosk.outcome import VISIT, Ask
from kiosk.record import Standing
from tests.storage.city import Storm
from tests.storage.tables import contents
from tests.storage.town import InMemory, Node, Town
from tests.storage.workload import learner

STEPS = 80


class Story:
    """Four learners of Korat with cards, who go everywhere; some of them are forgotten."""

    def __init__(self, seed: int, town: Town) -> None:
        self.chance = random.Random(seed)
        self.town = town
        self.tally: Counter[str] = Counter()
        self.storm = Storm(self.chance, self.tally)
        for node in town.nodes:
            node.hub = self.storm.over(node.hub)
            node.exchange = Exchange(node.desk.store, node.hub, node.desk.clock)
        self.cards: dict[str, list[str]] = {f"l{n}": [] for n in range(1, 5)}
        for who in self.cards:
            self.change(who)
            self.issue(who)
        self.gone: set[str] = set()

    def step(self) -> None:
        self.town.clock.later(self.chance.choice((1, 20)))
        self.storm.strength = self.chance.choice((0.0, 0.2, 0.6))
        who = self.chance.choice(sorted(self.cards))
        what = self.chance.choices(
            (self.meet, self.scan, self.change, self.issue), (20, 20, 3, 2)
        )[0]  # fmt: skip
        if what in (self.meet, self.scan) or who not in self.gone:
            what(who)

    def meet(self, _: str) -> None:
        node = self.chance.choice(self.town.nodes)
        self.town.seconds += LOOK_S
        self.storm.calm()
        try:
            node.meet()
        except (HubTrouble, Moved):
            node.begin()

    def scan(self, who: str) -> None:
        node = self.chance.choice(self.town.nodes)
        node.desk.scan(self.chance.choice(self.cards[who]), Ask(wanted=VISIT))

    def change(self, who: str) -> None:
        name, standing = f"ชื่อ{self.chance.randint(1, 9)}", self.chance.choice(list(Standing))
        record = learner(int(who[1]), name=name, standing=standing)
        with self.town.a.desk.store.writing() as unit:
            unit.append(LearnerKept(learner=record), self.town.clock.now())

    def issue(self, who: str) -> None:
        n = int(who[1])
        number = bytes([n, len(self.cards[who])] * 8)
        self.cards[who].append(self.town.a.desk.issue_card(f"K{100000 + n}", number))

    def forget(self, who: str) -> None:
        """At home, or wherever they are known."""
        nodes = [node for node in self.town.nodes if node.desk.known(who) is not None]
        node = self.chance.choice(nodes)
        node.desk.forget(who, self.chance.randbytes(16), "สมศรี", "ขอเอง")
        self.gone.add(who)

    def settle(self) -> None:
        assert self.tally["calls"] > 0
        assert self.tally.total() > self.tally["calls"]
        self.storm.strength = 0.0
        self.storm.calm(wholly=True)
        for node in self.town.nodes:
            node.begin()
        self.town.meet(5)
        joined = sum(self.agrees(who, node) for who in self.cards for node in self.town.nodes)
        assert joined > len(self.cards)

    def agrees(self, who: str, node: Node) -> bool:
        """Whether they are known there; then they are as at home. Nobody forgotten is left."""
        found, home = node.desk.known(who), self.town.a.desk.known(who)
        came = [body for body in node.bodies(CheckedIn) if body.learner == who]
        if who in self.gone:
            assert found is None
            assert came == []
            return False
        if found is None:
            return False
        assert home is not None
        assert home.learner is not None
        assert found.learner is not None
        named = [(one.name, one.standing) for one in (found.learner, home.learner)]
        assert named[0] == named[1]
        assert node.desk.passport(who) == self.town.a.desk.passport(who)
        for text in self.cards[who]:
            there, here = node.desk.whose(text), self.town.a.desk.whose(text)
            if there.learner == found.learner:
                assert there.shown == here.shown
        return True


@pytest.mark.parametrize("seed", range(6))
def test_all_centres_agree_whatever_fails(seed: int, tmp_path: Path) -> None:
    town = Town(tmp_path, InMemory)
    story = Story(seed, town)
    for number in range(STEPS):
        story.step()
        if number in (STEPS // 2, STEPS - 5):
            story.forget(sorted(story.cards.keys() - story.gone)[0])
    story.settle()
    p, q = town.p.desk.store, town.q.desk.store
    assert contents(p) == contents(q)
    p.rebuild()
    assert contents(p) == contents(q)
    town.close()
