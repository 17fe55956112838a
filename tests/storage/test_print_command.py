"""`walkin print test`, and what the doctor says of the printer."""

from __future__ import annotations

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
from kiosk.printing.place import Place, Printer
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
    ("away", "warn", "no answer"), ("rights", "warn", "may not use"), ("paper", "warn", "paper"),
    ("never heard of", "warn", "never heard of"),
])  # fmt: skip
def test_how_it_is_is_told(found: Condition | str, verdict: str, said: str) -> None:
    (check,) = doctor.printer(SET, looked(found))
    assert check.verdict == verdict
    assert said in check.sentence
    assert bool(check.advice) == (verdict != Verdict.OK)


def test_every_reason_has_its_words() -> None:
    for reason in ("away", "stuck", "rights", "missing", "paper", "cover", "fault"):
        assert reason not in words.trouble(reason)[0] or reason in ("paper", "cover", "fault")
