"""The test slip, for who has no kiosk running."""

from __future__ import annotations

import datetime as dt

from PySide6.QtGui import QImage

from kiosk.config import Settings
from ui.catalogue import Catalogue
from ui.paper.receipt import draw
from ui.paper.slips import Slips
from ui.shell import application, use_own_fonts


def trial_slip(settings: Settings, at: dt.datetime) -> QImage:
    """What the printer should print, as wide as it is set. `at` is aware."""
    application()
    use_own_fonts()
    slips = Slips(Catalogue(), settings.centre, settings.zone)
    dots = settings.printer.dots
    return draw(slips.test(dots, at), dots)
