"""A group: who, how many, what for; counted in one go."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject

from kiosk import thai
from kiosk.outcome import VISIT, Ask, Code, Outcome
from kiosk.partners import PARTNERS
from kiosk.record import Band
from ui.jobs import Jobs
from ui.stage import Stage
from ui.today import TodayWatch
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.newcomer import NewcomerProps, partner_names
from ui.viewmodels.party import PartyProps
from ui.viewmodels.programme import title_of
from ui.visits import Visits

MOST_DIGITS = 4
"""Digits of a number of people."""
_ASKING = frozenset(
    {Code.CHOOSE, Code.STANDBY, Code.NOT_CERTAIN, Code.ENDED, Code.CANCELLED, Code.TOO_EARLY}
)
"""After these they may still choose."""
_FIRST_BAND = {"school": Band.CHILD, "family": Band.ADULT, "partner": Band.YOUTH}


# On the last three a group may be asked what it came for.
_MINE = frozenset(
    {Screen.PARTY, Screen.PARTNER, Screen.PARTYCOUNT, Screen.CHOOSE, Screen.STANDBY, Screen.NOTICE}
)


class _Party(NamedTuple):
    """Who they are and how many; `fresh` when the next digit begins a number."""

    who: str = ""
    partner: int = -1
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    band: Band = Band.CHILD
    fresh: bool = True


class Parties(QObject):
    """One visit to the screens for groups. Nothing is counted before the last touch."""

    def __init__(self, jobs: Jobs, stage: Stage, watch: TodayWatch, visits: Visits) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        self._watch = watch
        self._visits = visits
        self._party = _Party()
        self._wanted: str | None = None
        self._asking = False
        self._busy = False
        stage.cleared.connect(self.forget)
        stage.shown.connect(self._screen_changed)
        stage.views.look.languageChanged.connect(self.render)
        model = stage.views.party
        model.came.connect(self._come)
        model.chosen.connect(self._choose_band)
        model.added.connect(lambda band: self._add(Band(band), 1))
        model.removed.connect(lambda band: self._add(Band(band), -1))
        model.pressed.connect(self.type_in)
        model.erased.connect(self.erase)
        model.cleared.connect(lambda: self._keep(self._party.band, 0, fresh=True))
        model.finished.connect(self.finish)

    @property
    def is_asked(self) -> bool:
        """Whether a group is asked what it came for."""
        return self._asking

    def open(self) -> None:
        """Show who may come."""
        wanted = self._stage.wanted or None
        self.forget()
        self._wanted = wanted
        self._stage.show(Screen.PARTY)
        self.render()

    def _come(self, who: str) -> None:
        if who != self._party.who:
            self._party = _Party(who=who, band=_FIRST_BAND.get(who, Band.ADULT))
        self._stage.show(Screen.PARTNER if who == "partner" else Screen.PARTYCOUNT)
        self.render()

    def belong(self, index: int) -> None:
        """They are from this partner; -1 for none of them."""
        self._party = self._party._replace(partner=index)
        self._stage.show(Screen.PARTYCOUNT)
        self.render()

    def step_back(self) -> None:
        """Ask the question before again; the numbers stay while they are the same people.

        While the desk is at work it is Home.
        """
        if self._busy:
            self._stage.home()
            return
        if self._stage.screen is Screen.PARTYCOUNT and self._party.who == "partner":
            self._stage.show(Screen.PARTNER)
        else:
            self._stage.show(Screen.PARTY)
        self.render()

    # -- how many ------------------------------------------------------------------------------

    def _choose_band(self, band: str) -> None:
        self._party = self._party._replace(band=Band(band), fresh=True)
        self.render()

    def _add(self, band: Band, more: int) -> None:
        count = self._party.counts[list(Band).index(band)]
        self._keep(band, max(0, count + more), fresh=True)

    def type_in(self, text: str) -> None:
        """Digits of the number of people of the chosen band, Thai ones too."""
        digits = "".join(c for c in thai.ascii_digits(text) if c.isascii() and c.isdigit())
        if digits:
            party = self._party
            before = "" if party.fresh else str(party.counts[list(Band).index(party.band)])
            self._keep(party.band, int((before + digits)[:MOST_DIGITS]), fresh=False)

    def erase(self) -> None:
        """Take the last digit away."""
        party = self._party
        count = party.counts[list(Band).index(party.band)] // 10
        self._keep(party.band, count, fresh=count == 0)

    def _keep(self, band: Band, count: int, *, fresh: bool) -> None:
        counts = list(self._party.counts)
        counts[list(Band).index(band)] = min(count, 10**MOST_DIGITS - 1)
        a, b, c, d = counts
        self._party = self._party._replace(counts=(a, b, c, d), band=band, fresh=fresh)
        self.render()

    # -- counting ------------------------------------------------------------------------------

    def finish(self) -> None:
        """Count them."""
        if sum(self._party.counts):
            self._submit(self._wanted)

    def choose(self, key: str) -> None:
        """The group chose an activity, or VISIT."""
        self._submit(key)

    def end_question(self) -> None:
        """The screen is somebody else's now: a group that stands in the room is counted."""
        party, undecided = self._party, self._asking and not self._busy
        self.forget()
        if undecided:
            self._let_visit(party)

    def _submit(self, wanted: str | None) -> None:
        """A second touch while the desk is at work counts nobody again."""
        if self._busy:
            return
        self._busy = True
        party, shown = self._party, self._stage.views.kiosk.props.shown
        self._count(party, wanted, lambda outcome: self._answered(outcome, party, shown))

    def _let_visit(self, party: _Party) -> None:
        """Count a group that did not choose and has the screen no more."""
        self._count(party, VISIT, lambda _: self._watch.refresh())

    def _count(
        self, party: _Party, wanted: str | None, answered: Callable[[Outcome], None]
    ) -> None:
        bands = {band: n for band, n in zip(Band, party.counts, strict=True) if n}
        partner = PARTNERS[party.partner].code if party.partner >= 0 else ""
        ask = Ask(wanted=wanted, how="party")
        self._jobs.submit(
            lambda desk: desk.count_guests(bands, ask, partner=partner, party=party.who),
            answered,
            self._watch.trouble,
        )

    def _answered(self, outcome: Outcome, party: _Party, shown: int) -> None:
        if self._stage.views.kiosk.props.shown == shown:
            self._busy = False
            self._asking = outcome.code in _ASKING
            self._visits.tell(outcome, guests=self._asking)
        elif outcome.code in _ASKING:
            self._let_visit(party)
        else:
            self._watch.refresh()

    # -- what is shown -------------------------------------------------------------------------

    def render(self) -> None:
        """Show what is known, in the language of the moment."""
        stage, party, texts = self._stage, self._party, self._stage.texts
        if stage.screen is Screen.PARTNER and party.who:
            stage.views.newcomer.show(NewcomerProps(party=True, partners=partner_names(texts)))
        names = partner_names(texts)
        who = names[party.partner] if party.partner >= 0 else ""
        if not who and party.who:
            who = texts.say(f"party.{party.who}")
        found = self._watch.find(self._wanted)
        stage.views.party.show(
            PartyProps(
                *party.counts,
                band=party.band,
                who=thai.tidy(who.replace("\u200b", "")),
                activity="" if found is None else title_of(found, texts.language),
            )
        )

    def forget(self) -> None:
        """The next group starts from nothing."""
        self._party = _Party()
        self._wanted = None
        self._asking = self._busy = False
        self.render()

    def _screen_changed(self, screen: str) -> None:
        if Screen(screen) not in _MINE:
            self.forget()
