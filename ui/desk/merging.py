"""Which two records are one person's, and which of them stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kiosk.record import Learner
from ui.desk.clerk import Clerk
from ui.desk.learner import DeskLearner
from ui.desk.seen import see
from ui.desk.steps import beside

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, Whose
    from ui.catalogue import Catalogue
    from ui.desk.seen import Seen


class Asking(Protocol):
    """How the step reads something, and says something."""

    def read(self, work: Callable[[FrontDesk], object], then: Callable[..., None]) -> None:
        """Read it, then call `then` if the step is still the same."""

    def say(self, **more: object) -> None:
        """Show the step with something else."""


class Pair(NamedTuple):
    """The record that stays, and the one that becomes its."""

    stays: Learner
    goes: Learner


class Merging:
    """Looks at the other one, which is kept, and compares."""

    def __init__(
        self, asking: Asking, learner: DeskLearner, clerk: Clerk, texts: Catalogue
    ) -> None:
        self.pair: Pair | None = None
        self._asking = asking
        self._learner = learner
        self._clerk = clerk
        self._texts = texts

    def choose(self, learner: str) -> None:
        """The other one, by the id."""
        self._look(lambda desk: desk.known(learner))

    def scan(self, text: str) -> None:
        """The other one, by a card."""
        self._look(lambda desk: desk.whose(text))

    def swap(self) -> None:
        """The other one stays."""
        if self.pair is not None:
            self._compare(Pair(self.pair.goes, self.pair.stays))

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        if self.pair is not None:
            self._compare(self.pair)

    def _look(self, whose: Callable[[FrontDesk], Whose | None]) -> None:
        by, why = self._clerk.name, self._texts.say("desk.why.twice")
        if by:
            self._asking.read(lambda desk: see(desk, whose(desk), by, why), self._take)

    def _take(self, seen: Seen | None) -> None:
        whole = self._learner.whole
        if seen is None or seen.whole is None or whole is None:
            self._asking.say(problem=self._texts.say("desk.not.no_learner"))
        elif seen.whole.record.learner == whole.record.learner:
            self._asking.say(problem=self._texts.say("desk.not.one_learner"))
        else:
            self._compare(Pair(whole.record, seen.whole.record))

    def _compare(self, pair: Pair) -> None:
        self.pair = pair
        stays, goes = (beside(one, self._texts, self._learner.day) for one in pair)
        self._asking.say(stays=stays, goes=goes, problem="")
