"""Learners: from a scan or a typed ID to the screen that answers it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from kiosk.entry import EntryId
from kiosk.outcome import INSIDE, VISIT, Ask, Code, Outcome, Running
from ui.jobs import Jobs
from ui.promises import Promises
from ui.stage import STAYS, Stage
from ui.telling import derive, screen_of, undone, which
from ui.today import TodayWatch
from ui.undo_offer import UndoOffer
from ui.viewmodels.kiosk import AT_WORK, Screen
from ui.viewmodels.outcome import Shown
from ui.viewmodels.programme import card_of

CHOOSE_S = 60.0
"""Seconds in which a learner may choose; then a visit is counted."""
MOST = 100
"""Codes that wait; the next visitor's is not behind those of a reader that chatters."""

# On these a learner who is named may still have to choose.
_UNDECIDED = frozenset({Screen.CHOOSE, Screen.CARD})
# After these the visitor is still trying to say who they are, so the touched card counts on.
_STILL_ASKING = frozenset({Code.UNKNOWN, Code.UNREADABLE, Code.FORGED, Code.MISTYPED, Code.PAUSED})
_NOBODY = frozenset({Code.UNKNOWN, Code.UNREADABLE, Code.FORGED})


class _Read(NamedTuple):
    text: str
    typed: bool


class _Person(NamedTuple):
    """A learner who may still choose, and what named them."""

    learner: str
    how: str


