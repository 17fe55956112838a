"""A touch keyboard for a name: what is typed, and which keys are shown."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    Signal,
    Slot,
)
from PySide6.QtQml import QmlElement

from kiosk.compose import CONSONANTS, MOST_MARKS, compose, erase
from ui.viewmodels.keyboard_layout import LAYOUTS, Key, Layout, face, hint_of, name_of
from ui.viewmodels.rows import RowModel, roles

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST = 30
"""Characters."""


class Shift(StrEnum):
    """The upper layer: not shown, for the next character, or until shift is touched again.

    `AUTOMATIC` is for the next character too, but nobody asked for it.
    """

    OFF = "off"
    AUTOMATIC = "automatic"
    ONCE = "once"
    LOCKED = "locked"


_TOUCHED = {
    Shift.OFF: Shift.ONCE,
    Shift.AUTOMATIC: Shift.OFF,
    Shift.ONCE: Shift.LOCKED,
    Shift.LOCKED: Shift.OFF,
}


class KeyFace(NamedTuple):
    """One key as it is drawn: `main` is typed, `face` and `hint` are drawn, `label` is said."""

    row: int
    start: float
    main: str
    face: str
    hint: str
    label: str


def key_face(key: Key, *, upper: bool) -> KeyFace:
    """Derive what a key of the shown layer is."""
    main, other = (key.upper, key.lower) if upper else (key.lower, key.upper)
    return KeyFace(key.row, key.start, main, face(main), hint_of(main, other), name_of(main))


@QmlElement
class KeyboardModel(RowModel, QAbstractListModel):
    """The keys shown, as a list; and the text, at most `longest` characters.

    There is no undo and no clipboard: what was cleared or taken is gone.
    """

    ROLES = roles(KeyFace)

    changed = Signal()
    """The text is another."""
    layerChanged = Signal()
    """Other keys are shown, or the same with their other character."""

    pressed = Signal(str)
    erased = Signal()
    cleared = Signal()
    shifted = Signal()
    languageAsked = Signal(str)

    def __init__(self, longest: int = LONGEST) -> None:
        super().__init__()
        self._longest = longest
        self._text = ""
        self._home = self._language = next(iter(LAYOUTS))
        self._shift = Shift.OFF
        self.pressed.connect(self.press)
        self.erased.connect(self.erase)
        self.cleared.connect(self.empty)
        self.shifted.connect(self.touch_shift)
        self.languageAsked.connect(self._show_language)

    # -- what is typed -------------------------------------------------------------------------

    @property
    def typed(self) -> str:
        """The text as it stands, a last space included."""
        return self._text

    @Property(str, notify=changed)
    def text(self) -> str:
        """The text as it stands."""
        return self._text

    def press(self, character: str) -> None:
        """A key of the screen: the upper layer goes, unless it is locked."""
        if self._shift is not Shift.LOCKED:
            self._set_shift(Shift.OFF)
        self.type_in(character)

    def type_in(self, text: str) -> None:
        """Letters of a real keyboard. What cannot be seen, or has no room any more, is ignored.

        A consonant is only taken with room for all its marks, so that no name ends without its own.
        """
        kept = self._text
        for character in text:
            more = compose(kept, character)
            spare = MOST_MARKS if character in CONSONANTS else 0
            if not character.isprintable() or len(more) + spare > self._longest:
                continue
            if character == " " and (not kept or kept.endswith(" ")):
                continue
            kept = more
        self._keep(kept)

    def erase(self) -> None:
        """Take the last character away, or the last mark alone."""
        self._keep(erase(self._text))

    def empty(self) -> None:
        """Begin again with the same keys."""
        self._keep("")

    def take(self) -> str:
        """The text without spaces around it; everything is forgotten afterwards."""
        text = self._text.strip()
        self.clear()
        return text

    @Slot()
    def clear(self) -> None:
        """Forget everything; the next visitor finds the language of `setLanguage`."""
        self._set_shift(Shift.OFF)
        self._show_language(self._home)
        self._keep("")

    def _keep(self, text: str) -> None:
        is_other = text != self._text
        self._text = text
        self._capitalise()
        if is_other:
            self.changed.emit()

    # -- which keys are shown ------------------------------------------------------------------

    @Property(str, notify=layerChanged)
    def language(self) -> str:
        """Code of the language whose keys are shown."""
        return self._language

    @Property(str, notify=layerChanged)
    def otherLanguage(self) -> str:
        """Code of the language the language key leads to."""
        codes = list(LAYOUTS)
        return codes[(codes.index(self._language) + 1) % len(codes)]

    @Property(bool, notify=layerChanged)
    def upper(self) -> bool:
        """Whether the upper layer is shown."""
        return self._shift is not Shift.OFF

    @Property(bool, notify=layerChanged)
    def locked(self) -> bool:
        """Whether the upper layer stays."""
        return self._shift is Shift.LOCKED

    @Property(int, notify=layerChanged)
    def columns(self) -> int:
        """How many keys fill a row."""
        return self._layout.columns

    @Property(float, notify=layerChanged)
    def indent(self) -> float:
        """Columns left of the last row, for the shift key."""
        return self._layout.indent

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        """Show the keys of the visitor's language, and come back to them on `clear`."""
        if language in LAYOUTS:
            self._home = language
            self._show_language(language)

    def touch_shift(self) -> None:
        """Show the upper layer for one character; at the second touch until the third."""
        self._set_shift(_TOUCHED[self._shift])

    def _show_language(self, language: str) -> None:
        if language not in LAYOUTS or language == self._language:
            return
        self.beginResetModel()
        self._language = language
        self._shift = Shift.OFF
        self.endResetModel()
        self.layerChanged.emit()
        self._capitalise()

    def _capitalise(self) -> None:
        """English names begin with a capital, and so does each word of them."""
        begins = self._language == "en" and (not self._text or self._text.endswith(" "))
        if begins and self._shift is Shift.OFF:
            self._set_shift(Shift.AUTOMATIC)
        elif not begins and self._shift is Shift.AUTOMATIC:
            self._set_shift(Shift.OFF)

    def _set_shift(self, shift: Shift) -> None:
        if shift is self._shift:
            return
        turns = Shift.OFF in (shift, self._shift)
        self._shift = shift
        if turns:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))
        self.layerChanged.emit()

    # -- as a list -----------------------------------------------------------------------------

    @property
    def _layout(self) -> Layout:
        return LAYOUTS[self._language]

    def _count(self) -> int:
        return len(self._layout.keys)

    def _row(self, number: int) -> KeyFace:
        return key_face(self._layout.keys[number], upper=self._shift is not Shift.OFF)
