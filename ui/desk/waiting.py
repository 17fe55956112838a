"""Waiting numbers at the desk: called, let in, gone; and each of it taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.entry import EntryId
from kiosk.opening import WaitingList, waiting_lists
from kiosk.record import Band
from kiosk.standby import Mark
from kiosk.waitlist import Turn, Waiting
from ui.desk.acts import Acts, Done, Told
from ui.jobs import Jobs
from ui.viewmodels.desk.bands import BandsModel
from ui.viewmodels.desk.waiting import WaitingModel, derive_waiting

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import Acted, FrontDesk
    from ui.catalogue import Catalogue
    from ui.desk.acts import Work

BREATH_S = 1.0
"""Seconds in which a second press of "call next" is the same one."""


class DeskWaiting(QObject):
    """Shows the lists of the last look, and does what is pressed. `now` counts monotonic seconds.

    One press is one act: what is under way is not begun again, and whoever presses "next" twice in
    a breath calls one number.
    """

    def __init__(
        self,
        jobs: Jobs,
        acts: Acts,
        view: WaitingModel,
        *,
        texts: Catalogue,
        settings: Settings,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self.bands = BandsModel()
        self._jobs = jobs
        self._acts = acts
        self._view = view
        self._texts = texts
        self._zone = settings.zone
        self._lasts = settings.rules.call_lasts
        self._lists: tuple[WaitingList, ...] = ()
        self._asked: Waiting | None = None
        self._now = now
        self._called: dict[str, float] = {}
        view.nextCalled.connect(self.call_next)
        view.called.connect(self._for(call))
        view.letIn.connect(self.let_in)
        view.gone.connect(self._for(gone))
        view.again.connect(self._for(again))
        view.sought.connect(self.seek)
        view.counted.connect(self.count_in)
        view.uncounted.connect(self.close)

    def show(self, lists: tuple[WaitingList, ...], now: dt.datetime) -> None:
        """Show who waits, as of now."""
        self._lists = lists
        self.tick(now)

    def tick(self, now: dt.datetime) -> None:
        """Let the calls go on, and end."""
        running = [one.running for one in self._lists]
        numbers = [number for one in self._lists for number in one.numbers]
        lists = waiting_lists(running, numbers, now, self._lasts)
        self._view.show(derive_waiting(lists, now, self._lasts, self._texts, self._zone))

    @property
    def is_calling(self) -> bool:
        """Whether any number is called, so that its time runs."""
        return any(row.turn == Turn.CALLED for row in self._view.rows)

    def call_next(self, occurrence: str) -> None:
        """Call whoever is next in line."""
        if self._now() - self._called.get(occurrence, -BREATH_S) < BREATH_S:
            return

        def called() -> None:
            self._called[occurrence] = self._now()

        work = partial(call_next, occurrence=occurrence)
        self._acts.do(work, Told(done=called), once=("next", occurrence))

    def let_in(self, entry: str) -> None:
        """Let them in; of whom nobody wrote down the ages these are asked for."""
        number = self._find(entry)
        if number is None:
            return
        if number.learner is None and not number.bands:
            self._asked = number
            self.bands.show({Band.ADULT: number.people})
            self._view.ask(number.number)
        else:
            work = partial(let_in, target=number.entry, why=self._why)
            self._acts.do(work, once=number.entry)

    def count_in(self) -> None:
        """Let those in whose ages were asked for."""
        number, bands = self._asked, self.bands.counts
        if number is not None and bands:
            work = partial(let_in, target=number.entry, why=self._why, bands=bands)
            self._acts.do(work, Told(done=self.close), once=number.entry)

    def close(self) -> None:
        """Leave the box."""
        self._asked = None
        self._view.ask("")

    def seek(self, text: str) -> None:
        """Choose the number that was read out, or say that it waits no more."""
        self._jobs.submit(
            lambda desk: desk.find_number(text), partial(self._sought, text), self._unread
        )

    @property
    def _why(self) -> str:
        """The reason that is kept with a check-in that is taken back."""
        return self._texts.say("desk.why.back")

    def _for(self, work: Callable[..., Done]) -> Callable[[str], None]:
        def do(entry: str) -> None:
            number = self._find(entry)
            if number is not None:
                self._acts.do(partial(work, target=number.entry), once=number.entry)

        return do

    def _find(self, entry: str) -> Waiting | None:
        every = (number for one in self._lists for number in one.numbers)
        return next((number for number in every if str(number.entry) == entry), None)

    def _sought(self, text: str, found: EntryId | None) -> None:
        if found is None:
            self._acts.tell(self._texts.say("desk.waiting.none", text.strip()))
        elif not self._view.choose(str(found)):
            self._acts.tell(self._texts.say("desk.waiting.ended", text.strip().upper()))

    def _unread(self, trouble: Exception) -> None:
        self._acts.tell(self._acts.trouble(trouble, "desk.trouble"))


def call_next(desk: FrontDesk, by: str, *, occurrence: str) -> Done:
    """Call whoever is next."""
    return _called(desk.call_next(occurrence, by))


def call(desk: FrontDesk, by: str, *, target: EntryId) -> Done:
    """Call this number."""
    return _called(desk.call_number(target, by))


def gone(desk: FrontDesk, by: str, *, target: EntryId) -> Done:
    """They wait no more; back: they do."""
    back = partial(again, target=target, seen=Mark.GONE)
    return _done(desk.number_gone(target, by), "gone", back)


def again(desk: FrontDesk, by: str, *, target: EntryId, seen: Mark | None = None) -> Done:
    """Back into the line, to their old place."""
    return _done(desk.wait_again(target, by, seen=seen), "again")


def let_in(
    desk: FrontDesk, by: str, *, target: EntryId, why: str, bands: dict[Band, int] | None = None
) -> Done:
    """They come in; back: the check-in is undone, and they wait again."""
    from kiosk.outcome import Code

    acted = desk.let_in(target, by, bands)
    number, outcome = acted.number, acted.outcome
    # Whoever was in already came by another entry, which stays.
    if number is None or outcome is None or outcome.entry is None or outcome.code is Code.REPEAT:
        return _done(acted, "in")
    entry = outcome.entry

    def back(desk: FrontDesk, by: str) -> Done:
        desk.undo(entry, why, by)
        return Done("desk.waiting.again", (number.number,))

    done = _done(acted, "in", back)
    there = (r for r in desk.today().running if r.occurrence.key == number.occurrence)
    over = next((r.taken - r.occurrence.capacity for r in there if r.occurrence.capacity), 0)
    if over > 0 and done.key == "desk.waiting.in":
        return Done("desk.waiting.in_over", (number.number, over, by), back)
    return done


def _called(acted: Acted) -> Done:
    number = acted.number
    back = None if number is None else partial(again, target=number.entry, seen=Mark.CALLED)
    if number is not None and acted.short:
        return Done("desk.waiting.called_short", (number.number, acted.short), back)
    return _done(acted, "called", back)


def _done(acted: Acted, key: str, back: Work | None = None) -> Done:
    """The words for what became of it; what was not done has no way back."""
    from kiosk.desk import Act

    about = ("" if acted.number is None else acted.number.number,)
    if acted.act is Act.DONE:
        return Done(f"desk.waiting.{key}", about, back)
    return Done(f"desk.waiting.not.{acted.act.value}", about)
