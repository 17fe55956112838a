"""Whether a desk's window can be made anew without anybody missing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.renewing import REST_S
from ui.viewmodels.desk.signing_in import Step

if TYPE_CHECKING:
    from ui.desk.window import DeskWindow

LONG_REST_S = 60.0
"""Seconds without a hand where something stands in the field that is typed into."""


def at_rest(desk: DeskWindow) -> bool:
    """Whether nobody is in the middle of anything: no box, nothing typed, nothing to take back.

    What is still being written is waited for when the window goes.
    """
    typing, boxed = desk.window.property("typing"), desk.window.property("boxed")
    return (
        desk.clerk.rested(LONG_REST_S if typing else REST_S)
        and not (desk.alarming or desk.toast.props.words or boxed)
        and not desk.settings.drafts
        and not desk.administration.busy
        and not any(draft.typed for draft in desk.sheets.drafts.values())
        and desk.signing.props.step is Step.CLOSED
    )


def carry_on(new: DeskWindow, old: DeskWindow) -> None:
    """Be where the other window was: its look, its page, and who is in."""
    new.look.speak(old.look.language_code)
    new.look.paint(old.look.wears)
    new.settings.choose(old.settings.section)
    if old.clerk.name:
        new.clerk.come(old.clerk.name, old.clerk.role)
    new.turn(old.bar.props.page)
