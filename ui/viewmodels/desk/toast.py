"""What was just done, in a sentence, and whether a touch takes it back."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class ToastProps(NamedTuple):
    """The sentence, "" when there is none; `turn` counts the sentences."""

    words: str = ""
    undoable: bool = False
    turn: int = 0


@QmlElement
class ToastModel(QObject):
    """The sentence; its signals are what the clerk did, or that its time is over."""

    changed = Signal()

    undone = Signal()
    passed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = ToastProps()
        self.passed.connect(self.hush)
        self.undone.connect(self.hush)

    def say(self, words: str, *, undoable: bool = False) -> None:
        """Say this instead of what stands there."""
        self.props = ToastProps(words, undoable, self.props.turn + 1)
        self.changed.emit()

    def hush(self) -> None:
        """Say nothing."""
        if self.props.words:
            self.props = ToastProps(turn=self.props.turn)
            self.changed.emit()

    @Property(str, notify=changed)
    def words(self) -> str:
        """What was done, "" when there is nothing to say."""
        return self.props.words

    @Property(bool, notify=changed)
    def undoable(self) -> bool:
        """Whether it can be taken back."""
        return self.props.undoable

    @Property(int, notify=changed)
    def turn(self) -> int:
        """Another number for every sentence, the same words twice too."""
        return self.props.turn
