"""The waiting numbers that are called at this moment, for Home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.outcome import Running
from kiosk.waitlist import Waiting
from ui.catalogue import Catalogue
from ui.viewmodels.programme import title_of

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

MOST_GROUPS = 2
"""Occurrences whose numbers are shown at once; those called last come first."""
MOST_NUMBERS = 3
"""Numbers of one occurrence on a ticket each; the others are named beside them."""


class CalledGroup(NamedTuple):
    """Numbers that are called for the same occurrence: on tickets, and `more` besides.

    `bid` are the words before `place`, which is its room, or its title when it has none; then
    `title` is empty.
    """

    tickets: tuple[str, ...] = ()
    more: str = ""
    bid: str = ""
    place: str = ""
    title: str = ""
    spoken: str = ""


def derive_called(
    calls: Sequence[Waiting], today: Sequence[Running], texts: Catalogue
) -> tuple[CalledGroup, ...]:
    """Derive what Home says of calls, which come the earliest first."""
    by_occurrence: dict[str, list[str]] = {}
    for call in reversed(calls):
        by_occurrence.setdefault(call.occurrence, []).insert(0, call.number)
    found = {running.occurrence.key: running.occurrence for running in today}
    between = ", " if texts.language == "en" else " "
    groups = []
    for key, numbers in list(by_occurrence.items())[:MOST_GROUPS]:
        occurrence = found.get(key)
        title = "" if occurrence is None else title_of(occurrence, texts.language)
        room = "" if occurrence is None else thai.tidy(occurrence.room)
        place, bid = room or title, texts.say("called.to" if room else "called.for")
        groups.append(
            CalledGroup(
                tickets=tuple(numbers[-MOST_NUMBERS:]),
                more=between.join(numbers[:-MOST_NUMBERS]),
                bid=bid,
                place=place,
                title=title if room else "",
                spoken=texts.say("called.spoken", between.join(numbers), bid, place),
            )
        )
    return tuple(groups)


@QmlElement
class CalledModel(QObject):
    """The calls, by place."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.groups: tuple[CalledGroup, ...] = ()

    def show(self, groups: tuple[CalledGroup, ...]) -> None:
        """Replace what is shown."""
        if groups != self.groups:
            self.groups = groups
            self.changed.emit()

    @Property(int, notify=changed)
    def count(self) -> int:
        """For how many occurrences numbers are called."""
        return len(self.groups)

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def tickets(self) -> list[str]:
        """The numbers of each, with spaces between."""
        return [" ".join(group.tickets) for group in self.groups]

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def more(self) -> list[str]:
        """Further numbers of each, in one line."""
        return [group.more for group in self.groups]

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def bids(self) -> list[str]:
        """What is said before the place."""
        return [group.bid for group in self.groups]

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def places(self) -> list[str]:
        """Where each of them is to come."""
        return [group.place for group in self.groups]

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def titles(self) -> list[str]:
        """What it is, besides the room."""
        return [group.title for group in self.groups]

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def spoken(self) -> list[str]:
        """All of it in one sentence."""
        return [group.spoken for group in self.groups]
