"""Which column of a list means what, where its heading does not say so: told once, remembered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from kiosk.importing.columns import FIELDS, plain_heading
from kiosk.whole_file import whole_file

__all__ = ["FIELDS", "FILE", "IGNORED", "keep", "plain_heading", "recall"]

FILE = "columns.json"
"""Its name in the data folder."""
IGNORED = ""
"""What a column that nobody needs means."""


def recall(file: Path) -> dict[str, str]:
    """Field by heading as they were told; nothing from a file that is not there or broken."""
    try:
        told = msgspec.json.decode(file.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return {heading: field for heading, field in told.items() if field in (IGNORED, *FIELDS)}


def keep(file: Path, told: Mapping[str, str]) -> None:
    """Remember these beside what was told before. Raises CannotWrite and OSError."""
    known = recall(file) | {plain_heading(heading): field for heading, field in told.items()}
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with whole_file(file) as draft:
        draft.write(msgspec.json.encode(known))
