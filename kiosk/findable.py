"""By which words a learner is found, and where they stand in a list."""

from __future__ import annotations

from kiosk.collation import order_key
from kiosk.identify import normal
from kiosk.record import Learner
from kiosk.thai import search_form, untitled

_LAST = 4


def searched(learner: Learner) -> str:
    """All words a learner is found by, in the form they are searched, a space before each.

    Numbers, names with and without a title joined to them, the end of the phone number, and the
    code of the institution.
    """
    name = untitled(learner.name)
    number = normal(learner.number)
    digits = "".join(c for c in number if c.isdigit())
    names = " ".join([name, untitled(learner.name_en), learner.nickname])
    written = learner.name.split(" ", 1)[0]
    if not name.startswith(written):
        # A title joined to the name, as it may be typed too.
        names = f"{names} {written}"
    numbers = (
        learner.number, "" if digits == number else digits, learner.student_number,
        last_four(learner), learner.partner,
    )  # fmt: skip
    return f" {search_form(' '.join(filter(None, numbers)))} {search_form(names)}"


def sorted_by(learner: Learner) -> str:
    """Where a learner stands: as the dictionary has the name without titles, else the nickname."""
    return order_key(untitled(learner.name) or untitled(learner.name_en) or learner.nickname)


def last_four(learner: Learner) -> str:
    """The end of the phone number; nothing of one that is no longer than that."""
    digits = normal(learner.phone)
    return digits[-_LAST:] if len(digits) > _LAST else ""
