"""What computers did that did not know of each other, and seats that a silent one holds."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from kiosk.apart import Conflict, Kind, Trace
from kiosk.config import Settings
from kiosk.desk import Silent, Unseen
from kiosk.entry import CheckedIn, ConflictSeen, EntryId, SeatsFreed
from kiosk.record import Band
from kiosk.seats import Granted, Part
from tests.builders import DAY, NOON, a_learner, an_occurrence
from tests.screens.desk.conftest import CLAY, Driver, Place
from tests.screens.desk.waiting import written
from ui.catalogue import Catalogue
from ui.viewmodels.desk.apart import ApartRow, derive_conflict, derive_silent

Open = Callable[..., Driver]
MINUTE = dt.timedelta(minutes=1)
TALK = an_occurrence(key="talk", title="คุยกับนักเขียน", title_en="Meet a writer", capacity=5)
THINGS = {"clay": an_occurrence(key="clay"), "talk": TALK}
ZONE = Settings().zone


def row(kind: Kind, *traces: Trace, language: str = "en", **more: Any) -> ApartRow:
    texts = Catalogue()
    texts.language = language
    people = {name: more.pop(name) for name in ("people", "by_name") if name in more}
    learner = more.pop("learner", a_learner())
    conflict = Conflict(kind, traces, learner and learner.learner, **people)
    return derive_conflict(Unseen(conflict, learner, THINGS), texts, ZONE)


def trace(node: str, minutes: int, what: str | None = "clay", number: str = "") -> Trace:
    return Trace(EntryId(node, 7 + minutes), NOON + minutes * MINUTE, what, number)


HERE, THERE = trace("A", 0), trace("korat.B~2", 10)


def test_what_happened_where_from_and_when() -> None:
    twice = row(Kind.TWICE, HERE, THERE)
    assert (twice.title, twice.detail) == (
        "มะลิ ต. was let in at more than one computer",
        "Dan Kwian clay · A 12:00 · Bb 12:10",
    )
    assert twice.hint == "Counted as one visitor. Nothing needs to be done."
    assert (twice.risk, twice.button, twice.sought) == ("", "", "K100001")
    assert row(Kind.TWICE, HERE, THERE, learner=None).sought == ""
    both = row(Kind.TWO_SEATS, HERE, trace("B", 5, "talk"))
    assert both.detail == "Dan Kwian clay A 12:00 · Meet a writer B 12:05"
    numbers = row(Kind.TWO_NUMBERS, trace("A", 0, number="A3"), trace("B", 1, number="B1"))
    assert numbers.detail == "Dan Kwian clay · A3 12:00 · B1 12:01"
    crowd = [trace("B", n, "talk") for n in range(6)]
    full = row(Kind.OVERFULL, *crowd, people=13, by_name=2, learner=None)
    assert (full.title, full.detail) == (
        "“Meet a writer”: 13 people for 5 seats",
        "Beyond the seats: B 12:02, B 12:03, B 12:04, B 12:05 (+2)"
        " · 2 let in over the seats by staff",
    )
    assert (full.sought, numbers.sought) == ("Meet a writer", "")
    thai = row(Kind.TWICE, trace("A", 0, None), trace("B", 1, None), language="th", learner=None)
    assert thai.title == "ผู้เรียนรู้ ยังไม่มีชื่อ เช็กอินซ้ำที่คนละเครื่อง"
    assert thai.detail.endswith("· A 12.00 · B 12.01")


@pytest.mark.parametrize(
    ("account", "computer"),
    [("walkin_korat_b_x1y2", "korat.B"), ("walkin_gone_x1y2", "GONE"), ("odd", "ODD")],
)
def test_seats_of_a_silent_computer(account: str, computer: str) -> None:
    texts = Catalogue()
    texts.language = "en"
    part = Part("h2", account, 9, 2, 7, NOON - 20 * MINUTE)
    said = derive_silent(Silent(TALK, part), ("korat.A", "korat.B"), texts, ZONE)
    assert said.title == f"Computer {computer} is silent and holds 7 seats"
    assert said.detail == "Meet a writer · 12:00–14:00 · silent since 11:40"
    assert said.button == "Set 7 seats free"
    assert f"If {computer} has given these seats" in said.risk
    assert "Your name is kept" in said.risk


def come(place: Place, node: str, minutes: int, learner: str = "l1") -> None:
    came = CheckedIn(day=DAY, learner=learner, occurrence=CLAY.key, band=Band.ADULT)
    with place.other.writing() as unit:
        unit.append(came, NOON + minutes * MINUTE, node=node)


def test_they_come_by_themselves_and_go_when_seen(desk: Open, place: Place) -> None:
    for n, name in ((1, "มะลิ ใจดี"), (2, "สมชาย ทองแท้")):
        place.person(n, name)
        come(place, "A", n, f"l{n}")
    driver = desk().signed_in()
    assert driver.items("apart") == []
    come(place, "B", 11, "l1")
    come(place, "B", 12, "l2")
    driver.until(lambda: driver.desk._apart.view.count == 2)
    assert driver.text("apart") == "มีเรื่องให้ดู 2 เรื่อง (F3)"
    driver.click("apart")
    driver.until(lambda: driver.shown("apart.title") != [])
    assert [title[:5] for title in driver.shown("apart.title")] == ["สมชาย", "มะลิ "]
    driver.touch(driver.items("apart.see")[0], "apartbox")
    driver.until(lambda: len(driver.items("apart.title")) == 1)
    assert driver.toast() == "รับทราบแล้ว"
    (seen,) = written(place, ConflictSeen)
    assert (seen.by, seen.body.about, [t.node for t in seen.body.targets]) == (
        "แอน", "twice", ["A", "B"],
    )  # fmt: skip
    # The other one was seen at another desk.
    desk_there = place.desk()
    (left,) = desk_there.conflicts()
    desk_there.conflict_seen(left.conflict.kind, left.conflict.entries, "somsri")
    desk_there.close()
    driver.until(lambda: driver.items("apart.title") == [])
    assert driver.text("apart.about") == "ไม่มีเรื่องที่ต้องดู"
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.items("apart.about") == [])
    assert driver.items("apart") == []


def test_with_the_keyboard_alone(desk: Open, place: Place) -> None:
    for n in (1, 2):
        place.person(n, f"คนที่{n} ดี")
        come(place, "A", n, f"l{n}")
        come(place, "B", 10 + n, f"l{n}")
    driver = desk().signed_in()
    driver.until(lambda: driver.desk._apart.view.count == 2)
    box = driver.window.findChild(object, "apartbox")
    driver.key(Qt.Key.Key_F3)
    driver.until(lambda: driver.field() == "apart.see" and box.property("steady"))
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.desk._apart.view.count == 1)
    (seen,) = written(place, ConflictSeen)
    assert seen.body.targets[0].seq == 3
    driver.until(lambda: driver.field() == "apart.see")
    driver.key(Qt.Key.Key_Down)
    # Nothing is under the last but the way out.
    assert driver.field() == "apart.see"
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.items("apart.about") == [])


def test_its_check_ins_are_shown_in_the_list(desk: Open, place: Place) -> None:
    for n, name in ((1, "มะลิ ใจดี"), (2, "สมชาย ทองแท้")):
        place.person(n, name)
        come(place, "A", n, f"l{n}")
    come(place, "B", 11, "l1")
    driver = desk()
    driver.until(lambda: driver.desk._apart.view.count == 1)
    driver.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    driver.key(Qt.Key.Key_F3)
    driver.until(lambda: driver.field() == "apart.see")
    driver.key(Qt.Key.Key_Left)
    assert driver.field() == "apart.show"
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.shown() == ["มะลิ จ."] * 2)
    assert driver.items("apart.about") == []
    assert driver.field() == "attendance"


def silence(place: Place, seats: int = 9) -> None:
    """Another computer holds these seats, two of them in use, and was heard 20 minutes ago."""
    part = Part("h2", "walkin_b_x1", seats, 2, 7, place.clock.at - 20 * MINUTE)
    with place.other.writing() as unit:
        unit.keep_parts([Granted(CLAY.key, 5, 10, (part,))])


def test_seats_are_set_free_by_name_after_a_warning(desk: Open, place: Place) -> None:
    place.employ()
    silence(place)
    driver = desk()
    driver.until(lambda: driver.desk._apart.view.count == 1)
    driver.key(Qt.Key.Key_F3)
    driver.until(lambda: driver.shown("apart.free") == ["ปล่อยที่นั่ง 7 ที่…"])
    driver.touch("apart.free", "apartbox")
    driver.until(lambda: driver.field() == "apart.keep")
    assert driver.text("apart.hint") == driver.desk._apart.view.rows[0].risk
    driver.click("apart.keep")
    driver.until(lambda: driver.field() == "apart.free")
    assert written(place, SeatsFreed) == []
    driver.click("apart.free")
    driver.until(lambda: driver.field() == "apart.keep")
    driver.key(Qt.Key.Key_Right)
    driver.key(Qt.Key.Key_Return)
    # Nobody is in: who is it?
    driver.until(lambda: driver.desk.signing.props.step.value != "closed")
    driver.desk.clerk.come("ครูแอน", driver.desk.clerk.needed)
    driver.until(lambda: written(place, SeatsFreed) != [])
    (freed,) = written(place, SeatsFreed)
    assert (freed.by, freed.body.occurrence, freed.body.holder, freed.body.seats) == (
        "ครูแอน", CLAY.key, "h2", 7,
    )  # fmt: skip
    driver.until(lambda: driver.desk._apart.view.count == 0)
    assert driver.desk.toast.props.words.startswith("ปล่อยที่นั่งแล้ว 7 ที่")


def test_whoever_is_heard_again_keeps_the_seats(desk: Open, place: Place) -> None:
    silence(place)
    driver = desk().signed_in()
    driver.until(lambda: driver.desk._apart.view.count == 1)
    view = driver.desk._apart.view
    (name,) = view.names
    # Not warned of: nothing is set free.
    view.freed.emit(name)
    view.warned.emit(name)
    with place.other.writing() as unit:
        unit.keep_parts([])
    view.freed.emit(name)
    driver.until(lambda: driver.desk.toast.props.words != "")
    assert driver.desk.toast.props.words.startswith("ไม่มีที่นั่งให้ปล่อยแล้ว")
    driver.until(lambda: view.count == 0)
    assert (view.asking, view.writing) == ("", "")
    assert written(place, SeatsFreed) == []
