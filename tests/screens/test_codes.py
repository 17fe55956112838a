"""Codes in pictures: what a kiosk's camera meets, read right or not at all."""

from __future__ import annotations

import pytest
import zxingcpp
from PySide6.QtCore import QBuffer, QIODevice, QPointF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from kiosk import card
from kiosk.identify import LONGEST, Unreadable, identify
from tests.photographs import (
    CONDITIONS,
    QUIET,
    backdrop,
    frame_of,
    lay,
    other_code,
    photograph,
    sticker,
)
from ui.readers.codes import Family, Plane, read_others, read_qr
from ui.readers.frames import SMALL, lift, plane_of, small
from ui.readers.looking import GONE_S, Sight
from ui.sounds import hush

CARD = card.issue(bytes(range(16)), "A", bytes(32))
OTHER = card.issue(bytes(range(1, 17)), "A", bytes(32))
K = zxingcpp.BarcodeFormat
P = QVideoFrameFormat.PixelFormat
STUDENT = "6512345678"
PARTNERS = [
    (STUDENT, K.Code128, Family.LINEAR),
    (STUDENT, K.Code39, Family.LINEAR),
    ("9780201379624", K.EAN13, Family.LINEAR),
    ("96385074", K.EAN8, Family.LINEAR),
    (STUDENT, K.DataMatrix, Family.MATRIX),
    (STUDENT, K.Aztec, Family.MATRIX),
]


def plane(picture: QImage) -> Plane:
    data = bytes(picture.constBits())
    return Plane(data, picture.width(), picture.height(), picture.bytesPerLine())


def texts(picture: QImage) -> list[str]:
    return [code.text for code in read_qr(plane(picture))]


def of(content: str | bytes) -> QImage:
    """A QR code of anything before a wall."""
    code = zxingcpp.create_barcode(content, K.QRCode, ec_level="L")
    pixels = memoryview(code.to_image(scale=4 if len(content) < 500 else 3))
    height, width = pixels.shape[:2]
    picture = backdrop((1280, 720), 4)
    painter = QPainter(picture)
    drawn = QImage(bytes(pixels), width, height, width, QImage.Format.Format_Grayscale8)
    painter.drawImage((1280 - width) // 2, (720 - height) // 2, drawn)
    painter.end()
    return picture


def put(picture: QImage, code: QImage, x: int, y: int) -> QImage:
    painter = QPainter(picture)
    painter.drawImage(x - code.width() // 2, y - code.height() // 2, code)
    painter.end()
    return picture


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1920, 1080)], ids=lambda s: f"{s[1]}")
def test_our_card_is_read(condition: str, size: tuple[int, int]) -> None:
    read = [texts(photograph(card.matrix(CARD), condition, size, seed)) for seed in range(3)]
    assert read == [[CARD]] * 3


def test_where_it_is() -> None:
    matrix = card.matrix(CARD)
    code = sticker(matrix, 6)
    (found,) = read_qr(plane(put(backdrop((1280, 720), 2), code, 400, 300)))
    quiet, side = QUIET * 6, code.width()
    left, top = 400 - side // 2 + quiet, 300 - side // 2 + quiet
    right, bottom = left + side - 2 * quiet, top + side - 2 * quiet
    expected = (left, top, right, top, right, bottom, left, bottom)
    pixels = [share * (720 if n % 2 else 1280) for n, share in enumerate(found.corners)]
    assert pixels == pytest.approx(expected, abs=4)


def test_nothing_is_read_where_nothing_is() -> None:
    for seed in range(20):
        empty = plane(backdrop((1280, 720), seed))
        assert read_qr(empty) == []
        assert [code for family in Family for code in read_others(empty, family)] == []


def test_half_a_code_is_no_code() -> None:
    picture = photograph(card.matrix(CARD))
    (found,) = read_qr(plane(picture))
    x, y = (sum(found.corners[axis::2]) / 4 for axis in (0, 1))
    painter = QPainter(picture)
    painter.drawImage(QPointF(x * 1280, y * 720 - 200), backdrop((640, 400), 9))
    painter.end()
    assert texts(picture) == []


def test_of_several_the_one_in_the_middle_comes_first() -> None:
    picture = backdrop((1280, 720), 3)
    put(picture, sticker(card.matrix(OTHER), 8), 250, 350)
    put(picture, sticker(card.matrix(CARD), 5), 700, 380)
    assert texts(picture) == [CARD, OTHER]


def test_a_small_card_is_read_although_a_large_code_is_on_the_wall() -> None:
    picture = backdrop((1280, 720), 3)
    put(picture, sticker(card.matrix(OTHER), 8), 250, 350)
    put(picture, sticker(card.matrix(CARD), 2), 660, 380)
    known = [code.text for code in read_qr(plane(picture), {OTHER})]
    assert known == [CARD, OTHER]


