"""The desk shows how the other computers and the hub are, and who is silent for too long."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.app import Installation
from kiosk.clock import micros
from kiosk.config import Settings
from kiosk.desk import Board
from kiosk.entry import Entry, HelpCalled
from kiosk.gather import Today
from kiosk.nodes import NodeState
from kiosk.sync_state import Peer, SyncState, Told, write_state
from tests.builders import DAY, NOON
from tests.screens.desk.conftest import Driver, Place
from ui.catalogue import Catalogue
from ui.viewmodels.desk.exchange import ExchangeWords, derive_exchange

MINUTE = dt.timedelta(minutes=1)
ODD = NodeState("A", NOON, 7, 4, NOON - MINUTE, "0.0.1", -301.0, 499, 2, ("scanner",))


def words(language: str = "en", nodes: tuple[NodeState, ...] = (), **more: Any) -> ExchangeWords:
    texts = Catalogue()
    texts.language = language
    silent = {name: more.pop(name) for name in ("silent", "hub_silent") if name in more}
    given = {"looked_at": NOON, "contact_at": NOON - 5 * MINUTE} | more
    today = Today(DAY, NOON, (), {}, 0, 0, True, None, None)
    board = Board(today, [], nodes=nodes, sync=SyncState(**given), **silent)
    said = derive_exchange(board, texts, Settings().zone)
    # Where a line may not break is looked at on the screen.
    return said._replace(nodes=plain(said.nodes), hub=plain(said.hub), silence=plain(said.silence))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "more", "hub", "bad"),
    [
        ("en", {}, "Hub: in step", False),
        ("th", {}, "เครื่องกลาง: ข้อมูลตรงกัน", False),
        ("en", {"unsent": 1200, "missing": 3}, "Hub: 1,200 to send, 3 to receive", False),
        ("en", {"aside": 2}, "Hub: in step · 2 set aside", False),
        (
            "th",
            {"trouble": "unreachable", "unsent": 12},
            "ติดต่อเครื่องกลางไม่ได้ กรุณาตรวจเครือข่าย · ตั้งแต่ 11.55 · รอส่ง 12",
            True,
        ),
        (
            "en",
            {"trouble": "store-full", "contact_at": None, "since": NOON - 24 * 60 * MINUTE},
            "Hub: the exchange does not work (E-STORE-FULL) · The disk is full: free some space"
            " · since 21/11 12:00",
            True,
        ),
        (
            "en",
            {"looked_at": NOON - 3 * MINUTE},
            "Hub: this computer has not exchanged entries · since 11:55",
            True,
        ),
        (
            "en",
            {"parted": ("A~2",)},
            "Hub: in step · this computer goes on as A~2: another computer uses its name",
            True,
        ),
    ],
)
def test_how_the_exchange_stands(language: str, more: dict[str, Any], hub: str, bad: bool) -> None:
    said = words(language, **more)
    assert (said.hub, said.hub_bad, said.silence) == (hub, bad, "")


def test_what_is_odd_about_a_computer() -> None:
    said = words(nodes=(ODD, NodeState("B", NOON, 1)))
    assert said.nodes == (
        "A 11:59 (4 to send, 2 set aside, Scanner: not working, version 0.0.1,"
        " clock wrong by 6 minutes, disk nearly full) · B 12:00"
    )


@pytest.mark.parametrize(
    ("language", "seconds", "said"),
    [
        ("en", 86400, "(clock wrong by 1 day)"),
        ("en", -86400 * 365 - 25201, "(clock wrong by 365 days 7 hours)"),
        ("th", 5400, "(นาฬิกาผิด 1 ชั่วโมง 30 นาที)"),
    ],
)
def test_how_wrong_a_clock_is_can_be_read(language: str, seconds: float, said: str) -> None:
    node = NodeState("A", NOON, 7, ahead_s=seconds)
    assert words(language, nodes=(node,)).nodes.endswith(said)


def test_who_is_silent() -> None:
    assert words(silent=("A", "B")).silence.startswith(
        "Nothing heard from A, B for over 15 minutes"
    )
    # The hub's silence explains the others'.
    assert words(silent=("A",), hub_silent=True, trouble="tls", aside=2).silence == (
        "The hub's certificate is not valid: look at this computer's clock, then tell the hub's"
        " keeper · since 11:55"
    )


class Joined(Place):
    """A computer with a hub, whose state a test writes."""

    def desk(self) -> Any:
        places = {
            "WALKIN_DATA": str(self.file.parent),
            "WALKIN_HUB_URL": "postgresql://walkin_d@127.0.0.1/walkin",
        }
        places["WALKIN_CONFIG"] = str(self.file.with_name("walkin.toml"))
        made = Installation(node="D", environ=places, clock=self.clock)
        desk = super().desk()
        desk._sync = made.sync_state
        return desk


def test_a_kiosk_that_falls_silent_shows_by_itself(
    desk: Callable[..., Driver], tmp_path: Any
) -> None:
    place, passed = Joined(tmp_path), [0.0]
    with place.other.writing() as unit:
        unit.receive([Entry("B", 1, micros(NOON), NOON, None, HelpCalled(day=DAY))])

    def hears(minutes_ago: float) -> None:
        seen = place.clock.at - minutes_ago * MINUTE
        kiosk = Peer(node="B", centre="korat", seq=1, seen_at=seen, told=Told(free_mb=100))
        now = place.clock.at
        write_state(
            tmp_path, SyncState(looked_at=now, contact_at=now, centre="korat", nodes=(kiosk,))
        )

    hears(0)
    driver = desk(place, now=lambda: passed[0])
    assert driver.text("hub") == "เครื่องกลาง: ข้อมูลตรงกัน"
    assert "B 12.00 (ดิสก์ใกล้เต็ม)" in plain(driver.text("nodes"))
    assert not driver.items("clock.trouble")
    place.clock.at += 16 * MINUTE
    hears(15)
    passed[0] += 15.0
    driver.until(lambda: bool(driver.items("clock.trouble")))
    assert driver.desk.board.silence == words("th", silent=("B",)).silence
    driver.until(lambda: driver.desk.watch._minute[0] == 16)
    # Nobody looks any more, and it is not told as if all were well.
    place.clock.at += 3 * MINUTE

    def told() -> bool:
        passed[0] += 1.0
        return plain(driver.text("hub")).startswith(
            "เครื่องกลาง: เครื่องนี้ไม่ได้แลกเปลี่ยนข้อมูล · ตั้งแต่ 12.16"
        )

    driver.until(told)
    place.other.close()
