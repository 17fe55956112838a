"""Every screen as a picture, for the README and for eyes that check it."""

from __future__ import annotations

import html
import itertools
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiosk.config import Settings
from ui.application import Kiosk, application
from ui.hands import picture, wait_until
from ui.shot_states import states

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk

PORTRAIT, LANDSCAPE, SMALL = (1080, 1920), (1920, 1080), (1280, 800)
INDEX = "index.html"


class View(NamedTuple):
    """A window's size in pixels, language, text size in per cent, contrast, lowered buttons."""

    size: tuple[int, int]
    language: str
    percent: int
    sharp: bool
    low: bool = False

    def __str__(self) -> str:
        width, height = self.size
        more = ("-contrast" if self.sharp else "") + ("-lowered" if self.low else "")
        return f"{width}x{height}-{self.language}-{self.percent}{more}"


VIEWS = (
    *(
        View(size, language, percent, sharp)
        for size, language, percent, sharp in itertools.product(
            (PORTRAIT, LANDSCAPE), ("th", "en"), (100, 200), (False, True)
        )
    ),
    View(PORTRAIT, "th", 100, sharp=False, low=True),
    View(PORTRAIT, "en", 200, sharp=False, low=True),
    View(PORTRAIT, "th", 200, sharp=True, low=True),
    View(SMALL, "th", 100, sharp=False),
    View(SMALL, "en", 200, sharp=False),
)
"""Both orientations, languages, text sizes and palettes; lowered buttons; the smallest screen."""


def take_shots(
    make_desk: Callable[[], FrontDesk],
    settings: Settings,
    folder: Path,
    views: Sequence[View] = VIEWS,
) -> list[Path]:
    """Write every screen in every view into a folder; nothing is recorded.

    Raises OSError when the folder cannot be written, TimeoutError when the desk does not answer.
    """
    application()
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for size in dict.fromkeys(view.size for view in views):
        kiosk = Kiosk(make_desk, settings, size=size)
        try:
            kiosk.window.setProperty("moving", False)
            kiosk.flow.watch.refresh()
            wait_until(partial(_has_today, kiosk))
            for view in (v for v in views if v.size == size):
                made += _shots(kiosk, view, folder)
        finally:
            kiosk.close()
    return made


def _shots(kiosk: Kiosk, view: View, folder: Path) -> list[Path]:
    today = kiosk.flow.watch.today
    assert today is not None  # noqa: S101 - waited for
    _dress(kiosk, view)
    made = []
    for name, show in states(kiosk, today):
        show()
        made.append(picture(kiosk.window, folder / f"{view}-{name}.png"))
    kiosk.flow.stage.home()
    return made


def write_index(folder: Path, views: Iterable[View] = VIEWS) -> Path:
    """A page that shows the pictures of a folder, state by state. Raises OSError."""
    names = [str(view) for view in views]
    found = sorted(file.name for file in folder.glob("*.png"))
    parts = []
    for state in dict.fromkeys(_state_of(file, names) for file in found):
        cells = "".join(
            f'<a href="{html.escape(file)}"><img loading="lazy" src="{html.escape(file)}"'
            f' alt="{html.escape(file)}"><br>{html.escape(name)}</a>'
            for name in names
            if (file := f"{name}-{state}.png") in found
        )
        parts.append(f"<h2>{html.escape(state)}</h2><div>{cells}</div>")
    page = folder / INDEX
    page.write_text(_PAGE.replace("{}", "\n".join(parts)), "utf-8")
    return page


def _state_of(file: str, names: Sequence[str]) -> str:
    stem = file.removesuffix(".png")
    mine = max((n for n in names if stem.startswith(f"{n}-")), key=len, default="")
    return stem.removeprefix(f"{mine}-")


def _has_today(kiosk: Kiosk) -> bool:
    return kiosk.flow.watch.today is not None


def _dress(kiosk: Kiosk, view: View) -> None:
    look = kiosk.views.look
    look.speak(view.language)
    look.resize(view.percent)
    if look.sharp is not view.sharp:
        look.toggleContrast()
    if look.low is not view.low:
        look.toggleLowered()


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>The kiosk's screens</title>
<style>
body { font: 14px sans-serif; background: #eef3f7; color: #12263a; margin: 2em }
div { display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-end }
img { height: 320px; border: 1px solid #6d8399 }
a { color: inherit; text-decoration: none; font-size: 11px }
</style>
<h1>The kiosk's screens</h1>
{}
</html>
"""
