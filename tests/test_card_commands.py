"""`walkin card` as people type it: files that scan, keys that go from centre to centre."""

import json
import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from zxingcpp import BarcodeFormat, read_barcodes

from kiosk.cli.card import card
from tests.walkin import Inside, Walkin
from ui import shell

LEARNERS = "member_no,name_th,nickname,birth_year_be,institution,student_id\n" + "".join(
    f"K1000{n:02},คน{n} สกุล{n},,2555,{'nrru' if n < 13 else 'vu'},6610000{n:02}\n"
    for n in range(1, 15)
)


def centre(folder: Path, kind: type[Walkin] = Inside) -> Walkin:
    folder.mkdir(exist_ok=True)
    made = kind(folder)
    (folder / "learners.csv").write_text(LEARNERS, "utf-8")
    assert made("import", "learners", "learners.csv").returncode == 0
    return made


@pytest.fixture
def walkin(tmp_path: Path) -> Walkin:
    return centre(tmp_path / "korat")


@pytest.fixture(scope="module")
def application() -> QGuiApplication:
    return shell.application()


def texts_in(image: QImage) -> list[str]:
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    grey = flat.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    return [found.text for found in read_barcodes(pixels, BarcodeFormat.QRCode)]


def pages_of(file: Path) -> list[list[str]]:
    document = QPdfDocument()
    document.load(str(file))
    sizes = [document.pagePointSize(n) for n in range(document.pageCount())]
    pages = [
        texts_in(document.render(n, QSize(round(s.width() * 2), round(s.height() * 2))))
        for n, s in enumerate(sizes)
    ]
    document.close()
    return pages


@pytest.mark.usefixtures("application")
def test_a_class_gets_its_sheets_and_every_card_lets_its_holder_in(tmp_path: Path) -> None:
    walkin = centre(tmp_path, Walkin)
    done = walkin("card", "--partner", "nrru", "--sheet", "-o", "class.pdf")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"12 new cards in class.pdf" in done.stderr
    file = walkin.folder / "class.pdf"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    pages = pages_of(file)
    assert [len(page) for page in pages] == [10, 2]
    answers = walkin.station(*(text.encode() for page in pages for text in page))
    assert {a["outcome"] for a in answers} == {"admitted"}
    assert sorted(a["learner"] for a in answers) == [f"K1000{n:02}" for n in range(1, 13)]


def test_the_options_for_new_cards_are_found_without_the_word_issue() -> None:
    said = CliRunner().invoke(card, ["--help"]).output
    for option in ("-o, --output", "--sheet", "--partner", "--from", "--names", "verify"):
        assert f"  {option} " in said


@pytest.mark.usefixtures("application")
def test_one_card_as_page_picture_and_code(walkin: Walkin) -> None:
    for name in ("card.pdf", "card.png", "card.svg"):
        done = walkin("card", "K100001", "-o", name)
        assert done.returncode == 0, done.stderr
        text = done.stdout.decode().strip()
        file = walkin.folder / name
        if name == "card.pdf":
            assert pages_of(file) == [[text]]
        elif name == "card.png":
            assert texts_in(QImage(str(file))) == [text]
        said = walkin("card", "verify", text)
        assert (said.returncode, said.stdout) == (
            0,
            b"signed by this centre; it is the card of K100001\n",
        )


@pytest.mark.usefixtures("application")
def test_a_list_of_numbers_gets_cards_in_its_order(walkin: Walkin) -> None:
    (walkin.folder / "list.txt").write_bytes("\ufeffK100003, ก้อย\r\n\r\n661000001\r\n".encode())
    assert walkin("card", "--from", "list.txt", "K100002", "-o", "c.pdf").returncode == 0
    texts = [page[0] for page in pages_of(walkin.folder / "c.pdf")]
    said = [walkin("card", "verify", text).stdout.decode()[-8:-1] for text in texts]
    assert said == ["K100002", "K100003", "K100001"]


