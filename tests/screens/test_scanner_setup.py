"""Two scans of any code say how a scanner types: saved and used at once, or nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import QCoreApplication, Qt

from kiosk import config
from kiosk.app import Installation
from kiosk.config import Scanner
from kiosk.keeping import keep_section
from kiosk.ports import StoreTrouble
from tests.screens.conftest import Visitor
from tests.screens.test_keys import ENTER, TAB, hit, ring, use
from tests.screens.ways import DIGITS, staff
from ui.hands import picture
from ui.scanner_setup import SAMPLE

CODE = "TK1ABCDEFG"
Keys = tuple[tuple[int, str], ...]
END_ENTER: Keys = ((Qt.Key.Key_Return.value, "\r"),)
END_TAB: Keys = ((Qt.Key.Key_Tab.value, "\t"),)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "walkin.toml"


@pytest.fixture
def inside(visitor: Visitor, file: Path) -> Visitor:
    """Somebody of the staff, at the set-up."""
    environ = {"WALKIN_CONFIG": str(file), "WALKIN_DATA": str(file.parent / "data")}
    installation = Installation(environ=environ)
    visitor.kiosk.setup._keep = lambda scanner: installation.keep_settings("scanner", scanner)
    staff("who.0", *DIGITS, "open.setup")(visitor)
    return visitor


def burst(visitor: Visitor, text: str, end: Keys = END_ENTER, pace: int = 5) -> None:
    """What a scanner types, and the silence after it."""
    visitor.hands.key(text=text[0], after_ms=900)
    for letter in text[1:]:
        visitor.hands.key(text=letter, after_ms=pace)
    for key, typed in end:
        visitor.hands.key(key, typed, after_ms=pace)
    visitor.rest()


def said(visitor: Visitor) -> str:
    return visitor.kiosk.views.setup.props.title


def test_two_scans_and_a_touch(inside: Visitor, file: Path) -> None:
    file.write_text("# mine\n[centre]\nname = 'x'\n", "utf-8")
    assert said(inside) == "สแกนรหัสนี้"
    burst(inside, CODE, END_TAB, pace=30)
    assert said(inside) == "สแกนอีกครั้ง"
    found = inside.kiosk.views.setup.props.found
    assert found[0] == "ปิดท้ายด้วย Tab"
    assert "30" in found[2]
    burst(inside, CODE, END_TAB, pace=30)
    assert said(inside) == "รู้จักเครื่องสแกนของคุณแล้ว"
    inside.tap("setup.save")
    assert said(inside) == "บันทึกแล้ว ใช้ได้ตั้งแต่ตอนนี้"
    assert file.read_text("utf-8").startswith("# mine\n[centre]\nname = 'x'\n")
    kept = config.load(file, {}).scanner
    assert (kept.suffix, kept.gap_ms, kept.prefix) == ("tab", 60, "")
    assert inside.desk.asked("note_settings") == [("scanner", "สมศรี")]
    assert inside.desk.asked("scan") == []


MINE = '[scanner]\nprefix = "~Q"  # ours\nfewest = 12\n'


@pytest.mark.parametrize(("code", "told"), [("~Q" + CODE, "“~Q”"), (CODE, "ให้สแกนรหัสบนจอ")])
def test_another_code_leaves_prefix_and_fewest_as_they_are(
    inside: Visitor, file: Path, code: str, told: str
) -> None:
    file.write_text(MINE, "utf-8")
    inside.kiosk.wedge.use(config.load(file, {}).scanner)
    for _ in range(2):
        burst(inside, code, END_TAB)
    assert told in inside.words()
    inside.tap("setup.save")
    text = file.read_text("utf-8")
    assert text.startswith(MINE.rstrip())
    kept = config.load(file, {}).scanner
    assert (kept.suffix, kept.prefix, kept.fewest) == ("tab", "~Q", 12)
    assert inside.kiosk.wedge.scanner == kept


def test_the_code_on_the_screen_takes_the_old_prefix_off(inside: Visitor, file: Path) -> None:
    file.write_text(MINE, "utf-8")
    inside.kiosk.wedge.use(config.load(file, {}).scanner)
    for _ in range(2):
        burst(inside, SAMPLE, END_TAB)
    assert "ให้สแกนรหัสบนจอ" not in inside.words()
    inside.tap("setup.save")
    kept = config.load(file, {}).scanner
    assert (kept.prefix, kept.fewest) == ("", 12)


def test_one_of_two_scans_may_be_of_another_code(inside: Visitor, file: Path) -> None:
    for code in (SAMPLE, CODE):
        burst(inside, code, END_TAB)
    inside.tap("setup.save")
    assert 'prefix = ""' in file.read_text("utf-8")


def test_what_was_saved_is_used_at_once(inside: Visitor) -> None:
    """A slow scanner that puts a mark before its codes: read wrong before, right after."""
    for _ in range(2):
        burst(inside, "~" + SAMPLE, END_TAB, pace=55)
    inside.tap("setup.save")
    inside.tap("back")
    inside.tap("back")
    inside.admit()
    burst(inside, "~CARD1", END_TAB, pace=90)
    assert inside.desk.asked("scan") == [("CARD1", None, False)]
    assert inside.screen == "welcome"


def test_before_that_it_was_not(visitor: Visitor) -> None:
    burst(visitor, "~CARD1", END_TAB, pace=90)
    assert visitor.desk.asked("scan") == []


def test_cancel_changes_nothing(inside: Visitor, file: Path) -> None:
    before = inside.kiosk.wedge._scanner
    for _ in range(2):
        burst(inside, "~" + SAMPLE, END_TAB, pace=55)
    inside.tap("back")
    assert inside.screen == "devices"
    assert not file.exists()
    assert inside.kiosk.wedge._scanner is before
    inside.tap("back")
    inside.admit()
    inside.scan("CARD1")
    assert inside.screen == "welcome"


@pytest.mark.parametrize("leave", [lambda v: v.wait(180), lambda v: v.kiosk.flow.stage.home()])
def test_leaving_is_cancelling(inside: Visitor, leave: Callable[[Visitor], object]) -> None:
    burst(inside, CODE)
    leave(inside)
    inside.settle()
    inside.admit()
    inside.scan("CARD1")
    assert inside.screen == "welcome"
    assert inside.kiosk.wedge._scanner == Scanner()


@pytest.mark.parametrize(
    ("text", "end", "words"),
    [
        (CODE, END_ENTER, "ปิดท้ายด้วย Enter"),
        (CODE, END_ENTER + END_TAB, "ปิดท้ายด้วย Enter และ Tab"),
        (CODE, (), "ไม่มีปุ่มปิดท้าย"),
        ("~" + SAMPLE, END_ENTER, "ส่ง “~” นำหน้ารหัส"),
        ("]Q3" + SAMPLE, END_ENTER, "บอกชนิดของรหัส (]Q3)"),
        ("ธา1ฟิแ", END_ENTER, "แป้นพิมพ์ไทย"),
        (CODE, END_ENTER, "แป้นพิมพ์อังกฤษ"),
    ],
)
def test_what_it_found_in_plain_words(inside: Visitor, text: str, end: Keys, words: str) -> None:
    burst(inside, text, end)
    assert words in inside.words()


def test_fingers_are_no_scan(inside: Visitor) -> None:
    for text, pace in (("hello there", 130), ("abc", 5)):
        burst(inside, text, END_ENTER if pace == 5 else (), pace)
        assert said(inside) == "นั่นไม่ใช่การสแกน"
    burst(inside, CODE)
    assert said(inside) == "สแกนอีกครั้ง"


def test_two_scanners_are_told_apart(inside: Visitor) -> None:
    burst(inside, CODE, END_ENTER)
    burst(inside, CODE, END_TAB)
    assert said(inside) == "สองครั้งไม่เหมือนกัน"
    assert not inside.kiosk.views.setup.props.ready
    for _ in range(2):
        burst(inside, CODE, END_TAB)
    assert inside.kiosk.views.setup.props.ready


def test_the_slower_of_two_scans_counts(inside: Visitor, file: Path) -> None:
    for pace in (50, 20):
        burst(inside, CODE, END_ENTER, pace)
    inside.tap("setup.save")
    assert config.load(file, {}).scanner.gap_ms == 100


def test_the_code_on_the_screen_says_what_is_expected(inside: Visitor, tmp_path: Path) -> None:
    shot = picture(inside.kiosk.window, tmp_path / "setup.png")
    from PIL import Image

    with Image.open(shot) as image:
        assert [found.text for found in zxingcpp.read_barcodes(image)] == [SAMPLE]


def test_a_keyboard_is_enough(inside: Visitor, file: Path) -> None:
    for _ in range(2):
        burst(inside, CODE)
    hit(inside, TAB)
    assert ring(inside) != ""
    use(inside, "setup.save")
    assert file.exists()
    assert ring(inside) == "back"
    hit(inside, ENTER)
    assert inside.screen == "devices"


def test_a_file_that_cannot_be_written_says_where_and_what(inside: Visitor, file: Path) -> None:
    file.mkdir()
    for _ in range(2):
        burst(inside, CODE, END_TAB)
    inside.tap("setup.save")
    assert said(inside) == "บันทึกการตั้งค่าไม่ได้"
    words = inside.words()
    assert str(file) in words
    assert '[scanner]\nsuffix = "tab"' in words
    # Until the next start it works all the same.
    assert inside.kiosk.wedge._scanner.suffix == "tab"
    assert inside.desk.asked("note_settings") == []


def test_a_variable_that_wins_is_named(inside: Visitor, file: Path) -> None:
    environ = {"WALKIN_SCANNER_SUFFIX": "enter"}
    inside.kiosk.setup._keep = lambda scanner: keep_section(file, "scanner", scanner, environ)
    for _ in range(2):
        burst(inside, CODE, END_TAB)
    inside.tap("setup.save")
    assert "WALKIN_SCANNER_SUFFIX" in inside.words()


def test_a_demonstration_keeps_nothing(inside: Visitor, file: Path) -> None:
    inside.kiosk.setup._keep = None
    for _ in range(2):
        burst(inside, CODE, END_TAB)
    inside.tap("setup.save")
    assert "โหมดสาธิตไม่บันทึก" in inside.words()
    assert inside.kiosk.wedge._scanner.suffix == "tab"
    assert not file.exists()


def test_a_database_that_cannot_be_written_loses_no_settings(inside: Visitor, file: Path) -> None:
    inside.desk.failing["note_settings"] = StoreTrouble("full")
    for _ in range(2):
        burst(inside, CODE)
    inside.tap("setup.save")
    assert said(inside) == "บันทึกแล้ว ใช้ได้ตั้งแต่ตอนนี้"
    assert file.exists()


def test_who_went_before_it_was_written_is_told_nothing(inside: Visitor, file: Path) -> None:
    for _ in range(2):
        burst(inside, CODE, END_TAB)
    inside.hands.tap("setup.save")
    inside.kiosk.flow.stage.home()
    QCoreApplication.processEvents()
    inside.settle()
    assert inside.screen == "home"
    assert file.exists()
    assert inside.kiosk.wedge._scanner.suffix == "tab"


def test_nothing_is_saved_once_its_screen_has_gone(inside: Visitor, file: Path) -> None:
    before = inside.kiosk.wedge._scanner
    for _ in range(2):
        burst(inside, CODE, END_TAB)
    for leave in ("back", "back"):
        inside.tap(leave)
        inside.kiosk.views.setup.saved.emit()
        inside.settle()
    assert inside.kiosk.wedge._scanner is before
    assert not file.exists()


def test_nothing_is_saved_in_nobodys_name(inside: Visitor, file: Path) -> None:
    for _ in range(2):
        burst(inside, CODE, END_TAB)
    inside.kiosk.flow.staff.who = ""
    inside.tap("setup.save")
    assert not file.exists()
    assert inside.desk.asked("note_settings") == []
