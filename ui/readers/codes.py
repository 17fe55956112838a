"""Codes in a picture: QR first and always, the kinds on partners' student cards now and then."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import NamedTuple, Self

import zxingcpp
from zxingcpp import BarcodeFormat, BarcodeFormats, ContentType, ImageFormat, ImageView, TextMode

from kiosk.identify import LONGEST

LARGEST = 1920 * 1088
"""Pixels looked at; of a larger picture every second one, and so on."""
NOT_TEXT = "\0"
"""What stands for bytes that are no text: it ends as unreadable, whatever the bytes were."""


class Plane(NamedTuple):
    """Brightness of a picture, a byte a pixel: that of (x, y) is data[start + y * row + x * step].

    Bytes of colour may lie between (`step`), and of padding at the end of a row.
    """

    data: bytes | memoryview
    width: int
    height: int
    row: int
    step: int = 1
    start: int = 0

    def every(self, nth: int) -> Self:
        """Every nth pixel of every nth row, without copying."""
        return self._replace(
            width=self.width // nth,
            height=self.height // nth,
            row=self.row * nth,
            step=self.step * nth,
        )


class Family(Enum):
    """Kinds that are looked for together; several of each in one go are cheaper than one by one."""

    LINEAR = "linear"
    MATRIX = "matrix"


class Found(NamedTuple):
    """A code: its text, its corners in turn (shares of width and height, from the top left).

    `sure` is False where the code's own check is so weak that it must be read twice the same.
    """

    text: str
    corners: tuple[float, ...]
    sure: bool = True

    @property
    def from_middle(self) -> float:
        """Square of its distance from the middle of the picture, in shares."""
        x, y = (sum(self.corners[axis::2]) / 4 - 0.5 for axis in (0, 1))
        return x * x + y * y


_LINES = (BarcodeFormat.Code128, BarcodeFormat.Code39, BarcodeFormat.EAN13, BarcodeFormat.EAN8)
_QR = BarcodeFormats(BarcodeFormat.QRCode)
_FORMATS = {
    Family.LINEAR: BarcodeFormats(_LINES),
    Family.MATRIX: BarcodeFormats((BarcodeFormat.DataMatrix, BarcodeFormat.Aztec)),
}
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")


def read_qr(plane: Plane, known: Collection[str] = ()) -> list[Found]:
    """QR codes, the one nearest the middle first; raises ValueError for a plane without pixels.

    The middle, because there is the frame to hold a code in: a badge on somebody's chest or a
    poster behind is elsewhere. Half the size is tried first: that reads nearly every code that is
    held up, in a sixth of the time. The whole, dark ground and low light included, follows when
    that found nothing, or nothing but what is `known`.
    """
    plane = _bounded(plane)
    found = _read(plane.every(2), _QR)
    if all(code.text in known for code in found):
        found = _read(plane, _QR, inverted=True, blurred=True) or found
    return found


def read_others(plane: Plane, family: Family) -> list[Found]:
    """Codes of another family, the one nearest the middle first; lines upright or lying."""
    return _read(_bounded(plane), _FORMATS[family], turned=True)


def _bounded(plane: Plane) -> Plane:
    nth = 1
    while plane.width * plane.height > LARGEST * nth * nth:
        nth += 1
    return plane.every(nth) if nth > 1 else plane


def _read(
    plane: Plane,
    formats: BarcodeFormats,
    *,
    turned: bool = False,
    inverted: bool = False,
    blurred: bool = False,
) -> list[Found]:
    pixels = memoryview(plane.data)[plane.start :]
    # The last row may end with its last pixel; a row that is not whole is not looked at.
    rows = min(plane.height, len(pixels) // max(1, plane.row))
    if min(plane.width, rows) < 1:
        msg = "a picture without pixels"
        raise ValueError(msg)
    view = ImageView(pixels, plane.width, rows, ImageFormat.Lum, plane.row, plane.step)
    codes = zxingcpp.read_barcodes(
        view,
        formats,
        try_rotate=turned,
        try_invert=inverted,
        try_downscale=blurred,
        text_mode=TextMode.Plain,
    )
    found = [_found(code, plane.width, rows) for code in codes]
    return sorted((f for f in found if f.text), key=lambda f: f.from_middle)


def _found(code: zxingcpp.Barcode, width: int, height: int) -> Found:
    corners = [getattr(code.position, name) for name in _CORNERS]
    shares = tuple(share for corner in corners for share in (corner.x / width, corner.y / height))
    return Found(_text(code), shares, code.format not in _LINES)


def _text(code: zxingcpp.Barcode) -> str:
    if code.content_type in (ContentType.Binary, ContentType.UnknownECI):
        return NOT_TEXT
    try:
        text = code.text
    except UnicodeError:
        return NOT_TEXT
    # One more than may be read: too long stays too long.
    return text.strip("\x1d")[: LONGEST + 1]
