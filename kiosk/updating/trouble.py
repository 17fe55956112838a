"""An update that cannot be done."""

from __future__ import annotations


class UpdateTrouble(Exception):
    """Nothing was switched; the message says why and what to do.

    `reason` is missing, unreadable, not_one, damaged, signature, name, platform, older, there,
    no_key, key, full, readonly, locked, packages, program, database, setup or nowhere.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
