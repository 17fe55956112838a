"""A receipt printer at the end of a real wire: what reaches the paper, and what does not."""

from __future__ import annotations

import os
import socket
import stat
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from kiosk.printing import wire
from kiosk.printing.place import FilePlace, NetworkPlace, Place, Printer, UsbPlace
from kiosk.printing.printer import SlipPrinter
from kiosk.printing.raster import Condition, Raster
from kiosk.printing.wire import PrinterTrouble
from tests.fake_printer import FakePrinter, Paper
from tests.fake_usb import PRODUCT, VENDOR, FakeUsb

DOTS = 384
FEED = 180
"""Rows of white before the cut."""


def a_raster(rows: int = 300, seed: int = 7) -> Raster:
    """Dots in no order, so that a byte that is lost or moved is seen."""
    wide, at, data = DOTS // 8, seed, bytearray()
    for _ in range(rows * wide):
        at = (at * 1103515245 + 12345) & 0x7FFFFFFF
        data.append(at >> 16 & 0xFF)
    return Raster(DOTS, rows, bytes(data))


def dots_of(image: QImage, rows: int) -> bytes:
    line = image.bytesPerLine()
    bits = bytes(image.constBits())
    return b"".join(bits[y * line : y * line + DOTS // 8] for y in range(rows))


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    made = FakePrinter()
    yield made
    made.close()


@pytest.fixture(params=["network", "file"])
def place(request: pytest.FixtureRequest, printer: FakePrinter) -> Place:
    """Where it is: on the network, or behind a device file (a pseudo-terminal)."""
    if request.param == "file":
        return FilePlace(str(printer.plug_in()))
    printer.switch_on()
    return place_of(printer)


def place_of(printer: FakePrinter) -> Place:
    found = Printer(kind="network", address=printer.address).place()
    assert found is not None
    return found


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether it comes true; the printer's own end of a wire is closed a moment after ours."""
    pause = threading.Event()
    return any(condition() or pause.wait(0.01) for _ in range(1000))


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_every_dot_is_on_the_paper(place: Place, printer: FakePrinter) -> None:
    raster = a_raster()
    assert SlipPrinter(place, DOTS).put(raster) == Condition(answers=True)
    (slip,) = printer.slips
    assert slip.height() == raster.height + FEED
    assert dots_of(slip, raster.height) == raster.rows
    assert printer.paper.rubbish == b""


def test_one_slip_after_the_other_leaves_nothing_open(place: Place, printer: FakePrinter) -> None:
    device = SlipPrinter(place, DOTS)
    device.put(a_raster(8))
    before, threads = open_files(), threading.active_count()
    for seed in range(10):
        device.put(a_raster(40, seed))
        device.look()
    assert eventually(lambda: open_files() <= before)
    assert threading.active_count() == threads
    assert [dots_of(slip, 40) for slip in printer.slips[1:]] == [
        a_raster(40, seed).rows for seed in range(10)
    ]


def test_a_printer_that_says_nothing_prints_all_the_same(
    place: Place, printer: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.printing import speaker

    monkeypatch.setattr(speaker, "ANSWER_S", 0.05)
    printer.paper.answers = False
    device = SlipPrinter(place, DOTS)
    assert device.look() == Condition(answers=False)
    assert device.put(a_raster()) == Condition(answers=False)
    with printer.lock:
        assert printer.lock.wait_for(lambda: printer.paper.slips, 10)
    assert dots_of(printer.slips[0], 300) == a_raster().rows


def test_one_that_does_not_know_the_last_question_is_not_waited_for_long(
    place: Place, printer: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.printing import speaker

    monkeypatch.setattr(speaker, "ANSWER_S", 0.05)
    monkeypatch.setattr(speaker, "FINISH_S", 0.2)
    printer.paper.knows_turn = False
    assert SlipPrinter(place, DOTS).put(a_raster()) == Condition(answers=True)


@pytest.mark.parametrize(("trouble", "reason"), [("paper", "paper"), ("cover", "cover")])
def test_nothing_is_sent_to_one_that_cannot_print(
    place: Place, printer: FakePrinter, trouble: str, reason: str
) -> None:
    device = SlipPrinter(place, DOTS)
    if trouble == "paper":
        printer.paper.rows_left = 0
    else:
        printer.paper.cover_open = True
    for ask in (device.look, lambda: device.put(a_raster())):
        with pytest.raises(PrinterTrouble) as caught:
            ask()
        assert caught.value.reason == reason
    printer.paper.cover_open = False
    printer.load()
    assert (printer.slips, printer.paper.half) == ([], 0)
    device.put(a_raster(seed=9))
    assert [dots_of(slip, 300) for slip in printer.slips] == [a_raster(seed=9).rows]


def test_paper_that_ends_soon_is_told(place: Place, printer: FakePrinter) -> None:
    printer.paper.rows_left = 2000
    assert SlipPrinter(place, DOTS).put(a_raster()) == Condition(answers=True, low=True)


def test_a_slip_broken_off_in_the_middle_does_not_come_out_later(
    place: Place, printer: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.printing import speaker

    monkeypatch.setattr(speaker, "ANSWER_S", 0.1)
    printer.paper.rows_left = 200
    device = SlipPrinter(place, DOTS)
    with pytest.raises(PrinterTrouble) as caught:
        device.put(a_raster())
    assert caught.value.reason == "paper"
    with printer.lock:
        assert printer.lock.wait_for(lambda: printer.paper.cleared, 10)
    printer.load()
    assert (printer.slips, printer.paper.half) == ([], 0)
    device.put(a_raster(seed=9))
    (slip,) = printer.slips
    assert dots_of(slip, 300) == a_raster(seed=9).rows
    assert printer.paper.rubbish == b""


def test_what_the_system_holds_back_is_not_sent_after_giving_up(
    printer: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "STALL_S", 0.3)
    monkeypatch.setattr(wire, "_PARTING_S", 0.05)
    printer.switch_on()
    device = SlipPrinter(place_of(printer), DOTS)
    device.look()
    written = 0
    write = os.write

    def counted(number: int, data: Any) -> int:
        nonlocal written
        done = write(number, data)
        written += done
        return done

    monkeypatch.setattr(wire.os, "write", counted)
    before = printer.taken
    printer.allow(3000)
    with pytest.raises(PrinterTrouble):
        device.put(a_raster(2000))
    monkeypatch.setattr(wire.os, "write", write)
    printer.allow(None)
    assert eventually(lambda: printer.ended == 2)
    assert printer.taken - before < written


def test_a_picture_that_was_broken_off_eats_nothing_of_the_next(
    printer: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a device file the printer sees no end: it still waits for the rest of a picture."""
    monkeypatch.setattr(wire, "STALL_S", 0.3)
    device = SlipPrinter(FilePlace(str(printer.plug_in())), DOTS)
    device.look()
    printer.allow(3000)  # half a strip
    with pytest.raises(PrinterTrouble) as caught:
        device.put(a_raster(2000))
    assert caught.value.reason == "stuck"
    printer.allow(None)
    device.put(a_raster(seed=9))
    assert eventually(lambda: printer.slips != [])
    (slip,) = printer.slips
    last = slip.copy(0, slip.height() - 300 - FEED, DOTS, 300)
    assert dots_of(last, 300) == a_raster(seed=9).rows
    assert printer.paper.rubbish == b""


def test_one_that_takes_nothing_any_more_is_given_up(
    place: Place, printer: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.printing import speaker

    monkeypatch.setattr(wire, "STALL_S", 0.3)
    monkeypatch.setattr(speaker, "ANSWER_S", 0.05)
    before = open_files()
    printer.allow(0)
    with pytest.raises(PrinterTrouble) as caught:
        SlipPrinter(place, DOTS).put(a_raster(4000))
    assert caught.value.reason == "stuck"
    printer.allow(None)
    assert eventually(lambda: open_files() <= before + 1)  # the printer's own end
    assert printer.slips == []


def test_a_slow_one_gets_every_byte(place: Place, printer: FakePrinter) -> None:
    """Every kilobyte waits to be let in, as on a slow line; no single one takes too long."""
    printer.allow(1)
    done: list[Condition] = []
    thread = threading.Thread(
        target=lambda: done.append(SlipPrinter(place, DOTS).put(a_raster(200)))
    )
    thread.start()
    while thread.is_alive():
        printer.allow(1000)
        thread.join(0.01)
    assert done == [Condition(answers=True)]
    assert dots_of(printer.slips[0], 200) == a_raster(200).rows


def test_switched_off_in_the_middle_and_on_again(printer: FakePrinter) -> None:
    printer.switch_on()
    device, failed = SlipPrinter(place_of(printer), DOTS), []
    printer.allow(3000)

    def put() -> None:
        try:
            device.put(a_raster(2000))
        except PrinterTrouble as e:
            failed.append(e.reason)

    thread = threading.Thread(target=put)
    thread.start()
    with printer.lock:
        assert printer.lock.wait_for(lambda: printer.budget == 0, 10)
    printer.switch_off()
    thread.join(10)
    assert failed == ["away"]
    with pytest.raises(PrinterTrouble) as caught:
        device.look()
    assert caught.value.reason == "away"
    printer.budget = None
    printer.switch_on()
    device.put(a_raster(seed=3))
    (slip,) = printer.slips
    assert dots_of(slip, 300) == a_raster(seed=3).rows
    assert printer.paper.rubbish == b""


@pytest.mark.parametrize("where", ["connecting", "sending"])
def test_who_waits_is_let_go(printer: FakePrinter, where: str) -> None:
    stop = threading.Event()
    if where == "sending":
        printer.switch_on()
        printer.allow(0)
        place = place_of(printer)
    else:
        # A full queue of connections that nobody takes: one more waits.
        full = socket.create_server(("127.0.0.1", 0), backlog=0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        place = NetworkPlace(*full.getsockname())
    reasons: list[str] = []

    def put() -> None:
        try:
            SlipPrinter(place, DOTS, stop).put(a_raster(4000))
        except PrinterTrouble as e:
            reasons.append(e.reason)

    thread = threading.Thread(target=put)
    thread.start()
    stop.set()
    thread.join(wire.STALL_S / 2)
    assert reasons == ["stopped"]
    if where == "connecting":
        for one in (full, *waiting):
            one.close()


# -- on USB ----------------------------------------------------------------------------------------


@pytest.fixture
def on_usb(monkeypatch: pytest.MonkeyPatch) -> FakeUsb:
    """In the place of libusb."""
    from kiosk.printing import usb

    fake = FakeUsb()
    monkeypatch.setattr(usb.usb.core, "find", partial(usb.usb.core.find, backend=fake))
    return fake


def usb_printer() -> SlipPrinter:
    return SlipPrinter(UsbPlace(VENDOR, PRODUCT), DOTS)


def test_on_usb_the_driver_gets_it_back(on_usb: FakeUsb) -> None:
    for seed in range(3):
        assert usb_printer().put(a_raster(seed=seed)) == Condition(answers=True)
    assert [dots_of(slip, 300) for slip in on_usb.paper.slips] == [
        a_raster(seed=seed).rows for seed in range(3)
    ]
    assert (on_usb.claimed, on_usb.opened, on_usb.driver) == (set(), 0, True)


@pytest.mark.parametrize(("trouble", "reason"), [
    ({"plugged": False}, "away"), ({"allowed": False}, "rights"), ({"most": 0}, "stuck"),
])  # fmt: skip
def test_trouble_on_usb(
    on_usb: FakeUsb, monkeypatch: pytest.MonkeyPatch, trouble: dict[str, object], reason: str
) -> None:
    from kiosk.printing import usb

    monkeypatch.setattr(usb, "STALL_S", 0.1)
    vars(on_usb).update(trouble)
    with pytest.raises(PrinterTrouble) as caught:
        usb_printer().put(a_raster())
    assert caught.value.reason == reason
    assert (on_usb.claimed, on_usb.opened, on_usb.driver) == (set(), 0, True)


def test_unplugged_in_the_middle(on_usb: FakeUsb, monkeypatch: pytest.MonkeyPatch) -> None:
    take = on_usb.paper.take

    def unplug(data: bytes) -> bytes:
        on_usb.plugged = on_usb.paper.half < 128
        return take(data)

    monkeypatch.setattr(on_usb.paper, "take", unplug)
    with pytest.raises(PrinterTrouble) as caught:
        usb_printer().put(a_raster(2000))
    assert caught.value.reason == "away"
    assert on_usb.opened == 0


def test_without_libusb_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.printing import usb

    def find(**_: object) -> None:
        raise usb.usb.core.NoBackendError

    monkeypatch.setattr(usb.usb.core, "find", find)
    with pytest.raises(PrinterTrouble) as caught:
        usb_printer().look()
    assert caught.value.reason == "missing"


# -- where it is -----------------------------------------------------------------------------------


def test_a_pipe_takes_slips_one_behind_the_other(tmp_path: Path) -> None:
    pipe = tmp_path / "slips"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    device, paper = SlipPrinter(FilePlace(str(pipe)), DOTS), Paper()
    for seed in (1, 2):
        assert device.put(a_raster(seed=seed)) == Condition(answers=False)
        paper.take(os.read(end, 1 << 20))
    os.close(end)
    assert [dots_of(slip, 300) for slip in paper.slips] == [a_raster(seed=s).rows for s in (1, 2)]


def test_nothing_is_written_into_an_ordinary_file(tmp_path: Path) -> None:
    file = tmp_path / "walkin.toml"
    file.write_bytes(b"[centre]\n")
    for place in (file, tmp_path):
        device = SlipPrinter(FilePlace(str(place)), DOTS)
        for act in (device.look, partial(device.put, a_raster())):
            with pytest.raises(PrinterTrouble) as caught:
                act()
            assert caught.value.reason == "not_found"
    assert file.read_bytes() == b"[centre]\n"


def test_nothing_is_written_onto_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    disk = os.stat_result((stat.S_IFBLK, *range(9)))
    with monkeypatch.context() as patched:
        patched.setattr(wire.os, "stat", lambda _: disk)
        patched.setattr(wire.os, "open", lambda *given: opened.append(given))
        with pytest.raises(PrinterTrouble) as caught:
            SlipPrinter(FilePlace("/dev/sda"), DOTS).look()
    assert (caught.value.reason, opened) == ("not_found", [])


def test_a_device_that_is_unplugged_is_not_made_a_file(tmp_path: Path) -> None:
    with pytest.raises(PrinterTrouble) as caught:
        SlipPrinter(FilePlace(str(tmp_path / "lp0")), DOTS).put(a_raster())
    assert caught.value.reason == "away"
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(PrinterTrouble):
        SlipPrinter(FilePlace(str(tmp_path)), DOTS).look()


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for host in ("127.0.0.1", "no.such.host.invalid"):
        before = open_files()
        with pytest.raises(PrinterTrouble) as caught:
            SlipPrinter(NetworkPlace(host, port), DOTS).look()
        assert caught.value.reason == "away"
        assert open_files() == before


@pytest.mark.parametrize(("kind", "address", "place"), [
    ("", "", None),
    ("network", "192.168.1.50", NetworkPlace("192.168.1.50", 9100)),
    ("network", "printer.local:9101", NetworkPlace("printer.local", 9101)),
    ("network", "[fe80::1]:515", NetworkPlace("fe80::1", 515)),
    ("usb", "04B8:0e15", UsbPlace(0x04B8, 0x0E15)),
    ("file", "/dev/usb/lp0", FilePlace("/dev/usb/lp0")),
])  # fmt: skip
def test_addresses(kind: str, address: str, place: Place | None) -> None:
    assert Printer(kind=kind, address=address).place() == place  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "address"), [
    ("network", ""), ("network", "a b"), ("network", "host:"), ("network", "host:0"),
    ("network", "host:99999"), ("network", "http://host"), ("network", "fe80::1"),
    ("network", "\0"), ("file", "\0"), ("file", "/dev/\0lp0"),
    ("usb", ""), ("usb", "04b8"), ("usb", "04b8:0e15:1"), ("file", ""),
])  # fmt: skip
def test_what_is_no_address(kind: str, address: str) -> None:
    with pytest.raises(ValueError, match="like"):
        Printer(kind=kind, address=address).place()  # type: ignore[arg-type]
