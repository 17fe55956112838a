"""Staff see how each device is, and try it; the desk hears of one that is gone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.ports import StoreTrouble
from tests.fakes import NOON
from tests.screens.conftest import Visitor
from tests.screens.test_keys import step_to, use
from tests.screens.ways import DIGITS, staff
from ui.catalogue import Catalogue
from ui.devices import LastRead
from ui.readers.reader import Health, State
from ui.viewmodels.devices import Tile, Trial, derive_tile

READ = LastRead(NOON, "••••••01", 8)
ROOT = Path(__file__).parents[2]
BANGKOK = ZoneInfo("Asia/Bangkok")


@pytest.fixture
def inside(visitor: Visitor) -> Visitor:
    """Somebody of the staff, at the devices."""
    staff("who.0", *DIGITS)(visitor)
    return visitor


def tile(visitor: Visitor, kind: str) -> Tile:
    return next(t for t in visitor.kiosk.views.devices.tiles if t.kind == kind)


def become(visitor: Visitor, kind: str, state: State, reason: str = "", model: str = "") -> None:
    device = next(d for d in visitor.kiosk.devices.all if d.kind == kind)
    device._become(Health(state, reason, model))
    visitor.settle()


# -- the tiles -------------------------------------------------------------------------------------


def test_every_device_of_the_kiosk_has_its_tile(inside: Visitor) -> None:
    kinds = [t.kind for t in inside.kiosk.views.devices.tiles]
    assert kinds == [*(d.kind for d in inside.kiosk.devices.all), "sound"]
    assert {"scanner", "camera", "printer"} <= set(kinds)
    for kind in kinds:
        assert inside.sees(f"device.{kind}")


@pytest.mark.parametrize("state", State)
def test_each_state_has_words_and_a_shape_of_its_own(inside: Visitor, state: State) -> None:
    become(inside, "camera", state)
    shown = tile(inside, "camera")
    assert shown.health == state.value
    others = {inside.kiosk.texts.say(f"device.state.{s.value}") for s in State}
    assert len(others) == len(State)
    assert shown.how in inside.words()


def test_what_is_wrong_is_said_and_heals_before_the_eyes(inside: Visitor) -> None:
    become(inside, "camera", State.GONE, "no such reason", "Logitech C270")
    assert tile(inside, "camera").line == "ตรวจสายและไฟ แล้วจะกลับมาเอง (Logitech C270)"
    become(inside, "camera", State.OFF, "switched_off")
    assert tile(inside, "camera").line == "ปิดไว้ในการตั้งค่า"
    become(inside, "camera", State.READY)
    assert tile(inside, "camera").line == "ใช้งานได้"
    inside.tap("language.en")
    assert tile(inside, "camera").line == "Works"


def reasons() -> set[str]:
    """Whatever a device gives as the reason of its state."""
    files = [*(ROOT / "ui" / "readers").glob("*.py"), ROOT / "ui" / "printer.py"]
    files += [*(ROOT / "kiosk" / "printing").glob("*.py"), ROOT / "ui" / "sounds.py"]
    source = "".join(file.read_text("utf-8") for file in files)
    return set(re.findall(r'(?:Health|_tell)\(State\.\w+, "(\w+)"', source)) | set(
        re.findall(r'(?:_lose|Lost|PrinterTrouble)\((?:self\._count, )?"(\w+)"', source)
    )


def test_every_reason_that_a_device_gives_has_words() -> None:
    found = reasons() - {"stopped"}  # the kiosk is being closed
    assert found > {"unplugged", "no_picture", "half", "paper", "fault", "switched_off"}
    texts = Catalogue()
    assert {reason for reason in found if not texts.find(f"device.why.{reason}")} == set()


@pytest.mark.parametrize(
    ("language", "kind", "last", "trial", "said"),
    [
        ("th", "scanner", None, Trial(), "แตะเพื่อทดสอบ"),
        ("th", "scanner", READ, Trial(), "อ่านล่าสุด ••••••01 เวลา 13.30 น."),
        ("en", "scanner", READ, Trial(), "Last read ••••••01 at 13:30"),
        ("en", "scanner", READ, Trial("camera", 9), "Last read ••••••01 at 13:30"),
        ("en", "scanner", READ, Trial("scanner", 9), "Scan any code now (9)"),
        ("en", "camera", None, Trial("camera", 20), "Hold any code before it (20)"),
        ("en", "serial", READ, Trial("serial", 9, "device.tried"), "Read: ••••••01, 8 characters"),
        (
            "en",
            "serial",
            READ,
            Trial("serial", 0, "device.silent"),
            "Nothing came. Check the cable and try again.",
        ),
        ("en", "printer", None, Trial(), "Touch to print a test slip"),
        ("en", "sound", None, Trial(), "Touch to hear it"),
    ],
)
def test_a_tile_in_words(
    language: str, kind: str, last: LastRead | None, trial: Trial, said: str
) -> None:
    texts = Catalogue()
    texts.language = language
    made = derive_tile(kind, Health(State.READY), last, trial=trial, texts=texts, zone=BANGKOK)
    assert made.last == said
    assert made.spoken.startswith(f"{made.name}, {made.how}, ")
    assert made.spoken.endswith(said)


@pytest.mark.parametrize(
    ("kind", "health", "offers"),
    [
        *((k, s, s not in (State.OFF, State.GONE)) for k in ("camera", "printer") for s in State),
        *(("sound", s, s is State.READY) for s in State),
    ],
)
def test_only_what_is_there_offers_a_test(kind: str, health: State, offers: bool) -> None:
    texts = Catalogue()
    texts.language = "en"

    def made(last: LastRead | None, trial: Trial) -> Tile:
        return derive_tile(kind, Health(health), last, trial=trial, texts=texts, zone=BANGKOK)

    asked = made(None, Trial())
    assert ("Touch to" in asked.last, "Touch to" in asked.spoken) == (offers, offers)
    tried = made(None, Trial(kind, 9, "" if kind == "camera" else f"device.try.{kind}"))
    assert (tried.last != "", tried.trying) == (offers, offers)
    if kind == "camera":
        assert "Last read" in made(READ, Trial()).last


# -- tests of devices ------------------------------------------------------------------------------


def test_a_scan_under_test_is_shown_masked_and_checks_nobody_in(inside: Visitor) -> None:
    inside.tap("device.scanner")
    assert tile(inside, "scanner").trying
    assert "สแกนรหัสใดก็ได้ (20)" in inside.words()
    inside.scan("K100001")
    assert inside.screen == "devices"
    assert inside.desk.asked("scan") == []
    assert "อ่านได้ ••••••1 จำนวน 7 ตัว" in inside.words()
    assert "K100001" not in inside.words()


def test_outside_the_test_a_scan_is_a_check_in(inside: Visitor) -> None:
    inside.admit()
    inside.tap("device.scanner")
    inside.tap("device.scanner")
    inside.scan("CARD1")
    assert inside.screen == "welcome"


def test_after_twenty_seconds_a_scan_is_a_check_in_again(inside: Visitor) -> None:
    inside.admit()
    inside.tap("device.scanner")
    inside.wait(19)
    inside.scan("CARD1")
    assert inside.screen == "devices"
    inside.wait(1)
    inside.scan("CARD1")
    assert inside.screen == "welcome"


def test_silence_is_told(inside: Visitor) -> None:
    inside.tap("device.scanner")
    inside.wait(20)
    assert "ไม่ได้รับอะไร" in tile(inside, "scanner").last
    assert not tile(inside, "scanner").trying


@pytest.mark.parametrize("state", [State.OFF, State.GONE])
def test_what_is_not_there_is_not_tried(
    inside: Visitor, monkeypatch: pytest.MonkeyPatch, state: State
) -> None:
    printed: list[int] = []
    monkeypatch.setattr(inside.kiosk.devices.printer, "print_test", lambda: printed.append(1))
    monkeypatch.setattr(inside.kiosk.sounds, "play", lambda _: printed.append(2))
    monkeypatch.setattr(type(inside.kiosk.sounds), "health", Health(state, "no_server"))
    for kind in ("scanner", "camera", "printer"):
        become(inside, kind, state)
    for kind in ("scanner", "camera", "printer", "sound"):
        inside.tap(f"device.{kind}")
        assert (tile(inside, kind).last, tile(inside, kind).trying) == ("", False)
    assert printed == []
    assert "ไม่มีเซิร์ฟเวอร์เสียง" in tile(inside, "sound").line
    inside.admit()
    inside.scan("CARD1")
    assert inside.screen == "welcome"


def test_one_reader_under_test_is_no_other(inside: Visitor) -> None:
    become(inside, "camera", State.READY)
    inside.admit()
    inside.tap("device.camera")
    inside.scan("CARD1")
    assert inside.screen == "welcome"


def test_the_test_ends_with_the_page(inside: Visitor) -> None:
    inside.admit()
    inside.tap("device.scanner")
    inside.tap("back")
    inside.scan("CARD1")
    assert inside.screen == "welcome"


def test_a_test_keeps_staff_there(inside: Visitor) -> None:
    inside.wait(170)
    inside.tap("device.scanner")
    inside.wait(9)
    inside.scan("K100001")
    inside.wait(179)
    assert inside.screen == "devices"


def test_sound_and_printer_are_tried_at_a_touch(
    inside: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[str] = []
    monkeypatch.setattr(inside.kiosk.sounds, "play", played.append)
    monkeypatch.setattr(type(inside.kiosk.sounds), "health", Health(State.READY))
    become(inside, "printer", State.READY)
    inside.tap("device.sound")
    assert played == ["welcome"]
    assert "ได้ยินไหม" in tile(inside, "sound").last
    printer: Any = inside.kiosk.devices.printer
    monkeypatch.setattr(printer, "print_test", lambda: 7)
    inside.tap("device.printer")
    assert "กำลังพิมพ์" in tile(inside, "printer").last
    printer.printed.emit(6)
    assert "กำลังพิมพ์" in tile(inside, "printer").last
    printer.printed.emit(7)
    assert "พิมพ์แล้ว" in tile(inside, "printer").last
    assert "ได้ยินไหม" not in inside.words()


def test_a_keyboard_is_enough(inside: Visitor) -> None:
    step_to(inside, "device.camera")
    use(inside, "device.scanner")
    assert tile(inside, "scanner").trying
    inside.scan("K100001")
    assert inside.screen == "devices"


# -- the desk hears of it --------------------------------------------------------------------------


@pytest.fixture
def minded(visitor: Visitor) -> Visitor:
    visitor.kiosk.device_watch.start()
    visitor.settle()
    visitor.desk.calls.clear()
    return visitor


def test_at_the_start_what_was_told_before_may_be_over(visitor: Visitor) -> None:
    visitor.kiosk.device_watch.start()
    visitor.settle()
    kinds = [(d.kind,) for d in visitor.kiosk.devices.all]
    assert visitor.desk.asked("device_back") == kinds


def test_the_desk_hears_after_half_a_minute_and_when_it_is_back(minded: Visitor) -> None:
    become(minded, "camera", State.GONE, "unplugged")
    minded.wait(29)
    assert minded.desk.asked("device_gone") == []
    minded.wait(1)
    assert minded.desk.asked("device_gone") == [("camera",)]
    minded.wait(300)
    assert len(minded.desk.asked("device_gone")) == 1
    become(minded, "camera", State.WAITING)
    assert minded.desk.asked("device_back") == [("camera",)]


def test_who_replugs_it_calls_nobody(minded: Visitor) -> None:
    for _ in range(5):
        become(minded, "camera", State.GONE, "unplugged")
        minded.wait(25)
        become(minded, "camera", State.READY)
        minded.wait(10)
    assert minded.desk.asked("device_gone") == []


def test_while_closed_it_is_told_later(minded: Visitor) -> None:
    minded.desk.centre_open = False
    become(minded, "scanner", State.GONE, "unplugged")
    minded.wait(30)
    assert minded.desk.asked("device_gone") == [("scanner",)]
    minded.desk.centre_open = True
    minded.wait(60)
    assert len(minded.desk.asked("device_gone")) == 2
    minded.wait(120)
    assert len(minded.desk.asked("device_gone")) == 2


def test_what_cannot_be_written_is_tried_again(minded: Visitor) -> None:
    minded.desk.failing["device_gone"] = StoreTrouble("full")
    become(minded, "printer", State.GONE, "unplugged")
    minded.wait(30)
    assert minded.screen == "home"
    minded.desk.failing.clear()
    minded.wait(60)
    assert len(minded.desk.asked("device_gone")) == 2


def test_one_that_comes_back_while_it_is_told_is_back(minded: Visitor) -> None:
    become(minded, "camera", State.GONE, "unplugged")
    minded.seconds.at += 30
    minded.kiosk.flow.tick()
    minded.kiosk.devices.readers[1]._become(Health(State.READY))
    minded.settle()
    assert [c[0] for c in minded.desk.calls if c[0].startswith("device")] == [
        "device_gone", "device_back", "device_back",
    ]  # fmt: skip
