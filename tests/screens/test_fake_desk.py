"""The desk that answers as it is told answers as the real one does."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db.store import SqlStore
from kiosk.clock_guard import ClockGuard
from kiosk.config import Settings
from kiosk.desk import FrontDesk, Leaving, NotPossible, Registered
from kiosk.entry import Entry, EntryId, LearnerKept
from kiosk.gather import Today
from kiosk.newcomer import Newcomer
from kiosk.outcome import VISIT, Ask, Code, Outcome
from kiosk.passport import Passport
from kiosk.ports import Alert
from kiosk.record import Band, Role
from kiosk.secrets import fresh
from tests.fakes import MALI, NOON, SOMCHAI, FakeFrontDesk

TYPED = MALI.number.removeprefix("K")
NEWCOMER = Newcomer(name="ก้อย", birth_year=1990)
UI = Path(__file__).parents[2] / "ui"


class NoonClock:
    def now(self) -> dt.datetime:
        return NOON


def used() -> set[str]:
    """What the visitors' side asks of the desk; the staff's window is tried on the real one."""
    files = [f for f in UI.rglob("*.py") if "desk" not in f.relative_to(UI).parts]
    asked = {name for f in files for name in re.findall(r"desk\.(\w+)\(", f.read_text("utf-8"))}
    return {name for name in asked if hasattr(FrontDesk, name)}


def parameters(method: Any) -> list[tuple[str, Any, Any]]:
    return [(p.name, p.kind, p.default) for p in inspect.signature(method).parameters.values()]


# What the screens for newcomers, parties, calls and leaving are given.
GIVEN = {
    "likely", "register", "leave", "give_feedback", "call_help", "alerts", "answer_alert",
    "passport", "count_guests", "move_guests",
}  # fmt: skip


def test_it_is_asked_the_same_way() -> None:
    assert used() >= {"scan", "check_in", "count_guests", "leave", "today", "close_days", "prove"}
    for name in used() | GIVEN:
        assert hasattr(FakeFrontDesk, name), name
        real, fake = getattr(FrontDesk, name), getattr(FakeFrontDesk, name)
        assert parameters(fake) == parameters(real), name


@pytest.fixture
def real(tmp_path: Path) -> Iterator[FrontDesk]:
    store = SqlStore(tmp_path / "walkin.db", bytes(range(32)), "A")
    with store.writing() as unit:
        unit.append_many([LearnerKept(learner=MALI), LearnerKept(learner=SOMCHAI)], NOON)
    desk = FrontDesk(store, NoonClock(), Settings(), fresh())
    for name, pin in FakeFrontDesk().pins.items():
        desk.add_staff(name, Role.DESK, pin, bytes(16), "os")
    yield desk
    desk.close()


@pytest.fixture
def fake() -> FakeFrontDesk:
    desk = FakeFrontDesk()
    desk.answers[TYPED] = desk.admitted(MALI, None)
    return desk


def shape(answer: object) -> object:
    """What an answer is made of, without what is in it."""
    if isinstance(answer, Outcome):
        fields = msgspec.structs.asdict(answer)
        return answer.code, answer.how, {name: type(value) for name, value in fields.items()}
    if isinstance(answer, Entry):
        return {n: type(v) for n, v in answer._asdict().items()} | {"how": _how(answer)}
    if isinstance(answer, Registered):
        return shape(answer.outcome), type(answer.card), len(answer.card), len(answer.number)
    if isinstance(answer, Leaving):
        return shape(answer.entry), answer.ask_feedback
    if isinstance(answer, list):
        return [shape(one) for one in answer]
    if isinstance(answer, Passport):
        return {name: type(value) for name, value in msgspec.structs.asdict(answer).items()}
    if isinstance(answer, Today | Alert):
        return {name: type(value) for name, value in answer._asdict().items()}
    return answer if isinstance(answer, bool) or answer is None else type(answer)


def _how(entry: Entry) -> object:
    return getattr(entry.body, "how", "")


def a_visit(desk: Any) -> dict[str, object]:
    """Everything the screens ask of a desk, with nothing going on but visits."""
    visit = Ask(wanted=VISIT)
    answers = {
        "nobody": desk.scan("nobody"),
        "nobody typed": desk.scan("999999", typed=True),
        "mali": desk.scan(TYPED, visit, typed=True),
        "somchai": desk.check_in(SOMCHAI.learner, Ask(wanted=VISIT, how="card")),
        "guests": desk.count_guests({Band.CHILD: 2}, Ask(wanted=VISIT, how="touch")),
        "party": desk.count_guests(
            {Band.CHILD: 30}, Ask(wanted=VISIT, how="party"), partner="nrru", party="school"
        ),
        "likely": desk.likely(NEWCOMER),
        "registered": desk.register(NEWCOMER, bytes(32), visit),
        "called": desk.call_help("home"),
        "called again": desk.call_help("pad"),
        "alerts": desk.alerts(),
        "today": desk.today(),
        "changed": desk.changed(),
        "proved": desk.prove(),
        "closed": desk.close_days(),
        "staff": [(one.name, one.role) for one in desk.staff()],
        "right": desk.prove_pin("สมศรี", "482913"),
        "wrong": desk.prove_pin("สมศรี", "730164"),
        "below": desk.prove_pin("สุดา", "730164", Role.ADMIN),
        "rest": desk.pin_rest("สมศรี"),
        "clock": desk.mind_clock(ClockGuard()),
        "device back": desk.device_back("scanner"),
        "settings": desk.note_settings("scanner", "สมศรี"),
    }
    mali, somchai, guests = (answers[name].entry for name in ("mali", "somchai", "guests"))
    return answers | {
        "moved": desk.move_guests([guests], {Band.CHILD: 2}, visit),
        "left": desk.leave([mali]),
        "face": desk.give_feedback(mali, 5),
        "passport": desk.passport("nobody"),
        "answered": desk.answer_alert(answers["called"].id, "somsri"),
        "no alerts": desk.alerts(),
        "undone": desk.undo(somchai, "visitor"),
        "undone again": desk.undo(somchai, "visitor"),
        "undone together": desk.undo_all([mali, somchai, guests], "visitor"),
        "device gone": desk.device_gone("camera"),
    }


def test_it_answers_the_same_things(real: FrontDesk, fake: FakeFrontDesk) -> None:
    expected, given = a_visit(real), a_visit(fake)
    assert isinstance(expected["nobody"], Outcome)
    assert expected["nobody"].code is Code.UNKNOWN
    assert isinstance(expected["left"], Leaving)
    assert isinstance(expected["called"], Entry)
    assert expected["called again"] is None
    assert expected["no alerts"] == []
    assert expected["undone again"] is None
    assert expected["undone together"] == given["undone together"] == 2
    for name in ("staff", "right", "wrong", "below", "rest", "device gone", "device back"):
        assert given[name] == expected[name]
    for name, answer in expected.items():
        assert shape(given[name]) == shape(answer), name


def test_it_refuses_the_same_things(real: FrontDesk, fake: FakeFrontDesk) -> None:
    child = Newcomer(name="น้องเอ", birth_year=2020)
    desks: tuple[Any, ...] = (real, fake)
    for desk in desks:
        with pytest.raises(NotPossible):
            desk.answer_alert(EntryId("A", 999), "somsri")
        with pytest.raises(ValueError, match="face"):
            desk.give_feedback(EntryId("A", 1), 6)
        with pytest.raises(ValueError, match="name"):
            desk.register(Newcomer(name="😀"), bytes(32), Ask())
        with pytest.raises(NotPossible):
            desk.register(child, bytes(32), Ask())
