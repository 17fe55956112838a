"""The hub's tables, step by step: each only adds, so that older programs go on meanwhile.

A step is a file `step_NNNN.py` with LEAST, the newest step that a program must know of to go on
after it, and `statements(plain)`: plain SQL that PostgreSQL and engines like it share. `{accounts}`
in it is the role that all accounts are members of, `{database}` the database.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

NAMES = {1: "tables", 2: "tending", 3: "seats", 4: "cards"}
"""Every step by its number."""
LATEST = max(NAMES)
NEEDED = 1
"""The oldest hub that this program can work with."""


class Step(NamedTuple):
    """One step, as it is done."""

    number: int
    name: str
    least: int
    statements: tuple[str, ...]


def steps(*, plain: bool) -> list[Step]:
    """Every step, in order; `plain` without partitions."""
    found = []
    for number, name in sorted(NAMES.items()):
        module = import_module(f"{__name__}.step_{number:04}")
        found.append(Step(number, name, module.LEAST, tuple(module.statements(plain=plain))))
    return found
