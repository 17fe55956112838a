"""People without a card, counted one touch at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject

from kiosk.entry import EntryId
from kiosk.outcome import VISIT, Ask, Code, Outcome
from kiosk.record import Band
from ui.jobs import Jobs
from ui.stage import Stage
from ui.telling import derive
from ui.today import TodayWatch
from ui.undo_offer import UNDO_S
from ui.viewmodels.guests import GuestProps
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.programme import title_of
from ui.visits import Visits


class _Touch(NamedTuple):
    """People counted at once, and the entry that counts them."""

    people: Counter[Band]
    entry: EntryId


class Guests(QObject):
    """One visit to the counting screen.

    Every touch is in the journal before it is shown. Where several activities are open it counts a
    visit, and the pictures stay: a screen that came under the second finger would choose for it.
    Who came chooses once, at the end, and is then counted there.
    """

    def __init__(self, jobs: Jobs, stage: Stage, watch: TodayWatch, visits: Visits) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        self._watch = watch
        self._visits = visits
        self._wanted: str | None = None
        self._touches: list[_Touch] = []
        self._waiting = 0
        self._done = False
        self._asking: Counter[Band] = Counter()
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
        """Whether people are asked what they came for."""
        return bool(self._asking)

    def choose(self, key: str) -> None:
        """The people on the screen chose an activity, or VISIT."""
        people, self._asking = self._asking, Counter()
        touches = self._touches
        if not touches:
            self._wanted = key
            self._submit(people)
        elif key == VISIT:
            self._choice = None
            self.finish()
        else:
            entries = tuple(touch.entry for touch in touches)
            ask = Ask(wanted=key, how="touch")
            self._jobs.submit(
                lambda desk: desk.move_guests(entries, dict(people), ask),
                lambda outcome: self._moved(outcome, people, touches),
                self._watch.trouble,
            )

    def end_question(self) -> None:
        """The screen is somebody else's now; whoever was counted stays counted."""
        self._asking = Counter()

    def _submit(self, people: Counter[Band], wanted: str | None = None) -> None:
        mine = self._touches
        self._waiting += 1
        self.render()
        self._ask_desk(
            people, wanted or self._wanted, lambda outcome: self._answered(outcome, people, mine)
        )

    def _ask_desk(
        self, people: Counter[Band], wanted: str | None, answered: Callable[[Outcome], None]
    ) -> None:
        ask = Ask(wanted=wanted, how="touch")
        self._jobs.submit(
            lambda desk: desk.count_guests(dict(people), ask), answered, self._watch.trouble
        )

    def _answered(self, outcome: Outcome, people: Counter[Band], mine: list[_Touch]) -> None:
        if mine is not self._touches:
            self._answered_late(outcome, people)
            return
        self._waiting -= 1
        self.render()
        self._take(outcome, people)
        if self._done and not self._waiting and self._stage.screen is Screen.GUESTS:
            self.finish()

    def _answered_late(self, outcome: Outcome, people: Counter[Band]) -> None:
        """The next people have the screen; whoever touched it before is counted all the same."""
        if outcome.code is Code.CHOOSE:
            self._ask_desk(people, VISIT, lambda _: self._watch.refresh())
        else:
            self._watch.refresh()

    def _take(self, outcome: Outcome, people: Counter[Band]) -> None:
        if outcome.code is Code.ADMITTED and outcome.entry is not None:
            self._welcome(outcome, people, outcome.entry)
        elif outcome.code is Code.CHOOSE:
            self._choice = outcome
            self._submit(people, VISIT)
        elif outcome.code is Code.COUNT_HELD:
            self.forget()
            self._visits.tell(outcome)
        elif self._stage.screen is Screen.GUESTS or outcome.code is Code.CLOSED:
            if outcome.code in (Code.STANDBY, Code.ENDED, Code.CANCELLED):
                self._asking += people
            self._visits.tell(outcome, guests=bool(self._asking))

    def _moved(self, outcome: Outcome, people: Counter[Band], mine: list[_Touch]) -> None:
        if mine is not self._touches:
            self._watch.refresh()  # the next people have the screen; what was counted stands
            return
        if outcome.code is Code.ADMITTED and outcome.entry is not None:
            self._last, self._choice = outcome, None
            self._watch.refresh()
            self.finish()
            return
        # What was counted stands; they may choose again.
        self._asking = people
        self._visits.tell(outcome, guests=True)

    def _welcome(self, outcome: Outcome, people: Counter[Band], entry: EntryId) -> None:
        self._watch.refresh()
        if self._stage.screen is not Screen.GUESTS and not self._asking and not self._is_mine():
            return
        self._touches.append(_Touch(people, entry))
        self._last = outcome
        if self._choice is None:
            self._wanted = VISIT if outcome.occurrence is None else outcome.occurrence.key
        self._counted()

    def _is_mine(self) -> bool:
        """Whether the screen still is about these people without a card."""
        about = self._visits.outcome
        if about is not None and (about.learner is not None or about.code is Code.COUNT_HELD):
            return False
        return self._stage.screen in (Screen.STANDBY, Screen.NOTICE)

    def _counted(self) -> None:
        self._stage.sound.emit("counted")
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
            self._jobs.submit(
                lambda desk: desk.undo(entry, "visitor"),
                lambda _: self._watch.refresh(),
                self._watch.trouble,
            )
            self.render()

    def finish(self) -> None:
        """Everybody is counted; where several activities are open they choose now."""
        if self._waiting:
            self._done = True
            return
        people, outcome = _sum(self._touches), self._last
        if outcome is None or not people:
            self._stage.home()
            return
        if self._choice is not None:
            self._asking = people
            self._visits.tell(self._choice, guests=True)
            return
        entries = tuple(touch.entry for touch in self._touches)
        total = Outcome(
            code=Code.ADMITTED,
            at=outcome.at,
            occurrence=outcome.occurrence,
            seats_left=outcome.seats_left,
            people=people.total(),
        )
        self.forget()
        self._stage.want("")
        self._visits.offer.begin(entries, total)
        self._stage.sound.emit("welcome")
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
            found = self._watch.find(self._wanted)
            activity = "" if found is None else title_of(found, texts.language)
        left = self._stage.deadlines.left("guest") if self._touches else 0.0
        self._stage.views.guests.show(
            GuestProps(
                child=people[Band.CHILD],
                youth=people[Band.YOUTH],
                adult=people[Band.ADULT],
                senior=people[Band.SENIOR],
                activity=activity,
                undo_left=-int(-left // 1),
                begun=bool(self._touches) or self._waiting > 0,
            )
        )

    def forget(self) -> None:
        """The next people start from nothing; these stay counted."""
        self._wanted = None
        self._touches = []
        self._waiting = 0
        self._done = False
        self._asking = Counter()
        self._choice = None
        self._last = None
        self._stage.deadlines.cancel("guest")
        self.render()


def _sum(touches: list[_Touch]) -> Counter[Band]:
    total: Counter[Band] = Counter()
    for touch in touches:
        total += touch.people
    return total
