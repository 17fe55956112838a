"""Counts people who come past the kiosk, and takes that back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from kiosk.outcome import VISIT, Ask, Code
from kiosk.partners import PARTNERS
from kiosk.record import Band
from ui.desk.acts import Acts, Done, Told
from ui.viewmodels.desk.bands import BandsModel
from ui.viewmodels.desk.counting import CountingModel, CountingProps
from ui.viewmodels.desk.destinations import DestinationModel, derive_destinations
from ui.viewmodels.desk.occurrences import OccurrenceModel
from ui.viewmodels.newcomer import partner_names

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk
    from ui.catalogue import Catalogue

_OPEN = frozenset({"open", "full"})


class Counted(NamedTuple):
    """Who is counted: how many, for what, and what holds them together."""

    bands: dict[Band, int]
    wanted: str
    partner: str
    party: str


class DeskCounting(QObject):
    """One box. What was typed stays until it is written, whoever is in."""

    def __init__(self, acts: Acts, occurrences: OccurrenceModel, texts: Catalogue) -> None:
        super().__init__()
        self.view = CountingModel()
        self.bands = BandsModel()
        self.destinations = DestinationModel()
        self._acts = acts
        self._occurrences = occurrences
        self._texts = texts
        view = self.view
        view.asked.connect(self.ask)
        view.chosen.connect(lambda key: self._change(wanted=key))
        view.belonged.connect(lambda party: self._change(party=party, partner=-1))
        view.joined.connect(lambda partner: self._change(partner=partner))
        view.confirmed.connect(self.confirm)
        view.closed.connect(lambda: self._change(open=False, problem=""))

    def models(self) -> dict[str, QObject]:
        """What the window shows of it."""
        return {
            "counting": self.view,
            "counted": self.bands,
            "countedFor": self.destinations,
        }

    def ask(self) -> None:
        """Open the box, with what is open now when that is one thing."""
        if self.view.props.open or self.view.props.busy:
            return
        rows = self._occurrences.rows
        self.destinations.show(derive_destinations(rows, None, self._texts))
        keys = {row.key for row in self.destinations.rows}
        wanted = self.view.props.wanted
        if not self.bands.counts or wanted not in keys:
            is_open = [row.key for row in rows if row.kind in _OPEN]
            wanted = is_open[0] if len(is_open) == 1 else VISIT
        names = partner_names(self._texts)
        self._change(open=True, problem="", wanted=wanted, partners=names)

    def confirm(self) -> None:
        """Count them."""
        props = self.view.props
        if props.busy:
            return
        partner = PARTNERS[props.partner].code if props.partner >= 0 else ""
        who = Counted(self.bands.counts, props.wanted, partner, props.party)
        told = Told(
            partial(self._change, busy=True, problem=""),
            self._done,
            lambda words: self._change(busy=False, problem=words),
        )
        mistake = self._texts.say("desk.mend.mistake")
        self._acts.do(partial(count, who=who, mistake=mistake), told)

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        rows = derive_destinations(self._occurrences.rows, None, self._texts)
        self.destinations.show(rows)
        self._change(problem="", partners=partner_names(self._texts))

    def _done(self) -> None:
        self.bands.show({})
        self.view.show(CountingProps())

    def _change(self, **more: object) -> None:
        self.view.show(self.view.props._replace(**more))  # type: ignore[arg-type]


def count(desk: FrontDesk, by: str, *, who: Counted, mistake: str) -> Done:
    """They came; back: they did not."""
    from kiosk.desk import No, NotPossible

    if not who.bands:
        msg = "a count of people is at least one"
        raise NotPossible(No.NO_PEOPLE, msg)
    ask = Ask(wanted=who.wanted, how="desk", by=by)
    outcome = desk.count_guests(who.bands, ask, partner=who.partner, party=who.party)
    entry = outcome.entry
    if outcome.code is not Code.ADMITTED or entry is None:
        msg = "they cannot come to that any more"
        raise NotPossible(No.NO_ACTIVITY, msg)

    def back(desk: FrontDesk, by: str) -> Done:
        desk.undo(entry, mistake, by)
        return Done("desk.undo.done")

    return Done("desk.counting.done", (sum(who.bands.values()),), back)
