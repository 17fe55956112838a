"""The pages of staff in every state, for pictures; nothing is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from kiosk import card
from kiosk.config import Scanner
from ui.application import Kiosk
from ui.devices import LastRead
from ui.readers.keys import Layout
from ui.readers.learn import Learned
from ui.readers.reader import Health, State
from ui.scanner_setup import SAMPLE
from ui.viewmodels.devices import Trial, derive_tile
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.qr import modules_of
from ui.viewmodels.setup import SetupProps, findings
from ui.viewmodels.staff import StaffProps

_NAMES = ("สมศรี", "สุดา", "บุญมี", "ประไพ", "วิชัย")
_DEVICES = {
    "scanner": Health(State.READY, model="Voyager 1250g"),
    "camera": Health(State.WAITING, "asleep", "HD Pro Webcam"),
    "serial": Health(State.GONE, "unplugged", "/dev/ttyACM0"),
    "printer": Health(State.READY, "paper_low"),
    "sound": Health(State.OFF, "switched_off"),
}
_LEARNED = Learned("enter", Layout.THAI, False, 12, 31, "]Q3", "~", True, Scanner(suffix="enter"))


def staff_states(kiosk: Kiosk) -> Iterator[tuple[str, Callable[[], object]]]:
    """A name, and how to bring it on in the language of the moment."""
    stage, views = kiosk.flow.stage, kiosk.views

    def names(*found: str) -> None:
        stage.show(Screen.STAFF)
        views.staff.show(StaffProps(found))

    def pin(digits: str = "", rest: int = 0, *, wrong: bool = False) -> None:
        stage.show(Screen.PIN)
        views.staff.show(StaffProps(_NAMES, name=_NAMES[0]))
        views.pin.rest(rest)
        views.pin.type_in(digits)
        if wrong:
            views.pin.tell_wrong()

    def devices(trial: Trial) -> None:
        stage.show(Screen.DEVICES)
        read = LastRead(dt.datetime.now(dt.UTC), "••••••••••••7Q", 43)
        last = {"scanner": read}
        tiles = [
            derive_tile(
                kind,
                health,
                last.get(kind),
                trial=trial,
                texts=stage.texts,
                zone=stage.settings.zone,
            )
            for kind, health in _DEVICES.items()
        ]
        views.devices.show(tiles, _NAMES[0])

    def setup(what: str, *, found: bool, asking: bool) -> None:
        stage.show(Screen.SETUP)
        known = findings(_LEARNED, stage.texts) if found else []
        props = SetupProps(
            title=stage.texts.say(f"setup.{what}"),
            line=stage.texts.say(f"setup.line.{what}"),
            found=tuple(one.words for one in known),
            arts=tuple(one.art for one in known),
            code=modules_of(card.matrix(SAMPLE)) if asking else "",
            ready=not asking,
        )
        views.setup.show(props)

    yield "staff", partial(names, *_NAMES)
    yield "staff-none", names
    yield "pin", partial(pin, "4829")
    yield "pin-wrong", partial(pin, wrong=True)
    yield "pin-rest", partial(pin, rest=272)
    yield "devices", partial(devices, Trial())
    yield "device-tried", partial(devices, Trial("scanner", 14))
    yield "setup", partial(setup, "first", found=False, asking=True)
    yield "setup-again", partial(setup, "second", found=True, asking=True)
    yield "setup-found", partial(setup, "found", found=True, asking=False)
