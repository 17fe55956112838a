"""The centre's own sign: a small picture file, looked at before it is shown."""

from __future__ import annotations

from pathlib import Path

KINDS = (".png", ".svg")
MOST_BYTES = 1_000_000
MOST_PIXELS = 4096
"""On either side of a PNG."""

_PNG = b"\x89PNG\r\n\x1a\n"
_HEAD = 4096


def is_logo_path(text: str) -> bool:
    """Whether it is written as one: a whole path to a PNG or an SVG; "" for none."""
    return not text or (Path(text).is_absolute() and Path(text).suffix.lower() in KINDS)


def usable(text: str) -> Path | None:
    """The file, if it is there, is what it says, and is not too large to be shown."""
    if not text or not is_logo_path(text):
        return None
    file = Path(text)
    try:
        if not file.is_file() or file.stat().st_size > MOST_BYTES:
            return None
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError:
        return None
    if file.suffix.lower() == ".svg":
        return file if b"<svg" in head else None
    sides = (int.from_bytes(head[at : at + 4], "big") for at in (16, 20))
    return (
        file if head.startswith(_PNG) and all(0 < side <= MOST_PIXELS for side in sides) else None
    )
