"""PySide6 6.12.0 drops references on Python 3.10 and 3.11 and dies of it (PYSIDE-3474)."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

ROUNDS = 200_000
# Caches may come and go; the defect loses one reference a round.
SLACK = 200


class Sender(QObject):
    told = Signal(int)


def test_references_hold_steady(qapp: QGuiApplication) -> None:
    sender = Sender()
    heard = []
    sender.told.connect(heard.append)
    constants = (None, True, False)
    before = [sys.getrefcount(constant) for constant in constants]
    for _ in range(ROUNDS):
        sender.told.emit(1)
        QCoreApplication.processEvents()
        sender.setObjectName("x")
        if len(heard) > 1000:
            heard.clear()
    after = [sys.getrefcount(constant) for constant in constants]
    drift = [abs(a - b) for a, b in zip(after, before, strict=True)]
    assert max(drift) < SLACK
    assert heard
