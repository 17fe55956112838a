"""Activity cards, a page at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    Signal,
    Slot,
)
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.outcome import Running
from kiosk.partners import partner_named
from kiosk.record import FEATURES, Occurrence
from ui.catalogue import Catalogue
from ui.viewmodels.rows import RowModel, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_AUDIENCES = {
    "child": "audience.child",
    "youth": "audience.youth",
    "adult": "audience.adult",
    "senior": "audience.senior",
    "family": "audience.family",
    "all": "audience.all",
}


class ActivityCard(NamedTuple):
    """What a card says, in the language of the moment."""

    key: str
    title: str
    time: str
    room: str
    host: str
    audience: str
    seats: str
    full: bool
    picture: str


def title_of(occurrence: Occurrence, language: str) -> str:
    """The title in the language; Thai when there is no other."""
    english = occurrence.title_en if language == "en" else ""
    return thai.tidy(english or occurrence.title)


def time_of(at: dt.datetime, zone: ZoneInfo, language: str) -> str:
    """13.30 น., or 13:30, in the centre's zone."""
    return thai.short_time(at.astimezone(zone), language=language)


def card_of(running: Running, texts: Catalogue, zone: ZoneInfo) -> ActivityCard:
    """Derive a card."""
    occurrence, left = running.occurrence, running.free
    seats = ""
    if left is not None:
        seats = texts.say("card.seats_left", left) if left else texts.say("card.full")
    feature = next((f for f in occurrence.features if f in FEATURES), "centre")
    between = ", " if texts.language == "en" else " "
    audience = between.join(_whom(a, texts) for a in occurrence.audience)
    return ActivityCard(
        key=occurrence.key,
        title=title_of(occurrence, texts.language),
        time=span_of(occurrence, texts, zone),
        room=thai.tidy(occurrence.room),
        host=host_of(occurrence.host, texts.language),
        audience=texts.say("card.for", audience) if audience else "",
        seats=seats,
        full=left == 0,
        picture=occurrence.picture or feature,
    )


def _whom(audience: str, texts: Catalogue) -> str:
    known = _AUDIENCES.get(audience)
    return texts.say(known) if known else thai.tidy(audience)


@lru_cache(maxsize=256)
def host_of(host: str, language: str) -> str:
    """Name of the institution that hosts, by its code, or as the programme has it."""
    partner = partner_named(host)
    if partner is None:
        return thai.tidy(host)
    return partner.name_en if language == "en" else partner.name


def span_of(occurrence: Occurrence, texts: Catalogue, zone: ZoneInfo) -> str:
    """From when to when, or that it takes the whole day."""
    if occurrence.all_day:
        return texts.say("card.all_day")
    start = time_of(occurrence.start, zone, texts.language).removesuffix(" น.")
    return f"{start}–{time_of(occurrence.end, zone, texts.language)}"


@QmlElement
class ProgrammeModel(RowModel, QAbstractListModel):
    """The cards of one page. The screen says how many fit."""

    ROLES = roles(ActivityCard)

    totalChanged = Signal()
    pageChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cards: tuple[ActivityCard, ...] = ()
        self._page = 0
        self._fits = 4

    @Property(int, notify=totalChanged)
    def total(self) -> int:
        """Cards on all pages."""
        return len(self._cards)

    @Property(int, notify=pageChanged)
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    @Property(int, notify=pageChanged)
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-len(self._cards) // self._fits))

    @Slot(int)
    def fit(self, cards: int) -> None:
        """Tell how many cards fit on the screen."""
        if cards >= 1 and cards != self._fits:
            first = self._page * self._fits
            self._fits = cards
            self._turn(first // cards)

    @Slot(int)
    def turn(self, pages: int) -> None:
        """Turn so many pages on, or back when negative."""
        self._turn(self._page + pages)

    @property
    def cards(self) -> tuple[ActivityCard, ...]:
        """The cards of all pages."""
        return self._cards

    def show(self, cards: Sequence[ActivityCard]) -> None:
        """Replace the cards; delegates live on when only their words changed."""
        cards = tuple(cards)
        if cards == self._cards:
            return
        same = [c.key for c in cards] == [c.key for c in self._cards]
        if not same:
            self.beginResetModel()
            self._cards = cards
            self._page = min(self._page, self._last())
            self.endResetModel()
        else:
            self._cards = cards
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))
        if not same:
            self.totalChanged.emit()
            self.pageChanged.emit()

    def first_page(self) -> None:
        """Back to the first page, for the next visitor."""
        if self._page:
            self._turn(0)

    def _turn(self, page: int) -> None:
        self.beginResetModel()
        self._page = max(0, min(page, self._last()))
        self.endResetModel()
        self.pageChanged.emit()

    def _last(self) -> int:
        return max(0, (len(self._cards) - 1) // self._fits)

    def _shown(self) -> tuple[ActivityCard, ...]:
        first = self._page * self._fits
        return self._cards[first : first + self._fits]

    def _count(self) -> int:
        return len(self._shown())

    def _row(self, number: int) -> ActivityCard:
        return self._shown()[number]
