"""The learning-city report at the desk: for administrators, counted beside everything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kiosk.entry import CheckedIn, GuestsCounted
from kiosk.record import Band, Role
from tests.builders import DAY, NOON
from tests.screens.desk.conftest import CLAY, Driver, Place

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def year(place: Place) -> Place:
    """Forty children and two learners this year, one of them last year too."""
    place.write(
        CheckedIn(day=DAY - dt.timedelta(days=360), learner="l1", band=Band.ADULT),
        at=NOON - dt.timedelta(days=360),
    )
    place.write(
        GuestsCounted(day=DAY, bands={Band.CHILD: 40}, occurrence=CLAY.key),
        CheckedIn(day=DAY, learner="l1", band=Band.ADULT, occurrence=CLAY.key),
        CheckedIn(day=DAY, learner="l2", band=Band.ADULT),
    )
    return place


def shown(driver: Driver) -> list[str]:
    return [row.figure for row in driver.desk.administration.report.tiles.rows]


def opened(desk: Callable[..., Driver]) -> Driver:
    driver = desk().signed_in("ผอ.", Role.ADMIN)
    driver.key(Qt.Key.Key_7, CTRL)
    driver.until(lambda: driver.items("report.figure") != [])
    return driver


def test_only_an_administrator_sees_it(year: Place, desk: Callable[..., Driver]) -> None:
    driver = desk().signed_in("แอน", Role.DESK)
    driver.key(Qt.Key.Key_7, CTRL)
    driver.until(lambda: driver.desk.clerk.needed is Role.ADMIN)
    assert driver.find("report.empty")
    assert shown(driver) == []
    driver.desk.clerk.come("ผอ.", Role.ADMIN)
    driver.until(lambda: shown(driver)[:2] == ["42", "2"])
    driver.desk.clerk.leave()
    assert shown(driver) == []
    driver.until(lambda: driver.items("report.empty") != [])


def test_years_tables_and_the_public_copy(year: Place, desk: Callable[..., Driver]) -> None:
    driver = opened(desk)
    report = driver.desk.administration.report
    assert "2570" in driver.text("report.period")
    assert not driver.find("report.later").isEnabled()
    driver.click("report.earlier")
    driver.until(lambda: shown(driver)[0] == "1")
    assert "2569" in driver.text("report.period")
    driver.click("report.two-years")
    driver.until(lambda: shown(driver)[0] == "43")
    assert [row.said for row in report.months.rows].count("42") == 1
    report.view.tableChosen.emit("bands")
    lines = {row.label: row.cells[0] for row in report.lines.rows}
    assert lines["เด็ก"] == "40"
    assert lines["ผู้ใหญ่"] == "3"
    driver.click("report.public")
    lines = {row.label: row.cells[0] for row in report.lines.rows}
    assert lines["ผู้ใหญ่"] == "–"
    driver.desk.look.speak("en")
    assert "Two years" in driver.text("report.period")


def test_saving_writes_files_that_tell_no_more_than_the_page(
    year: Place, desk: Callable[..., Driver]
) -> None:
    driver = opened(desk)
    driver.click("report.public")
    for form, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        driver.click(f"report.{form}")
        file = year.papers / f"walkin-report-2026-10-01_2027-09-30-public.{form}"
        driver.until(lambda file=file: str(file) in driver.toast())
        assert file.read_bytes().startswith(begins)


def test_counting_can_be_stopped(year: Place, desk: Callable[..., Driver]) -> None:
    driver = opened(desk)
    report = driver.desk.administration.report
    report.count()
    report.stop()
    assert not report.view.props.busy
    # What was counted before still stands; what comes late changes nothing.
    driver.click("report.calendar")
    driver.until(lambda: report.view.props.period.startswith("ปี 2569"))
    assert not report.view.props.busy