@pytest.mark.parametrize(("text", "kind", "family"), PARTNERS, ids=str)
@pytest.mark.parametrize("turns", range(4))
def test_a_partners_card_is_read_in_any_direction(
    text: str, kind: K, family: Family, turns: int
) -> None:
    picture = backdrop((1280, 720), 5)
    code = other_code(text, kind, 4)
    painter = QPainter(picture)
    half = code.width() / 2, code.height() / 2
    corners = [QPointF(-half[0], -half[1]), QPointF(half[0], -half[1]),
               QPointF(half[0], half[1]), QPointF(-half[0], half[1])]  # fmt: skip
    if turns % 2:
        corners = [QPointF(-c.y(), c.x()) for c in corners]
    corners = [QPointF(640, 360) + c for c in corners]
    lay(painter, code, corners if turns < 2 else corners[2:] + corners[:2])
    painter.end()
    (found,) = read_others(plane(picture), family)
    assert found.text == text
    assert found.sure is (family is Family.MATRIX)


@pytest.mark.parametrize("kind", [P.Format_NV12, P.Format_YUV420P, P.Format_Y8, P.Format_YUYV])
def test_every_kind_of_frame_is_read_where_it_lies(qapp: QGuiApplication, kind: P) -> None:
    """At a width that makes a camera's rows longer than the picture."""
    frame = frame_of(photograph(card.matrix(CARD), size=(1278, 718)), kind)
    lifted = lift(frame)
    assert isinstance(lifted, Plane)
    if kind != P.Format_YUYV:
        assert lifted.row > lifted.width
    assert [code.text for code in read_qr(lifted)] == [CARD]
    shown = small(lifted)
    assert (shown.width(), shown.height()) == (SMALL, 180)


def test_colours_are_read_without_being_converted(qapp: QGuiApplication) -> None:
    picture = photograph(card.matrix(CARD)).convertToFormat(QImage.Format.Format_RGB32)
    lifted = lift(QVideoFrame(picture))
    assert isinstance(lifted, Plane)
    assert lifted.step == 4
    assert [code.text for code in read_qr(lifted)] == [CARD]


def test_a_jpeg_is_opened_and_a_broken_one_is_nothing(qapp: QGuiApplication) -> None:
    hush()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    photograph(card.matrix(CARD)).save(buffer, "JPG", 85)
    opened = plane_of(bytes(buffer.data().data()))
    assert opened is not None
    assert [code.text for code in read_qr(opened)] == [CARD]
    assert plane_of(b"\xff\xd8\xff broken") is None


def test_an_empty_frame_is_nothing(qapp: QGuiApplication) -> None:
    assert lift(QVideoFrame()) is None


def test_a_plane_of_nothing_is_refused() -> None:
    for nothing in (Plane(b"", 0, 0, 0), Plane(b"abc", 1280, 720, 1280), Plane(b"", 2, 2, 2)):
        with pytest.raises(ValueError, match="without pixels"):
            read_qr(nothing)


def test_a_cut_off_plane_is_read_as_far_as_it_goes() -> None:
    whole = plane(photograph(card.matrix(CARD)))
    cut = whole._replace(data=whole.data[: whole.row * 600])
    assert [code.text for code in read_qr(cut)] == [CARD]
    shown = small(cut)
    assert not shown.isNull()


def test_a_picture_of_any_size_takes_no_longer_than_a_large_one() -> None:
    huge = photograph(card.matrix(CARD)).scaled(1280 * 5, 720 * 5)
    assert texts(huge) == [CARD]


def unreadable(text: str) -> bool:
    read = identify(text, typed=False, card_keys={}, pepper=bytes(32))
    return isinstance(read, Unreadable)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00\x01\x80", b"\xff\xfe\xe0\x90\xf7\xff", b"K1000\x0001", b"\x1b[2J"],
)
def test_bytes_that_are_no_text_end_as_unreadable(content: bytes) -> None:
    (text,) = texts(of(content))
    assert unreadable(text)


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 1, 4296])
def test_what_is_too_long_stays_too_long_but_no_longer(length: int) -> None:
    (text,) = texts(of("A" * length))
    assert len(text) == min(length, LONGEST + 1)
    assert unreadable(text) is (length > LONGEST)


@pytest.mark.parametrize(
    "content",
    [
        "https://example.org/?a=1",
        "00020101021129370016A000000677010111",
        '{"id": "1"}',
        "'; DROP TABLE learner; --",
        '=HYPERLINK("http://example.org")',
        "\u202eabc\u200b",
        "สวัสดี",
    ],
)
def test_any_text_comes_as_it_is(content: str) -> None:
    assert texts(of(content)) == [content]


