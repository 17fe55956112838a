"""The front desk's own program: its window, run until it is closed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.codes import OUR_BUG
from kiosk.config import Settings
from kiosk.settings_book import Book
from ui import shell
from ui.desk.resting import carry_on
from ui.desk.window import DeskWindow
from ui.renewing import RENEW, renew, renewed

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk

log = logging.getLogger("walkin.ui")


def run_desk(
    make_desk: Callable[[], FrontDesk],
    settings: Settings,
    *,
    demo: bool,
    window: tuple[int, int] | None,
    memory: Path | None = None,
    book: Book | None = None,
) -> int:
    """Run the desk's window until it is closed; returns the exit code.

    When `book` changed, another one goes on with the new settings as soon as nobody is in the
    middle of anything. `make_desk` is called on the worker's thread. Call `prepare_environment`
    before the first import of Qt, and see that there is a display: without one Qt aborts the
    process.
    """
    application = shell.application()
    shell.choose_renderer()

    def make(settings: Settings) -> DeskWindow:
        made = DeskWindow(make_desk, settings, demo=demo, size=window, memory=memory, book=book)
        if made.renewal is not None:
            made.renewal.outdated.connect(renew)
        return made

    try:
        desk = make(settings)
    except RuntimeError:
        log.exception("the window could not be made")
        return OUR_BUG
    desk.start()
    try:
        while True:
            with shell.after_bug(desk.watch.refresh):
                code = application.exec()
            if code != RENEW:
                return code
            before = desk
            before.comfort.write()
            desk = renewed(before, make)
            if desk is not before:
                carry_on(desk, before)
                desk.start()
    finally:
        desk.close()