WRONG = [
    (("card", "-o", "c.pdf"), 64, "for whom?"),
    (("card", "K100001", "-o", "c.doc"), 64, "are written as"),
    (("card", "K100001", "K100002"), 64, "go into a PDF"),
    (("card", "K100001", "K100002", "-o", "c.png"), 64, "go into a PDF"),
    (("card", "K100001", "--sheet"), 64, "a sheet is a PDF"),
    (("card", "K100001", "nobody", "-o", "c.pdf"), 65, "number nobody"),
    (
        ("card", "--partner", "none", "-o", "c.pdf"),
        65,
        "institution none; there are nrru, nrvc, anuban-korat, vu, municipality",
    ),
    (
        ("card", "--partner", "nrvc", "-o", "c.pdf"),
        65,
        "no learner belongs to the institution nrvc",
    ),
    (("card", "--from", "missing.txt", "-o", "c.pdf"), 64, "does not exist"),
    (("card", "K100001", "-o", "/nowhere/c.pdf"), 73, "cannot write"),
    (("card", "lost", "nobody"), 65, "number nobody"),
    (("card", "lost", "K100002"), 65, "has no card"),
]


def test_what_cannot_be_done_issues_nothing(walkin: Walkin) -> None:
    good = walkin("card", "K100001").stdout.decode().strip()
    for args, code, said in WRONG:
        done = walkin(*args)
        assert (done.returncode, done.stdout) == (code, b""), args
        assert said in done.stderr.decode(), args
    assert walkin("card", "verify", good).returncode == 0
    assert not list(walkin.folder.glob("*c.*"))


def test_a_lost_card_is_told_from_a_replaced_one(walkin: Walkin) -> None:
    first, second = (walkin("card", "K100001").stdout.decode().strip() for _ in range(2))
    said = walkin("card", "verify", first)
    assert (said.returncode, "newer card" in said.stdout.decode()) == (65, True)
    assert walkin("card", "lost", "K100001").returncode == 0
    said = walkin("card", "verify", second)
    assert (said.returncode, "lost" in said.stdout.decode()) == (65, True)
    (refused,) = walkin.station(second.encode())
    assert refused["outcome"] == "replaced"
    assert walkin("card", "lost", "K100001").returncode == 65


def test_verify_reads_what_any_keyboard_makes_of_it(walkin: Walkin) -> None:
    text = walkin("card", "K100001").stdout.decode().strip()
    assert walkin("card", "verify", text.lower()).returncode == 0
    for wrong, said in ((text[:-1], b"part of one"), ("K100001", b"not a card")):
        done = walkin("card", "verify", wrong)
        assert done.returncode == 65
        assert said in done.stdout


def letters(walkin: Walkin) -> dict[str, str]:
    listed = walkin("card", "key", "list").stdout.decode()
    return {line[0]: line[3:] for line in listed.splitlines()}


def free_letter(*centres: Walkin) -> str:
    """Which letter a first key has is chance."""
    taken = {letter for one in centres for letter in letters(one)}
    return next(letter for letter in "KMNP" if letter not in taken)


def test_a_new_key_signs_and_the_old_one_is_retired_when_it_may_be(walkin: Walkin) -> None:
    old = walkin("card", "K100001").stdout.decode().strip()
    (first,) = letters(walkin)
    done = walkin("card", "key", "new")
    assert done.returncode == 0
    assert b"Restart" in done.stdout
    second = next(letter for letter in letters(walkin) if letter != first)
    assert letters(walkin)[first].startswith("is read only, 1 good cards")
    new = walkin("card", "K100002").stdout.decode().strip()
    assert (old[3], new[3]) == (first, second)
    assert {a["outcome"] for a in walkin.station(old.encode(), new.encode())} == {"admitted"}
    held = walkin("card", "key", "retire", first)
    assert held.returncode == 65
    assert b"1 good cards are signed" in held.stderr
    assert walkin("card", "key", "retire", second).returncode == 65
    assert walkin("card", "key", "retire", first.lower(), "--yes").returncode == 0
    assert list(letters(walkin)) == [second]
    assert walkin("card", "verify", old).returncode == 65
    assert walkin("card", "key", "new", first).returncode == 65
    assert (walkin.folder / "walkin.key.previous").exists()


