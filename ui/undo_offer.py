"""The offer to take a check-in back: whose it is, and how long it stands."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject

from kiosk.entry import EntryId
from kiosk.outcome import Outcome
from kiosk.record import Learner
from ui.stage import Stage
from ui.telling import whose

UNDO_S = 10.0


class Offer(NamedTuple):
    """What can be taken back, and the outcome that told of it."""

    entries: tuple[EntryId, ...]
    outcome: Outcome


class UndoOffer(QObject):
    """At most one offer stands, and only for the one who was checked in last."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._offer: Offer | None = None
        stage.views.look.languageChanged.connect(self._say)

    def begin(self, entries: tuple[EntryId, ...], outcome: Outcome) -> None:
        """These can be taken back for a while."""
        self._offer = Offer(entries, outcome)
        self._stage.deadlines.after("undo", UNDO_S, self._forget)
        self._say()

    def end(self) -> None:
        """Nothing can be taken back any more."""
        self._stage.deadlines.cancel("undo")
        self._forget()
        self._stage.tick()

    def take(self) -> Offer | None:
        """End the offer and return it."""
        offer = self._offer
        self.end()
        return offer

    def identified(self, learner: Learner | None) -> None:
        """Somebody read a code: another one, or one whom nobody knows, ends the offer."""
        offer = self._offer
        if offer is None:
            return
        mine = offer.outcome.learner
        if mine is None or learner is None or mine.learner != learner.learner:
            self.end()

    def first_told(self, repeat: Outcome) -> Outcome:
        """The outcome that `repeat` is a second look at, when it is still known."""
        offer = self._offer
        if offer is not None and repeat.entry in offer.entries:
            return offer.outcome
        return repeat

    def _forget(self) -> None:
        self._offer = None
        self._say()

    def _say(self) -> None:
        texts, words = self._stage.texts, ""
        if self._offer is not None:
            who = whose(self._offer.outcome, texts)
            words = texts.say("undo.whose", who) if who else texts.say("welcome.done")
        kiosk = self._stage.views.kiosk
        kiosk.show(kiosk.props._replace(undo_words=words))
