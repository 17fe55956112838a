"""What is kept can be seen, put right and taken along; who is forgotten is nowhere any more."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from db import engine
from db.store import SqlStore
from kiosk import card
from kiosk.desk import Consent, FrontDesk, NotPossible
from kiosk.entry import (
    CardIssued,
    CheckedIn,
    Entry,
    EntryId,
    Erased,
    LearnerKept,
    Looked,
    Merged,
    Queued,
    Undone,
)
from kiosk.exporting import Wanted, export_log
from kiosk.importing import import_learners
from kiosk.outcome import VISIT, Ask, Code
from kiosk.record import Band
from tests.storage.centre import Centre
from tests.storage.tables import contents
from tests.storage.workload import DAY, KEY, NOON, learner, open_store

STAFF = "สมศรี"
ASKED = "ขอดูข้อมูล"
RANDOM = bytes(range(16))
SECRETS = ("มะลิวรรณ", "ทองสุข", "Maliwan", "น้องลิ", "0891112222", "66-777", "K100777")
MALI = learner(
    777,
    name="นางสาวมะลิวรรณ ทองสุข",
    name_en="Miss Maliwan Thongsuk",
    nickname="น้องลิ",
    phone="0891112222",
    student_number="66-777",
    birth_year=2016,
    partner="nrru",
    consent="guardian-1",
)


def looks(centre: Centre) -> list[Entry]:
    with centre.store.reading() as reader:
        found = reader.entries({}, limit=10_000)
    return [entry for entry in found if isinstance(entry.body, Looked)]


def mali(centre: Centre, desk: FrontDesk | None = None) -> str:
    """Everything a learner can do and have done to them; the text of the card."""
    desk = desk or centre.desk
    with desk._store.writing() as unit:
        unit.append(LearnerKept(learner=msgspec.structs.replace(MALI, nickname="น้องลิ")), NOON)
        unit.append(LearnerKept(learner=MALI), NOON)
    old = desk.issue_card("K100777", bytes(range(16)))
    text = desk.issue_card("K100777", bytes(range(1, 17)))
    first = desk.scan(text, Ask(wanted=VISIT)).entry
    assert first is not None
    desk.undo(first, "น้องลิ มาแล้วกลับ", STAFF)
    centre.clock.later(1)
    again = desk.scan("K100777", Ask(wanted=VISIT, by=STAFF)).entry
    assert again is not None
    desk.move([again], centre.occurrence, STAFF, "ทองสุข ย้าย")
    centre.clock.later(1)
    desk.scan(old)
    desk.look("l777", STAFF, "มะลิวรรณ ถาม")
    desk.leave([again])
    desk.give_feedback(again, 5)
    return text


def test_a_look_at_a_name_is_kept_once_a_minute_for_each_who_looks(centre: Centre) -> None:
    for _ in range(20):
        assert centre.desk.look("l1", STAFF, ASKED) == learner(1)
    centre.desk.look("l1", "มานะ", ASKED)
    centre.desk.look("l2", STAFF, ASKED)
    assert [(e.by, e.body.learner) for e in looks(centre)] == [
        (STAFF, "l1"), ("มานะ", "l1"), (STAFF, "l2"),
    ]  # fmt: skip
    centre.clock.later(1)
    centre.desk.look("l1", STAFF, ASKED)
    assert len(looks(centre)) == 4
    centre.clock.at -= dt.timedelta(hours=3)
    centre.desk.look("l1", STAFF, ASKED)
    assert len(looks(centre)) == 5
    for by, reason in (("", ASKED), (STAFF, "")):
        with pytest.raises(NotPossible):
            centre.desk.look("l1", by, reason)
    with pytest.raises(NotPossible, match="no record"):
        centre.desk.look("nobody", STAFF, ASKED)


def test_searching_is_no_look(centre: Centre) -> None:
    before = len(centre.journal())
    centre.desk.find("คน")
    assert len(centre.journal()) == before


def test_all_that_is_kept_is_shown(centre: Centre) -> None:
    mali(centre)
    centre.desk.merge("l2", "l777", STAFF, "คนเดียวกัน")
    centre.clock.later(2)
    found = centre.desk.show("l777", STAFF, ASKED)
    assert found.learner == MALI
    assert found.also == centre.desk.also("l777") == (learner(2),)
    assert centre.desk.also("l2") == centre.desk.also("nobody") == ()
    assert [(v.undone_at is None, v.how) for v in found.visits] == [
        (False, "card"),
        (True, "member"),
    ]
    assert list(found.faces.values()) == [5]
    kinds = [type(entry.body).__name__ for entry in found.history]
    assert kinds == [
        "LearnerKept", "LearnerKept", "LearnerKept", "CardIssued", "CardIssued", "Refused",
        "Looked", "Merged", "Looked",
    ]  # fmt: skip
    assert looks(centre)[-1].body.why == ASKED  # type: ignore[union-attr]


def test_a_record_is_put_right_by_who_has_seen_it(centre: Centre) -> None:
    seen = learner(1)
    wanted = msgspec.structs.replace(
        seen, name=" คนที่หนึ่ง  ใหม่ ", phone="081-234-0000", partner="vu", birth_year=1960
    )
    entry = centre.desk.correct(seen, wanted, STAFF, "สะกดผิด")
    body = entry.body
    assert isinstance(body, LearnerKept)
    assert (body.learner.name, body.learner.phone) == ("คนที่หนึ่ง ใหม่", "0812340000")
    assert (body.source, body.reason, entry.by) == ("desk", "สะกดผิด", STAFF)
    assert centre.desk.scan("0812340000").code is Code.ADMITTED
    with pytest.raises(NotPossible, match="somebody else"):
        centre.desk.correct(seen, wanted, STAFF, "อีกโต๊ะ")
    with pytest.raises(NotPossible, match="already"):
        centre.desk.correct(body.learner, body.learner, STAFF, "ไม่มีอะไร")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "", "nickname": " "},
        {"name": "ก" * 121},
        {"number": ""},
        {"number": "K100002"},
        {"number": "1" * 40},
        {"phone": "1101700203450"},
        {"student_number": "1-1017-00203-45-0"},
        {"birth_year": 1700},
        {"birth_year": 2569},
    ],
)
def test_what_no_record_can_say(centre: Centre, changes: dict[str, object]) -> None:
    seen = learner(1)
    before = len(centre.journal())
    with pytest.raises(NotPossible):
        centre.desk.correct(seen, msgspec.structs.replace(seen, **changes), STAFF, "x")
    assert len(centre.journal()) == before


def test_a_correction_changes_neither_id_nor_consent_nor_standing(centre: Centre) -> None:
    mali(centre)
    wanted = msgspec.structs.replace(MALI, consent="", citizen="x", nickname="ลิลลี่")
    body = centre.desk.correct(MALI, wanted, STAFF, "ชื่อเล่น").body
    assert isinstance(body, LearnerKept)
    assert body.learner == msgspec.structs.replace(MALI, nickname="ลิลลี่")


def test_a_guardian_agrees_at_the_desk(centre: Centre) -> None:
    assert centre.desk.scan("K100005").code is Code.GUARDIAN
    centre.desk.keep_consent("l5", Consent.GUARDIAN, STAFF, "แม่มาด้วย")
    with pytest.raises(NotPossible, match="already"):
        centre.desk.keep_consent("l5", Consent.GUARDIAN, STAFF, "แม่มาด้วย")
    assert centre.desk.scan("K100005").code is Code.ADMITTED
    with pytest.raises(NotPossible, match="somebody else"):
        centre.desk.keep_consent("l5", Consent.WITHDRAWN, STAFF, "ขอถอน", seen="")
    body = centre.desk.keep_consent("l5", Consent.WITHDRAWN, STAFF, "ขอถอน").body
    assert isinstance(body, LearnerKept)
    assert body.learner.consent == ""


# -- forgotten ---------------------------------------------------------------------------------


def said(store: SqlStore) -> str:
    """Everything that is in the database, as text."""
    with store.reading() as reader:
        entries = repr(reader.entries({}, limit=10_000))
    return entries + repr(contents(store))


def sums(centre: Centre, tmp_path: Path) -> tuple[object, ...]:
    today = centre.desk.today()
    export_log(
        centre.store, centre.clock, centre.settings.zone, Wanted(first=DAY, last=DAY),
        tmp_path / "day.csv",
    )  # fmt: skip
    return today.counts, today.came, today.inside, (tmp_path / "day.csv").read_text("utf-8-sig")


def test_nothing_that_tells_who_it_was_is_left_and_every_figure_is(
    centre: Centre, tmp_path: Path
) -> None:
    text = mali(centre)
    before, vector = sums(centre, tmp_path), reader_vector(centre.store)
    assert all(one in said(centre.store) for one in SECRETS)
    done = centre.desk.forget("l777", RANDOM, STAFF, "ขอให้ลบเอง")
    assert (done.visits, done.scrubbed) == (1, True)
    assert [
        one for one in (*SECRETS, "l777", card.hash_of(text)) if one in without(done, centre)
    ] == []
    assert sums(centre, tmp_path) == before
    assert reader_vector(centre.store) == {"A": vector["A"] + 1}
    (line, *_) = centre.desk.board().lines
    assert (line.named, line.learner, line.bands, line.partner) == (
        True, None, {Band.CHILD: 1}, "nrru",
    )  # fmt: skip
    with centre.store.reading() as reader:
        kept = [e.body for e in reader.entries({}, limit=10_000) if isinstance(e.body, LearnerKept)]
    left = [body.learner for body in kept if body.learner.learner == RANDOM.hex()]
    assert {one.consent for one in left} == {"guardian-1"}
    assert centre.desk.find("มะลิวรรณ") == []
    assert centre.desk.scan("K100777").code is Code.UNKNOWN
    assert centre.desk.scan(text).code is Code.UNKNOWN
    assert centre.desk.whose(text).shown == "unknown"
    with pytest.raises(NotPossible, match="no record"):
        centre.desk.forget("l777", RANDOM, STAFF, "อีกครั้ง")


def without(done: object, centre: Centre) -> str:
    """Everything but the erasure itself, which has to know whom later entries may not speak of."""
    with centre.store.reading() as reader:
        entries = [e for e in reader.entries({}, limit=10_000) if not isinstance(e.body, Erased)]
    tables = {name: rows for name, rows in contents(centre.store).items() if name != "erased"}
    return repr(entries) + repr(tables)


def reader_vector(store: SqlStore) -> dict[str, int]:
    with store.reading() as reader:
        return reader.vector()


def test_the_bytes_are_gone_from_the_file(tmp_path: Path) -> None:
    store = open_store(tmp_path / "walkin.db", None)
    with store.writing() as unit:
        unit.append_many([LearnerKept(learner=learner(n)) for n in range(1, 60)], NOON)
        unit.append(LearnerKept(learner=MALI), NOON)
        unit.append(CheckedIn(day=DAY, learner="l777", reason="มะลิวรรณ ลืมบัตร"), NOON)
        unit.append(Undone(target=EntryId("A", 61), reason="ทองสุข"), NOON, by="s")
    store.scrub()
    raw = everything(tmp_path)
    assert all(one.encode() in raw for one in ("มะลิวรรณ", "ทองสุข", "0891112222"))
    with store.writing() as unit:
        unit.append(Erased(learners=("l777",), instead=RANDOM.hex()), NOON)
    assert store.scrub()
    raw = everything(tmp_path)
    assert [one for one in SECRETS if one.encode() in raw] == []
    assert "คนที่59".encode() in raw
    store.close()


def everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def test_a_reader_in_the_way_is_told_of(centre: Centre) -> None:
    mali(centre)
    other = engine.connect(centre.file, KEY)
    raw = engine.driver(other)
    raw.execute("BEGIN")
    raw.execute("SELECT COUNT(*) FROM entry").fetchall()
    assert centre.desk.forget("l777", RANDOM, STAFF, "ขอเอง").scrubbed is False
    raw.execute("COMMIT")
    assert centre.store.scrub()
    engine.close(other)


def test_rebuilding_remembers_nobody(centre: Centre) -> None:
    mali(centre)
    centre.desk.forget("l777", RANDOM, STAFF, "ขอเอง")
    before = contents(centre.store)
    centre.store.rebuild()
    assert contents(centre.store) == before
    assert [one for one in SECRETS if one in said(centre.store)] == []


def test_whoever_was_merged_into_them_goes_with_them(centre: Centre, tmp_path: Path) -> None:
    centre.desk.scan("K100002", Ask(wanted=VISIT))
    mali(centre)
    centre.desk.merge("l2", "l777", STAFF, "คนเดียวกัน")
    before = sums(centre, tmp_path)
    centre.desk.forget("l2", RANDOM, STAFF, "ขอเอง")
    assert sums(centre, tmp_path) == before
    assert [one for one in (*SECRETS, "คนที่2 ") if one in said(centre.store)] == []
    assert centre.desk.scan("K100002").code is Code.UNKNOWN


def test_the_reason_must_not_name_them(centre: Centre) -> None:
    mali(centre)
    for reason in ("มะลิวรรณขอ", "คุณ ทองสุข ขอ", "K100777", "เบอร์ 0891112222", "MALIWAN"):
        with pytest.raises(NotPossible, match="must not name"):
            centre.desk.forget("l777", RANDOM, STAFF, reason)
    with pytest.raises(ValueError, match="random"):
        centre.desk.forget("l777", b"", STAFF, "ขอเอง")


def test_another_kiosk_forgets_too_whatever_it_hears_first(centre: Centre, tmp_path: Path) -> None:
    """A kiosk that knows the learner, was away, and wrote of them after they were forgotten."""
    other = centre.other("B")
    text = mali(centre)
    sync(centre.desk, other)
    centre.clock.later(3)
    other.scan(text, Ask(wanted=VISIT))
    other.suspend("l777", "มานะ", "มะลิวรรณ เสียงดัง")
    other.issue_card("K100777", bytes(range(2, 18)))
    centre.desk.forget("l777", RANDOM, STAFF, "ขอเอง")
    sync(other, centre.desk)
    sync(centre.desk, other)
    third = centre.other("C")
    sync(centre.desk, third)
    fourth = centre.other("D")
    sync(other, fourth)
    found = [contents(desk._store) for desk in (centre.desk, other, third, fourth)]
    assert found[0] == found[1] == found[2] == found[3]
    for desk in (centre.desk, other, third, fourth):
        assert [one for one in SECRETS if one in said(desk._store)] == []
        desk.close() if desk is not centre.desk else None


def sync(source: FrontDesk, target: FrontDesk) -> None:
    with source._store.reading() as reader, target._store.writing() as unit:
        unit.receive(reader.entries(unit.vector(), limit=10_000))


def test_an_old_backup_forgets_as_soon_as_it_hears(centre: Centre, tmp_path: Path) -> None:
    mali(centre)
    backup = centre.other("B")
    sync(centre.desk, backup)
    centre.desk.forget("l777", RANDOM, STAFF, "ขอเอง")
    assert "มะลิวรรณ" in said(backup._store)
    sync(centre.desk, backup)
    assert [one for one in SECRETS if one in said(backup._store)] == []
    backup.close()


def test_a_list_of_a_school_brings_nobody_back(centre: Centre) -> None:
    sheet = "member_no,name_th\nK100900,มานี มีตา\nK100901,ปิติ พอใจ\n".encode()

    def imported() -> tuple[int, list[str]]:
        report = import_learners(
            centre.store, centre.clock, centre.settings, centre.secrets.pepper, sheet
        )
        return report.added, [one.reason for one in report.rejected]

    assert imported() == (2, [])
    (found,) = centre.desk.find("มานี")
    centre.desk.forget(found.learner, RANDOM, STAFF, "ขอเอง")
    assert imported() == (0, ["whoever had this number asked to be forgotten"])
    assert centre.desk.find("มานี") == []


def test_forgotten_twice_on_two_nodes_is_forgotten_once(tmp_path: Path) -> None:
    entries = [
        Entry("A", 1, 1, NOON, None, LearnerKept(learner=MALI)),
        Entry("A", 2, 2, NOON, None, CheckedIn(day=DAY, learner="l777")),
        Entry("A", 3, 3, NOON, None, CardIssued(learner="l777", card="c1")),
        Entry("A", 4, 4, NOON, None, Queued(day=DAY, occurrence="o1", number=1, learner="card:c1")),
        Entry("B", 1, 10, NOON, "s", Erased(learners=("l777", "card:c1"), instead="one")),
        Entry("C", 1, 11, NOON, "s", Erased(learners=("l777",), instead="two")),
        Entry("D", 1, 9, NOON, "s", Merged(learner="l5", into="l777")),
        Entry("D", 2, 12, NOON, "s", CheckedIn(day=DAY, learner="l5")),
    ]
    found = []
    for at, order in enumerate(
        (entries, [*entries[4:], *entries[:4]], [*entries[5:], *entries[:5]])
    ):
        store = open_store(tmp_path / f"{at}.db", None)
        with store.writing() as unit:
            for entry in order:
                unit.receive([entry])
            assert unit.people(DAY) == 2
            assert [v.entry for v in unit.visits("one", DAY)] == [EntryId("A", 2)]
            assert [v.entry for v in unit.visits("l5", DAY)] == [EntryId("D", 2)]
        found.append((contents(store), said(store)))
        store.close()
    assert found[0] == found[1] == found[2]
    assert not any(secret in found[0][1] for secret in SECRETS)


@pytest.mark.parametrize("order", ["vur", "vru", "urv", "uvr", "rvu", "ruv"])
def test_what_was_said_of_a_visit_goes_with_it_whatever_comes_first(
    tmp_path: Path, order: str
) -> None:
    came = Entry("A", 1, 1, NOON, None, CheckedIn(day=DAY, learner="l777"))
    entries = {
        "v": came,
        "u": Entry("B", 1, 2, NOON, "s", Undone(target=came.id, reason="มะลิวรรณ ผิดคน")),
        "r": Entry("C", 1, 3, NOON, "s", Erased(learners=("l777",), instead="one")),
    }
    store = open_store(tmp_path / "walkin.db", None)
    for which in order:
        with store.writing() as unit:
            unit.receive([entries[which]])
    assert "มะลิวรรณ" not in said(store)
    with store.reading() as reader:
        (line,) = reader.lines(DAY)
    assert (line.undone_by, line.undone_reason, line.named) == ("s", "", True)
    store.close()
