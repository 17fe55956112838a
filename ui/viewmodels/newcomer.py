"""Somebody's first time here: what is asked, and the card at the end."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.partners import PARTNERS
from ui.catalogue import Catalogue

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_GROUP = 4


class NewcomerProps(NamedTuple):
    """`step` of `steps` questions; `code` are a card's modules, row after row, 1 for dark.

    `year` is what was typed of the birth year, `read_back` what it was understood as. `tail` are
    the last characters of the number of somebody who may be the same person. `of_card` names whose
    card they came with.
    """

    step: int = 0
    steps: int = 4
    name_holds: bool = False
    year: str = ""
    year_holds: bool = False
    read_back: str = ""
    title: str = ""
    tail: str = ""
    code: str = ""
    number: str = ""
    party: bool = False
    partners: tuple[str, ...] = ()
    of_card: str = ""


def partner_names(texts: Catalogue) -> tuple[str, ...]:
    """The institutions to choose from, in the order of their codes in `PARTNERS`."""
    return tuple(p.name_en if texts.language == "en" else p.name for p in PARTNERS)


def partner_name(code: str, texts: Catalogue) -> str:
    """What the institution with this code is called; the code itself when there is none."""
    names = dict(zip((p.code for p in PARTNERS), partner_names(texts), strict=True))
    return names.get(code, code)


def grouped(number: str) -> str:
    """A member number as it is read and typed: four digits at a time; others as they are."""
    if not number.isdigit():
        return number
    return " ".join(number[at : at + _GROUP] for at in range(0, len(number), _GROUP))


@QmlElement
class NewcomerModel(QObject):
    """The properties of the screens; its signals are what a visitor touched."""

    changed = Signal()

    agreed = Signal()
    disowned = Signal()
    """They agree, but the card they came with is not theirs."""
    named = Signal()
    pressed = Signal(str)
    erased = Signal()
    cleared = Signal()
    dated = Signal()
    guarded = Signal()
    belonged = Signal(int)
    """Index of the partner, -1 for none."""
    strangers = Signal()
    """Not the same person."""
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = NewcomerProps()

    def show(self, props: NewcomerProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(int, notify=changed)
    def step(self) -> int:
        """The question that is asked, from 1."""
        return self.props.step

    @Property(int, notify=changed)
    def steps(self) -> int:
        """How many questions there are."""
        return self.props.steps

    @Property(bool, notify=changed)
    def nameHolds(self) -> bool:
        """Whether what is typed can be a name."""
        return self.props.name_holds

    @Property(str, notify=changed)
    def year(self) -> str:
        """Digits typed of the birth year."""
        return self.props.year

    @Property(bool, notify=changed)
    def yearHolds(self) -> bool:
        """Whether the year can be somebody's."""
        return self.props.year_holds

    @Property(str, notify=changed)
    def readBack(self) -> str:
        """The year in both eras with the age, or what is wrong with it."""
        return self.props.read_back

    @Property(str, notify=changed)
    def title(self) -> str:
        """What the screen says first."""
        return self.props.title

    @Property(str, notify=changed)
    def tail(self) -> str:
        """Last characters of the number of who may be the same person."""
        return self.props.tail

    @Property(str, notify=changed)
    def code(self) -> str:
        """Modules of the card's QR code, rows parted by /."""
        return self.props.code

    @Property(str, notify=changed)
    def number(self) -> str:
        """Member number in groups, to be typed next time."""
        return self.props.number

    @Property(str, notify=changed)
    def ofCard(self) -> str:
        """Whose card they came with; "" when it was none."""
        return self.props.of_card

    @Property(bool, notify=changed)
    def party(self) -> bool:
        """Whether a group is asked where it comes from."""
        return self.props.party

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def partners(self) -> list[str]:
        """Names of the partner institutions."""
        return list(self.props.partners)
