"""The daily log, on paper."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

from PySide6.QtGui import QGuiApplication

from kiosk.config import Settings
from kiosk.dating import Misdated
from kiosk.entry import EntryId
from kiosk.exporting import Wanted
from kiosk.ports import Line
from kiosk.record import Band
from tests.builders import DAY, NOON, a_learner, a_line
from tests.screens.test_evacuation_paper import Document
from ui.catalogue import read_texts
from ui.paper.log import write_pdf
from ui.paper.log_rows import rows_of_day


def pdf(lines: list[Line], **wanted: Any) -> bytes:
    out = io.BytesIO()
    asked = Wanted(**({"first": DAY, "last": DAY, "format": "pdf"} | wanted))
    assert write_pdf(lines, out, asked, Settings()) == len(lines)
    return out.getvalue()


def many(count: int) -> list[Line]:
    return [
        a_line(
            entry=EntryId("A", n),
            at=NOON + dt.timedelta(minutes=n),
            learner=a_learner(number=f"K{100000 + n}"),
        )
        for n in range(count)
    ]


def test_every_check_in_has_a_row_and_somebody_signs(qapp: QGuiApplication) -> None:
    document = Document(pdf(many(100), names=True, reason="audit"))
    assert document.size_mm() == (210, 297)
    pages = [document.words(page) for page in range(document.pages)]
    assert re.findall(r"K1\d{5}", "".join(pages)) == [f"K{100000 + n}" for n in range(100)]
    for number, words in enumerate(pages, 1):
        assert re.findall(r"\d+", words)[-2:] == [str(number), str(len(pages))]
    assert ["Checked by" in words for words in pages] == [False] * (len(pages) - 1) + [True]


def test_without_names_nobody_is_told_and_the_undone_count_nobody(qapp: QGuiApplication) -> None:
    group = a_line(guests={Band.CHILD: 30, Band.ADULT: 2})
    undone = a_line(guests={Band.CHILD: 777}, undone_at=NOON)
    words = Document(pdf([*many(2), group, undone])).words(0)
    assert "K10000" not in words
    assert "777" not in words
    assert {"34", "30", "12.00"} <= set(re.findall(r"[\d.]+", words))


def test_several_days_are_listed_as_days(qapp: QGuiApplication) -> None:
    last = DAY + dt.timedelta(days=364)
    lines = [a_line(day=DAY + dt.timedelta(days=n), at=NOON) for n in range(365)]
    document = Document(pdf(lines, last=last))
    words = "".join(document.words(page) for page in range(document.pages))
    assert len(re.findall(r"256[89]|2570", words)) >= 365
    assert document.pages == 10


def test_the_same_day_twice_is_the_same_file(qapp: QGuiApplication) -> None:
    """Even when a second has passed: Qt would write the moment."""
    first = pdf(many(3))
    assert b"20261122000000" in first
    assert not re.findall(rb"Date \(D:(?!20261122000000)", first)
    assert pdf(many(3)) == first


def test_what_a_wrong_clock_dated_is_noted() -> None:
    before = Misdated(NOON - dt.timedelta(days=1), DAY - dt.timedelta(days=1), "สมศรี", "")
    lines = [a_line(), a_line(misdated=before)]
    rows = rows_of_day(lines, Settings().zone, read_texts("th"), names=False)
    assert [row.note for row in rows] == ["", "นาฬิกาผิด"]
