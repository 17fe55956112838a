"""My learning: this year's visits, hours and stamps of the card's holder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.partners import PARTNERS
from kiosk.record import FEATURES
from kiosk.thai import BUDDHIST_OFFSET
from ui.catalogue import Catalogue

if TYPE_CHECKING:
    from kiosk.passport import Passport

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_HOUR = 60
"""Minutes."""
_TEN_HOURS = 10 * _HOUR
"""Minutes; from here on halves of an hour are not told."""


class PassportProps(NamedTuple):
    """`stamps` counts by feature in the order of `FEATURES`, `partners` says "name  ·  3 times"."""

    title: str = ""
    visits: str = ""
    hours: str = ""
    stamps: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


def derive_passport(passport: Passport, texts: Catalogue) -> PassportProps:
    """Derive what is shown; nothing in it compares people."""
    year = passport.year + (BUDDHIST_OFFSET if texts.language == "th" else 0)
    hosts = [
        _often(p.name_en if texts.language == "en" else p.name, count, texts)
        for p in PARTNERS
        if (count := passport.partners.get(p.code, 0))
    ]
    return PassportProps(
        title=texts.say("passport.title", year),
        visits=str(passport.visits),
        hours=hours(passport.minutes),
        stamps=tuple(passport.features.get(feature, 0) for feature in FEATURES),
        names=tuple(texts.say(f"feature.{feature}") for feature in FEATURES),
        partners=tuple(hosts),
    )


def _often(name: str, count: int, texts: Catalogue) -> str:
    if count == 1:
        return texts.say("passport.partner.once", name)
    return texts.say("passport.partner", name, count)


def hours(minutes: int) -> str:
    """Learning time in hours, to the half hour below ten: 1.5, 12."""
    if minutes >= _TEN_HOURS:
        return str(minutes // _HOUR)
    halves = minutes * 2 // _HOUR
    return f"{halves / 2:g}"


@QmlElement
class PassportModel(QObject):
    """The properties of the screen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = PassportProps()

    def show(self, props: PassportProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        """My learning, and the year."""
        return self.props.title

    @Property(str, notify=changed)
    def visits(self) -> str:
        """How often this year."""
        return self.props.visits

    @Property(str, notify=changed)
    def hours(self) -> str:
        """How many hours this year."""
        return self.props.hours

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def stamps(self) -> list[int]:
        """Visits by feature."""
        return list(self.props.stamps)

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def names(self) -> list[str]:
        """Names of the features."""
        return list(self.props.names)

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def partners(self) -> list[str]:
        """Hosts of the visits."""
        return list(self.props.partners)