def test_two_centres_trust_each_others_cards_and_nothing_more(
    walkin: Walkin, tmp_path: Path
) -> None:
    assert walkin("card", "key", "new", free_letter(walkin)).returncode == 0
    other = centre(tmp_path / "buriram")
    mark = free_letter(walkin, other)
    assert other("card", "key", "new", mark).returncode == 0
    theirs = other("card", "K100001").stdout.strip()
    assert walkin.station(theirs)[0]["outcome"] == "forged"

    sent = other("card", "key", "share", "key.json", WALKIN_CENTRE_NAME="ศูนย์บุรีรัมย์")
    (fingerprint,) = re.findall(r"(?:\d{5} ){4}\d{5}", sent.stdout.decode())
    file = other.folder / "key.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    refused = walkin("card", "key", "trust", str(file), given=b"n\n")
    assert refused.returncode == 130
    wrong = walkin("card", "key", "trust", str(file), "--fingerprint", "0" * 25)
    assert wrong.returncode == 65
    assert walkin.station(theirs)[0]["outcome"] == "forged"
    done = walkin("card", "key", "trust", str(file), given=b"y\n")
    assert done.returncode == 0
    assert fingerprint in done.stdout.decode()

    (answer,) = walkin.station(theirs)
    assert answer["outcome"] == "foreign"
    assert "name" not in answer
    verified = walkin("card", "verify", theirs.decode())
    assert (verified.returncode, "ศูนย์บุรีรัมย์" in verified.stdout.decode()) == (0, True)
    assert letters(walkin)[mark] == "is trusted: ศูนย์บุรีรัมย์"
    again = walkin("card", "key", "trust", str(file), "--fingerprint", fingerprint)
    assert again.returncode == 65
    assert walkin("card", "key", "retire", mark).returncode == 0
    assert walkin.station(theirs)[0]["outcome"] == "forged"


def test_another_computer_of_the_centre_signs_with_the_same_key(
    walkin: Walkin, tmp_path: Path
) -> None:
    second = centre(tmp_path / "gate")
    mark = free_letter(walkin, second)
    assert walkin("card", "key", "new", mark).returncode == 0
    sent = walkin("card", "key", "share", "k.json").stdout.decode()
    digits = sent.rpartition(":")[2].strip()
    file = str(walkin.folder / "k.json")
    done = second("card", "key", "trust", file, "--ours", "--fingerprint", digits)
    assert done.returncode == 0, done.stderr
    text = second("card", "K100001").stdout.decode().strip()
    assert text[3] == mark
    assert b"signed by this centre" in walkin("card", "verify", text).stdout


def test_another_computer_of_the_centre_knows_its_cards_and_pins(
    walkin: Walkin, tmp_path: Path
) -> None:
    second = centre(tmp_path / "gate")
    text = walkin("card", "K100001").stdout.decode().strip()
    assert second("card", "verify", text).returncode == 65
    sent = walkin("card", "key", "share", "all.json", "--ours").stdout.decode()
    (digits,) = re.findall(r"(?:\d{5} ){4}\d{5}", sent)
    file = str(walkin.folder / "all.json")
    refused = second("card", "key", "trust", file, "--fingerprint", digits)
    assert (refused.returncode, b"--ours" in refused.stderr) == (65, True)
    done = second("card", "key", "trust", file, "--ours", given=b"y\n").stdout.decode()
    assert digits in done
    assert "walkin staff pin" in done
    assert b"signed by this centre" in second("card", "verify", text).stdout
    again = second("card", "key", "trust", file, "--ours", "--fingerprint", digits)
    assert b"walkin staff pin" not in again.stdout
    peppers = {
        json.loads((one.folder / "walkin.key").read_bytes())["pepper"] for one in (walkin, second)
    }
    assert len(peppers) == 1
    assert walkin("card", "key", "share", "k", "--ours", "--letter", text[3]).returncode == 64


def test_what_is_no_key_is_not_trusted(walkin: Walkin) -> None:
    before = (letters(walkin), (walkin.folder / "walkin.key").read_bytes())
    (walkin.folder / "x.json").write_text(json.dumps({"key": "x"}))
    for args in (("x.json",), ("learners.csv",)):
        done = walkin("card", "key", "trust", *args)
        assert (done.returncode, b"no card key" in done.stderr) == (65, True)
    assert walkin("card", "key", "share", "/nowhere/k.json").returncode == 73
    assert walkin("card", "key", "share", "k.json", "--letter", "0").returncode == 65
    assert (letters(walkin), (walkin.folder / "walkin.key").read_bytes()) == before
