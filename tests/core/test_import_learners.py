"""Lists of learners as offices keep them; a bad row spoils no other."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import thai
from kiosk.identify import citizen_hash
from kiosk.importing import Rejected
from kiosk.importing.learners import learner_id, read_learners
from kiosk.partners import PARTNERS
from kiosk.record import Learner, Standing

TODAY = dt.date(2026, 11, 22)
PEPPER = b"p" * 32
HEAD = (
    "member_no,name_th,name_en,nickname,birth_year_be,institution,student_id,phone,valid_until,"
    "status,consent_version"
)
CITIZEN = "1101700230708"


def read(raw: str | bytes) -> tuple[list[Learner], list[Rejected]]:
    given = raw.encode() if isinstance(raw, str) else raw
    file = read_learners(given, centre="tk", today=TODAY, pepper=PEPPER)
    rows = [row for _, row in file.rows]
    good = [row for row in rows if isinstance(row, Learner)]
    return good, [row for row in rows if isinstance(row, Rejected)]


def one(head: str, row: str) -> Learner:
    good, bad = read(f"{head}\n{row}\n")
    assert not bad
    return good[0]


def reason(head: str, row: str) -> str:
    good, bad = read(f"{head}\nK1,ก,{row}\nK2,ข{',' * head.count(',', len('member_no,n'))}\n")
    assert [learner.number for learner in good] == ["K2"]
    assert bad[0].line == 2
    return bad[0].reason


def test_a_row_becomes_a_learner_with_gregorian_years() -> None:
    row = (
        "K100001,กมล  ใจดี,Kamon Chaidi,ต้น,2533,nrru,661000000,081-000 7919,31/12/2570,active,2026-1"
    )
    learner = one(HEAD, row)
    assert learner == Learner(
        learner=learner_id("tk", "k-100001"),
        number="K100001",
        name="กมล ใจดี",
        name_en="Kamon Chaidi",
        nickname="ต้น",
        birth_year=1990,
        partner="nrru",
        student_number="661000000",
        phone="0810007919",
        valid_until=dt.date(2027, 12, 31),
        consent="2026-1",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_encoding_and_line_end_are_found(delimiter: str, encoding: str, end: str) -> None:
    text = f"{HEAD}\nK1,กมล,,ต้น,๒๕๓๓,,,,,ปกติ,\nK2,ขวัญ,,,,,,,,ระงับ,\n"
    good, bad = read(text.replace(",", delimiter).replace("\n", end).encode(encoding))
    assert [(x.name, x.birth_year, x.standing) for x in good] == [
        ("กมล", 1990, Standing.ACTIVE),
        ("ขวัญ", None, Standing.SUSPENDED),
    ]
    assert not bad


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("ปีเกิด (พ.ศ.)", "2533", "birth_year", 1990),
        ("Birth_Year_CE", "1990", "birth_year", 1990),
        ("วันเดือนปีเกิด", "5/1/2533", "birth_year", 1990),
        ("BIRTH YEAR", "๑๙๙๐", "birth_year", 1990),
        ("เบอร์โทร", "๐๘๑ ๒๓๔ ๕๖๗๘", "phone", "0812345678"),
        ("มือถือ", "+66 81 234 5678", "phone", "0812345678"),
        ("Phone", "812345678", "phone", "0812345678"),
        ("Tel.", "'0812345678", "phone", "0812345678"),
        ("tel", "044-123456", "phone", "044123456"),
        ("phone", "+49 30 1234567", "phone", "+49301234567"),
        ("สถาบัน", "วิทยาลัยอาชีวศึกษานครราชสีมา", "partner", "nrvc"),
        ("partner", "Vongchavalitkul University", "partner", "vu"),
        ("institution", "NRRU", "partner", "nrru"),
        ("รหัสนักศึกษา", "661000000.0", "student_number", "661000000"),
        ("วันหมดอายุ", "31.12.2570", "valid_until", dt.date(2027, 12, 31)),
        ("expiry date", "2027-12-31 00:00:00", "valid_until", dt.date(2027, 12, 31)),
        ("valid until", "29/02/2567", "valid_until", dt.date(2024, 2, 29)),
        ("valid_until", "-", "valid_until", None),
        ("สถานะ", "ระงับ", "standing", Standing.SUSPENDED),
        ("Status", "ACTIVE", "standing", Standing.ACTIVE),
        ("เพศ", "หญิง", "sex", "female"),
        ("Gender", "M", "sex", "male"),
        ("ชื่อเล่น", "ต้น", "nickname", "ต้น"),
        ("ความยินยอม", "2026-1", "consent", "2026-1"),
        ("นามสกุล", "ใจดี", "name", "กมล ใจดี"),
        ("hobby", "=EVIL()", "name", "กมล"),
    ],
)
def test_headings_and_cells_are_understood_as_people_write_them(
    heading: str, cell: str, field: str, value: object
) -> None:
    learner = one(f"เลขสมาชิก,ชื่อ,{heading}", f"K1,กมล,{cell}")
    assert getattr(learner, field) == value


def test_a_citizen_number_is_kept_only_as_a_keyed_hash() -> None:
    learner = one("member_no,name_th,เลขประจำตัวประชาชน", "K1,กมล,1-1017-00230-70-8")
    assert learner.citizen == citizen_hash(CITIZEN, PEPPER)
    assert CITIZEN not in repr(learner)


def test_a_school_that_numbers_pupils_by_citizen_number_leaves_only_the_hash() -> None:
    learner = one("member_no,name_th,student_id", f"K1,กมล,{CITIZEN}")
    assert learner.student_number == ""
    assert learner.citizen == citizen_hash(CITIZEN, PEPPER)


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("birth_year_be", "abc", "birth_year_be is no year: “abc”"),
        ("birth_year_be", "2390", "nobody alive was born in the year 2390"),
        ("birth_year_be", "33", "nobody alive was born in the year 33"),
        ("birth_year_be", "25333", "is no year"),
        (
            "institution",
            "no-such",
            "institution “no-such” is no partner institution; known are nrru",
        ),
        ("phone", "12345", "phone is no telephone number: “12345”"),
        ("phone", "8.1E+08", "no telephone number"),
        ("student_id", "6.61E+08", "was rounded by a spreadsheet"),
        ("citizen_id", "1101700230709", "check digit"),
        ("citizen_id", "1.1017E+12", "rounded"),
        ("valid_until", "soon", "no date like 2027-12-31 or 31/12/2570: “soon”"),
        ("valid_until", "2027-02-30", "no such date as “2027-02-30”"),
        ("valid_until", "31/12/9999", "no such date"),
        ("status", "maybe", "neither active nor suspended: “maybe”"),
        ("name_en", "@SUM(A1)", "looks like a spreadsheet formula"),
        ("name_en", "+1", "looks like a spreadsheet formula"),
        ("nickname", "x" * 121, "longer than 120 characters"),
        ("name_en", '"not closed', "a quotation mark is not closed"),
        ("name_en", "a,b", "it has 4 cells where the heading has 3"),
    ],
)
def test_a_bad_cell_costs_its_row_and_says_why(heading: str, cell: str, said: str) -> None:
    assert said in reason(f"member_no,name_th,{heading}", cell)


def test_no_message_repeats_a_citizen_number() -> None:
    wrong = "1101700230709"
    assert wrong not in reason("member_no,name_th,citizen_id", wrong)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",ก", "member_no is empty"),
        ("K1,", "it has no name"),
        ("K1,=HYPERLINK(1)", "name_th looks like a spreadsheet formula"),
        ("...,ก", "member_no has neither digits nor letters"),
        (f"{CITIZEN},ก", "is a citizen number"),
        ("K1", "it has 1 cells where the heading has 2"),
        ("k9,ก", "the number “k9” stands already on line 2"),
    ],
)
def test_a_row_without_number_or_name_is_rejected(row: str, said: str) -> None:
    good, bad = read(f"member_no,name_th\nK9,ข\n{row}\nK8,ค\n")
    assert [learner.number for learner in good] == ["K9", "K8"]
    assert bad[0].line == 3
    assert said in bad[0].reason


def test_lines_are_counted_as_they_stand_in_the_file() -> None:
    text = 'member_no,name_th\n\nK1,"ก\nข"\n,,\nK2,"ค ""ง"""\n,x\n'
    good, bad = read(text)
    assert [(x.number, x.name) for x in good] == [("K1", "ก ข"), ("K2", 'ค "ง"')]
    assert bad == [(7, "member_no is empty")]


