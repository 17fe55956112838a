"""Who is found by what is typed, and in which order."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db import names
from kiosk.desk import FrontDesk, Match
from kiosk.entry import Erased, LearnerKept
from kiosk.findable import searched, sorted_by
from kiosk.newcomer import Newcomer
from kiosk.record import Learner
from kiosk.register import Place
from kiosk.thai import search_form
from tests.storage.centre import CITIZEN, Centre
from tests.storage.workload import NOON, learner, open_store


def person(n: int, name: str = "", **more: object) -> Learner:
    return learner(n, **({"name": name} | more))


PEOPLE = (
    person(101, "นางสาวมะลิ แก้วใส", nickname="น้ำ", partner="nrru", phone="0899994321"),
    person(102, "นายสมชาย ใจดี", name_en="Mr. Somchai Jaidee", student_number="66-1234-5"),
    person(103, "เก่ง กล้าหาญ", nickname="เก่า", partner="vu"),
    person(104, "ก้าน มะลิวัลย์", nickname="100%", partner="nrru"),
    person(105, "กาน ใจดี", nickname="a_b"),
    person(106, "แก้ว มะลิ", birth_year=1990),
    person(107, "", nickname="มะลิ", birth_year=2001),
)


@pytest.fixture
def desk(centre: Centre) -> FrontDesk:
    keep(centre, *PEOPLE)
    return centre.desk


def keep(centre: Centre, *people: Learner) -> None:
    with centre.store.writing() as unit:
        unit.append_many([LearnerKept(learner=one) for one in people], centre.clock.at)


def ids(found: list[Match]) -> list[str]:
    return [match.learner for match in found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("สมชาย", ["l102"]),
        ("ใจดี สม", ["l102"]),
        ("SOMCH", ["l102"]),
        ("jaidee", ["l102"]),
        ("น้ำ", ["l101"]),
        ("นำ", ["l101"]),
        ("นํา", ["l101"]),
        ("4321", ["l101"]),
        ("๔๓๒๑", ["l101"]),
        ("089-999 4321", ["l101"]),
        ("K100103", ["l103"]),
        ("100103", ["l103"]),
        ("66-12", ["l102"]),
        (CITIZEN, ["l9"]),
        ("vu", ["l103"]),
        ("nrru มะ", ["l104", "l101"]),
        ("ราชภัฏ", ["l104", "l101"]),
        ("นางสาวมะลิ", ["l101"]),
        ("นายสมช", ["l102"]),
        ("เเก้ว มะ", ["l106", "l101"]),
        ("100%", ["l104"]),
        ("a_b", ["l105"]),
        ("ไม่มีใคร", []),
    ],
)
def test_everybody_is_found_by_everything_they_are_known_by(
    desk: FrontDesk, typed: str, found: list[str]
) -> None:
    assert ids(desk.find(typed)) == found


@pytest.mark.parametrize(
    "typed",
    ["", " ", "%", "_", "!", "'", '"', "\\", "*", "' OR 1=1 --", "\x00", "\n", "\t", "🙂", "\ud800",
     "ก" * 10_000, "% " * 5_000, "a " * 5_000, "เ", "ฺ", "่"],
)  # fmt: skip
def test_any_text_may_be_typed(desk: FrontDesk, typed: str) -> None:
    found = desk.find(typed)
    literal = search_form(typed[:100]).split()
    assert all(
        word in searched(next(p for p in everybody(desk) if p.learner == match.learner))
        for match in found
        for word in literal[:6]
    )
    assert len(found) < 50


def everybody(desk: FrontDesk) -> list[Learner]:
    with desk._store.reading() as reader:
        return reader.learners(limit=1000)


def test_every_letter_typed_of_a_name_finds_it(desk: FrontDesk) -> None:
    for one in PEOPLE:
        called = one.name.split()[-1] or one.nickname if one.name else one.nickname
        for many in range(1, len(called) + 1):
            assert one.learner in ids(desk.find(called[:many])), called[:many]


def test_they_stand_as_in_a_dictionary_those_who_begin_so_first(desk: FrontDesk) -> None:
    # กาน, ก้าน, เก่ง, แก้ว, มะลิ; whoever has it within a word only comes after them.
    assert ids(desk.find("ก")) == ["l105", "l104", "l103", "l106", "l101"]
    assert ids(desk.find("มะลิ")) == ["l104", "l106", "l107", "l101"]
    assert ids(desk.find("ลิ")) == ["l104", "l106", "l107", "l101"]
    assert [match.place.within for match in desk.find("ลิ")] == [True] * 4


def test_the_surname_is_one_letter_until_somebody_looks(desk: FrontDesk) -> None:
    (match,) = desk.find("สมชาย")
    assert (match.name, match.name_en) == ("สมชาย จ.", "Somchai J.")
    assert "ใจดี" not in repr(match)
    (match,) = desk.find("4321")
    assert (match.phone_ends, match.nickname) == ("4321", "น้ำ")
    assert "0899994321" not in repr(match)


def test_pages_go_on_where_the_last_one_ended(centre: Centre) -> None:
    keep(centre, *(person(n, f"มานะ{n} ใจ{n % 7}") for n in range(200, 330)))
    seen: list[str] = []
    after: Place | None = None
    while page := centre.desk.find("มานะ", after, limit=17):
        seen += ids(page)
        after = page[-1].place
        # Changed in between: nobody is lost.
        keep(centre, person(400 + len(seen), f"ก่อน{len(seen)}"))
    assert len(seen) == len(set(seen)) == 130
    by_sort = {f"l{n}": sorted_by(person(n, f"มานะ{n} ใจ{n % 7}")) for n in range(200, 330)}
    assert seen == sorted(seen, key=lambda one: (by_sort[one], one))


def test_what_another_program_changes_is_found_at_once(centre: Centre, desk: FrontDesk) -> None:
    other = open_store(centre.file)
    assert ids(desk.find("มะลิวัลย์")) == ["l104"]
    with other.writing() as unit:
        unit.append(LearnerKept(learner=person(104, "บัวลอย มณี")), NOON.replace(year=2027))
        unit.append(LearnerKept(learner=person(500, "มะลิวัลย์ ใหม่")), NOON.replace(year=2027))
        unit.append(Erased(learners=("l106",), instead="x"), NOON)
    other.close()
    assert ids(desk.find("มะลิวัลย์")) == ["l500"]
    assert ids(desk.find("บัวลอย")) == ["l104"]
    assert ids(desk.find("แก้ว")) == ["l101"]


def test_many_changes_are_read_anew(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_MOST_CHANGED", 5)
    assert centre.desk.find("มานะ") == []
    for start in range(600, 620, 4):
        keep(centre, *(person(n, f"มานะ{n}") for n in range(start, start + 4)))
        assert len(centre.desk.find("มานะ")) == start - 596
    keep(centre, *(person(n, f"มานะ{n}") for n in range(700, 720)))
    assert len(centre.desk.find("มานะ")) == 40


def test_whoever_is_merged_is_found_as_who_is_left_and_once(
    centre: Centre, desk: FrontDesk
) -> None:
    desk.merge("l107", "l106", "สมศรี", "ลงทะเบียนสองครั้ง")
    assert ids(desk.find("มะลิ")) == ["l104", "l106", "l101"]
    assert ids(desk.find("K100107")) == ["l106"]
    desk.unmerge("l107", "สมศรี", "คนละคน")
    assert ids(desk.find("K100107")) == ["l107"]


def test_somebody_alike_is_told_also_of_one_who_was_merged(centre: Centre, desk: FrontDesk) -> None:
    keep(centre, person(801, "ธิดา หนึ่ง", birth_year=1980), person(802, nickname="ธิดา"))
    assert desk.likely(Newcomer(name="ธิดา", birth_year=1980)) == "01"
    assert desk.likely(Newcomer(name="ธิดา", birth_year=1981)) is None
    keep(centre, person(803, "", nickname="ธิดา", birth_year=1980))
    assert desk.likely(Newcomer(name="ธิดา", birth_year=1980)) is None
    desk.merge("l803", "l801", "สมศรี", "คนเดียวกัน")
    assert desk.likely(Newcomer(name="ธิดา", birth_year=1980)) == "01"


letters = st.text("กขเา่ %_1", max_size=6)


@given(
    st.lists(st.tuples(st.integers(1, 12), letters, letters), max_size=25),
    st.lists(st.text("กขเา่%_1 ", min_size=1, max_size=4), min_size=1, max_size=6),
    st.integers(1, 4),
)
@settings(max_examples=25, deadline=None)
def test_it_finds_what_a_look_at_every_record_would(
    writes: list[tuple[int, str, str]], searches: list[str], limit: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "walkin.db", None)
        kept: dict[str, Learner] = {}
        for at, (n, name, nickname) in enumerate(writes):
            record = person(n, name, nickname=nickname or "ข")
            kept[record.learner] = record
            with store.writing() as unit:
                unit.append(LearnerKept(learner=record), NOON)
            if at % 3 == 0:
                with store.reading() as reader:
                    reader.found(["ก"])
        for typed in searches:
            words = search_form(typed).split()
            with store.reading() as reader:
                found: list[str] = []
                after = None
                while page := reader.found(words, after, limit):
                    found += [record.learner for _, record in page]
                    after = page[-1][0]
            assert found == looked_through(kept, words)
        store.close()


def looked_through(kept: dict[str, Learner], words: list[str]) -> list[str]:
    places = []
    for one in kept.values():
        said = searched(one)
        if words and all(word in said for word in words):
            begins = all(f" {word}" in said for word in words)
            places.append((not begins, sorted_by(one), one.learner))
    return [learner for *_, learner in sorted(places)]


def test_an_index_leads_to_those_born_in_a_year(tmp_path: Path) -> None:
    store = open_store(tmp_path / "walkin.db", None)
    with store.reading() as unit:
        from db.facts import _ALIKE

        plan = unit._link.all(text(f"EXPLAIN QUERY PLAN {_ALIKE}"), {"born": 1990, "name": "%a%"})
    store.close()
    assert any("learner_born (born=?)" in row[3] for row in plan)
