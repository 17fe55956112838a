"""The receipt printer beside the kiosk: slips come out for whom they are, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from zxingcpp import BarcodeFormat, read_barcodes

from kiosk.config import Settings
from kiosk.entry import EntryId
from kiosk.outcome import Code
from kiosk.printing.place import Printer as PrinterSettings
from tests.fake_printer import FakePrinter
from tests.fakes import CARD, MALI, ROBOT
from tests.screens.conftest import Visitor
from tests.screens.joining import come
from ui import printer as device
from ui import slip_offer
from ui.catalogue import Catalogue
from ui.hands import wait_until
from ui.paper.receipt import Words, draw
from ui.printer import Printer
from ui.readers.reader import Health, State

LONG_MS = 20_000


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePrinter]:
    """A printer on the network that is looked at often."""
    from kiosk.printing import speaker

    monkeypatch.setattr(speaker, "ANSWER_S", 0.1)
    monkeypatch.setattr(device, "AGAIN_S", 0.05)
    monkeypatch.setattr(device, "LOOK_S", 0.1)
    made = FakePrinter()
    made.switch_on()
    yield made
    made.close()


def with_printer(fake: FakePrinter, **more: Any) -> Settings:
    return Settings(printer=PrinterSettings(kind="network", address=fake.address, dots=384, **more))


@pytest.fixture
def at_printer(make_visitor: Callable[..., Visitor], fake: FakePrinter) -> Callable[..., Visitor]:
    """Somebody before a kiosk that has found its printer."""

    def make(**more: Any) -> Visitor:
        visitor = make_visitor(settings=with_printer(fake, **more))
        visitor.arrive()
        visitor.kiosk.printer.start()
        wait_until(lambda: health(visitor).state is State.READY)
        return visitor

    return make


def health(visitor: Visitor) -> Health:
    return visitor.kiosk.devices.health("printer")


def slip_state(visitor: Visitor) -> str:
    return visitor.kiosk.views.slip.props.state


def until(visitor: Visitor, condition: Callable[[], bool]) -> None:
    wait_until(condition, LONG_MS)
    visitor.settle()


def joined(visitor: Visitor) -> None:
    come(visitor)
    visitor.tap("partner.none")
    assert visitor.screen == "card"


def code_on(slip: QImage) -> str:
    grey = slip.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    (found,) = read_barcodes(pixels, BarcodeFormat.QRCode)
    return found.text


def waits(visitor: Visitor, number: str = "A17", *, new: bool = True) -> None:
    entry = EntryId("A", 9) if new else None
    visitor.answer(
        "CARD2", Code.STANDBY, learner=MALI, occurrence=ROBOT, number=number, entry=entry
    )
    visitor.scan("CARD2")
    assert visitor.screen == "standby"


# -- all is well -----------------------------------------------------------------------------------


def test_a_newcomers_card_is_printed_and_can_be_once_more(
    at_printer: Callable[..., Visitor], fake: FakePrinter
) -> None:
    visitor = at_printer()
    joined(visitor)
    until(visitor, lambda: slip_state(visitor) == "printed")
    assert [code_on(slip) for slip in fake.slips] == [CARD]
    assert "รับได้ที่เครื่องพิมพ์" in visitor.words()
    for copies in (2, 3):
        visitor.tap("slip.print")
        until(visitor, lambda: slip_state(visitor) == "printed")
        assert [code_on(slip) for slip in fake.slips] == [CARD] * copies
    # There is an end to it: paper is not for play.
    assert slip_offer.MOST == 3
    assert not visitor.sees("slip.print")
    visitor.tap("card.done")
    assert visitor.screen == "welcome"
    assert visitor.kiosk.views.slip.props == type(visitor.kiosk.views.slip.props)()


def test_a_waiting_number_is_printed_once(
    at_printer: Callable[..., Visitor], fake: FakePrinter
) -> None:
    visitor = at_printer()
    waits(visitor)
    until(visitor, lambda: slip_state(visitor) == "printed")
    # Scanned again they see the same number, and have its slip if they ask for it.
    waits(visitor, new=False)
    assert slip_state(visitor) == ""
    assert "พิมพ์ใบนี้" in visitor.words()
    assert len(fake.slips) == 1
    visitor.tap("slip.print")
    until(visitor, lambda: slip_state(visitor) == "printed")
    assert len(fake.slips) == 2


def test_a_check_in_is_printed_only_where_it_is_wanted(
    at_printer: Callable[..., Visitor], fake: FakePrinter
) -> None:
    visitor = at_printer()
    visitor.admit()
    visitor.scan("CARD1")
    assert visitor.screen == "welcome"
    assert (visitor.kiosk.printer.waiting, fake.slips) == (0, [])


def test_a_check_in_that_is_wanted_on_paper(
    at_printer: Callable[..., Visitor], fake: FakePrinter
) -> None:
    visitor = at_printer(slips=("welcome",))
    visitor.admit()
    visitor.scan("CARD1")
    until(visitor, lambda: len(fake.slips) == 1)
    visitor.wait(6)
    joined(visitor)
    waits(visitor)
    assert visitor.kiosk.printer.waiting == 0


def test_the_slip_speaks_the_language_of_the_moment(
    at_printer: Callable[..., Visitor], fake: FakePrinter
) -> None:
    visitor = at_printer()
    waits(visitor)
    until(visitor, lambda: slip_state(visitor) == "printed")
    visitor.tap("language.en")
    assert "Printed. Take it from the printer" in visitor.words()
    visitor.tap("slip.print")
    until(visitor, lambda: slip_state(visitor) == "printed")
    thai, english = fake.slips
    assert thai != english


# -- trouble ---------------------------------------------------------------------------------------


def test_without_paper_nothing_is_said_and_with_paper_it_comes(
    at_printer: Callable[..., Visitor], fake: FakePrinter
) -> None:
    visitor = at_printer()
    fake.load(0)
    wait_until(lambda: health(visitor) == Health(State.GONE, "paper", fake.address))
    joined(visitor)
    assert not visitor.sees("slip.words")
    assert not visitor.sees("slip.print")
    assert "ถ่ายรูปคิวอาร์นี้ไว้" in visitor.words()
    fake.load()
    until(visitor, lambda: slip_state(visitor) == "printed")
    assert [code_on(slip) for slip in fake.slips] == [CARD]


def test_a_slip_whose_owner_has_gone_never_comes_out(
    at_printer: Callable[..., Visitor], fake: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device, "GRACE_S", 0.0)
    visitor = at_printer()
    fake.load(0)
    wait_until(lambda: health(visitor).state is State.GONE)
    joined(visitor)
    visitor.tap("card.done")
    until(visitor, lambda: visitor.kiosk.printer.waiting == 0)
    fake.load()
    wait_until(lambda: health(visitor).state is State.READY)
    waits(visitor)
    until(visitor, lambda: slip_state(visitor) == "printed")
    (slip,) = fake.slips
    with pytest.raises(ValueError, match="unpack"):
        code_on(slip)


def test_the_paper_ends_in_the_middle(
    at_printer: Callable[..., Visitor], fake: FakePrinter
) -> None:
    visitor = at_printer()
    fake.load(400)
    joined(visitor)
    until(visitor, lambda: health(visitor).reason == "paper")
    assert slip_state(visitor) == ""
    fake.load()
    until(visitor, lambda: slip_state(visitor) == "printed")
    assert [code_on(slip) for slip in fake.slips] == [CARD]
    assert fake.paper.rubbish == b""


def test_switched_off_and_on_again(at_printer: Callable[..., Visitor], fake: FakePrinter) -> None:
    visitor = at_printer()
    fake.switch_off()
    wait_until(lambda: health(visitor).reason == "away")
    joined(visitor)
    visitor.tap("card.done")
    assert visitor.screen == "welcome"
    fake.switch_on()
    wait_until(lambda: health(visitor).state is State.READY)


def test_nobody_waits_for_a_printer_that_is_stuck(
    at_printer: Callable[..., Visitor], fake: FakePrinter
) -> None:
    visitor = at_printer()
    fake.allow(0)
    joined(visitor)
    visitor.tap("card.done")
    assert visitor.screen == "welcome"
    for _ in range(3):
        visitor.admit("CARD1")
        visitor.scan("CARD1")
        assert visitor.screen == "welcome"
    fake.allow(None)


def test_ten_at_once_get_ten_slips_in_their_order(qapp: QGuiApplication, fake: FakePrinter) -> None:
    printer = Printer(with_printer(fake), Catalogue())
    printed: list[int] = []
    printer.printed.connect(printed.append)
    printer.start()
    slips = [[Words(f"A{n}", 20, bold=True)] for n in range(10)]
    tickets = [printer.put(parts) for parts in slips]
    images = [draw(parts, 384) for parts in slips]
    wait_until(lambda: len(printed) == 10, LONG_MS)
    printer.close()
    assert printed == tickets
    heights = [image.height() for image in images]
    assert [slip.copy(0, 0, 384, h) for slip, h in zip(fake.slips, heights, strict=True)] == images


# -- the device ------------------------------------------------------------------------------------


def test_without_a_printer_nothing_is_said_of_one(visitor: Visitor) -> None:
    before = threading.active_count()
    visitor.kiosk.printer.start()
    assert (health(visitor).state, threading.active_count()) == (State.OFF, before)
    joined(visitor)
    assert not visitor.sees("slip.print")
    assert visitor.kiosk.printer.waiting == 0
    visitor.kiosk.printer.close()


def test_a_test_slip_is_printed(at_printer: Callable[..., Visitor], fake: FakePrinter) -> None:
    visitor = at_printer()
    assert visitor.kiosk.devices.printer is visitor.kiosk.printer
    ticket = visitor.kiosk.printer.print_test()
    done: list[int] = []
    visitor.kiosk.printer.printed.connect(done.append)
    wait_until(lambda: done == [ticket])
    (slip,) = fake.slips
    assert code_on(slip).startswith("WALKIN-PRINTER-TEST")


def test_no_more_than_three_test_slips_wait(qapp: QGuiApplication, fake: FakePrinter) -> None:
    printer = Printer(with_printer(fake), Catalogue())
    other = printer.put([Words("A1", 20)])
    tickets = [printer.print_test() for _ in range(10)]
    assert printer.waiting == 4
    assert len(set(tickets)) == 3
    assert set(tickets[3:]) == {tickets[2]}
    printed: list[int] = []
    printer.printed.connect(printed.append)
    printer.start()
    wait_until(lambda: printed == [other, *tickets[:3]], LONG_MS)
    assert printer.print_test() not in printed
    printer.close()


def test_paper_that_ends_soon_is_told_to_staff(
    at_printer: Callable[..., Visitor], fake: FakePrinter
) -> None:
    visitor = at_printer()
    fake.load(5000)
    wait_until(lambda: health(visitor) == Health(State.READY, "paper_low", fake.address))


def test_a_printer_that_is_closed_leaves_nothing(qapp: QGuiApplication, fake: FakePrinter) -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    threads = threading.active_count()
    printer = Printer(with_printer(fake), Catalogue())
    printer.close()
    before = open_files()
    for _ in range(5):
        printer = Printer(with_printer(fake), Catalogue())
        fake.budget = 500
        printer.start()
        printer.put([Words("A1", 20)])
        with fake.lock:
            assert fake.lock.wait_for(lambda: fake.budget == 0, 10)
        printer.close()
        fake.allow(None)
    wait_until(partial(_all_ended, threads))
    wait_until(lambda: open_files() <= before)


def _all_ended(threads: int) -> bool:
    return threading.active_count() <= threads


def test_a_bug_in_the_thread_is_not_its_end(
    qapp: QGuiApplication, fake: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.printing.printer import SlipPrinter

    put = SlipPrinter.put
    fails = [True]

    def once(self: SlipPrinter, raster: Any) -> Any:
        if fails.pop() if fails else False:
            raise KeyError("มะลิ")
        return put(self, raster)

    monkeypatch.setattr(SlipPrinter, "put", once)
    printer = Printer(with_printer(fake), Catalogue())
    printed: list[int] = []
    printer.printed.connect(printed.append)
    printer.start()
    tickets = [printer.put([Words(text, 20)]) for text in ("A1", "A2")]
    wait_until(lambda: printed == tickets[1:], LONG_MS)
    printer.close()
    assert len(fake.slips) == 1


def test_settings_without_the_package_are_told(
    qapp: QGuiApplication, fake: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "kiosk.printing.speaker", None)
    printer = Printer(with_printer(fake), Catalogue())
    printer.start()
    wait_until(lambda: printer.health.reason == "missing")
    assert msgspec.structs.asdict(with_printer(fake).printer)["kind"] == "network"
    printer.close()