class TestSight:
    def looks(self, sight: Sight, picture: QImage, times: list[float]) -> list[str]:
        return [sight.look(plane(picture), at, picture=False).text for at in times]

    def test_a_code_is_told_once_while_it_is_held(self) -> None:
        sight, held = Sight(), photograph(card.matrix(CARD))
        times = [n / 30 for n in range(40)]
        assert self.looks(sight, held, times) == [CARD] + [""] * 39

    def test_it_is_told_again_when_it_was_gone(self) -> None:
        sight, held, empty = Sight(), photograph(card.matrix(CARD)), backdrop((1280, 720), 1)
        assert self.looks(sight, held, [0.0]) == [CARD]
        assert self.looks(sight, empty, [0.5, GONE_S - 0.1]) == ["", ""]
        assert self.looks(sight, held, [GONE_S - 0.05]) == [""]
        assert self.looks(sight, empty, [GONE_S * 2 - 0.1]) == [""]
        assert self.looks(sight, held, [GONE_S * 2 + 0.1]) == [CARD]

    def test_the_next_card_is_told_at_once(self) -> None:
        sight = Sight()
        assert self.looks(sight, photograph(card.matrix(CARD)), [0.0]) == [CARD]
        assert self.looks(sight, photograph(card.matrix(OTHER)), [0.03]) == [OTHER]

    def beside(self, middle: str, side: str) -> QImage:
        """A code in the middle and another off it."""
        room = put(backdrop((1280, 720), 1), sticker(card.matrix(middle), 5), 640, 360)
        return put(room, sticker(card.matrix(side), 5), 1050, 360)

    def test_a_card_is_told_beside_an_old_one_that_lies_there(self) -> None:
        sight = Sight()
        lies = put(backdrop((1280, 720), 1), sticker(card.matrix(CARD), 5), 640, 360)
        assert self.looks(sight, lies, [0.0, 0.5, 1.0]) == [CARD, "", ""]
        both = self.beside(CARD, OTHER)
        look = sight.look(plane(both), 1.5, picture=False)
        assert look.text == OTHER
        assert look.found is not None
        assert look.found.text == OTHER
        assert self.looks(sight, both, [2.0, 2.5]) == ["", ""]

    @pytest.mark.parametrize("later", [0.0, 0.1])
    def test_a_badge_beside_a_card_that_is_held_up_is_nobody(self, later: float) -> None:
        sight = Sight()
        if later:
            lies = put(backdrop((1280, 720), 1), sticker(card.matrix(CARD), 5), 640, 360)
            assert self.looks(sight, lies, [0.0]) == [CARD]
        told = self.looks(sight, self.beside(CARD, OTHER), [later + n / 10 for n in range(50)])
        assert [t for t in told if t] == ([] if later else [CARD])

    def test_a_poster_that_comes_and_goes_is_told_twice_a_minute(self) -> None:
        sight, poster = Sight(), photograph(card.matrix(CARD))
        times = [n * 2.5 for n in range(24)]
        assert self.looks(sight, poster, times) == [CARD, CARD] + [""] * 22
        assert self.looks(sight, self.beside(CARD, OTHER), [60.5]) == [OTHER]
        assert self.looks(sight, poster, [66.0]) == [CARD]

    @pytest.mark.parametrize(("text", "kind", "family"), PARTNERS, ids=str)
    def test_a_partners_card_is_told_within_a_second(
        self, text: str, kind: K, family: Family
    ) -> None:
        sight = Sight()
        picture = put(backdrop((1280, 720), 5), other_code(text, kind, 4), 640, 360)
        told = self.looks(sight, picture, [n / 15 for n in range(60)])
        assert [t for t in told[:15] if t] == [text]
        assert [t for t in told[15:] if t] == []

    def test_and_once_while_it_lies_there_and_the_camera_sleeps(self) -> None:
        sight = Sight()
        picture = put(backdrop((1280, 720), 5), other_code(STUDENT, K.Code39, 4), 640, 360)
        told = self.looks(sight, picture, [n / 2 for n in range(30)])
        assert [t for t in told if t] == [STUDENT]

    def test_lines_are_believed_only_when_read_twice(self) -> None:
        sight = Sight()
        one, other = (
            put(backdrop((1280, 720), 5), other_code(t, K.Code39, 4), 640, 360)
            for t in ("6512345678", "6512345679")
        )
        told = [
            sight.look(plane((one, other)[n % 2]), n / 2, picture=False).text for n in range(10)
        ]
        assert told == [""] * 10

    def test_movement_and_darkness(self) -> None:
        sight = Sight()
        still, comes = backdrop((1280, 720), 1), photograph(card.matrix(CARD))
        black = QImage(1280, 720, QImage.Format.Format_Grayscale8)
        black.fill(2)
        looks = [
            sight.look(plane(p), at, picture=True)
            for at, p in enumerate((still, still, comes, black))
        ]
        assert [look.moved for look in looks] == [False, False, True, True]
        assert [look.dark for look in looks] == [False, False, False, True]
        assert all(look.picture is not None for look in looks)

    def test_pictures_to_be_shown_are_few(self) -> None:
        sight, room = Sight(), plane(backdrop((640, 480), 1))
        looks = [sight.look(room, n / 60, picture=True) for n in range(60)]
        assert 10 <= sum(look.picture is not None for look in looks) <= 16
