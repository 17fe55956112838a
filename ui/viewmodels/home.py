"""Home: today's programme."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.config import Settings
from ui.catalogue import Catalogue
from ui.viewmodels.programme import ActivityCard, card_of, time_of

if TYPE_CHECKING:
    from kiosk.desk import Today

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


LONGEST_WANTED = 44
"""Letters of a title inside a sentence; the card beside it has the whole one."""


class HomeProps(NamedTuple):
    """What Home shows. `mode` is starting, programme, quiet (nothing to join now) or closed."""

    mode: str = "starting"
    title: str = ""
    centre: str = ""
    date: str = ""
    clock: str = ""
    message: str = ""
    detail: str = ""
    came: str = ""
    wanted: str = ""
    wanted_title: str = ""


class HomeCards(NamedTuple):
    """The cards of Home's two shelves."""

    open_now: tuple[ActivityCard, ...] = ()
    later: tuple[ActivityCard, ...] = ()


def derive_cards(
    today: Today | None, now: dt.datetime, texts: Catalogue, settings: Settings
) -> HomeCards:
    """Cards of what can be joined now and of what follows; what is over is left out."""
    if today is None:
        return HomeCards()
    zone = settings.zone
    going = [r for r in today.running if not r.occurrence.cancelled and now <= r.occurrence.end]
    return HomeCards(
        tuple(card_of(r, texts, zone) for r in going if r.occurrence.is_open(now)),
        tuple(card_of(r, texts, zone) for r in going if now < r.occurrence.opens),
    )


def derive_home(
    today: Today | None,
    now: dt.datetime,
    cards: HomeCards,
    texts: Catalogue,
    settings: Settings,
    *,
    wanted: str = "",
) -> HomeProps:
    """Derive the head of Home and what it says when there is nothing to join."""
    english = texts.language == "en"
    centre = settings.centre.name_en if english else settings.centre.name
    title = texts.say("home.title", centre)
    if today is None:
        return HomeProps(title=title, centre=centre)
    local = now.astimezone(settings.zone)
    props = HomeProps(
        mode="programme",
        title=title,
        centre=centre,
        date=thai.long_date(today.day, language=texts.language),
        clock=thai.short_time(local, language=texts.language),
        came=texts.say("home.came", today.came) if today.came else "",
        wanted=wanted,
        wanted_title=_short(next((c.title for c in cards.open_now if c.key == wanted), "")),
    )
    if cards.open_now:
        return props
    if not today.centre_open:
        return _closed(props, today, texts, settings)
    if cards.later:
        first = min(r.occurrence.start for r in today.running if now < r.occurrence.opens)
        at = time_of(first, settings.zone, texts.language)
        return props._replace(mode="quiet", message=texts.say("home.later_only", at))
    message = texts.say("home.over") if today.running else texts.say("home.nothing")
    return props._replace(mode="quiet", message=message, detail=_next_day(today, texts))


def _short(title: str) -> str:
    if len(title) <= LONGEST_WANTED:
        return title
    cut = LONGEST_WANTED - 1
    while unicodedata.category(title[cut]) == "Mn":  # never between a letter and its tone mark
        cut -= 1
    return f"{title[:cut].rstrip()}…"


def _closed(props: HomeProps, today: Today, texts: Catalogue, settings: Settings) -> HomeProps:
    if today.opens_at is None:
        return props._replace(mode="closed", message=texts.say("closed.plain"))
    opens = today.opens_at.astimezone(settings.zone)
    return props._replace(
        mode="closed",
        message=texts.say("closed", thai.long_date(opens.date(), language=texts.language)),
        detail=texts.say("home.opens", thai.short_time(opens, language=texts.language)),
    )


def _next_day(today: Today, texts: Catalogue) -> str:
    if today.next_day is None:
        return ""
    return texts.say("home.next_day", thai.long_date(today.next_day, language=texts.language))


@QmlElement
class HomeModel(QObject):
    """The properties of Home."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = HomeProps()

    def show(self, props: HomeProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def mode(self) -> str:
        """Starting, programme, quiet or closed."""
        return self.props.mode

    @Property(str, notify=changed)
    def title(self) -> str:
        """Today at the centre."""
        return self.props.title

    @Property(str, notify=changed)
    def centre(self) -> str:
        """The centre's name."""
        return self.props.centre

    @Property(str, notify=changed)
    def date(self) -> str:
        """Today's date in words."""
        return self.props.date

    @Property(str, notify=changed)
    def clock(self) -> str:
        """The time of day."""
        return self.props.clock

    @Property(str, notify=changed)
    def message(self) -> str:
        """What is said when nothing can be joined now."""
        return self.props.message

    @Property(str, notify=changed)
    def detail(self) -> str:
        """When there is something again."""
        return self.props.detail

    @Property(str, notify=changed)
    def came(self) -> str:
        """How many people came today."""
        return self.props.came

    @Property(str, notify=changed)
    def wanted(self) -> str:
        """Key of the card that was touched."""
        return self.props.wanted

    @Property(str, notify=changed)
    def wantedTitle(self) -> str:
        """Title of the card that was touched."""
        return self.props.wanted_title
