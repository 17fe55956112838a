"""What a screen reader is told: everything to press and to read, and nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface

from tests.screens.conftest import Visitor
from tests.screens.ways import WAYS, go
from ui.hands import Seen

Role = QAccessible.Role
PRESSED = {Role.Button, Role.CheckBox, Role.RadioButton}
THAI = ("\u0e00", "\u0e7f")
# Data of the centre, the visitor's own name, and each language by its own name stay as they are.
OWN_NAME = {"ไทย", "English"}
PARTS = 3
TEXTS = (
    QAccessible.Text.Name,
    QAccessible.Text.Value,
    QAccessible.Text.Description,
    QAccessible.Text.Help,
)


class Told(NamedTuple):
    """One thing of the tree that is not hidden."""

    role: Role
    name: str
    place: QRect
    enabled: bool
    checkable: bool
    checked: bool

    @property
    def pressed(self) -> bool:
        return self.role in PRESSED


# Never ask an interface for its object: PySide keeps what QML will delete.
def interfaces(visitor: Visitor) -> Iterator[QAccessibleInterface]:
    def below(parent: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
        for n in range(parent.childCount()):
            child = parent.child(n)
            if not child.state().invisible:
                yield child
            yield from below(child)

    return below(QAccessible.queryAccessibleInterface(visitor.kiosk.window))


def tell(visitor: Visitor) -> list[Told]:
    told = []
    for each in interfaces(visitor):
        state = each.state()
        told.append(
            Told(
                each.role(),
                each.text(QAccessible.Text.Name),
                each.rect(),
                not state.disabled,
                bool(state.checkable),
                bool(state.checked),
            )
        )
    return told


def press(visitor: Visitor, name: str) -> None:
    """Press as a screen reader does."""
    here = place(visitor.hands.find(name))
    for each in interfaces(visitor):
        if each.role() in PRESSED and near(each.rect(), here):
            each.actionInterface().doAction("Press")
            visitor.settle()
            return
    pytest.fail(f"{name} is not told")


def place(seen: Seen) -> QRect:
    return QRect(round(seen.x), round(seen.y), round(seen.width), round(seen.height))


def near(one: QRect, other: QRect) -> bool:
    ends = zip(one.getCoords(), other.getCoords(), strict=True)
    return all(abs(a - b) <= 2 for a, b in ends)


def buttons(visitor: Visitor) -> list[Seen]:
    """All that can be pressed; a touch anywhere needs no name."""
    return [s for s in visitor.seen() if s.pressable and s.name not in ("anywhere", "")]


def find(visitor: Visitor, name: str) -> Told:
    here = place(visitor.hands.find(name))
    return next(t for t in tell(visitor) if t.pressed and near(t.place, here))


def is_thai(text: str) -> bool:
    return any(THAI[0] <= c <= THAI[1] for c in text)


def plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def button_troubles(button: Seen, told: list[Told], visitor: Visitor, language: str) -> list[str]:
    found = [t for t in told if t.pressed and near(t.place, place(button))]
    if len(found) != 1:
        return [f"{button.name} is told {len(found)} times"]
    wrong = []
    name = found[0].name
    if not name.strip():
        wrong.append(f"{button.name} has no name")
    if any(unicodedata.category(c).startswith("C") for c in name):
        wrong.append(f"{button.name} cannot be said: {name!r}")
    window = visitor.kiosk.window
    if not QRect(-1, -1, window.width() + 2, window.height() + 2).contains(found[0].place):
        wrong.append(f"{button.name} is outside: {found[0].place}")
    if found[0].enabled is not button.enabled:
        wrong.append(f"{button.name}: enabled {button.enabled}, told {found[0].enabled}")
    is_data = button.name.startswith(("partner.", "card.", "later.", "kb.", "who."))
    is_own = is_data or name in OWN_NAME or name.isdecimal()
    if not is_own and is_thai(name) is not (language == "th"):
        wrong.append(f"{button.name} is not in {language}: {name}")
    return wrong


def troubles(visitor: Visitor, language: str) -> list[str]:
    told, pressable = tell(visitor), buttons(visitor)
    wrong = [t for b in pressable for t in button_troubles(b, told, visitor, language)]
    if len([t for t in told if t.pressed]) != len(pressable):
        wrong.append("more is told than can be pressed")
    covered = [
        s.name for s in pressable if s.enabled and s.name in ("more", "help.end", "help.withdraw")
    ]
    if covered and [s.name for s in pressable if s.enabled] != covered:
        wrong.append("what is covered can be pressed")
    # Words beside the buttons are all told, the title among them.
    said = [plain(t.name) for t in told if t.role == Role.StaticText]
    if any(t.name != t.name.strip("\n") or "\u200b" in t.name for t in told):
        wrong.append("words hold breaks")
    places = [place(b) for b in pressable]
    free = [
        s for s in visitor.seen()
        if s.text and s.text.strip("• ") and not any(p.contains(s.middle.toPoint()) for p in places)
    ]  # fmt: skip
    wrong += [
        f"not said: {s.text}" for s in free if not any(plain(s.text or "") in t for t in said)
    ]
    if not any(s.name not in ("centre", "date", "clock") for s in free):
        wrong.append("the screen has no title")
    return wrong


@pytest.fixture
def heard(make_visitor: Callable[..., Visitor]) -> Iterator[Visitor]:
    """A visitor with a screen reader."""
    QAccessible.setActive(True)
    somebody = make_visitor()
    somebody.arrive()
    yield somebody
    QAccessible.setActive(False)


def at_rest(visitor: Visitor) -> None:
    """All is in its place once a frame was painted."""
    visitor.settle()
    visitor.kiosk.window.grabWindow()
    visitor.settle()


@pytest.mark.parametrize("part", range(PARTS))
def test_everything_is_told(heard: Visitor, part: int) -> None:
    wrong: list[str] = []
    looked = 0
    for state in list(WAYS)[part::PARTS]:
        heard.kiosk.views.look.reset()
        go(heard, state)
        for language in ("th", "en"):
            heard.kiosk.views.look.speak(language)
            at_rest(heard)
            looked += len(tell(heard))
            wrong += [f"{state} {language}: {t}" for t in troubles(heard, language)]
    assert looked > 500
    assert wrong == []


@pytest.mark.parametrize("part", range(PARTS))
def test_a_screen_reader_can_press(heard: Visitor, part: int) -> None:
    for state in list(WAYS)[part::PARTS]:
        go(heard, state)
        at_rest(heard)
        before = heard.screen, heard.words()
        bar = ("language.", "size.", "contrast", "lower", "help")
        able = [b.name for b in buttons(heard) if b.enabled]
        own = [n for n in able if not n.startswith(bar) or n == "help.end"]
        press(heard, "back" if "back" in own else [*own, "help"][0])
        assert (heard.screen, heard.words()) != before, state


def test_the_pad_gives_no_digit_away(heard: Visitor) -> None:
    heard.tap("open.pad")
    for _ in range(5):
        heard.tap("key.8")
    at_rest(heard)
    key = place(heard.hands.find("key.8"))
    texts = [
        each.text(kind)
        for each in interfaces(heard)
        for kind in TEXTS
        if not near(each.rect(), key)
    ]
    assert "พิมพ์แล้ว 5 ตัว" in texts
    assert [t for t in texts if "8" in t or "๘" in t] == []


def chosen(visitor: Visitor, *names: str) -> list[str]:
    found = {name: find(visitor, name) for name in names}
    assert all(t.checkable for t in found.values())
    return [name for name, t in found.items() if t.checked]


def test_what_is_chosen_is_told(heard: Visitor) -> None:
    languages = ("language.th", "language.en")
    sizes = ("size.100", "size.125", "size.150", "size.200")
    ways = ("contrast", "lower")
    assert chosen(heard, *languages, *sizes, *ways) == ["language.th", "size.100"]
    for name in ("language.en", "language.en", "size.150", "size.150", *ways):
        heard.tap(name)
    at_rest(heard)
    assert chosen(heard, *languages, *sizes, *ways) == ["language.en", "size.150", *ways]
    for name in ways:
        heard.tap(name)
    assert chosen(heard, *ways) == []
    assert find(heard, "size.150").role == Role.RadioButton
    assert find(heard, "contrast").role == Role.CheckBox


def test_a_wanted_card_is_told(heard: Visitor) -> None:
    heard.tap("card.story")
    at_rest(heard)
    assert chosen(heard, "card.pottery", "card.story") == ["card.story"]
    press(heard, "card.story")
    assert chosen(heard, "card.pottery", "card.story") == []


def test_shift_and_the_lit_band_are_told(heard: Visitor) -> None:
    go(heard, "name shifted")
    at_rest(heard)
    assert chosen(heard, "kb.shift") == ["kb.shift"]
    heard.tap("kb.ฤ")
    assert chosen(heard, "kb.shift") == []
    go(heard, "party count")
    at_rest(heard)
    bands = [f"count.{band}" for band in ("child", "youth", "adult", "senior")]
    lit = chosen(heard, *bands)
    assert len(lit) == 1
    assert "999" in find(heard, lit[0]).name
    heard.hands.tap_at(heard.hands.find("number.senior").middle)
    heard.settle()
    assert chosen(heard, *bands) == ["count.senior"]


def test_a_reader_that_starts_later_is_told_the_same(visitor: Visitor) -> None:
    visitor.tap("language.en")
    QAccessible.setActive(True)
    at_rest(visitor)
    assert chosen(visitor, "language.th", "language.en") == ["language.en"]
    QAccessible.setActive(False)


def test_the_checker_sees_what_is_wrong(heard: Visitor) -> None:
    at_rest(heard)
    told = tell(heard)
    assert len([t for t in told if t.pressed]) > 15
    button = heard.hands.find("open.pad")
    assert button_troubles(button, told, heard, "th") == []
    assert button_troubles(button, told, heard, "en") != []
    elsewhere = button._replace(x=button.x + 30)
    assert button_troubles(elsewhere, told, heard, "th") == ["open.pad is told 0 times"]
    unsaid = [t._replace(name="\u200b") for t in told]
    assert len(button_troubles(button, unsaid, heard, "th")) > 0
