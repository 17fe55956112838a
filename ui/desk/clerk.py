"""Who works at this desk: proven by a PIN, until nobody touched anything for a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Signal

from kiosk.record import Role

SESSION_S = 180.0
"""Seconds untouched after which the PIN is asked for again."""
_FELT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


class _Waiting(NamedTuple):
    """What is done as soon as somebody is in who may."""

    need: Role
    then: Callable[[str], None]


class Clerk(QObject):
    """The name under which the desk's window writes; "" while nobody is in.

    `now` counts monotonic seconds. It watches the window it is installed on for hands.
    """

    changed = Signal()
    wanted = Signal()
    """Somebody has to come in before what was pressed is done."""
    left = Signal()
    """Whoever was in is out: what only they may see goes."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self.name = ""
        self.role = Role.VISITOR
        self._now = now
        self._felt = now()
        self._waiting: _Waiting | None = None

    @property
    def needed(self) -> Role:
        """What whoever comes in has to be allowed."""
        return Role.DESK if self._waiting is None else self._waiting.need

    def need(self, role: Role, then: Callable[[str], None]) -> None:
        """Call `then` with the name of who is in, at once or when somebody is who may."""
        if self.name and self.role.may(role):
            then(self.name)
        else:
            self._waiting, self._felt = _Waiting(role, then), self._now()
            self.wanted.emit()

    def come(self, name: str, role: Role) -> None:
        """Somebody has proven who they are; what waited for it is done."""
        if self.name not in ("", name):
            self.left.emit()
        self.name, self.role, self._felt = name, role, self._now()
        self.changed.emit()
        waiting, self._waiting = self._waiting, None
        if waiting is not None and role.may(waiting.need):
            waiting.then(name)

    def rested(self, seconds: float) -> bool:
        """Whether no hand was felt for so long."""
        return self._now() - self._felt >= seconds

    def forget_waiting(self) -> None:
        """Nobody came in: what waited for it is not done."""
        self._waiting = None

    def leave(self) -> None:
        """Whoever is in goes."""
        self._waiting = None
        if self.name:
            self.name, self.role = "", Role.VISITOR
            self.left.emit()
            self.changed.emit()

    def tick(self) -> None:
        """Let the one go whose hands have been away for too long, and what waits for a PIN."""
        if self._now() - self._felt >= SESSION_S:
            self.forget_waiting()
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Feel hands; nothing is kept from the window."""
        if event.type() in _FELT:
            # A machine that slept ran no clock: whoever wakes it may be somebody else.
            self.tick()
            self._felt = self._now()
        return False
