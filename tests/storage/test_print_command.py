"""`walkin print test`, and what the doctor says of the printer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PySide6.QtGui import QGuiApplication, QImage
from zxingcpp import BarcodeFormat, read_barcodes

from kiosk import doctor
from kiosk.app import Installation
from kiosk.cli.printing import print_
from kiosk.printing import words
from kiosk.printing.place import Place, Printer, UsbPlace
from kiosk.printing.raster import Condition
from kiosk.printing.wire import PrinterTrouble
from kiosk.verdict import Verdict
from tests.fake_printer import FakePrinter


@pytest.fixture
def fake() -> Iterator[FakePrinter]:
    made = FakePrinter()
    made.switch_on()
    yield made
    made.close()


def run(folder: Path, *more: str, **environ: str) -> tuple[int, str]:
    places = {"WALKIN_DATA": str(folder / "data"), "WALKIN_CONFIG": str(folder / "walkin.toml")}
    installation = Installation(environ=places | environ)
    result = CliRunner().invoke(print_, ["test", *more], obj=installation, standalone_mode=False)
    assert result.exception is None, result.exception
    return result.return_value, result.output


def code_on(image: QImage) -> str:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    (found,) = read_barcodes(pixels, BarcodeFormat.QRCode)
    return found.text


def test_a_slip_is_printed(qapp: QGuiApplication, tmp_path: Path, fake: FakePrinter) -> None:
    environ = {"WALKIN_PRINTER_KIND": "network", "WALKIN_PRINTER_ADDRESS": fake.address}
    code, said = run(tmp_path, **environ)
    assert (code, said) == (0, "Printed.\n")
    assert [code_on(slip)[:19] for slip in fake.slips] == ["WALKIN-PRINTER-TEST"]
    fake.load(0)
    code, said = run(tmp_path, **environ)
    assert code == 69
    assert "out of paper" in said


def test_a_slip_is_looked_at_without_a_printer(qapp: QGuiApplication, tmp_path: Path) -> None:
    file = tmp_path / "slip.png"
    code, said = run(tmp_path, "-o", str(file), WALKIN_PRINTER_DOTS="384")
    assert code == 0
    assert "384 dots wide" in said
    assert code_on(QImage(str(file))).startswith("WALKIN-PRINTER-TEST")
    assert run(tmp_path, "-o", str(tmp_path / "none" / "slip.png"))[0] == 73


def test_without_a_printer_it_says_so(tmp_path: Path) -> None:
    code, said = run(tmp_path)
    assert code == 78
    assert "[printer]" in said


def test_an_ordinary_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    code, said = run(tmp_path, WALKIN_PRINTER_KIND="file", WALKIN_PRINTER_ADDRESS=str(file))
    assert code == 69
    assert f"{file} is no printer" in said
    (check,) = doctor.printer(Printer(kind="file", address=str(file)))
    assert check.verdict == "warn"
    assert f"{file} is no printer" in check.sentence
    assert file.read_text() == "mine"


# -- the doctor ------------------------------------------------------------------------------------

SET = Printer(kind="file", address="/dev/usb/lp0")


def looked(found: Condition | str) -> Any:
    def look(place: Place, dots: int) -> Condition:
        if isinstance(found, str):
            raise PrinterTrouble(found)
        return found

    return look


def test_a_printer_that_is_not_wanted_is_not_spoken_of() -> None:
    assert doctor.printer(Printer()) == []


@pytest.mark.parametrize(("found", "verdict", "said"), [
    (Condition(answers=True), "ok", "is there."),
    (Condition(answers=False), "ok", "does not say"),
    (Condition(answers=True, low=True), "warn", "ends soon"),
    ("away", "warn", "no answer"), ("paper", "warn", "paper"),
    ("rights", "warn", "/dev/usb/lp0 may not be opened by this account (group lp)"),
    ("never heard of", "warn", "never heard of"),
])  # fmt: skip
def test_how_it_is_is_told(found: Condition | str, verdict: str, said: str) -> None:
    (check,) = doctor.printer(SET, looked(found))
    assert check.verdict == verdict
    assert said in check.sentence
    assert bool(check.advice) == (verdict != Verdict.OK)


@pytest.mark.parametrize(
    "reason", ["away", "not_found", "stuck", "rights", "paper", "cover", "fault"]
)
def test_every_reason_has_its_words_and_the_place(reason: str) -> None:
    for kind, address, place in [
        ("network", "192.168.1.50", "192.168.1.50:9100"),
        ("network", "[fe80::1]:99", "[fe80::1]:99"),
        ("usb", "04B8:0E15", "04b8:0e15"),
        ("file", "/dev/usb/lp0", "/dev/usb/lp0"),
    ]:
        where = Printer(kind=kind, address=address).place()  # type: ignore[arg-type]
        assert where is not None
        said, advice = words.trouble(PrinterTrouble(reason), where)
        assert place in said
        assert "cannot print" not in said
        assert advice


@pytest.mark.parametrize("part", ["python-escpos", "pyusb", "libusb-1.0"])
def test_which_part_is_missing_is_told(part: str) -> None:
    said, advice = words.trouble(PrinterTrouble("missing", part), UsbPlace(0x4B8, 0xE15))
    assert said.startswith(part)
    assert ("apt-get" in advice) == (part == "libusb-1.0")


def test_without_pyusb_or_libusb_it_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = Printer(kind="usb", address="04b8:0e15")
    with monkeypatch.context() as without:
        without.delitem(sys.modules, "kiosk.printing.usb", raising=False)
        without.setitem(sys.modules, "usb.core", None)
        (check,) = doctor.printer(wanted)
    assert "pyusb is missing" in check.sentence
    import usb.core

    def none(**_: object) -> None:
        raise usb.core.NoBackendError

    monkeypatch.setattr(usb.core, "find", none)
    (check,) = doctor.printer(wanted)
    assert "libusb-1.0 is missing" in check.sentence
    monkeypatch.setattr(usb.core, "find", lambda **_: None)
    (check,) = doctor.printer(wanted)
    assert check.sentence == "There is no 04b8:0e15 on USB."


def test_a_device_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = tmp_path / "lp0"
    environ = {"WALKIN_PRINTER_KIND": "file", "WALKIN_PRINTER_ADDRESS": str(file)}
    code, said = run(tmp_path, **environ)
    assert (code, said.splitlines()[0]) == (69, f"There is no {file}.")


def test_a_printer_on_the_network_that_is_away_is_named(tmp_path: Path, fake: FakePrinter) -> None:
    environ = {"WALKIN_PRINTER_KIND": "network", "WALKIN_PRINTER_ADDRESS": fake.address}
    fake.switch_off()
    code, said = run(tmp_path, **environ)
    assert code == 69
    assert f"no answer from the receipt printer at {fake.address}." in said
