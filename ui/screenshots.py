"""Every screen as a picture, for the README and for eyes that check it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiosk.config import Settings
from kiosk.entry import EntryId
from kiosk.outcome import Code, Outcome, Running
from kiosk.ports import StoreTrouble
from kiosk.record import Learner, Occurrence
from ui.application import Kiosk, application
from ui.hands import picture, wait_until
from ui.stage import COUNTDOWN_S
from ui.viewmodels.guests import GuestProps

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, Today

PORTRAIT, LANDSCAPE, SMALL = (1080, 1920), (1920, 1080), (1280, 800)


class View(NamedTuple):
    """A window's size in pixels, language, text size in per cent, and high contrast."""

    size: tuple[int, int]
    language: str
    percent: int
    sharp: bool

    def __str__(self) -> str:
        width, height = self.size
        sharp = "-contrast" if self.sharp else ""
        return f"{width}x{height}-{self.language}-{self.percent}{sharp}"


VIEWS = (
    View(PORTRAIT, "th", 100, False),
    View(PORTRAIT, "en", 100, False),
    View(PORTRAIT, "th", 200, False),
    View(PORTRAIT, "th", 100, True),
    View(LANDSCAPE, "th", 100, False),
    View(LANDSCAPE, "en", 200, False),
    View(SMALL, "th", 100, False),
)


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
                for name, show in _states(kiosk):
                    show()
                    _dress(kiosk, view)
                    made.append(picture(kiosk.window, folder / f"{view}-{name}.png"))
        finally:
            kiosk.close()
    return made


def _has_today(kiosk: Kiosk) -> bool:
    return kiosk.flow.watch.today is not None


def _ask_for_time(kiosk: Kiosk) -> None:
    kiosk.views.kiosk.opened.emit("pad")
    kiosk.flow.deadlines.after("countdown", COUNTDOWN_S, kiosk.flow.stage.home)
    kiosk.flow.stage.tick()


def _dress(kiosk: Kiosk, view: View) -> None:
    look = kiosk.views.look
    look.speak(view.language)
    look.resize(view.percent)
    if look.sharp is not view.sharp:
        look.toggleContrast()


def _states(kiosk: Kiosk) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each screen's name, and how to bring it on with sample data."""
    stage, visits, views = kiosk.flow.stage, kiosk.flow.visits, kiosk.views

    yield "home", stage.home
    today = kiosk.flow.watch.today
    if today is None:
        return
    for outcome in _samples(today):
        yield outcome.code.value, partial(visits.tell, outcome)
    yield "pad", partial(views.kiosk.opened.emit, "pad")
    yield "guests", partial(views.kiosk.opened.emit, "guests")
    yield "guests-counted", lambda: views.guests.show(GuestProps(child=2, adult=1, undo_left=9))
    yield "new", partial(views.kiosk.opened.emit, "new")
    yield "group", partial(views.kiosk.opened.emit, "group")
    yield "idle", partial(_ask_for_time, kiosk)
    yield "out-of-order", lambda: kiosk.flow.watch.trouble(StoreTrouble("full"))


def _samples(today: Today) -> Iterator[Outcome]:
    now = today.now
    running = today.running or (_sample_running(now),)
    first = running[0].occurrence
    learner = Learner(learner="sample", number="K100001", name="มะลิ ใจดี", name_en="Mali Jaidee")
    entry = EntryId("A", 1)
    others = running[:4]
    for code in Code:
        if code in (Code.MISTYPED, Code.PAUSED, Code.REPEAT, Code.FORGED, Code.UNREADABLE):
            continue
        yield Outcome(
            code=code,
            at=now,
            learner=None if code is Code.UNKNOWN else learner,
            occurrence=first,
            seats_left=12,
            choices=others,
            since=now - dt.timedelta(minutes=25),
            number="A7",
            until=now.date() if code is Code.EXPIRED else None,
            people=1,
            entry=entry,
            visits=(entry,),
        )


def _sample_running(now: dt.datetime) -> Running:
    hour = dt.timedelta(hours=1)
    return Running(
        Occurrence(
            key="sample",
            activity="sample",
            day=now.date(),
            title="ปั้นดินด่านเกวียน",
            title_en="Dan Kwian pottery",
            start=now,
            end=now + hour,
            opens=now,
            room="1",
            features=("workplace",),
            capacity=20,
        ),
        taken=8,
    )
