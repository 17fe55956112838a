"""How a visitor comes to every screen and state, by touching and scanning."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.outcome import Code
from kiosk.passport import Passport
from kiosk.ports import StoreTrouble
from tests.fakes import LONG, MALI, OPEN_NOW
from tests.screens.conftest import Visitor, outcomes
from ui.sitter import sitting
from ui.viewmodels.camera import CameraProps

Way = Callable[[Visitor], object]


def tap(*names: str) -> Way:
    """Touch these, one after the other."""

    def way(visitor: Visitor) -> None:
        for name in names:
            visitor.tap(name)

    return way


def scan(code: str, *names: str) -> Way:
    """Scan a card that is answered with this outcome, then touch these."""

    def way(visitor: Visitor) -> None:
        visitor.desk.answers["WAY1"] = outcomes(visitor.desk)[code]
        visitor.scan("WAY1")
        tap(*names)(visitor)

    return way


def name(text: str, *then: str) -> Way:
    def way(visitor: Visitor) -> None:
        tap("open.new", "agree")(visitor)
        visitor.kiosk.views.keyboard.type_in(text)
        visitor.settle()
        tap(*then)(visitor)

    return way


def year(digits: str, *then: str) -> Way:
    return name("น้ำผึ้ง", "next", *(f"key.{d}" for d in digits), *then)


def likely(visitor: Visitor) -> None:
    visitor.desk.likely_answer = "73"
    year("2533", "next", "partner.0")(visitor)


def held(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.COUNT_HELD, people=10)
    tap("open.guests", "band.child")(visitor)


def passport(visitor: Visitor) -> None:
    features = {"basic-to-higher": 4, "workplace": 2, "modern-technology": 112}
    partners = {"nrru": 3, "nrvc": 12, "anuban-korat": 2, "vu": 1, "municipality": 113}
    visitor.desk.passport_answer = Passport(
        year=2026, visits=118, minutes=71_010, features=features, partners=partners
    )
    scan("admitted", "passport")(visitor)


def long_welcome(visitor: Visitor) -> None:
    visitor.kiosk.flow.visits.tell(
        visitor.desk.outcome(Code.ADMITTED, learner=MALI, occurrence=LONG, seats_left=399)
    )


def undo_offered(visitor: Visitor) -> None:
    scan("admitted")(visitor)
    visitor.kiosk.flow.stage.home()


def aim(visitor: Visitor) -> None:
    visitor.kiosk.views.camera.show(sitting(found=True))


def choice(visitor: Visitor) -> None:
    visitor.desk.guest_answer = visitor.desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    tap("open.group", "party.school", "key.6", "key.0", "party.done")(visitor)


def trouble(visitor: Visitor) -> None:
    visitor.kiosk.flow.watch.trouble(StoreTrouble("damaged"))


def faces(visitor: Visitor) -> None:
    visitor.desk.asks_feedback = True
    scan("already_in", "leave")(visitor)


def idle(visitor: Visitor) -> None:
    tap("open.pad")(visitor)
    visitor.wait(61)


WAYS: dict[str, tuple[str, Way]] = {
    "home": ("home", tap()),
    "wanted": ("home", lambda v: v.kiosk.flow.stage.want("long")),
    "aiming": ("home", aim),
    "aiming again": ("unknown", lambda v: (scan("unknown")(v), aim(v))),
    "undo offered": ("home", undo_offered),
    "admitted": ("welcome", scan("admitted")),
    "long": ("welcome", long_welcome),
    "expired": ("welcome", scan("expired")),
    "foreign": ("welcome", scan("foreign")),
    "choose": ("choose", scan("choose")),
    "already in": ("already", scan("already_in")),
    "unknown": ("unknown", scan("unknown")),
    "held": ("notice", scan("held")),
    "replaced": ("notice", scan("replaced")),
    "too early": ("notice", scan("too_early")),
    "ended": ("notice", scan("ended")),
    "cancelled": ("notice", scan("cancelled")),
    "guardian": ("notice", scan("guardian")),
    "closed": ("notice", scan("closed")),
    "count held": ("notice", held),
    "standby": ("standby", scan("standby")),
    "not certain": ("standby", scan("not_certain")),
    "pad": ("pad", tap("open.pad", "key.1", "key.0", "key.7")),
    "pad full": ("pad", lambda v: (v.tap("open.pad"), v.kiosk.views.pad.type_in("1" * 20))),
    "mistyped": ("pad", scan("mistyped")),
    "resting": ("pad", lambda v: (scan("paused")(v), v.kiosk.flow.tick())),
    "guests": ("guests", tap("open.guests")),
    "guests counted": ("guests", tap("open.guests", *(["band.child", "band.senior"] * 6))),
    "agree": ("agree", tap("open.new")),
    "name": ("name", name("น้ำผึ้ง")),
    "name empty": ("name", name("")),
    "name longest": ("name", name("กุ้งนางผู้ยิ่งใหญ่แห่งลุ่มน้ำมูล")),
    "name shifted": ("name", name("", "kb.shift")),
    "year": ("year", year("2533")),
    "year wrong": ("year", year("1850")),
    "guardian step": ("guardian", year("2560", "next")),
    "partner": ("partner", year("2533", "next")),
    "likely": ("likely", likely),
    "card": ("card", year("2533", "next", "partner.none")),
    "party": ("party", tap("open.group")),
    "party partner": ("partner", tap("open.group", "party.partner")),
    "party count": ("partycount", tap("open.group", "party.school", "key.9", "key.9", "key.9")),
    "party of partner": ("partycount", tap("open.group", "party.partner", "partner.0")),
    "party chooses": ("choose", choice),
    "faces": ("faces", faces),
    "bye": ("bye", scan("already_in", "leave")),
    "undone": ("bye", scan("admitted", "cancel")),
    "passport": ("passport", passport),
    "help": ("home", tap("help")),
    "idle": ("pad", idle),
    "trouble": ("trouble", trouble),
}
"""The screen that is on afterwards, and the way to it from Home."""


def go(visitor: Visitor, state: str) -> None:
    """Start anew at Home and come to a state."""
    desk = visitor.desk
    desk.guest_answer = desk.likely_answer = desk.registered = desk.choice = None
    desk.asks_feedback = False
    desk.open_alerts = []
    visitor.kiosk.views.camera.show(CameraProps())
    visitor.kiosk.flow.stage.home()
    visitor.settle()
    screen, way = WAYS[state]
    way(visitor)
    visitor.settle()
    assert visitor.screen == screen, state