class Visits(QObject):
    """Handles codes one after the other, in the order they were read."""

    answered = Signal()
    told = Signal(object)
    """An `Outcome` is on the screen."""

    def __init__(self, jobs: Jobs, stage: Stage, watch: TodayWatch) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        self._watch = watch
        self._waiting: deque[_Read] = deque()
        self._busy = False
        self._person: _Person | None = None
        self._outcome: Outcome | None = None
        self._turn = 0
        self._introduced = False
        self._promises = Promises(jobs, stage, watch)
        self.offer = UndoOffer(stage)
        stage.cleared.connect(self.forget)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome the screen is about."""
        return self._outcome

    @property
    def idle(self) -> bool:
        """Whether every code that was read is answered."""
        return not self._busy and not self._waiting

    @property
    def holder(self) -> str | None:
        """Id of the learner on the screen, if a card named them; a number could be anybody's."""
        person = self._person
        return person.learner if person is not None and person.how == "card" else None

    # -- what was read -------------------------------------------------------------------------

    def read(self, text: str, *, typed: bool = False) -> None:
        """Take a code. The same one twice in a row waits once, and no more than `MOST` wait."""
        item = _Read(text, typed)
        again = bool(self._waiting) and self._waiting[-1] == item
        if not again and len(self._waiting) < MOST:
            self._waiting.append(item)
        self._next()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        item = self._waiting.popleft()
        ask = Ask(wanted=self._stage.wanted or None)
        self._jobs.submit(
            lambda desk: desk.scan(item.text, ask, typed=item.typed),
            lambda outcome: self._answered(outcome, typed=item.typed),
            self._failed,
        )

    def _answered(self, outcome: Outcome, *, typed: bool) -> None:
        self._busy = False
        if not typed and outcome.code in _NOBODY and self._stage.screen in AT_WORK:
            # A code on a shirt, or the next one's: whoever has the screen keeps it.
            self._stage.noted.emit("unread")
            self._next()
            return
        self.answered.emit()
        self._leave_unchosen(outcome)
        self.offer.identified(outcome.learner)
        self._name(outcome)
        self.tell(outcome, typed=typed)
        self._next()

    def _failed(self, trouble: Exception) -> None:
        self._busy = False
        self._watch.trouble(trouble)
        self._next()

    def _leave_unchosen(self, outcome: Outcome) -> None:
        """The next one scanned before this one chose: a person in the room is always counted."""
        mine = self._outcome
        if self._stage.screen not in _UNDECIDED or mine is None or mine.learner is None:
            return
        if self._person is None:
            return  # what they chose is on its way
        if outcome.learner is None or outcome.learner.learner != mine.learner.learner:
            self.let_visit(mine)

    def introduce(self, outcome: Outcome) -> None:
        """Somebody was named in another way than by reading a code; told later."""
        self._outcome = outcome
        self._stage.want("")
        self._name(outcome)
        self._introduced = True

    def _name(self, outcome: Outcome) -> None:
        """From now on it is this one's turn."""
        learner = outcome.learner
        self._person = None if learner is None else _Person(learner.learner, outcome.how)
        self._introduced = False
        self._turn += 1

    def let_visit(self, outcome: Outcome) -> None:
        """Whoever was asked and did not choose came for a visit."""
        learner = outcome.learner
        if outcome.code is Code.CHOOSE and learner is not None:
            self._promises.visit(learner.learner, outcome.how)

    # -- what is shown -------------------------------------------------------------------------

    def tell(self, outcome: Outcome, *, typed: bool = False, guests: bool = False) -> None:
        """Show the screen of an outcome."""
        stage = self._stage
        self._outcome = outcome
        screen = screen_of(outcome.code)
        if outcome.code not in _STILL_ASKING:
            stage.want("")
        if outcome.entry is not None:
            self._watch.refresh()
        if screen is Screen.PAD:
            self._tell_pad(outcome)
            return
        stay = STAYS.get(screen, 0.0)
        then: Callable[[], None] | None = None
        if outcome.code in INSIDE:
            stay = stage.settings.screen.welcome_s
            if outcome.code is Code.REPEAT:
                outcome = self.offer.first_told(outcome)
            else:
                stage.sound.emit("welcome")
            if outcome.entry is None:
                self.offer.end()
            else:
                self.offer.begin((outcome.entry,), outcome)
        else:
            stage.sound.emit("bye" if outcome.code is Code.LEFT else "attention")
        if screen is Screen.CHOOSE:
            stay, then = CHOOSE_S, self._let_time_choose
        stage.show(
            screen,
            lambda: self._words(outcome, typed=typed, guests=guests),
            stay=stay,
            then=then,
        )
        self.told.emit(outcome)

    def _words(self, outcome: Outcome, *, typed: bool, guests: bool) -> Shown:
        self._show_choices()
        return derive(outcome, self._stage.texts, self._stage.settings, typed=typed, guests=guests)

    def _show_choices(self) -> None:
        stage = self._stage
        cards = [card_of(r, stage.texts, stage.settings.zone) for r in self._others()]
        stage.views.choices.show(cards)

    def _others(self) -> tuple[Running, ...]:
        outcome = self._outcome
        if outcome is None:
            return ()
        mine = None if outcome.occurrence is None else outcome.occurrence.key
        return tuple(r for r in outcome.choices if r.occurrence.key != mine)

    def _tell_pad(self, outcome: Outcome) -> None:
        pad = self._stage.views.pad
        if self._stage.screen is not Screen.PAD:
            self._stage.show(Screen.PAD)
        if outcome.code is Code.PAUSED:
            rest = self._stage.settings.rules.pad_rest
            self._stage.deadlines.after("pad", rest, lambda: pad.rest(0))
        else:
            pad.tell_wrong()
        self._stage.sound.emit("attention")

    # -- what was touched ----------------------------------------------------------------------

    def _let_time_choose(self) -> None:
        if not self.choose(VISIT, unasked=True):
            self._stage.views.kiosk.chosen.emit(VISIT)

    def choose(self, key: str, *, unasked: bool = False) -> bool:
        """The learner on the screen chose an activity, or VISIT. False when nobody is asked."""
        person, self._person = self._person, None
        if person is None:
            return False
        ask, turn = Ask(wanted=key, unasked=unasked, how=person.how), self._now_shown()
        self._jobs.submit(
            lambda desk: desk.check_in(person.learner, ask),
            lambda outcome: self._chose(outcome, person, turn),
            self._watch.trouble,
        )
        return True

    def _chose(self, outcome: Outcome, person: _Person, turn: tuple[int, int]) -> None:
        still = self._person is not None and self._person.learner == person.learner
        if turn != self._now_shown() and not (still and self._stage.screen in _UNDECIDED):
            self._watch.refresh()  # the screen is the next one's already
            return
        self._person = person
        self.tell(outcome)

    def _now_shown(self) -> tuple[int, int]:
        """Whose turn it is and what they see: an answer for another turn is not for them."""
        return self._turn, self._stage.views.kiosk.props.shown

    def ask_others(self) -> None:
        """Show the activities that may still be chosen."""
        if self._outcome is None:
            return  # they are on their way home
        already = self._outcome.code is Code.ALREADY_IN
        self._stage.show(
            Screen.CHOOSE, lambda: self._others_words(visit=not already), stay=CHOOSE_S
        )

    def _others_words(self, *, visit: bool) -> Shown:
        self._show_choices()
        return Shown(title=which(self._outcome, self._stage.texts), visit=visit)

    def take_visits(self) -> tuple[EntryId, ...]:
        """The check-ins of whoever is on the screen, newest first, once."""
        outcome, self._outcome = self._outcome, None
        return () if outcome is None else outcome.visits

    def undo(self) -> None:
        """Take the last check-in back."""
        offer = self.offer.take()
        if offer is not None:
            (entries, outcome), turn = offer, self._now_shown()
            self._jobs.submit(
                lambda desk: desk.undo_all(entries, "visitor"),
                lambda _: self._undone(outcome, turn),
                self._watch.trouble,
            )

    def _undone(self, outcome: Outcome, turn: tuple[int, int]) -> None:
        self._watch.refresh()
        if turn != self._now_shown():
            return
        self._stage.show(
            Screen.BYE,
            lambda: undone(outcome, self._stage.texts),
            stay=STAYS[Screen.BYE],
        )

    def forget(self) -> None:
        """Nobody is being asked any more. Who came for the first time is counted all the same."""
        if self._introduced and self._person is not None and self._outcome is not None:
            self.let_visit(self._outcome)
        self._introduced = False
        self._person = None
        self._outcome = None
        self._stage.views.choices.show(())