def test_a_quotation_mark_never_closed_costs_only_its_row() -> None:
    rows = "".join(f'K{n},"ชื่อ {n}"\n' for n in range(2, 60))
    good, bad = read(f'member_no,name_th\nK1,"open\n{rows}')
    assert bad[0] == (2, "a quotation mark is not closed")
    assert len(bad) == 1
    assert len(good) == 58


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "the file is empty"),
        (b"\r\n \r\n", "the file is empty"),
        (b"PK\x03\x04rest", "no workbook that can be read"),
        (HEAD.replace(",", "|").encode(), "columns member_no and name_th cannot be found"),
        (b"name_th,phone\nx,1", "column member_no cannot be found in the first line; it has"),
        (b"member_no,phone\nx,1", "column name_th cannot be found"),
        (b"BEGIN:VCALENDAR\r\n", "“BEGIN:VCALENDAR”"),
    ],
)
def test_a_file_that_cannot_be_used_gets_one_clear_rejection(raw: bytes, said: str) -> None:
    good, bad = read(raw)
    assert not good
    assert len(bad) == 1
    assert said in bad[0].reason


def test_the_separator_line_of_a_spreadsheet_is_skipped() -> None:
    good, bad = read("sep=;\nmember_no;name_th\nK1;ก\n;x\n")
    assert [learner.number for learner in good] == ["K1"]
    assert bad[0].line == 4


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_at_all_make_the_reader_fail(raw: bytes) -> None:
    for tried in (raw, HEAD.encode() + b"\n" + raw, b"member_no,name_th\n" + raw + b"\nK1,x\n"):
        read(tried)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["", "good", "=bad", "no|t"]), max_size=30))
def test_every_row_is_either_taken_or_told(names: list[str]) -> None:
    rows = "".join(f"K{n},{name}\n" for n, name in enumerate(names))
    good, bad = read(f"member_no,name_th\n{rows}")
    assert [x.number for x in good] == [
        f"K{n}" for n, x in enumerate(names) if x in ("good", "no|t")
    ]
    assert [x.line for x in bad] == [n + 2 for n, x in enumerate(names) if x in ("", "=bad")]


@given(st.text(max_size=20))
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert thai.tidy(thai.tidy(text)) == thai.tidy(text)


@pytest.mark.parametrize("column", ["name_th", "nickname", "phone", "institution"])
def test_a_citizen_number_in_a_wrong_column_is_refused_and_not_repeated(column: str) -> None:
    row = {"member_no": "K1", "name_th": "กมล", "nickname": "", "phone": "", "institution": ""}
    row[column] = "1-1017-00203-45-0"
    text = ",".join(row) + "\n" + ",".join(row.values()) + "\n"
    file = read_learners(
        text.encode(), centre="c", today=dt.date(2026, 11, 22), pepper=b"p" * 32, partners=PARTNERS
    )
    ((_, rejected),) = list(file.rows)
    assert isinstance(rejected, Rejected)
    assert column in rejected.reason
    assert "1017" not in rejected.reason
