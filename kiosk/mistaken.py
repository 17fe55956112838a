"""Members' own numbers that would be taken for those of partners' students."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.partner_cards import PartnerCard, partner_number
from kiosk.verdict import Check, ok, warn


def mistaken(rules: Sequence[PartnerCard], numbers: Iterable[str]) -> Check:
    """How many there are among these, which are as numbers are compared."""
    many = sum(partner_number(number, rules) is not None for number in numbers)
    if not many:
        return ok("partners", "No member's number fits a pattern in [[partner_cards]].")
    return warn(
        "partners",
        f"Members' numbers that fit a pattern in [[partner_cards]]: {many}. Scanned, such a number"
        " is looked up as a student's.",
        "Make the pattern narrower; typed in, the numbers name their owners all the same.",
    )
