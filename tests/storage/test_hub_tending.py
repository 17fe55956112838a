"""The hub over the years: tables of earlier programs, months to come, people to be forgotten."""

from __future__ import annotations

import datetime as dt
from typing import Any

import psycopg
import pytest

from db.hub import abouts, forgetting, steps
from db.hub.accounts import add_account, add_centre
from db.hub.forgetting import forget
from db.hub.link import HubLink, about_nothing, connect
from db.hub.rows import months_from
from db.hub.setup import bring_up, newest, prepare, prepared_until
from db.hub.state import state
from kiosk import entry as e
from kiosk.about import about
from kiosk.foreign import Sighting
from kiosk.hub import HubTrouble
from kiosk.hub_place import Place
from kiosk.record import CARD_ID, Learner, stranger
from kiosk.written import Written
from tests.postgres import server

NOVEMBER = 1_795_000_000_000_000
DAY_US = 86_400_000_000
DAY = dt.date(2026, 11, 19)


def learner_of(row: Written) -> str | None:
    if row.kind != "checked-in":
        return None
    body = e.decode(row.body)
    assert isinstance(body, e.CheckedIn)
    return body.learner


class City:
    """A hub with two centres; A writes in Korat, P in Phimai."""

    def __init__(self, *, plain: bool = False, upto: int = steps.LATEST) -> None:
        self.name = server().fresh()
        self.owner = server().connect(self.name)
        bring_up(self.owner, plain=plain, upto=upto)
        self.links = {}
        for node, centre in (("A", "korat"), ("P", "phimai")):
            add_centre(self.owner, centre, centre, 202611)
            role = add_account(self.owner, node, centre, password="p", ending=self.name)
            place = f"postgresql://{role}@127.0.0.1:{server().port}/{self.name}"
            self.links[node] = connect(Place(place, "p", "disable"), learner_of)
            self.links[node].register(node)

    def write(self, node: str, *bodies: e.AnyBody | str, stamp: int = NOVEMBER) -> None:
        link = self.links[node]
        head = link.greet().heads[node]
        rows = []
        for n, body in enumerate(bodies, head.seq + 1):
            text = body if isinstance(body, str) else e.encode(body)
            kind = "later" if isinstance(body, str) else e.kind_of(body)
            rows.append(Written(node, n, stamp + n, stamp + n, None, kind, text))
        link.append(rows, [head])

    def bodies(self, node: str) -> list[Any]:
        rows = self.links[node].read(node, 0, 10_000, 0, 10_000)
        return [row.body if row.kind == "later" else e.decode(row.body) for row in rows]

    def close(self) -> None:
        self.owner.close()
        for link in self.links.values():
            link.close()


@pytest.fixture(params=[False, True], ids=["parted", "plain"])
def city(request: pytest.FixtureRequest) -> Any:
    made = City(plain=request.param)
    yield made
    made.close()


def came(learner: str, reason: str = "") -> e.CheckedIn:
    return e.CheckedIn(day=DAY, learner=learner, reason=reason)


