"""How a visitor comes to every screen and state, by touching and scanning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.keeping import CannotKeep, Kept
from kiosk.outcome import Code, Running
from kiosk.passport import Passport
from kiosk.ports import StoreTrouble
from kiosk.record import PartnerNumber
from tests.fakes import LATER, LONG, MALI, OPEN_NOW, ROBOT, FakeFrontDesk, a_call
from tests.screens.conftest import Visitor, outcomes
from ui.devices import LastRead
from ui.readers.reader import Health, State
from ui.sitter import sitting
from ui.viewmodels.camera import CameraProps

Way = Callable[[Visitor], object]
PINS = FakeFrontDesk().pins
DIGITS = tuple(f"key.{digit}" for digit in PINS["สมศรี"])


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


def partners_card(*then: str) -> Way:
    """Scan a student card that nobody here has yet, then touch these."""

    def way(visitor: Visitor) -> None:
        student = PartnerNumber(partner="nrvc", number="6412345678")
        visitor.answer("WAY2", Code.UNKNOWN, student=student)
        visitor.scan("WAY2")
        tap(*then)(visitor)

    return way


def printed(way: Way) -> Way:
    """There is a printer, and it has printed the slip of this screen."""

    def there(visitor: Visitor) -> None:
        printer, slips = visitor.kiosk.printer, visitor.kiosk.slips
        printer._become(Health(State.READY))
        way(visitor)
        if visitor.kiosk.views.slip.props.offered:
            visitor.tap("slip.print")
        printer.printed.emit(slips._ticket)

    return there


def called(many: dict[str, int]) -> Way:
    """So many waiting numbers are called for each of these."""

    def way(visitor: Visitor) -> None:
        desk = visitor.desk
        desk.running = (*OPEN_NOW, Running(LONG, 500), *LATER)
        desk.called = tuple(a_call(100 + n, key) for key, some in many.items() for n in range(some))
        visitor.kiosk.flow.watch.refresh()
        visitor.settle()
        desk.running, desk.called = OPEN_NOW + LATER, ()

    return way


def standby_called(visitor: Visitor) -> None:
    visitor.kiosk.flow.visits.tell(
        visitor.desk.outcome(
            Code.STANDBY, learner=MALI, occurrence=ROBOT, number="A17", called=True
        )
    )


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


def staff(*then: str) -> Way:
    """Open the hidden corner, then touch these."""

    def way(visitor: Visitor) -> None:
        visitor.kiosk.flow.staff.open()
        visitor.settle()
        tap(*then)(visitor)

    return way


def many_staff(visitor: Visitor) -> None:
    visitor.desk.pins = {f"เจ้าหน้าที่คนที่ {n}": "482913" for n in range(11, 24)}
    staff()(visitor)


def resting_pin(visitor: Visitor) -> None:
    visitor.desk.rests = {"สมศรี": 900}
    staff("who.0")(visitor)


def devices(visitor: Visitor) -> None:
    """Every kind of device, in every state, with what it read last."""
    kiosk = visitor.kiosk
    staff("who.0", *DIGITS)(visitor)
    visitor.desk.answers["K100001"] = KeyError()
    kiosk.sounds._looked = 0.0
    states = {
        "scanner": Health(State.READY, model="Honeywell Voyager 1250g"),
        "camera": Health(State.WAITING, "asleep", "Logitech C270"),
        "serial": Health(State.GONE, "unplugged", "/dev/serial/by-id/usb-Datalogic"),
        "printer": Health(State.OFF),
    }
    for device in kiosk.devices.all:
        device._become(states[device.kind])
    kiosk.devices._last["scanner"] = LastRead(visitor.desk.now, "••••••••••••01", 43)
    kiosk.device_page.render()


def trying(visitor: Visitor) -> None:
    devices(visitor)
    tap("device.scanner")(visitor)


def setup(*codes: str) -> Way:
    """Begin the set-up, and scan these."""

    def way(visitor: Visitor) -> None:
        devices(visitor)
        tap("open.setup")(visitor)
        for code in codes:
            visitor.scan(code)
            visitor.rest()

    return way


def unkept(visitor: Visitor) -> None:
    def keep(_: Mapping[str, object]) -> Kept:
        lines = '[scanner]\nsuffix = "enter"\ngap_ms = 50'
        raise CannotKeep(Path("/home/kiosk/.config/walkin/walkin.toml"), lines)

    visitor.kiosk.setup._keep = keep
    setup("TK1ABCDEF", "TK1ABCDEF")(visitor)
    tap("setup.save")(visitor)
    visitor.kiosk.setup._keep = None


WAYS: dict[str, tuple[str, Way]] = {
    "home": ("home", tap()),
    "wanted": ("home", lambda v: v.kiosk.flow.stage.want("long")),
    "aiming": ("home", aim),
    "aiming again": ("unknown", lambda v: (scan("unknown")(v), aim(v))),
    "undo offered": ("home", undo_offered),
    "called": ("home", called({"robot": 1, "pottery": 2})),
    "called long": ("home", called({"long": 8})),
    "admitted": ("welcome", scan("admitted")),
    "long": ("welcome", long_welcome),
    "expired": ("welcome", scan("expired")),
    "foreign": ("welcome", scan("foreign")),
    "choose": ("choose", scan("choose")),
    "already in": ("already", scan("already_in")),
    "unknown": ("unknown", scan("unknown")),
    "unknown student": ("unknown", partners_card()),
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
    "standby called": ("standby", standby_called),
    "pad": ("pad", tap("open.pad", "key.1", "key.0", "key.7")),
    "pad full": ("pad", lambda v: (v.tap("open.pad"), v.kiosk.views.pad.type_in("1" * 20))),
    "mistyped": ("pad", scan("mistyped")),
    "resting": ("pad", lambda v: (scan("paused")(v), v.kiosk.flow.tick())),
    "guests": ("guests", tap("open.guests")),
    "guests counted": ("guests", tap("open.guests", *(["band.child", "band.senior"] * 6))),
    "agree": ("agree", tap("open.new")),
    "agree with a card": ("agree", partners_card("open.new")),
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
    "card printed": ("card", printed(year("2533", "next", "partner.none"))),
    "number printed": ("standby", printed(scan("standby"))),
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
    "staff": ("staff", staff()),
    "many staff": ("staff", many_staff),
    "no staff": ("staff", lambda v: (v.desk.pins.clear(), staff()(v))),
    "pin": ("pin", staff("who.0", *DIGITS[:4])),
    "pin wrong": ("pin", staff("who.0", *["key.9"] * 6)),
    "pin resting": ("pin", resting_pin),
    "devices": ("devices", devices),
    "device on trial": ("devices", trying),
    "setup": ("setup", setup()),
    "setup once more": ("setup", setup("~]Q3KIOSK-SCAN-TEST")),
    "setup found": ("setup", setup("~]Q3KIOSK-SCAN-TEST", "~]Q3KIOSK-SCAN-TEST")),
    "setup unlike": ("setup", setup("TK1ABCDEF", "~KIOSK-SCAN-TEST")),
    "setup not kept": ("setup", unkept),
}
"""The screen that is on afterwards, and the way to it from Home."""


def go(visitor: Visitor, state: str) -> None:
    """Start anew at Home and come to a state."""
    desk = visitor.desk
    desk.guest_answer = desk.likely_answer = desk.registered = desk.choice = None
    desk.asks_feedback = False
    desk.open_alerts = []
    desk.pins, desk.rests = dict(PINS), {}
    visitor.kiosk.views.camera.show(CameraProps())
    visitor.kiosk.printer._become(Health(State.OFF))
    visitor.kiosk.flow.watch.refresh()
    visitor.kiosk.flow.stage.home()
    visitor.settle()
    screen, way = WAYS[state]
    way(visitor)
    visitor.settle()
    assert visitor.screen == screen, state
