"""Cards are made and ended at the desk."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiosk.whole_file import CannotWrite, write_then

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import FrontDesk
    from kiosk.record import Learner
    from ui.paper.card_face import CardFace


class Made(NamedTuple):
    """A card that is good, and the file it is in."""

    face: CardFace
    file: Path


def make_card(
    desk: FrontDesk,
    learner: Learner,
    *,
    by: str,
    settings: Settings,
    folder: Path,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> Made:
    """A new card for the learner, in a file of the folder; the one before ends.

    Raises CannotWrite or StoreTrouble; then no card has ended.
    """
    from ui.paper.card_face import face_of
    from ui.paper.card_paper import pdf_of

    drafts = desk.draft_cards([learner], [random(16)])
    face = face_of(drafts[0], settings.centre)
    content = pdf_of([face], sheet=False)
    number = "".join(c for c in learner.number if c.isalnum() or c == "-")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        msg = f"{folder}: {e.strerror}"
        raise CannotWrite(msg) from e
    # One file for each learner: what it held before has ended with this.
    file = folder / f"{number or 'card'}.pdf"
    write_then(file, content, lambda: desk.issue_cards(drafts, by))
    return Made(face, file)


def lose_card(desk: FrontDesk, learner: Learner, by: str) -> None:
    """Report the learner's card lost; that it was lost before is well too."""
    from kiosk.desk import NotPossible

    with suppress(NotPossible):
        desk.lose_card(learner.learner, by)
