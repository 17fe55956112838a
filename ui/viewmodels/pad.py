"""The number pad: what is typed is never shown."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk import thai

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST = 20
"""Digits."""
GROUP = 4
"""Dots that stand together."""


class PadProps(NamedTuple):
    """`length` digits are typed; `wrong` when a checksum failed; `rest` seconds of pause."""

    length: int = 0
    wrong: bool = False
    rest: int = 0


def masked(length: int, group: int = GROUP) -> str:
    """Dots in groups, for so many digits."""
    return " ".join("•" * min(group, length - i) for i in range(0, length, group))


@QmlElement
class PadModel(QObject):
    """Takes digits, no more than `longest`, and hands them over once."""

    changed = Signal()

    pressed = Signal(str)
    erased = Signal()
    cleared = Signal()
    submitted = Signal()

    def __init__(self, longest: int = LONGEST, group: int = GROUP) -> None:
        super().__init__()
        self._longest = longest
        self._group = group
        self._digits = ""
        self.props = PadProps()
        self.pressed.connect(self.type_in)
        self.erased.connect(self.erase)
        self.cleared.connect(self.clear)

    def type_in(self, text: str) -> None:
        """Add the digits of a text, Thai ones too; the rest is ignored."""
        digits = "".join(c for c in thai.ascii_digits(text) if c.isascii() and c.isdigit())
        if digits and not self.props.rest:
            self._keep((self._digits + digits)[: self._longest])

    def erase(self) -> None:
        """Take the last digit away."""
        self._keep(self._digits[:-1])

    def clear(self) -> None:
        """Forget everything typed and said, but not a pause."""
        self._keep("")

    def take(self) -> str:
        """What was typed; the pad is empty afterwards."""
        digits = self._digits
        self._keep("")
        return digits

    def tell_wrong(self) -> None:
        """Say that one digit looks wrong."""
        self._show(self.props._replace(wrong=True))

    def rest(self, seconds: int) -> None:
        """Pause for so many seconds more; 0 ends the pause."""
        if seconds:
            self._digits = ""
        length = 0 if seconds else self.props.length
        self._show(self.props._replace(rest=seconds, length=length))

    def _keep(self, digits: str) -> None:
        self._digits = digits
        self._show(self.props._replace(length=len(digits), wrong=False))

    def _show(self, props: PadProps) -> None:
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def dots(self) -> str:
        """The typed digits as dots in groups."""
        return masked(self.props.length, self._group)

    @Property(int, notify=changed)
    def length(self) -> int:
        """How many digits are typed."""
        return self.props.length

    @Property(bool, notify=changed)
    def wrong(self) -> bool:
        """Whether the last number failed its checksum."""
        return self.props.wrong

    @Property(int, notify=changed)
    def restLeft(self) -> int:
        """Seconds the pad rests; 0 when it works."""
        return self.props.rest
