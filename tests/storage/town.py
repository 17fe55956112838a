"""Three centres on one hub, in memory or in PostgreSQL."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import msgspec

from db.hub.accounts import add_account, add_centre
from db.hub.link import connect
from db.hub.setup import bring_up
from kiosk.desk import FrontDesk
from kiosk.elsewhere import LOOK_S, Elsewhere
from kiosk.entry import LearnerKept
from kiosk.exchange import Exchange, Exchanged
from kiosk.hub import Hub
from kiosk.hub_place import Place
from kiosk.importing import import_programme
from kiosk.secrets import TrustedKey, fresh
from tests.memory_hub import MemoryHub
from tests.postgres import server
from tests.storage.centre import PROGRAMME, Centre, SetClock
from tests.storage.workload import learner

CLAY = PROGRAMME.replace(
    "SUMMARY:ห้องเล็ก", "SUMMARY:ปั้นดิน\nCATEGORIES:workplace\nORGANIZER;CN=nrvc:mailto:a@b.c"
)


class InMemory:
    def __init__(self, clock: SetClock) -> None:
        self.hub = MemoryHub(clock.now)

    def connect(self, node: str, centre: str) -> Hub:
        return self.hub.connect(node, centre)

    def said(self) -> list[str]:
        return [str(card.row) for card in self.hub.cards.values()]

    def close(self) -> None: ...


class InPostgres:
    def __init__(self, _: SetClock) -> None:
        self.name = server().fresh()
        self.owner = server().connect(self.name)
        # Without the partitions of entries, which take a second to make and are no matter here.
        bring_up(self.owner, plain=True)
        for centre in ("korat", "phimai", "chum"):
            add_centre(self.owner, centre, centre, 202611)
        self.links: list[Hub] = []

    def connect(self, node: str, centre: str) -> Hub:
        role = add_account(self.owner, node, centre, password="p", ending=self.name)
        place = f"postgresql://{role}@127.0.0.1:{server().port}/{self.name}"
        self.links.append(connect(Place(place, "p", "disable")))
        return self.links[-1]

    def said(self) -> list[str]:
        return [str(row) for row in self.owner.execute("SELECT * FROM foreign_card")]

    def close(self) -> None:
        for link in self.links:
            link.close()
        self.owner.close()


class Node:
    """One computer of a centre."""

    def __init__(self, town: Town, desk: FrontDesk, hub: Hub) -> None:
        self.town, self.desk, self.hub = town, desk, hub
        self.exchange = Exchange(desk.store, hub, desk.clock)
        self.begin()

    def begin(self) -> None:
        self.elsewhere = Elsewhere(
            self.desk.store, self.desk.clock, self.town.korat.settings.zone,
            fresh=lambda: f"{next(self.town.numbers):032x}", now=lambda: self.town.seconds,
        )  # fmt: skip

    def meet(self) -> Exchanged:
        done = self.exchange.exchange()
        self.elsewhere.meet(self.hub, done)
        return done

    def bodies(self, kind: type[Any]) -> list[Any]:
        with self.desk.store.reading() as reader:
            return [e.body for e in reader.entries({}, 10_000) if isinstance(e.body, kind)]


class Town:
    """Korat (A), whose cards all trust, and Phimai (P, Q) and Chum Phuang (C)."""

    def __init__(self, folder: Path, kind: Any) -> None:
        self.numbers = itertools.count(1)
        self.seconds = 1.0
        self.korat = Centre(folder / "korat.db")
        self.clock = self.korat.clock
        self.side = kind(self.clock)
        own = self.korat.secrets.card_keys["A"]
        self.phimai = fresh("B")
        self.phimai = msgspec.structs.replace(
            self.phimai, trusted={"A": TrustedKey(centre="korat", key=own)}
        )
        self.a = self.node("korat.A", "korat")
        self.korat.secrets = self.phimai
        self.p, self.q = self.node("phimai.P", "phimai"), self.node("phimai.Q", "phimai")
        self.c = self.node("chum.C", "chum")
        self.nodes = (self.a, self.p, self.q, self.c)

    def node(self, name: str, centre: str) -> Node:
        desk = self.korat.other(name)
        import_programme(desk.store, self.clock, self.korat.settings, CLAY.encode())
        return Node(self, desk, self.side.connect(name, centre))

    def meet(self, rounds: int = 3) -> None:
        """Everybody meets everybody, one after the other."""
        for _ in range(rounds):
            self.seconds += LOOK_S
            for node in self.nodes:
                node.meet()

    def anna(self, **more: Any) -> tuple[str, str]:
        """A learner of Korat: id, and text of the card."""
        kept = learner(77, learner="anna", name="นางสาวมะลิ ใจดี", phone="0811111111", **more)
        with self.a.desk.store.writing() as unit:
            unit.append(LearnerKept(learner=kept), self.clock.now())
        return "anna", self.a.desk.issue_card(kept.number, bytes(range(16)))

    def change(self, **more: Any) -> None:
        with self.a.desk.store.writing() as unit:
            record = unit.learner("anna")
            assert record is not None
            unit.append(
                LearnerKept(learner=msgspec.structs.replace(record, **more)), self.clock.now()
            )

    def close(self) -> None:
        for node in self.nodes:
            node.desk.close()
        self.korat.store.close()
        self.side.close()
