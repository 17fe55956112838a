"""What the desk's search looks through, in the form it is searched."""

from kiosk.record import Occurrence
from kiosk.thai import search_form


def occurrence_text(occurrence: Occurrence) -> str:
    """All words a check-in is found by through its activity."""
    words = (occurrence.title, occurrence.title_en, occurrence.room, occurrence.host)
    return search_form(" ".join(w for w in words if w))


def literal(word: str) -> str:
    """A word whose %, _ and ! mean themselves in LIKE ... ESCAPE '!'."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
