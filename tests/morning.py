"""A kiosk with a real database and the real window, on the sample day."""

import datetime as dt
from pathlib import Path
from typing import TypeVar

from db.store import SqlStore
from kiosk import demo
from kiosk.app import Installation
from kiosk.entry import Entry
from kiosk.importing import import_programme
from kiosk.outcome import Code
from ui.application import Kiosk
from ui.hands import Hands, look, wait_until
from ui.viewmodels.kiosk import Screen

T = TypeVar("T")

HALL = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//TH
BEGIN:VEVENT
UID:hall
SUMMARY:หอประชุม
X-WALKIN-CAPACITY:{}
DTSTART:{}
DTEND:{}
END:VEVENT
END:VCALENDAR
"""


class Morning:
    """A kiosk on the sample day, used by hands and a scanner."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.environ = {
            "WALKIN_DATA": str(folder / "data"),
            "WALKIN_CONFIG": str(folder / "walkin.toml"),
            **settings,
        }
        self.installation = Installation(environ=self.environ)
        opened = self.installation.open()
        self.card = demo.prepare(opened, bytes(range(16)))
        opened.store.close()
        self.kiosk = Kiosk(
            self.installation.front_desk, self.installation.settings, size=(1080, 1920)
        )
        self.kiosk.window.setProperty("moving", False)
        self.hands = Hands(self.kiosk.window)
        self.kiosk.start()
        wait_until(lambda: self.kiosk.flow.watch.today is not None)

    @property
    def screen(self) -> Screen:
        return self.kiosk.flow.stage.screen

    def scan(self, text: str) -> Code:
        """Scan, and choose the first activity when asked."""
        before = self.kiosk.views.kiosk.props.shown
        self.hands.scan(text)
        wait_until(lambda: self.kiosk.views.kiosk.props.shown != before)
        return self.settle()

    def settle(self) -> Code:
        if self.screen is Screen.CHOOSE:
            first = self.kiosk.views.choices.cards[0].key
            self.hands.tap(f"card.{first}")
            wait_until(lambda: self.screen is not Screen.CHOOSE)
        outcome = self.kiosk.flow.visits.outcome
        assert outcome is not None
        return outcome.code

    def home(self) -> None:
        self.kiosk.flow.stage.home()

    def tap(self, *names: str) -> None:
        """Touch one after the other, each as soon as it is there."""
        for name in names:
            wait_until(lambda name=name: any(s.name == name for s in look(self.kiosk.window)))
            self.hands.tap(name)

    def on(self, screen: Screen) -> None:
        """Wait for a screen."""
        wait_until(lambda: self.screen is screen)

    def store(self) -> SqlStore:
        """The database, as another connection sees it."""
        return self.installation.open().store

    def entries(self) -> list[Entry]:
        """The journal, as another connection sees it."""
        store = self.store()
        with store.reading() as reader:
            found = reader.entries({}, limit=1000)
        store.close()
        return found

    def bodies(self, kind: type[T]) -> list[T]:
        """Everything of one kind that happened."""
        return [entry.body for entry in self.entries() if isinstance(entry.body, kind)]

    def add_hall(self, seats: int) -> str:
        """An activity with so many seats, open now; its occurrence is on the screen."""
        opened = self.installation.open()
        start = opened.clock.now() - dt.timedelta(minutes=1)
        times = (start, start + dt.timedelta(minutes=90))
        hall = HALL.format(seats, *(f"{at:%Y%m%dT%H%M%SZ}" for at in times))
        import_programme(opened.store, opened.clock, opened.settings, hall.encode())
        running = opened.desk.today().running
        opened.store.close()
        key = next(r.occurrence.key for r in running if r.occurrence.activity == "hall")
        watch = self.kiosk.flow.watch
        watch.refresh()
        wait_until(lambda: watch.find(key) is not None)
        return key
