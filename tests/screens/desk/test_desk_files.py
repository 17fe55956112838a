"""Files go out with a reason, and lists come in after they were looked at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl

from kiosk.entry import LearnerKept, LogExported, NamesSeen
from kiosk.matching import FIELDS
from kiosk.record import Role
from tests.screens.desk.conftest import Driver, Place
from ui.catalogue import Catalogue
from ui.desk import files
from ui.desk.taking_in import field_words
from ui.desk.taking_out import Cancelled

ADMIN = "สุดา"
LIST = "รหัสประจำตัว,ชื่อ,ห้อง\nK100001,มะลิ ใจงาม,1\nK200001,น้ำทิพย์ ดีงาม,2\n,ไม่มีรหัส,2\n"


def opened(desk: Callable[..., Driver], *, role: Role = Role.ADMIN) -> Driver:
    driver = desk().signed_in(ADMIN, role)
    driver.key(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    return driver


def entries(place: Place, kind: type) -> list[object]:
    with place.other.reading() as reader:
        return [e for e in reader.entries({}, limit=10_000) if isinstance(e.body, kind)]


def chosen(driver: Driver, file: Path) -> None:
    driver.desk.administration.files.view.fileChosen.emit(QUrl.fromLocalFile(str(file)).toString())


def test_the_days_log_is_saved_with_names_only_for_a_reason(
    desk: Callable[..., Driver], place: Place
) -> None:
    place.comes(place.person(1, "มะลิ ใจดี"))
    driver = opened(desk)
    driver.click("file.form.xlsx")
    driver.click("file.names")
    driver.click("file.save")
    driver.until(lambda: "พิมพ์เหตุผลก่อน" in driver.text("file.said"))
    assert not place.papers.exists()
    driver.find("file.reason").forceActiveFocus()
    driver.type("ครูขอรายชื่อ")
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: "บันทึกแล้ว 1 รายการ" in driver.text("file.said"))
    (file,) = place.papers.iterdir()
    assert file.name == "walkin-log-2026-11-22-names.xlsx"
    (kept,) = entries(place, LogExported)
    assert (kept.by, kept.body.reason, kept.body.names) == (ADMIN, "ครูขอรายชื่อ", True)


def test_days_are_typed_in_either_era(desk: Callable[..., Driver], place: Place) -> None:
    driver = opened(desk)
    driver.click("file.span.own")
    for name, text in (("first", "31/2/2569"), ("last", "22/11/2569")):
        driver.find(f"file.{name}").forceActiveFocus()
        driver.type(text)
    driver.click("file.save")
    driver.until(lambda: "อ่านวันที่ไม่ได้" in driver.text("file.said"))
    driver.find("file.first").forceActiveFocus()
    driver.type("1/11/2569")
    driver.click("file.save")
    driver.until(lambda: "บันทึกแล้ว" in driver.text("file.said"))
    assert [f.name for f in place.papers.iterdir()] == ["walkin-log-2026-11-01_2026-11-22.csv"]


def test_nobody_but_an_administrator_writes_files(
    desk: Callable[..., Driver], place: Place
) -> None:  # fmt: skip
    place.employ()
    driver = opened(desk, role=Role.DESK)
    driver.click("file.what.access")
    driver.click("file.save")
    driver.until(lambda: bool(driver.items("pinbox")) or driver.desk.signing.props.step != 0)
    assert not place.papers.exists()


def test_a_folder_that_cannot_be_written_is_told(
    desk: Callable[..., Driver], place: Place
) -> None:  # fmt: skip
    place.papers.write_text("a file stands where the folder should be")
    driver = opened(desk)
    driver.click("file.save")
    driver.until(lambda: "file.said" in [i.objectName() for i in driver.items("file.said")])
    assert str(place.papers) in driver.text("file.said")


def test_a_list_is_looked_at_its_columns_told_and_taken_in(
    desk: Callable[..., Driver], place: Place, tmp_path: Path
) -> None:
    place.person(1, "มะลิ ใจดี")
    before = len(entries(place, LearnerKept))
    driver = opened(desk)
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    chosen(driver, file)
    driver.until(lambda: "ยังไม่รู้ว่าคอลัมน์ไหน" in driver.text("file.trouble"))
    assert not driver.find("file.take").isEnabled()
    (first, *_) = driver.items("file.column")
    first.setProperty("currentIndex", 1)
    first.activated.emit(1)
    driver.until(lambda: driver.text("file.counts").startswith("จะเพิ่ม 1 คน แก้ 1 คน"))
    assert driver.shown("file.row") == ["บรรทัดที่ 4", "K100001 มะลิ ใจงาม", "K200001 น้ำทิพย์ ดีงาม"]
    assert len(entries(place, LearnerKept)) == before
    driver.click("file.take")
    driver.until(lambda: driver.text("file.counts").startswith("เพิ่มแล้ว 1 คน"))
    written = entries(place, LearnerKept)[before:]
    assert [one.by for one in written] == [ADMIN, ADMIN]
    driver.desk.clerk.leave()
    driver.until(lambda: driver.items("file.row") == [])


def test_every_field_has_a_word() -> None:
    texts = Catalogue()
    words = field_words(texts)
    assert len(words) == len(FIELDS) + 1
    assert not [word for word in words if word.startswith("desk.")]


def test_a_file_that_is_gone_is_told(
    desk: Callable[..., Driver], place: Place, tmp_path: Path
) -> None:
    assert place
    driver = opened(desk)
    chosen(driver, tmp_path / "none.csv")
    driver.until(lambda: bool(driver.items("file.trouble")))
    assert "ไม่พบแฟ้มนี้แล้ว" in driver.text("file.trouble")


def test_what_is_stopped_leaves_no_file(
    desk: Callable[..., Driver], place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.comes(place.person(1, "มะลิ ใจดี"))

    def stopped(self: files.DeskFiles, done: int, total: int) -> None:
        raise Cancelled

    monkeypatch.setattr(files.DeskFiles, "_far", stopped)
    driver = opened(desk)
    driver.click("file.save")
    driver.until(lambda: "หยุดแล้ว" in driver.desk.administration.files.view.props.said)
    assert list(place.papers.iterdir()) == []
    assert entries(place, NamesSeen) == []
