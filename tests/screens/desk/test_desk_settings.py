"""The centre's settings at the desk: a real window, a real file, and who changed what."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk.entry import SettingsKept
from kiosk.record import Role
from kiosk.setting_fields import FIELDS
from kiosk.settings_book import Book
from tests.screens.desk.conftest import Driver, Place
from tests.screens.desk.people import journal

Open = Callable[..., Driver]

FILE = """\
# ตู้หน้าประตู
[checkin]
wrong_ids = 3   # they guess here

[sound]
volume = 0.2
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "walkin.toml"
    made.write_text(FILE, "utf-8")
    return made


@pytest.fixture
def driver(desk: Open, place: Place, file: Path) -> Driver:
    place.employ()
    place.employ("หัวหน้า", "593827", Role.ADMIN)
    place.book = Book(file, {"WALKIN_NODE_NAME": "D"})
    made = desk()
    made.signed_in("หัวหน้า", Role.ADMIN)
    return made


def show(driver: Driver, section: str) -> None:
    driver.desk.bar.turned.emit("settings")
    driver.until(lambda: driver.items(f"section.{section}") != [])
    driver.click(f"section.{section}")
    first = next(field for field in FIELDS if field.section == section)
    driver.until(lambda: driver.items(f"setting.{first.key}") != [])


def fill(driver: Driver, key: str, text: str) -> None:
    field = driver.find(f"field.{key}")
    field.forceActiveFocus()
    field.setProperty("text", text)


def of(driver: Driver, key: str, name: str) -> str:
    """What stands below the label of a setting."""
    row = driver.find(f"setting.{key}")
    return "".join(
        str(item.property("text")) for item in driver.items(name) if row.isAncestorOf(item)
    )


def test_changed_saved_and_taken_back(driver: Driver, place: Place, file: Path) -> None:
    show(driver, "checkin")
    assert driver.text("field.checkin.wrong_ids") == "3"
    assert of(driver, "checkin.wrong_ids", "setting.facts") == "ค่าเริ่มต้น: 5 · ตั้งได้ 1 ถึง 100"
    assert not driver.find("setting.save").property("enabled")
    fill(driver, "checkin.wrong_ids", "๑๐๑")
    driver.until(lambda: driver.items("setting.wrong") != [])
    assert of(driver, "checkin.wrong_ids", "setting.wrong") == "ใส่จำนวนเต็มตั้งแต่ 1 ถึง 100"
    assert not driver.find("setting.save").property("enabled")
    fill(driver, "checkin.wrong_ids", "๗")
    driver.click("section.sound")
    driver.click("switch.sound.voice")
    driver.click("restore.sound.volume")
    assert driver.text("field.sound.volume") == "0.5"
    assert driver.text("setting.save") == "บันทึก 3 ค่า"
    assert file.read_text("utf-8") == FILE
    driver.click("setting.save")
    driver.until(lambda: "บันทึกแล้ว 3 ค่า" in driver.toast())
    said = Book(file, {}).read()
    assert (said.said.checkin.wrong_ids, said.said.sound.voice) == (7, False)
    assert said.given == {"checkin.wrong_ids", "sound.voice"}
    assert "wrong_ids = 7   # they guess here" in file.read_text("utf-8")
    kept = [entry for entry in journal(place) if isinstance(entry.body, SettingsKept)]
    assert [(e.by, e.body.section, e.body.names) for e in kept] == [
        ("หัวหน้า", "checkin", ("wrong_ids",)),
        ("หัวหน้า", "sound", ("voice", "volume")),
    ]
    driver.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: "กลับไปใช้ค่าเดิม" in driver.toast())
    assert Book(file, {}).read().given == {"checkin.wrong_ids", "sound.volume"}
    driver.until(lambda: driver.text("field.sound.volume") == "0.2")


def test_what_needs_each_other_and_what_the_machine_says(driver: Driver, file: Path) -> None:
    show(driver, "printer")
    driver.click("choice.printer.kind.network")
    driver.until(lambda: driver.items("setting.wrong") != [])
    assert "192.168.1.50" in of(driver, "printer.address", "setting.wrong")
    fill(driver, "printer.address", "10.0.0.7")
    driver.click("choice.printer.slips.welcome")
    driver.until(lambda: driver.items("setting.wrong") == [])
    driver.key(Qt.Key.Key_Return)  # in the field that has the focus, or on the choice
    driver.click("setting.save")
    driver.until(lambda: driver.toast() != "")
    printer = Book(file, {}).read().said.printer
    assert (printer.kind, printer.address) == ("network", "10.0.0.7")
    show(driver, "node")
    assert driver.text("field.node.name") == "D"
    assert not driver.find("field.node.name").property("enabled")
    assert "WALKIN_NODE_NAME" in of(driver, "node.name", "setting.note")


def test_for_administrators_alone(driver: Driver) -> None:
    driver.signed_in("แอน", Role.DESK)
    driver.desk.bar.turned.emit("settings")
    driver.until(lambda: driver.desk.signing.props.names != ())
    assert driver.desk.bar.props.page == "today"
    driver.desk._signing_in.close()
    driver.signed_in("หัวหน้า", Role.ADMIN)
    show(driver, "sound")
    driver.click("switch.sound.on")
    driver.desk.clerk.leave()
    assert driver.desk.bar.props.page == "today"
    assert driver.desk.settings.drafts == {}


def test_a_wrong_file_is_told_by_line_and_stays(driver: Driver, file: Path) -> None:
    show(driver, "sound")
    driver.click("switch.sound.on")
    wrong = FILE.replace("volume = 0.2", "volume = 7")
    file.write_text(wrong, "utf-8")
    driver.click("setting.save")
    driver.until(lambda: driver.items("setting.problem") != [])
    said = driver.text("setting.problem")
    assert f"{file} บรรทัดที่ 6" in said
    assert "ตัวเลขตั้งแต่ 0 ถึง 1" in said
    assert file.read_text("utf-8") == wrong
    driver.desk.settings.read()
    driver.until(lambda: driver.items("setting.trouble") != [])
    assert driver.text("setting.trouble") == said
    file.write_text(FILE, "utf-8")
    driver.click("setting.again")
    driver.until(lambda: driver.items("setting.trouble") == [])
    assert driver.text("setting.save") == "บันทึก 1 ค่า"


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_section_fits(driver: Driver, language: str) -> None:
    driver.window.resize(1024, 640)
    driver.desk.look.speak(language)
    show(driver, "centre")
    for section in dict.fromkeys(field.section for field in FIELDS):
        driver.desk.settings.choose(section)
        first = next(field for field in FIELDS if field.section == section)
        driver.until(lambda key=first.key: driver.items(f"setting.{key}") != [])
        for item in driver.items("setting.label") + driver.items("setting.unit"):
            assert not item.property("truncated"), item.property("text")
        for item in driver.items("setting.hint") + driver.items("setting.facts"):
            assert not item.property("truncated"), item.property("text")
