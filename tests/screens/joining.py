"""How somebody registers, by touches."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.newcomer import Newcomer
from tests.screens.conftest import Visitor


def spell(visitor: Visitor, name: str) -> None:
    """Touch the keys of a name."""
    for letter in name:
        visitor.tap(f"kb.{letter}", after_ms=120)


def dial(visitor: Visitor, digits: str) -> None:
    for digit in digits:
        visitor.tap(f"key.{digit}", after_ms=120)


def come(visitor: Visitor, step: str = "partner", name: str = "กุ้ง", year: str = "2533") -> None:
    """From Home to a step, by touches."""
    visitor.tap("open.new")
    visitor.tap("agree")
    if step != "name":
        spell(visitor, name)
        visitor.tap("next")
    if step == "partner":
        dial(visitor, year)
        visitor.tap("next")


def touch(visitor: Visitor, name: str) -> None:
    """A touch while the desk is slow."""
    visitor.hands.tap(name)
    QCoreApplication.processEvents()


def kept(visitor: Visitor) -> set[str]:
    """What the screens still know of somebody."""
    p = visitor.kiosk.views.newcomer.props
    mine = {p.year, p.read_back, p.title, p.tail, p.code, p.number}
    return (mine | {visitor.kiosk.views.keyboard.typed}) - {""}


def registered(visitor: Visitor) -> list[Newcomer]:
    return [asked[0] for asked in visitor.desk.asked("register")]
