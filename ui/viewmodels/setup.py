"""What the kiosk learned of a scanner, in plain words."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from ui.catalogue import Catalogue
from ui.readers.keys import Layout
from ui.readers.learn import Learned

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

SLOW_MS = 20
"""Between two keys; above it the scanner is a slow one."""


class SetupProps(NamedTuple):
    """What is asked and what was found, each finding with the icon of the same place in `arts`.

    `code` is the QR code to scan, "" when none is asked for; `lines` what must be written by hand;
    `ready` when it can be saved, `ended` when there is nothing left to do.
    """

    title: str = ""
    line: str = ""
    found: tuple[str, ...] = ()
    arts: tuple[str, ...] = ()
    code: str = ""
    lines: str = ""
    ready: bool = False
    ended: bool = False


class Finding(NamedTuple):
    """One thing that was found: an icon and words."""

    art: str
    words: str


def findings(learned: Learned, texts: Catalogue) -> list[Finding]:
    """What was learned, in the language of the moment."""
    pace = "slow" if learned.average_ms > SLOW_MS else "quick"
    found = [
        Finding("enter", texts.say(f"setup.suffix.{learned.suffix}")),
        Finding("keyboard", texts.say(f"setup.layout.{learned.layout.value}")),
        Finding("clock", texts.say(f"setup.pace.{pace}", learned.average_ms)),
    ]
    if learned.caps:
        found.append(Finding("shift", texts.say("setup.caps")))
    if learned.prefix:
        found.append(Finding("erase", texts.say("setup.prefix", learned.prefix)))
    elif not learned.prefix_told:
        found.append(Finding("scan", texts.say("setup.prefix.untold")))
    if learned.aim:
        found.append(Finding("scan", texts.say("setup.aim", learned.aim)))
    if learned.layout is Layout.OTHER:
        found[1] = found[1]._replace(art="help")
    return found


@QmlElement
class SetupModel(QObject):
    """The properties of the screen; its signals are what staff touched."""

    changed = Signal()

    saved = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = SetupProps()

    def show(self, props: SetupProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        """What is asked, or what became of it."""
        return self.props.title

    @Property(str, notify=changed)
    def line(self) -> str:
        """More about it."""
        return self.props.line

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def found(self) -> list[str]:
        """What was found."""
        return list(self.props.found)

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def arts(self) -> list[str]:
        """An icon for each."""
        return list(self.props.arts)

    @Property(str, notify=changed)
    def code(self) -> str:
        """The modules of the code to scan."""
        return self.props.code

    @Property(str, notify=changed)
    def lines(self) -> str:
        """What must be written by hand."""
        return self.props.lines

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether it can be saved."""
        return self.props.ready

    @Property(bool, notify=changed)
    def ended(self) -> bool:
        """Whether there is nothing left to do."""
        return self.props.ended
