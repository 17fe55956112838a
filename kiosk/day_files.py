"""Where the daily log goes by itself in the evening, and how it is written."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Format = Literal["csv", "xlsx", "pdf", "jsonl"]
FORMATS: tuple[str, ...] = get_args(Format)
"""What the daily log can be written as."""


class Export(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Folders that get each day's file at closing time, never with names; "" for none.

    A relative `folder` lies in the data folder, and is made. The folder on a `stick` is there only
    while the stick is: it is never made, and gets what it missed when it comes back.
    """

    folder: str = ""
    stick: str = ""
    formats: tuple[Format, ...] = ("csv", "xlsx")
