"""The desk's switches that are no part of the day's work."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class ComfortProps(NamedTuple):
    """Whether a new alert sounds, and why it cannot be heard ("" when it can)."""

    sounds: bool = False
    silence: str = ""


@QmlElement
class ComfortModel(QObject):
    """The switch of the sounds; its signal is what the clerk did."""

    changed = Signal()
    soundsAsked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.props = ComfortProps()

    def show(self, props: ComfortProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(bool, notify=changed)
    def sounds(self) -> bool:
        """Whether a new alert sounds."""
        return self.props.sounds

    @Property(str, notify=changed)
    def silence(self) -> str:
        """Why it cannot be heard."""
        return self.props.silence
