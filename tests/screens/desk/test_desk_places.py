"""What staff type, and what they may choose, in words: no window needed."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from kiosk.gather import Today
from kiosk.outcome import VISIT, Code, Outcome, Running
from kiosk.record import Learner, Standing
from tests.builders import DAY, NOON, a_learner, an_occurrence
from tests.screens.desk.conftest import BANGKOK
from ui.catalogue import LANGUAGES, Catalogue
from ui.desk.correcting import (
    NotRead,
    a_year_from,
    corrected,
    date_said,
    fields_of,
    read_back,
    read_date,
)
from ui.desk.deeds import Deeds
from ui.viewmodels.desk.facts import Whole, derive_facts
from ui.viewmodels.desk.places import derive_late, derive_open

HOUR = dt.timedelta(hours=1)
TEXTS = Catalogue()


def english() -> Catalogue:
    texts = Catalogue()
    texts.language = "en"
    return texts


def a_day(*running: Running, day: dt.date = DAY, now: dt.datetime = NOON) -> Today:
    return Today(day, now, running, {}, 0, 0, centre_open=True, opens_at=None, next_day=None)


def running(key: str, begins: float, hours: float = 1, **more: Any) -> Running:
    """From so many hours after noon."""
    start = NOON + begins * HOUR
    taken = more.pop("taken", 0)
    made = an_occurrence(key=key, start=start, end=start + hours * HOUR, opens=start - HOUR, **more)
    return Running(made, taken)


def test_what_is_open_stands_before_a_visit_and_what_comes() -> None:
    today = a_day(
        running("over", -3),
        running("open", 0),
        running("full", 0.5, capacity=2, taken=2),
        running("off", 0, cancelled=True),
        running("soon", 4),
    )
    found = derive_open(today, {"open"}, TEXTS, BANGKOK, "ครูแอน")
    assert [choice.key for choice in found] == ["open", "full", VISIT, "soon"]
    assert found[0].note == "เช็กอินไว้แล้ว"
    assert (found[1].note, found[1].wary) == ("เต็มแล้ว รับเกินที่นั่งในชื่อ ครูแอน", True)
    assert found[1].detail == "12.30–13.30 · ใช้ที่นั่ง 2/2"
    assert found[3].note == "รอเปิด 15.00"


def test_whoever_just_visits_already_is_said_so() -> None:
    (visit,) = derive_open(a_day(), {None}, TEXTS, BANGKOK, "x")
    assert visit.note == "เช็กอินไว้แล้ว"


def test_late_is_what_was_over_not_more_than_a_day_ago() -> None:
    yesterday = DAY - dt.timedelta(days=1)
    days = (
        a_day(running("soon", 2), running("open", -0.5), running("over", -4)),
        a_day(
            running("evening", -18, day=yesterday),
            running("edge", -25, day=yesterday),
            running("old", -25.1, day=yesterday),
            running("off", -18, day=yesterday, cancelled=True),
            day=yesterday,
        ),
    )
    found = derive_late(days, {"over"}, TEXTS, BANGKOK)
    assert [choice.key for choice in found] == ["open", "over", "evening", "edge"]
    assert found[1].note == "เช็กอินไว้แล้ว"
    assert found[2].detail == "วันเสาร์ที่ 21 พฤศจิกายน 2569 · 18.00–19.00"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/2570", dt.date(2027, 12, 31)),
        ("๓๑/๑๒/๒๕๗๐", dt.date(2027, 12, 31)),
        ("31-12-2027", dt.date(2027, 12, 31)),
        ("2027-12-31", dt.date(2027, 12, 31)),
        ("29/2/2571", dt.date(2028, 2, 29)),
        ("", None),
    ],
)
def test_dates_of_either_era(text: str, day: dt.date | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["31/13/2570", "29/2/2570", "พรุ่งนี้", "1/1/70", "'%_🐈", "9" * 999])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(NotRead, match="valid_until"):
        read_date(text)


def test_a_year_from_a_day_that_only_some_years_have() -> None:
    assert a_year_from(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)
    assert a_year_from(DAY) == dt.date(2027, 11, 22)


@pytest.mark.parametrize("texts", [Catalogue(), english()], ids=LANGUAGES)
def test_a_form_that_is_left_as_it_is_changes_nothing(texts: Catalogue) -> None:
    record = a_learner(partner="nrru", valid_until=dt.date(2027, 3, 1), phone="0812341234")
    assert corrected(record, fields_of(record, texts), DAY) == record


def test_an_institution_by_any_of_its_names() -> None:
    for text in ("nrvc", "วิทยาลัยอาชีวศึกษานครราชสีมา", "nakhon ratchasima vocational college"):
        assert corrected(a_learner(), {"partner": text}, DAY).partner == "nrvc"
    assert corrected(a_learner(), {"partner": " วัดป่า "}, DAY).partner == "วัดป่า"


def test_reading_back_in_english() -> None:
    said = read_back(a_learner(), {"birth_year": "2533"}, english(), DAY)
    assert said == "Born 1990, B.E. 2533: 36 years old this year"
    assert date_said(dt.date(2027, 3, 1), english()) == "01/03/2027"
    assert date_said(None, english()) == ""


def test_facts_of_a_record_from_a_list() -> None:
    record = a_learner(consent="sample", name_en="Mali", standing=Standing.SUSPENDED)
    facts = dict(derive_facts(Whole(record), TEXTS, DAY))
    assert facts["ความยินยอม"] == "sample"
    assert facts["ชื่ออังกฤษ"] == "Mali"
    assert facts["สถานะ"] == "พักสิทธิ์อยู่"
    assert facts["ใช้ได้ถึง"] == "ไม่มีวันหมดอายุ"
    assert "รวมไว้ด้วย" not in facts


class _Desk:
    """Answers every check-in with one code."""

    def __init__(self, code: Code) -> None:
        self._code = code

    def check_in(self, learner: str, ask: object) -> Outcome:
        return Outcome(code=self._code, at=NOON, learner=_learner(learner), since=NOON)


def _learner(learner: str) -> Learner:
    return msgspec.structs.replace(a_learner(), learner=learner)


@pytest.mark.parametrize("code", list(Code))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_is_told_to_the_clerk(code: Code, language: str) -> None:
    texts = Catalogue()
    texts.language = language
    deeds = Deeds("l1", "มะลิ จ.", texts, BANGKOK)
    done = deeds.check_in(VISIT, over=False)(_Desk(code), "ครูแอน")  # type: ignore[arg-type]
    words = texts.say(done.key, *done.about)
    assert "มะลิ จ." in words
    assert "%" not in words
    assert done.key not in words
    assert done.back is None
