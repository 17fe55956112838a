"""Codes in pictures, beside OpenCV and ZBar where they are installed; the camera's whole way.

Photographs with their texts beside them are looked for in $BENCH_QR, or ../shared/data/qr.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench import goals
from tests.bench.figures import percentile, row

FRAMES = 10
SIZES = ((640, 480), (1280, 720), (1920, 1080))
DAMAGED = 3000
_ASKED = (1280, 720)
_PUBLIC = 179
"""So many photographs PRODUCT speaks of."""
_REPEATS = 3
_COMPARED = 480
_HERE = Path(__file__).parents[2]


class Reader(NamedTuple):
    """A decoder: what it reads in grey pixels of a width and a height."""

    name: str
    read: Callable[[bytes, int, int], list[str]]


class Shot(NamedTuple):
    """Grey pixels, and the text that is in them; None for nothing."""

    pixels: bytes
    width: int
    height: int
    text: str | None


def measure(folder: Path, learners: int, entries: int) -> None:
    """Print the rows."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    from ui.application import application
    from ui.sounds import hush

    application()
    hush()
    readers = [ours(), *peers()]
    _public(readers)
    _generated(readers)
    _damaged(readers[0])
    _whole_way(folder)


def ours() -> Reader:
    from ui.readers.codes import Plane, read_qr

    def read(pixels: bytes, width: int, height: int) -> list[str]:
        return [code.text for code in read_qr(Plane(pixels, width, height, width))]

    return Reader("this kiosk", read)


def peers() -> Iterator[Reader]:
    """Decoders that others use; those that are not installed are said so."""
    for name, decoders in (("OpenCV", _opencv), ("ZBar (pyzbar)", _zbar)):
        try:
            yield from decoders()
        except ImportError:  # the module, or its library
            row(name, "not installed", "-", good=True)


def _opencv() -> Iterator[Reader]:
    import cv2
    import numpy as np

    plain = cv2.QRCodeDetector()

    def by_opencv(pixels: bytes, width: int, height: int) -> list[str]:
        picture = np.frombuffer(pixels, np.uint8).reshape(height, width)
        try:
            text = plain.detectAndDecode(picture)[0]
        except (UnicodeDecodeError, cv2.error):  # another character set, a kind it does not know
            return []
        return [text] if text else []

    yield Reader("OpenCV", by_opencv)
    if not hasattr(cv2, "wechat_qrcode_WeChatQRCode"):
        return
    wechat = cv2.wechat_qrcode_WeChatQRCode()

    def by_wechat(pixels: bytes, width: int, height: int) -> list[str]:
        picture = np.frombuffer(pixels, np.uint8).reshape(height, width)
        try:
            return list(wechat.detectAndDecode(picture)[0])
        except UnicodeDecodeError:
            return []

    yield Reader("OpenCV WeChat", by_wechat)


def _zbar() -> Iterator[Reader]:
    from pyzbar import pyzbar

    kinds = [pyzbar.ZBarSymbol.QRCODE]

    def by_zbar(pixels: bytes, width: int, height: int) -> list[str]:
        found = pyzbar.decode((pixels, width, height), symbols=kinds)
        return [code.data.decode("utf-8", "replace") for code in found]

    yield Reader("ZBar", by_zbar)


def _public(readers: list[Reader]) -> None:
    place = Path(os.environ.get("BENCH_QR", _HERE.parent / "shared" / "data" / "qr"))
    shots = [_photograph(file) for file in sorted(place.rglob("*.png"))]
    if not shots:
        row(f"photographs in {place}", "none found", "-", good=True)
        return
    best = 0
    for reader in readers:
        good, wrong, times = _tried(reader, shots)
        mine = reader is readers[0]
        best = good if mine else best
        fine = not mine or (good >= len(shots) * 0.9 and not wrong)
        said = f"{good} of {len(shots)}, {wrong} otherwise, {percentile(times, 0.5):.2f} ms"
        row(f"{reader.name}: photographs", said, "90 %" if mine else f"{best}", good=fine)
        if mine and len(shots) == _PUBLIC:
            goals.PHOTOGRAPHS.tell(good)
            goals.PHOTOGRAPHS_WRONG.tell(wrong)