@pytest.mark.parametrize("step", range(2, steps.LATEST + 1))
def test_a_step_is_taken_while_kiosks_of_the_one_before_go_on(
    step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = City(upto=step - 1)
    city.write("A", came("anna"), came("bert"))
    before = city.links["A"].greet()
    with monkeypatch.context() as patched:
        # What a program of that time knew.
        patched.setattr("db.hub.link.LATEST", step - 1)
        assert bring_up(city.owner, upto=step) == [steps.NAMES[step]]
        assert bring_up(city.owner, upto=step) == []
        assert newest(city.owner) == step
        assert city.links["A"].greet()[1:] == before[1:]
        city.write("A", came("carl"))
        assert city.bodies("A") == [came("anna"), came("bert"), came("carl")]
    city.close()


def test_a_hub_without_cards_is_asked_about_none() -> None:
    city = City(upto=3)
    link = city.links["A"]
    link.greet()
    link.ask(["a" * 64])
    link.show({"a" * 64: "{}"}, 1)
    link.tell_of({("phimai", "a" * 64): "{}"}, 1)
    link.let_go(["a" * 64])
    assert link.sightings() == []
    bring_up(city.owner)
    link.greet()
    link.ask(["a" * 64])
    assert link.sightings() == [Sighting("korat", "a" * 64)]
    city.close()


def test_a_hub_of_a_newer_program_is_left_alone(city: City) -> None:
    city.owner.execute("INSERT INTO hub_step (step, name, least) VALUES (90, 'later', 1)")
    with pytest.raises(HubTrouble, match="newer"):
        bring_up(city.owner)


def test_two_who_bring_it_up_at_once_do_each_step_once() -> None:
    name = server().fresh()
    with server().connect(name) as one, server().connect(name) as other:
        assert bring_up(one, upto=1) == ["tables"]
        assert bring_up(other) == ["tending", "seats", "cards"]
        assert bring_up(one) == []


def test_months_are_prepared_and_what_came_early_is_put_in_its_place() -> None:
    city = City()
    assert prepared_until(city.owner, "korat") == 202811
    late = NOVEMBER + 1000 * DAY_US  # August 2029
    city.write("A", came("anna"))
    city.write("A", came("bert"), came("carl"), stamp=late)
    city.write("A", came("dora"), stamp=late + 40 * DAY_US)
    found = state(city.owner, local=True)
    assert [(c.code, c.early) for c in found.centres] == [("korat", 3), ("phimai", 0)]
    assert any("lie in no month" in alert for alert in found.alerts)
    assert prepare(city.owner, "korat", 202612) == [202812, 202908, 202909]
    assert prepare(city.owner, "korat", 202612) == []
    with server().connect(city.name) as owner:
        in_august = owner.execute("SELECT count(*) FROM entry_korat_202908").fetchone()
        rest = owner.execute("SELECT count(*) FROM entry_korat_rest").fetchone()
    assert (in_august, rest) == ((2,), (0,))
    assert city.bodies("A") == [came("anna"), came("bert"), came("carl"), came("dora")]
    city.write("A", came("emil"), stamp=late + 41 * DAY_US)
    assert state(city.owner, local=True).centres[0].early == 0
    assert state(city.owner, local=True).entries == 5
    with city.links["A"]._link.transaction():
        plan = (
            city.links["A"]
            ._link.execute(
                "EXPLAIN SELECT * FROM entry WHERE centre = 'korat' AND node = 'A' AND seq > 1"
                " AND month >= 202909"
            )
            .fetchall()
        )
    assert "entry_phimai" not in str(plan)
    assert "entry_korat_202908" not in str(plan)
    city.close()


def test_months_follow_each_other() -> None:
    assert months_from(202611, 3) == [202611, 202612, 202701]


def forgotten(city: City) -> tuple[int, int]:
    done = list(forget(city.owner))
    return sum(one.changed for one in done), sum(one.unread for one in done)


def test_whoever_is_forgotten_at_a_centre_is_forgotten_in_the_city(city: City) -> None:
    kept = e.LearnerKept(learner=Learner(learner="anna", number="K1", name="Anna"))
    card = came(f"{CARD_ID}abc")
    city.write("A", kept, came("anna", "came late"), came("bert"), e.Merged(learner="bert",
               into="anna"))  # fmt: skip
    city.write("A", e.Undone(target=e.EntryId("A", 2), reason="Anna was ill"),
               e.Undone(target=e.EntryId("A", 3), reason="Bert was not"))  # fmt: skip
    city.write("P", card, came("anna"), '{"kind":"later","who":"anna"}')
    assert forgotten(city) == (0, 0)
    city.write("A", e.Erased(learners=("anna", f"{CARD_ID}abc"), instead="nobody"))
    assert forgotten(city) == (6, 1)
    gone = came("nobody")
    first, *others = city.bodies("A")
    assert (first.learner.learner, first.learner.name) == ("nobody", "")
    assert others[:5] == [
        gone,
        came("bert"),
        e.Merged(learner=""),
        e.Undone(target=e.EntryId("A", 2), reason=""),
        e.Undone(target=e.EntryId("A", 3), reason="Bert was not"),
    ]
    assert city.bodies("P") == [gone, gone, '{"kind":"later","who":"anna"}']
    # What comes later, from somebody who had not heard of it, and forgot them before.
    city.write("P", came("anna"), e.Erased(learners=("anna",), instead="other"), came("other"))
    assert forgotten(city) == (5, 1)
    other = came("other")
    assert [body for body in city.bodies("P") if isinstance(body, e.CheckedIn)] == [other] * 4
    assert city.bodies("A")[:2] == [e.LearnerKept(learner=stranger("other")), other]
    assert forgotten(city) == (0, 0)


def test_what_nobody_wrote_beside_the_entries_is_filled_in(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(abouts, "PORTION", 2)
    nobody, merged = e.DayClosed(day=DAY), e.Merged(learner="bert", into="anna")
    refused = e.Refused(day=DAY, outcome="held", learner="anna")
    for link in city.links.values():
        link._about = about_nothing
    city.write("A", came("anna"), nobody, '{"kind":"later","who":"anna"}', refused, merged)
    city.write("A", came("odd\0"), came("bert"), stamp=NOVEMBER + 40 * DAY_US)
    city.write("P", came(f"{CARD_ID}abc"))
    assert sum(abouts.fill(city.owner)) == 6
    told = "SELECT about FROM entry ORDER BY node, seq"
    filled = ["anna", "", None, "anna", "bert", None, "bert", "card:abc"]
    assert [one for (one,) in city.owner.execute(told)] == filled
    assert list(abouts.fill(city.owner)) == []
    # As a kiosk of this program writes it.
    city.links["A"]._about = about
    city.write("A", came("anna"), nobody)
    assert [one for (one,) in city.owner.execute(f"{told} DESC LIMIT 2")] == ["", "anna"]
    # Whom they speak of is enough to find them: nothing is searched for.
    city.write("P", e.Erased(learners=("anna",), instead="nobody"))
    monkeypatch.setattr(forgetting, "_UNKNOWN", forgetting._UNKNOWN + " AND kind <> 'refused'")
    assert forgotten(city) == (4, 1)
    assert [b for b in city.bodies("A") if "anna" in str(b)] == ['{"kind":"later","who":"anna"}']


def test_forgetting_goes_on_where_it_was_interrupted(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.hub.forgetting._KNOWN", _in_portions(2))
    city.write("A", *[came("anna") for _ in range(5)])
    city.write("P", e.Erased(learners=("anna",), instead="nobody"))
    assert next(forget(city.owner)).changed == 2
    assert city.bodies("A").count(came("nobody")) == 2
    assert forgotten(city) == (3, 0)
    assert city.bodies("A") == [came("nobody")] * 5


def _in_portions(count: int) -> str:
    return forgetting._KNOWN.replace(f"LIMIT {forgetting.PORTION}", f"LIMIT {count}")


def test_a_node_that_is_silent_is_told_of(city: City) -> None:
    assert [a for a in state(city.owner, local=True).alerts if "heard" in a] == [
        "A of korat was never heard",
        "P of phimai was never heard",
    ]
    city.links["A"].tell({"A": "{}"})
    city.owner.execute("UPDATE node SET seen_at = now() - interval '2 days' WHERE node = 'P'")
    (alert,) = [a for a in state(city.owner, local=True).alerts if "heard" in a]
    assert alert.startswith("P of phimai was not heard since 2")
    assert any("not encrypted" in a for a in state(city.owner, local=False).alerts)


def test_an_account_may_not_tend(city: City) -> None:
    link: HubLink = city.links["A"]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        link._link.execute("SELECT * FROM swept")
