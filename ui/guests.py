"""People without a card, counted one touch at a time."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from PySide6.QtCore import QObject

from kiosk.entry import EntryId
from kiosk.outcome import VISIT, Ask, Code, Outcome
from kiosk.record import Band
from ui.jobs import Jobs
from ui.stage import Stage
from ui.today import TodayWatch
from ui.undo_offer import UNDO_S
from ui.viewmodels.guests import GuestProps
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.outcome import derive
from ui.viewmodels.programme import title_of
from ui.visits import Visits

HOLD_S = 20.0
"""Seconds without a touch after which people who did not choose an activity are visiting."""


class _Touch(NamedTuple):
    """People counted at once; without an entry they wait for an activity to be chosen."""

    people: Counter[Band]
    entry: EntryId | None


class Guests(QObject):
    """One visit to the counting screen.

    Where several activities are open the pictures stay, and who came chooses once, at the end:
    a screen that came under the second finger would choose for it.
    """

    def __init__(self, jobs: Jobs, stage: Stage, watch: TodayWatch, visits: Visits) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        self._watch = watch
        self._visits = visits
        self._wanted: str | None = None
        self._touches: list[_Touch] = []
        self._asking: Counter[Band] = Counter()
        self._unchosen = False
        self._finishing = False
        self._choice: Outcome | None = None
        self._last: Outcome | None = None
        stage.cleared.connect(self.forget)
        stage.views.look.languageChanged.connect(self.render)
        guests = stage.views.guests
        guests.counted.connect(self.count)
        guests.undone.connect(self.undo_one)
        guests.finished.connect(self.finish)

    def open(self) -> None:
        """Show the pictures."""
        wanted = self._stage.wanted or None
        self.forget()
        self._wanted = wanted
        self._stage.show(Screen.GUESTS)
        self.render()

    def count(self, band: str) -> None:
        """One person more."""
        self._visits.offer.end()
        self._submit(Counter({Band(band): 1}))

    @property
    def is_asked(self) -> bool:
        """Whether people wait for an activity to be chosen."""
        return bool(self._asking)

    def choose(self, key: str) -> None:
        """The people on the screen chose an activity, or VISIT."""
        people, self._asking = self._asking, Counter()
        self._unchosen = False
        self._wanted = key
        self._submit(people)

    def leave_unchosen(self) -> None:
        """These are not asked any more: they are counted as visiting."""
        people = _sum(self._take_held())
        if self._unchosen:
            people += self._asking
            self._asking = Counter()
            self._unchosen = False
        if people:
            ask = Ask(wanted=VISIT, how="touch")
            self._jobs.submit(
                lambda desk: desk.count_guests(dict(people), ask),
                lambda _: self._watch.refresh(),
                self._watch.trouble,
            )

    def _take_held(self) -> list[_Touch]:
        held = [touch for touch in self._touches if touch.entry is None]
        self._touches = [touch for touch in self._touches if touch.entry is not None]
        self._stage.deadlines.cancel("held")
        return held

    def _visit(self) -> None:
        """Nobody touched for a while: who waits is visiting, and so are those who follow."""
        self._wanted = VISIT
        for touch in self._take_held():
            self._submit(touch.people)

    def _submit(self, people: Counter[Band]) -> None:
        ask = Ask(wanted=self._wanted, how="touch")
        self._jobs.submit(
            lambda desk: desk.count_guests(dict(people), ask),
            lambda outcome: self._answered(outcome, people),
            self._watch.trouble,
        )

    def _answered(self, outcome: Outcome, people: Counter[Band]) -> None:
        if outcome.code is Code.ADMITTED and outcome.entry is not None:
            self._welcome(outcome, people, outcome.entry)
            return
        if outcome.code is Code.CHOOSE:
            self._hold(outcome, people)
            return
        if outcome.code in (Code.STANDBY, Code.ENDED, Code.CANCELLED):
            self._asking += people
        self._visits.tell(outcome, guests=bool(self._asking))

    def _welcome(self, outcome: Outcome, people: Counter[Band], entry: EntryId) -> None:
        self._touches.append(_Touch(people, entry))
        self._last = outcome
        self._wanted = VISIT if outcome.occurrence is None else outcome.occurrence.key
        self._watch.refresh()
        if self._finishing:
            self.finish()
            return
        self._counted()

    def _hold(self, outcome: Outcome, people: Counter[Band]) -> None:
        self._touches.append(_Touch(people, None))
        self._choice = outcome
        if self._stage.screen is not Screen.GUESTS:
            self.leave_unchosen()
            return
        self._stage.deadlines.after("held", HOLD_S, self._visit)
        self._counted()

    def _counted(self) -> None:
        self._stage.sound.emit("welcome")
        self._stage.deadlines.after("guest", UNDO_S, self.render)
        if self._stage.screen is not Screen.GUESTS:
            self._stage.show(Screen.GUESTS)
        self.render()

    def undo_one(self) -> None:
        """Take the last touch back."""
        if self._touches and self._stage.deadlines.is_set("guest"):
            entry = self._touches.pop().entry
            self._stage.deadlines.cancel("guest")
            if self._touches:
                self._stage.deadlines.after("guest", UNDO_S, self.render)
            if entry is not None:
                self._jobs.submit(
                    lambda desk: desk.undo(entry, "visitor"),
                    lambda _: self._watch.refresh(),
                    self._watch.trouble,
                )
            self.render()

    def finish(self) -> None:
        """Everybody is counted; who did not choose an activity is asked now."""
        held = self._take_held()
        if held and self._choice is not None:
            self._asking = _sum(held)
            self._unchosen = self._finishing = True
            self._visits.tell(self._choice, guests=True)
            return
        outcome, people = self._last, _sum(self._touches)
        if outcome is None or not people:
            self._stage.home()
            return
        entries = tuple(touch.entry for touch in self._touches if touch.entry is not None)
        total = Outcome(
            code=Code.ADMITTED,
            at=outcome.at,
            occurrence=outcome.occurrence,
            seats_left=outcome.seats_left,
            people=people.total(),
        )
        self.forget()
        self._visits.offer.begin(entries, total)
        self._stage.show(
            Screen.WELCOME,
            lambda: derive(total, self._stage.texts, self._stage.settings),
            stay=self._stage.settings.screen.welcome_s,
        )

    def render(self) -> None:
        """Show the counts."""
        people, texts = _sum(self._touches), self._stage.texts
        activity = ""
        if self._wanted not in (None, VISIT):
            today = self._watch.today
            running = () if today is None else today.running
            found = (r.occurrence for r in running if r.occurrence.key == self._wanted)
            activity = next((title_of(o, texts.language) for o in found), "")
        left = self._stage.deadlines.left("guest") if self._touches else 0.0
        self._stage.views.guests.show(
            GuestProps(
                child=people[Band.CHILD],
                youth=people[Band.YOUTH],
                adult=people[Band.ADULT],
                senior=people[Band.SENIOR],
                activity=activity,
                undo_left=-int(-left // 1),
            )
        )

    def forget(self) -> None:
        """The next people start from nothing."""
        if not self._unchosen:
            # They touched pictures and walked on; who was asked and cancelled is not counted.
            self.leave_unchosen()
        self._wanted = None
        self._touches = []
        self._asking = Counter()
        self._unchosen = False
        self._finishing = False
        self._choice = None
        self._last = None
        self._stage.deadlines.cancel("guest")
        self.render()


def _sum(touches: list[_Touch]) -> Counter[Band]:
    total: Counter[Band] = Counter()
    for touch in touches:
        total += touch.people
    return total