def _generated(readers: list[Reader]) -> None:
    from kiosk import card
    from tests.photographs import CONDITIONS, backdrop, photograph

    text = card.issue(bytes(range(16)), "A", bytes(32))
    matrix = card.matrix(text)
    for size in SIZES:
        shots = [
            _shot(photograph(matrix, condition, size, seed), text)
            for condition in CONDITIONS
            for seed in range(FRAMES)
        ]
        empty = [_shot(backdrop(size, seed), None) for seed in range(FRAMES)]
        for reader in readers:
            good, wrong, times = _tried(reader, shots)
            _, invented, idle = _tried(reader, empty)
            mine = reader is readers[0]
            fine = not mine or (good >= len(shots) * 0.98 and not wrong and not invented)
            said = (
                f"{good} of {len(shots)}, {wrong + invented} wrong, "
                f"{percentile(times, 0.5):.2f} ms, empty {percentile(idle, 0.5):.2f} ms"
            )
            row(f"{reader.name}: {size[0]}x{size[1]}", said, "98 %, 0 wrong", good=fine)
            if mine and size == _ASKED:
                goals.CODE.tell(percentile(times, 0.5))
                goals.NO_CODE.tell(percentile(idle, 0.5))


def _damaged(reader: Reader) -> None:
    """Codes with modules and bytes turned over; the decoder must neither die nor invent a card."""
    from kiosk import card
    from tests.photographs import sticker

    dice = random.Random(4)
    text = card.issue(bytes(range(16)), "A", bytes(32))
    read = wrong = 0
    for n in range(DAMAGED):
        matrix = [list(line) for line in card.matrix(text)]
        for _ in range(n % 90):
            y, x = dice.randrange(len(matrix)), dice.randrange(len(matrix))
            matrix[y][x] = not matrix[y][x]
        picture = sticker(matrix, 4)
        pixels = bytearray(_shot(picture, text).pixels)
        for _ in range(n % 50):
            pixels[dice.randrange(len(pixels))] = dice.randrange(256)
        height = picture.height() - (40 if n % 10 == 0 else 0)
        found = reader.read(bytes(pixels), picture.width(), height)
        read += found == [text]
        wrong += any(one != text for one in found)
    said = f"{read} of {DAMAGED} read, {wrong} otherwise"
    row("damaged codes, the decoder lives", said, "0 otherwise", good=not wrong)


def _whole_way(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.lens", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    rate = found["rate"]
    said = f"{rate:.0f} pictures/s"
    row("1280x720 through the window, one core, all kinds", said, "25/s", good=rate >= 25)
    stall = found["stall_ms"]
    said = f"{stall:.0f} ms (without: {found['calm_ms']:.0f} ms)"
    row("  worst interface stall meanwhile", said, "50 ms", good=stall <= 50)
    paint = found["paint_ms"]
    row("  a shown picture on the interface", f"{paint:.1f} ms", "5 ms", good=paint <= 5)
    seen = found["seen_ms"]
    row("code in view -> desk is asked, p50", f"{seen:.0f} ms", "60 ms", good=seen <= 60)
    watched = found["awake_share"]
    row("30 pictures/s, somebody there", f"{watched:.0%} of a core", "-", good=True)
    asleep = found["asleep_share"]
    row("30 pictures/s, asleep", f"{asleep:.1%} of a core", "4 %", good=asleep <= 0.04)
    load = found["load_ms"]
    row("loading it, once, after Home is painted", f"{load:.0f} ms", "-", good=True)
    memory = found["pss_mb"]
    more = memory - found["home_mb"]
    goals.CAMERA_MEMORY.tell(memory, f"{more:.0f} MB more than without")


def _tried(reader: Reader, shots: list[Shot]) -> tuple[int, int, list[float]]:
    """How many were read right, how many otherwise, and milliseconds, the best of some."""
    good = wrong = 0
    times = []
    for shot in shots:
        best = float("inf")
        found: list[str] = []
        for _ in range(_REPEATS):
            began = time.perf_counter()
            found = reader.read(shot.pixels, shot.width, shot.height)
            best = min(best, (time.perf_counter() - began) * 1000)
        times.append(best)
        good += shot.text is not None and _plain(shot.text) in [_plain(f) for f in found]
        wrong += bool(found) and (shot.text is None or _plain(shot.text) != _plain(found[0]))
    return good, wrong, times


def _plain(text: str) -> str:
    """Longer texts are unreadable here, whatever their end."""
    return text.replace("\r\n", "\n").strip()[:_COMPARED]


def _photograph(file: Path) -> Shot:
    from PySide6.QtGui import QImage

    said = file.with_suffix(".txt")
    raw = said.read_bytes() if said.exists() else file.with_suffix(".bin").read_bytes()
    return _shot(QImage(str(file)), raw.decode("utf-8", "replace"))


def _shot(picture: object, text: str | None) -> Shot:
    from PySide6.QtGui import QImage

    assert isinstance(picture, QImage)
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, line = grey.width(), grey.height(), grey.bytesPerLine()
    pixels = bytes(grey.constBits())
    if line != width:
        pixels = b"".join(pixels[y * line : y * line + width] for y in range(height))
    return Shot(pixels, width, height, text)
