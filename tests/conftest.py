"""What must be set before the first import of Qt, and the application every screen test runs in."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")
# No process of a test leaves another one at work behind it.
os.environ["WALKIN_BACKUP_FOLDER"] = ""

import pytest


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """Qt Quick needs no widgets."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication
