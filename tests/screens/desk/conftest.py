"""The real desk's window on a real database, and another process that writes into it."""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.store import SqlStore
from kiosk.config import Node, Settings
from kiosk.desk import FrontDesk
from kiosk.entry import AnyBody, CheckedIn, Entry, LearnerKept, OccurrenceKept
from kiosk.record import Band, Learner, Role
from kiosk.secrets import fresh
from kiosk.settings_book import Book
from tests.builders import DAY, NOON, a_learner, an_occurrence
from tests.storage.workload import KEY, cheap_pins, open_store
from ui.desk.window import DeskWindow
from ui.office_printer import Office, Pages, Printable
from ui.paper.card_face import CardFace

BANGKOK = ZoneInfo("Asia/Bangkok")
CLAY = an_occurrence(key="clay")


class SetClock:
    """The time that a test says it is."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> dt.datetime:
        return self.at


class Place:
    """A data folder, its clock, and a store that writes like another process."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "walkin.db"
        self.clock = SetClock()
        self.settings = Settings(node=Node(name="D"))
        self.secrets = fresh()
        self.papers = folder / "papers"
        self.book: Book | None = None
        self.other = open_store(self.file)
        self.write(OccurrenceKept(occurrence=CLAY))

    def desk(self) -> FrontDesk:
        """A desk of its own connection, made on the worker's thread."""
        store = SqlStore(self.file, KEY, "D")
        return FrontDesk(store, self.clock, self.settings, self.secrets)

    def write(self, *bodies: AnyBody, at: dt.datetime | None = None) -> list[Entry]:
        with self.other.writing() as unit:
            return [unit.append(body, at or self.clock.at) for body in bodies]

    def employ(self, name: str = "ครูแอน", pin: str = "482913", role: Role = Role.DESK) -> None:
        """Somebody works here."""
        desk = self.desk()
        desk.add_staff(name, role, pin, bytes(16), by="setup")
        desk.close()

    def person(self, n: int, name: str, **more: object) -> Learner:
        learner = a_learner(
            learner=f"l{n}", number=f"K{100000 + n}", name=name, nickname="", **more
        )
        self.write(LearnerKept(learner=learner))
        return learner

    def comes(self, learner: Learner, seconds: int = 0, **more: object) -> Entry:
        """The learner checks in so many seconds after noon."""
        came = CheckedIn(
            day=DAY, learner=learner.learner, occurrence=CLAY.key, band=Band.ADULT, **more
        )
        return self.write(came, at=NOON + dt.timedelta(seconds=seconds))[0]

    def many(self, count: int, learner: Learner) -> None:
        """So many check-ins, one a second, ending at noon."""
        with self.other.writing() as unit:
            for n in range(count):
                came = CheckedIn(day=DAY, learner=learner.learner, band=Band.ADULT)
                unit.append(came, NOON - dt.timedelta(seconds=count - n))


class Somewhere(Protocol):
    """Where a desk's window can be opened."""

    @property
    def settings(self) -> Settings: ...

    @property
    def papers(self) -> Path: ...

    def desk(self) -> FrontDesk: ...


class Driver:
    """Hands and eyes at the window."""

    def __init__(
        self, qtbot: QtBot, place: Somewhere, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.qtbot = qtbot
        self.place = place
        # A fresh pool each time: the worker owns the connection, like in the application.
        self.printed: list[CardFace | Pages] = []
        self.printer = ""
        self.desk = DeskWindow(
            place.desk,
            place.settings,
            executor=ThreadPoolExecutor(1),
            office=Office(place.papers, self.send),
            book=getattr(place, "book", None),
            now=now,
        )
        self.window = self.desk.window
        self.model = self.desk.attendance
        self.window.requestActivate()
        self.desk.start()
        self.until(lambda: self.desk.board.clock != "")

    def send(self, what: Printable) -> str:
        """A printer that is there when it has a name."""
        if self.printer:
            self.printed += [what] if isinstance(what, Pages) else what
        return self.printer

    def signed_in(self, name: str = "แอน", role: Role = Role.DESK) -> "Driver":
        """Somebody whose PIN was right a moment ago."""
        self.desk.clerk.come(name, role)
        return self

    def toast(self) -> str:
        """What was said last, while it stands."""
        return self.desk.toast.props.words if self.items("toast") else ""

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=10_000)

    def items(self, name: str) -> list[QQuickItem]:
        """The visible items of that name, from the top."""
        found: list[QQuickItem] = []
        left = [self.window.contentItem()]
        while left:
            item = left.pop()
            if item.objectName() == name and item.isVisible():
                found.append(item)
            left += item.childItems()
        return sorted(found, key=lambda item: item.mapToScene(QPointF()).y())

    def find(self, name: str) -> QQuickItem:
        items = self.items(name)
        assert len(items) == 1, f"{len(items)} of {name}"
        return items[0]

    def text(self, name: str) -> str:
        return str(self.find(name).property("text"))

    def shown(self, name: str = "name") -> list[str]:
        """What the rows on the screen say, from the top."""
        return [str(item.property("text")) for item in self.items(name)]

    def click(self, item: QQuickItem | str) -> None:
        item = self.find(item) if isinstance(item, str) else item
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(
            self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(middle)
        )

    def touch(self, item: QQuickItem | str, box: str) -> None:
        """Something that acts at once, when its box has been under the hand for a while."""
        found = self.window.findChild(QObject, box)
        self.until(lambda: bool(found.property("steady")))
        self.click(item)

    def key(
        self,
        key: Qt.Key | str,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        if not self.window.isActive():
            self.window.requestActivate()
            self.until(self.window.isActive)
        QTest.keyClick(self.window, key, modifier)
        # At a finger's pace, without waiting for it.
        self.desk.wedge._fingers()

    def type(self, text: str) -> None:
        """Into the field that has the focus, as a paste does: QTest types only ASCII."""
        field = self.window.activeFocusItem()
        field.setProperty("text", text)

    def field(self) -> str:
        """Name of what has the focus."""
        return self.window.activeFocusItem().objectName()


@pytest.fixture(autouse=True)
def _cheap_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_pins(monkeypatch)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    yield made
    made.other.close()


@pytest.fixture
def desk(qtbot: QtBot, place: Place) -> Iterator[Callable[..., Driver]]:
    """Opens windows; sees that none of them warned."""
    opened: list[Driver] = []

    def make(at: Somewhere = place, now: Callable[[], float] = time.monotonic) -> Driver:
        opened.append(Driver(qtbot, at, now))
        return opened[-1]

    yield make
    warnings = [warning for driver in opened for warning in driver.desk.scene.warnings]
    for driver in opened:
        driver.desk.close()
    assert warnings == []
