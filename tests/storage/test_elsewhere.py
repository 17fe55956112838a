"""Learners of one centre at another, over a hub: who they are, and what they learned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from db.hub.forgetting import forget
from kiosk import card
from kiosk.cli.answers import as_json
from kiosk.desk import Consent, No, NotPossible
from kiosk.elsewhere import LOOK_S, WHOLE_S
from kiosk.entry import CheckedIn, Erased, LearnerKept
from kiosk.foreign import Passport, Shown, Told, written
from kiosk.newcomer import Newcomer
from kiosk.outcome import VISIT, Ask, Code
from kiosk.record import CARD_ID, Learner, Standing
from tests.storage.tables import contents
from tests.storage.town import InMemory, InPostgres, Node, Town
from tests.storage.workload import learner

VISITING = Ask(wanted=VISIT)
DAY = dt.date(2026, 11, 22)


@pytest.fixture(params=[InMemory, InPostgres])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path, request.param)
    yield made
    made.close()


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path, InMemory)
    yield made
    made.close()


def everything(node: Node) -> str:
    """All that a database holds."""
    with node.desk.store.reading() as unit:
        tables = ("entry", "by_card", "attendance", "card", "foreign_learner", "foreign_card",
                  "elsewhere", "mention")  # fmt: skip
        from sqlalchemy import text

        return str([unit._link.all(text(f"SELECT * FROM {table}")) for table in tables])


def test_who_came_from_elsewhere_is_greeted_by_name_the_next_time(town: Town) -> None:
    _, text = town.anna(birth_year=1990, partner="nrvc", citizen="ab" * 32)
    first = town.p.desk.scan(text, VISITING)
    assert (first.code, first.learner and first.learner.known) == (Code.FOREIGN, False)
    town.meet()
    town.clock.later(1)
    inside = town.p.desk.scan(text, VISITING)
    assert (inside.code, inside.visits) == (Code.ALREADY_IN, (first.entry,))
    assert inside.learner == Learner(
        learner="anna", number="", name="มะลิ", birth_year=1990, partner="nrvc", centre="korat"
    )
    # The other computer of the centre, which has not seen the card itself.
    there = town.q.desk.scan(text, Ask(wanted=town.q.desk.today().running[0].occurrence.key))
    assert there.code is Code.ADMITTED
    town.meet(2)
    for node in (town.p, town.q):
        assert node.desk.today().came == 1
        lines = node.desk.board(DAY).lines
        assert [line.learner and line.learner.name for line in lines] == ["มะลิ", "มะลิ"]
        before = contents(node.desk.store)
        node.desk.store.rebuild()
        assert contents(node.desk.store) == before == contents(town.p.desk.store)
        # Nobody is found there by what was not told, nor is anything told that is not needed.
        assert node.desk.find("มะลิ") == []
        assert node.desk.members_of("nrvc") == []
        assert not {"ใจดี", "0811111111", "ab" * 32, "K100077"} & set(_words(everything(node)))
    assert not {"ใจดี", "0811111111", "ab" * 32, "K100077"} & set(_words(str(town.side.said())))
    assert "anna" not in everything(town.c)


def _words(text: str) -> Iterator[str]:
    found = (one for one in ("ใจดี", "0811111111", "ab" * 32, "K100077") if one in text)
    yield from found


def test_their_own_centre_alone_changes_a_record(one: Town) -> None:
    _, text = one.anna()
    one.p.desk.scan(text, VISITING)
    one.meet()
    desk = one.p.desk
    found = desk.whose(text).learner
    assert found is not None
    with desk.store.writing() as unit:
        unit.append(LearnerKept(learner=learner(1)), one.clock.now())
    for act in (
        lambda: desk.correct(found, msgspec.structs.replace(found, name="ก"), "สมศรี", "ขอ"),
        lambda: desk.keep_consent("anna", Consent.NOTICE, "สมศรี", "ขอ"),
        lambda: desk.suspend("anna", "สมศรี", "ขอ"),
        lambda: desk.merge("anna", "l1", "สมศรี", "ขอ"),
        lambda: desk.merge("l1", "anna", "สมศรี", "ขอ"),
        lambda: desk.draft_cards([found], [bytes(16)]),
    ):
        with pytest.raises(NotPossible) as told:
            act()
        assert told.value.why is No.ELSEWHERE
    one.clock.later(10)
    desk.check_out([visit.entry for visit in desk.whose(text).lines], "สมศรี", "ไปแล้ว")
    one.clock.later(10)
    answer = as_json(desk.scan(text, VISITING))
    assert (answer["outcome"], answer["name"], answer["centre"]) == ("admitted", "มะลิ", "korat")
    assert "learner" not in answer


def test_who_still_comes_elsewhere_is_kept(one: Town) -> None:
    _, text = one.anna()
    one.clock.later(60 * 24 * 500)
    one.p.desk.scan(text, VISITING)
    one.meet()
    one.clock.later(60 * 24 * 300)
    one.meet()
    assert "anna" not in _unseen(one)
    assert one.a.desk.let_go(bytes).learners == 0
    # Phimai keeps nothing of its own of them, and lets nobody go who is not its own.
    one.clock.later(60 * 24 * 700)
    assert one.p.desk.let_go(bytes).learners == 0
    assert one.a.desk.let_go(bytes).learners == 1
    one.meet()
    assert one.p.desk.scan(text).code is Code.UNKNOWN


def test_who_still_comes_elsewhere_by_the_card_of_another_record_of_theirs_is_kept(
    one: Town,
) -> None:
    _, text = one.anna()
    with one.a.desk.store.writing() as unit:
        unit.append(LearnerKept(learner=learner(1)), one.clock.now())
    one.a.desk.merge("anna", "l1", "สมศรี", "คนเดียวกัน")
    one.clock.later(60 * 24 * 800)
    assert _unseen(one) == ["l1"]
    one.p.desk.scan(text, VISITING)
    one.meet()
    assert _unseen(one) == []


def _unseen(one: Town) -> list[str]:
    with one.a.desk.store.reading() as reader:
        return reader.unseen_since(one.clock.now().date() - dt.timedelta(days=730), None)


def test_a_computer_that_keeps_fewer_days_takes_nothing_back(one: Town) -> None:
    _, text = one.anna()
    one.p.desk.scan(text, VISITING)
    one.meet(2)
    one.clock.at += dt.timedelta(days=500)
    with one.p.desk.store.writing() as unit:
        unit.keep_from(DAY + dt.timedelta(days=100), unit.vector())
        assert unit.came("anna") == []
    one.p.begin()
    said = []
    for node in (one.p, one.q, one.p, one.a):
        one.seconds += WHOLE_S
        node.meet()
        said.append(one.side.said())
    assert said[0] == said[1] == said[2]
    with one.a.desk.store.reading() as reader:
        assert reader.elsewhere("anna")["phimai"].last == DAY


def test_how_a_card_stands_at_home_is_how_it_stands_elsewhere(town: Town) -> None:
    _, text = town.anna()
    town.p.desk.scan(text, VISITING)
    town.meet()
    town.clock.later(10)
    town.change(standing=Standing.SUSPENDED)
    town.meet()
    assert town.p.desk.scan(text).code is Code.HELD
    town.change(standing=Standing.ACTIVE, name="นางมะลิวัลย์ ใจดี")
    renewed = town.a.desk.issue_card("K100077", bytes(range(16, 32)))
    town.meet()
    refused = town.p.desk.scan(text)
    assert (refused.code, refused.reason) == (Code.REPLACED, "replaced")
    # The new card is one of elsewhere until it was asked about; then it is the same person.
    assert town.p.desk.scan(renewed, VISITING).code is Code.FOREIGN
    assert town.p.desk.today().came == 2
    town.meet()
    assert town.p.desk.today().came == 1
    town.clock.later(10)
    again = town.p.desk.scan(renewed)
    assert (again.code, again.learner and again.learner.name) == (Code.ALREADY_IN, "มะลิวัลย์")
    town.a.desk.lose_card("anna")
    town.meet()
    assert town.p.desk.scan(renewed).reason == "lost"


def test_the_passport_tells_what_was_learned_at_every_centre(town: Town) -> None:
    _, text = town.anna()
    clay = next(r.occurrence.key for r in town.a.desk.today().running)
    for node in (town.a, town.p, town.c):
        node.desk.scan(text, Ask(wanted=clay))
    came = town.q.desk.scan(text, VISITING)
    town.clock.later(30)
    assert came.entry is not None
    town.q.desk.leave((came.entry,))
    town.meet()
    at_two = {"workplace": 2}, {"nrvc": 2}
    for node in town.nodes:
        passport = node.desk.passport("anna")
        assert (passport.visits, passport.last) == (3, DAY)
        assert passport.features == {"workplace": 3}
        assert passport.partners == {"nrvc": 3}
        # An hour of clay at two; Phimai was left after half of it.
        assert passport.minutes == 150
    kept = town.a.desk.show("anna", "สมศรี", "ขอเอง").elsewhere
    assert {centre: part.visits for centre, part in kept.items()} == {"phimai": 1, "chum": 1}
    # What was taken back at one is not told at the others any more.
    with town.c.desk.store.reading() as reader:
        (entry,) = reader.came("anna")
    town.c.desk.undo(entry, "ผิดคน", "สมศรี")
    town.meet()
    for node in (town.a, town.p):
        passport = node.desk.passport("anna")
        assert (passport.features, passport.partners, passport.visits) == (*at_two, 2)
    assert town.a.desk.passport("nobody") == Passport(year=2026)


def test_nothing_that_another_centre_says_stops_the_exchange(town: Town) -> None:
    _, text = town.anna()
    for node in (town.p, town.c):
        node.desk.scan(text, VISITING)
    with town.p.desk.store.writing() as unit:
        unit.append(CheckedIn(day=DAY, learner=f"{CARD_ID}no-card"), town.clock.now())
    town.meet()
    much = Passport(year=2026, visits=1, features={f"{n:0480}": 1 for n in range(16)})
    town.c.hub.show({card.hash_of(text): written(Shown(here=much))}, 1000)
    town.change(name="มะลิวรรณ ใจดี")
    town.meet()
    known = town.p.desk.known("anna")
    assert known is not None
    assert known.learner is not None
    assert known.learner.name == "มะลิวรรณ"


@pytest.mark.parametrize("where", ["korat", "phimai", "by the hub"])
def test_who_is_forgotten_at_one_centre_is_forgotten_at_all(where: str, town: Town) -> None:
    _, text = town.anna()
    hash_of = card.hash_of(text)
    for node in (town.a, town.p, town.c):
        node.desk.scan(text, VISITING)
    town.meet()
    town.clock.later(10)
    town.q.desk.scan(text)
    if where == "by the hub":
        if isinstance(town.side, InMemory):
            return
        # The computer on which it was done has been taken away since, its entries are there.
        town.a.desk.forget("anna", bytes(16), "สมศรี", "ขอเอง")
        town.a.exchange.exchange()
        assert list(forget(town.side.owner))
        nodes: tuple[Node, ...] = town.nodes[1:]
    else:
        node = town.a if where == "korat" else town.p
        assert node.desk.forget("anna", bytes(16), "สมศรี", "ขอเอง").visits
        nodes = town.nodes
    for _ in range(4):
        town.seconds += LOOK_S
        for node in nodes:
            node.meet()
    for node in nodes:
        kept = everything(node)
        forgotten = [body.learners for body in node.bodies(Erased)]
        assert all(CARD_ID + hash_of in learners for learners in forgotten)
        for body in node.bodies(Erased):
            kept = kept.replace(
                str(list(body.learners))[1:-1].replace("'", '"').replace(" ", ""), ""
            )
        assert "มะลิ" not in kept
        assert not {"anna", CARD_ID + hash_of} & {body.learner for body in node.bodies(CheckedIn)}
        assert node.desk.today().came == 1
        assert node.desk.scan(text).code is Code.UNKNOWN
    if where != "by the hub":
        assert town.side.said() == []
    # Nobody begins anew.
    before = [len(node.bodies(Erased)) for node in nodes]
    for node in nodes:
        node.begin()
        node.meet()
    assert [len(node.bodies(Erased)) for node in nodes] == before


def test_traces_of_somebody_forgotten_elsewhere_are_tried_until_they_are_gone(one: Town) -> None:
    _, text = one.anna()
    one.p.desk.scan(text, VISITING)
    one.meet()
    scrub, held = one.p.desk.store.scrub, [False, False, True]
    one.p.desk.store.scrub = lambda: held.pop(0) and scrub()  # type: ignore[method-assign]
    one.a.desk.forget("anna", bytes(16), "สมศรี", "ขอเอง")
    one.meet(5)
    assert held == []


def test_nobody_speaks_for_a_learner_of_ours_or_of_a_third_centre(one: Town) -> None:
    _, text = one.anna()
    one.p.desk.scan(text, VISITING)
    with one.p.desk.store.writing() as unit:
        unit.append(LearnerKept(learner=learner(1)), one.clock.now())
    one.seconds += LOOK_S
    one.p.meet()
    for whose in ("l1", f"{CARD_ID}{'0' * 64}"):
        record = Learner(learner=whose, number="", name="ปลอม")
        lie = written(Told(record=record, key="A"))
        one.c.hub.tell_of({("phimai", card.hash_of(text)): lie}, 10)
        one.seconds += LOOK_S
        one.p.meet()
        outcome = one.p.desk.scan(text, VISITING)
        assert outcome.learner is not None
        assert outcome.learner.learner == CARD_ID + card.hash_of(text)
    # Nor is anything but a name a name.
    record = Learner(learner="x", number="1", name="<b>" + "ก" * 99, phone="1", citizen="c")
    one.c.hub.tell_of({("phimai", card.hash_of(text)): written(Told(record=record, key="A"))}, 11)
    one.seconds += LOOK_S
    one.p.meet()
    kept = one.p.desk.scan(text, VISITING).learner
    assert kept is not None
    assert (kept.number, kept.phone, kept.citizen, kept.centre) == ("", "", "", "chum")
    assert kept.name == "b" + "ก" * 29
    for spoilt in ("{", '{"record":{"learner":7}}', "[" * 5000, '{"record":null,"later":1}'):
        one.c.hub.tell_of({("phimai", card.hash_of(text)): spoilt}, 12)
        one.seconds += LOOK_S
        one.p.meet()
        assert one.p.desk.scan(text, VISITING).learner == kept
    # Nor has anybody but theirs forgotten.
    gone = written(Told(forgotten=("l1", "x")))
    one.c.hub.tell_of({("phimai", card.hash_of(text)): gone}, 13)
    one.seconds += LOOK_S
    one.p.meet()
    (erased,) = one.p.bodies(Erased)
    assert erased.learners == (CARD_ID + card.hash_of(text), "x")
    assert one.p.desk.known("l1") is not None


def test_a_card_of_ours_that_was_made_where_nobody_reached_us_is_ours(one: Town) -> None:
    made = one.q.desk.register(Newcomer(name="บัว", birth_year=1990), bytes(32), VISITING)
    assert one.p.desk.scan(made.card, VISITING).code is Code.FOREIGN
    one.seconds += LOOK_S
    one.p.meet()
    assert len(one.side.said()) == 1
    one.meet()
    assert one.side.said() == []
    assert one.p.desk.today().came == 1


def test_only_who_has_all_of_a_centre_speaks_for_it(one: Town) -> None:
    _, text = one.anna()
    one.p.desk.scan(text, VISITING)
    one.meet()
    done = one.a.exchange.exchange()
    said = one.side.said()
    one.change(name="ไม่รู้")
    one.seconds += WHOLE_S
    other = done.nodes[0]._replace(centre="chum")
    for lacking in ({"missing": 1}, {"unsent": 1}, {"nodes": (*done.nodes, other)}):
        one.a.elsewhere.meet(one.a.hub, msgspec.structs.replace(done, **lacking))
    (name,) = one.side.hub.cards
    lie = written(Told(forgotten=("anna",)))
    one.a.hub.tell_of({name: lie}, sum(n.seq for n in done.nodes) - 1)
    assert one.side.said() == said
    one.a.elsewhere.meet(one.a.hub, done)
    assert "ไม่รู้" in str(one.side.said())


def test_looks_are_far_apart_and_all_is_looked_at_now_and_then(one: Town) -> None:
    _, text = one.anna()
    one.meet()
    looks: list[object] = []
    look = one.p.hub.sightings
    one.p.hub.sightings = lambda since=None: looks.append(since) or look(since)  # type: ignore[method-assign, func-returns-value]
    one.p.desk.scan(text, VISITING)
    one.p.meet()
    assert looks == []
    one.seconds += LOOK_S
    one.p.meet()
    one.p.meet()
    assert (len(looks), None in looks, len(one.side.said())) == (1, False, 1)
    one.seconds += WHOLE_S
    one.p.meet()
    assert looks[1:] == [None]
