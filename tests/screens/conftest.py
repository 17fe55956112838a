"""A visitor before the real window, with a desk that answers as it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from kiosk.config import Settings
from kiosk.entry import EntryId
from kiosk.outcome import Code, Outcome
from kiosk.record import Learner
from kiosk.settings_book import Book
from tests.fakes import (
    ENGLISH,
    MALI,
    NOON,
    OPEN_NOW,
    POTTERY,
    ROBOT,
    FakeFrontDesk,
    FakeSeconds,
    HandExecutor,
)
from ui.application import Kiosk
from ui.hands import Hands, Seen, look

PORTRAIT = (1080, 1920)


class Idle:
    """Makes no backup of whoever runs the tests."""

    went_well = True

    def start(self) -> None:
        pass


class Visitor:
    """Somebody before the kiosk; time passes and the desk works only when told."""

    def __init__(
        self,
        size: tuple[int, int] = PORTRAIT,
        settings: Settings | None = None,
        *,
        demo: bool = False,
        book: Book | None = None,
    ) -> None:
        self.desk = FakeFrontDesk()
        self.seconds = FakeSeconds()
        self.executor = HandExecutor()
        self.kiosk = Kiosk(
            lambda: self.desk,
            settings or Settings(),
            demo=demo,
            size=size,
            book=book,
            executor=self.executor,
            now=self.seconds,
        )
        self.kiosk.window.setProperty("moving", False)
        if not demo:
            self.kiosk.nightly._writer = Idle()
        self.hands = Hands(self.kiosk.window)
        self.sounds: list[str] = []
        self.kiosk.flow.stage.sound.connect(self.sounds.append)

    def arrive(self) -> None:
        """The programme is there."""
        self.kiosk.flow.watch.refresh()
        self.settle()
        self.desk.calls.clear()

    def settle(self) -> None:
        """Let the desk and Qt do all that is to be done now."""
        idle = 0
        while idle < 3:
            idle = 0 if self.executor.drain() else idle + 1
            QCoreApplication.processEvents()

    def wait(self, seconds: float) -> None:
        """Let time pass, a second at a time as the kiosk's timer does."""
        while seconds > 0:
            step = min(1.0, seconds)
            self.seconds.at += step
            seconds -= step
            self.kiosk.flow.tick()
            self.settle()

    def tap(self, name: str, after_ms: int = 700) -> None:
        self.hands.tap(name, after_ms=after_ms)
        self.settle()

    def scan(self, text: str) -> None:
        self.hands.scan(text)
        self.settle()

    def rest(self) -> None:
        """The keyboard is silent for a while."""
        self.kiosk.wedge._fingers()
        self.settle()

    def type_keys(self, text: str) -> None:
        """Slow fingers on a keyboard."""
        for letter in text:
            self.hands.key(text=letter, after_ms=300)
        self.hands.key(text="", after_ms=300)
        self.kiosk.wedge._fingers()
        self.settle()

    def answer(self, text: str, code: Code, **more: object) -> Outcome:
        """Tell the desk what to answer to a code."""
        outcome = self.desk.outcome(code, **more)
        self.desk.answers[text] = outcome
        return outcome

    def admit(self, text: str = "CARD1") -> Outcome:
        outcome = self.desk.admitted(MALI)
        self.desk.answers[text] = outcome
        return outcome

    @property
    def screen(self) -> str:
        return self.kiosk.views.kiosk.props.screen.value

    def seen(self) -> list[Seen]:
        return look(self.kiosk.window)

    def words(self) -> str:
        """All words on the screen."""
        return "\n".join(s.text for s in self.seen() if s.text)

    def sees(self, name: str) -> bool:
        return any(s.name == name for s in self.seen())


def outcomes(desk: FakeFrontDesk) -> dict[str, Outcome]:
    """One outcome of every kind."""
    entry = EntryId("A", 99)
    kinds = {
        Code.ADMITTED: {"learner": MALI, "occurrence": POTTERY, "seats_left": 4, "entry": entry},
        Code.EXPIRED: {"learner": MALI, "occurrence": ROBOT, "until": NOON.date(), "entry": entry},
        Code.REPEAT: {"learner": MALI, "occurrence": POTTERY, "entry": entry},
        Code.CHOOSE: {"learner": MALI, "choices": OPEN_NOW},
        Code.ALREADY_IN: {
            "learner": MALI, "since": NOON, "occurrence": POTTERY, "choices": OPEN_NOW,
            "visits": (entry,),
        },
        Code.STANDBY: {
            "learner": MALI, "occurrence": ROBOT, "number": "A17", "choices": OPEN_NOW[:1],
        },
        Code.NOT_CERTAIN: {
            "learner": MALI, "occurrence": ROBOT, "number": "B3", "choices": OPEN_NOW[:1],
        },
        Code.FOREIGN: {"learner": Learner(learner="card:1", number=""), "entry": entry},
        Code.COUNT_HELD: {"people": 10},
        Code.TOO_EARLY: {"learner": MALI, "occurrence": ENGLISH, "choices": OPEN_NOW},
        Code.ENDED: {"learner": MALI, "choices": OPEN_NOW},
        Code.CANCELLED: {"learner": MALI, "occurrence": ENGLISH, "choices": OPEN_NOW},
        Code.HELD: {"learner": MALI},
        Code.REPLACED: {"learner": MALI},
        Code.GUARDIAN: {"learner": MALI},
    }  # fmt: skip
    return {code.value: desk.outcome(code, how="card", **kinds.get(code, {})) for code in Code}


@pytest.fixture
def make_visitor(qapp: QGuiApplication) -> Iterator[Callable[..., Visitor]]:
    made: list[Visitor] = []

    def make(
        size: tuple[int, int] = PORTRAIT,
        settings: Settings | None = None,
        *,
        demo: bool = False,
        book: Book | None = None,
    ) -> Visitor:
        made.append(Visitor(size, settings, demo=demo, book=book))
        return made[-1]

    yield make
    for visitor in made:
        visitor.settle()
        warnings = list(visitor.kiosk.warnings)
        visitor.kiosk.close()
        assert warnings == []


@pytest.fixture
def visitor(make_visitor: Callable[..., Visitor]) -> Visitor:
    """Somebody who finds Home with today's programme."""
    somebody = make_visitor()
    somebody.arrive()
    return somebody
