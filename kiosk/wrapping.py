"""An entry that a database cannot store as it is, in letters that every one can."""

from __future__ import annotations

import base64

import msgspec

from kiosk.written import Written

UNFIT = "unfit"
"""Kind of such an entry; its body has the original in base64."""


def wrapped(row: Written) -> Written:
    """The row, wrapped."""
    original = base64.b64encode(msgspec.json.encode(row)).decode()
    body = msgspec.json.encode({"kind": UNFIT, "original": original}).decode()
    return row._replace(kind=UNFIT, staff=None, body=body)


def unwrapped(row: Written) -> Written:
    """The row as it was before it was wrapped."""
    if row.kind != UNFIT:
        return row
    original = msgspec.json.decode(row.body)["original"]
    return msgspec.json.decode(base64.b64decode(original), type=Written)
