"""The demonstration, the pictures of every screen, and the drawings themselves."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer

from kiosk.config import Settings
from kiosk.outcome import Code, Running
from tests.fakes import MALI, OPEN_NOW, SOMCHAI, FakeFrontDesk, occurrence
from ui.art import ArtProvider
from ui.demonstration import demonstrate
from ui.screenshots import LANDSCAPE, PORTRAIT, SMALL, VIEWS, take_shots, write_index

SHOWN_ELSEWHERE = (Code.MISTYPED, Code.PAUSED, Code.REPEAT, Code.FORGED, Code.UNREADABLE)
HALF = (PORTRAIT[0] // 2, PORTRAIT[1] // 2)
ART = Path(__file__).parents[2] / "assets" / "art"


def colours(file: Path) -> int:
    """How many different colours a picture has, looked at in a grid."""
    image = QImage(str(file))
    spots = {
        image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)
    }
    return len(spots)


def test_the_demonstration(qapp: QGuiApplication, tmp_path: Path) -> None:
    desk = FakeFrontDesk()
    desk.answers = {
        "TK1CARD": desk.admitted(MALI),
        "100001": desk.outcome(Code.CHOOSE, learner=SOMCHAI, choices=OPEN_NOW),
    }
    desk.guest_answer = desk.outcome(Code.CHOOSE, choices=OPEN_NOW)
    desk.running += (Running(occurrence("over", "จบแล้ว", "09:00", "10:00")),)
    said: list[str] = []
    made = demonstrate(
        lambda: desk,
        Settings(),
        tmp_path,
        card_text="TK1CARD",
        typed_id="K100001",
        say=said.append,
    )
    assert said[0] == "Home shows 6 activities of today."
    assert said[1].startswith("A card was scanned: admitted. Welcome, Mali. Dan Kwian pottery.")
    assert said[2].startswith("An ID was typed: admitted. Welcome,")
    assert said[3] == "A guest touched “Just count me”: 1 counted."
    assert desk.asked("scan") == [("TK1CARD", None, False), ("100001", None, True)]
    assert [f.name for f in made] == sorted(f.name for f in tmp_path.iterdir())
    assert len(made) == 9
    assert min(colours(f) for f in made) > 20


def test_every_screen_in_every_view(qapp: QGuiApplication, tmp_path: Path) -> None:
    desk = FakeFrontDesk()
    # As many pixels as can be looked at, in a quarter of the time.
    views = [VIEWS[0]._replace(size=HALF), VIEWS[-1]]
    made = take_shots(lambda: desk, Settings(), tmp_path, views)
    names = {f.stem for f in made}
    first, last = ({n.removeprefix(f"{v}-") for n in names if n.startswith(f"{v}-")} for v in views)
    assert first == last
    assert len(made) == len(names) == 2 * len(first)
    assert {call[0] for call in desk.calls} <= {"today", "changed", "close", "close_days"}
    assert min(colours(f) for f in made[::5]) > 10
    assert first >= {code.value for code in Code if code not in SHOWN_ELSEWHERE}
    assert first >= {"card", "faces", "passport", "party", "year", "idle", "help", "home-closed"}
    (code,) = zxingcpp.read_barcodes(QImage(str(tmp_path / f"{views[0]}-card.png")))
    assert code.text.startswith("TK1")


def test_every_look_is_among_the_views() -> None:
    for size in (PORTRAIT, LANDSCAPE):
        looks = {(v.language, v.percent, v.sharp) for v in VIEWS if v.size == size and not v.low}
        assert looks == set(itertools.product(("th", "en"), (100, 200), (False, True)))
    assert any(v.low for v in VIEWS)
    assert any(v.size == SMALL for v in VIEWS)


def test_the_page_shows_every_picture_by_its_state(tmp_path: Path) -> None:
    sharp = next(str(v) for v in VIEWS if v.sharp)
    names = [f"{VIEWS[0]}-home.png", f"{sharp}-home.png", f"{VIEWS[0]}-home-closed.png"]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    page = write_index(tmp_path).read_text("utf-8")
    assert all(page.count(f'src="{name}"') == 1 for name in names)
    assert page.count("<h2>home</h2>") == page.count("<h2>home-closed</h2>") == 1


@pytest.mark.parametrize("file", sorted(ART.rglob("*.svg")), ids=lambda f: f.stem)
def test_a_drawing_is_read_and_sharp(qapp: QGuiApplication, file: Path) -> None:
    assert QSvgRenderer(str(file)).isValid()
    name = f"{file.parent.name}/{file.stem}"
    image = ArtProvider().requestImage(f"{name}?12263a", QSize(), QSize(90, 90))
    assert image.size() == QSize(90, 90)
    assert any(image.pixelColor(x, y).alpha() for x in range(90) for y in range(90))
    assert "<text" not in file.read_text("utf-8")
    assert "filter" not in file.read_text("utf-8")
