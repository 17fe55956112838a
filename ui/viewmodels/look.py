"""How the screens look for this visitor: language, text size, contrast, reach."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.catalogue import LANGUAGES

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

SIZES = (100, 125, 150, 200)
"""Text sizes in per cent."""
PALETTES = ("day", "dark", "contrast")
"""What the screens can be drawn in; visitors have no dark one."""


@QmlElement
class LookModel(QObject):
    """Language, text size in per cent, high contrast, lowered buttons."""

    changed = Signal()
    languageChanged = Signal(str)

    def __init__(
        self, diagonal_inch: float, *, demo: bool = False, accent: str = "", logo: str = ""
    ) -> None:
        super().__init__()
        self.language_code = LANGUAGES[0]
        self.percent = SIZES[0]
        self.sharp = False
        self.low = False
        self.dim = False
        self._diagonal = diagonal_inch
        self._demo = demo
        self._accent = accent
        self._logo = logo

    @Property(str, notify=changed)
    def language(self) -> str:
        """Code of the language shown."""
        return self.language_code

    @Property(int, notify=changed)
    def size(self) -> int:
        """Text size in per cent."""
        return self.percent

    @Property(bool, notify=changed)
    def contrast(self) -> bool:
        """Whether the high-contrast palette is shown."""
        return self.sharp

    @Property(bool, notify=changed)
    def dark(self) -> bool:
        """Whether the dark palette is shown: in the desk's window alone."""
        return self.dim

    @Property(str, notify=changed)
    def palette(self) -> str:
        """Which of PALETTES is shown: high contrast goes before the dark."""
        return self.wears

    @property
    def wears(self) -> str:
        """Which of PALETTES is shown."""
        return "contrast" if self.sharp else "dark" if self.dim else "day"

    @Property(bool, notify=changed)
    def lowered(self) -> bool:
        """Whether everything to press stands in the lower half of a tall screen."""
        return self.low

    @Property(float, notify=changed)
    def diagonal(self) -> float:
        """Screen diagonal in inches."""
        return self._diagonal

    @Property(bool, notify=changed)
    def demo(self) -> bool:
        """Whether sample data is shown."""
        return self._demo

    @Property(str, notify=changed)
    def accent(self) -> str:
        """The centre's colour by day; "" for the kiosk's own."""
        return "" if self.sharp or self.dim else self._accent

    @Property(str, notify=changed)
    def logo(self) -> str:
        """Where the centre's sign is, as a URL; "" for none."""
        return self._logo

    @property
    def is_plain(self) -> bool:
        """Whether nothing was changed by a visitor."""
        chosen = (self.language_code, self.percent, self.sharp, self.low)
        return chosen == (LANGUAGES[0], SIZES[0], False, False)

    @Slot(str)
    def speak(self, language: str) -> None:
        """Switch to a language; unknown ones are ignored."""
        if language in LANGUAGES and language != self.language_code:
            self.language_code = language
            self.languageChanged.emit(language)
            self.changed.emit()

    @Slot(int)
    def resize(self, percent: int) -> None:
        """Set the text size; sizes that do not exist are ignored."""
        if percent in SIZES and percent != self.percent:
            self.percent = percent
            self.changed.emit()

    @Slot()
    def toggleContrast(self) -> None:
        """Change between the day palette and high contrast."""
        self.sharp = not self.sharp
        self.changed.emit()

    @Slot()
    def toggleDark(self) -> None:
        """Change between the day palette and the dark one."""
        self.paint("day" if self.wears == "dark" else "dark")

    @Slot(str)
    def paint(self, palette: str) -> None:
        """Show one of PALETTES; unknown ones are ignored."""
        if palette in PALETTES and palette != self.wears:
            self.sharp, self.dim = palette == "contrast", palette == "dark"
            self.changed.emit()

    @Slot()
    def toggleLowered(self) -> None:
        """Bring everything to press down, or back up."""
        self.low = not self.low
        self.changed.emit()

    def reset(self) -> None:
        """Back to what the next visitor expects."""
        self.speak(LANGUAGES[0])
        self.resize(SIZES[0])
        if self.sharp:
            self.toggleContrast()
        if self.low:
            self.toggleLowered()
