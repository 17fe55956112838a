"""Somebody's first time here: four questions, a card, and in."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from kiosk import thai
from kiosk.newcomer import Newcomer, clean_name, needs_guardian, read_year
from kiosk.outcome import VISIT, Ask, Code
from kiosk.partners import PARTNERS
from kiosk.record import PartnerNumber
from ui.jobs import Jobs
from ui.newcomer_answers import LONGEST_YEAR, SCREENS, Said, derive_newcomer, question_before
from ui.stage import Stage
from ui.today import TodayWatch
from ui.viewmodels.kiosk import Screen
from ui.visits import Visits

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, Registered

T = TypeVar("T")

CARD_S = 60.0
"""Seconds a new card stays on the screen to be photographed."""
RANDOM_BYTES = 32


class Newcomers(QObject):
    """One visit to the registration. `random` gives so many unpredictable bytes."""

    carded = Signal(object)
    """Somebody was `Registered`, and their card is on the screen."""

    def __init__(
        self,
        jobs: Jobs,
        stage: Stage,
        watch: TodayWatch,
        visits: Visits,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._stage = stage
        self._watch = watch
        self._visits = visits
        self._random = random
        self._said = Said()
        self._made: Registered | None = None
        self._busy = False
        stage.shown.connect(self._screen_changed)
        stage.cleared.connect(self.forget)
        stage.views.look.languageChanged.connect(self._change_language)
        keyboard, model = stage.views.keyboard, stage.views.newcomer
        keyboard.changed.connect(self.render)
        model.agreed.connect(self._agree)
        model.disowned.connect(self._disown)
        model.named.connect(self.submit_name)
        model.pressed.connect(self.type_year)
        model.erased.connect(self.erase_year)
        model.cleared.connect(self._clear_year)
        model.dated.connect(self.submit_year)
        model.guarded.connect(self._guard)
        model.strangers.connect(self._register)
        model.finished.connect(self.finish)

    @property
    def is_asked(self) -> bool:
        """Whether somebody is answering the questions."""
        return bool(self._said.random)

    def open(self, student: PartnerNumber | None = None) -> None:
        """Show the notice, to somebody who may have come with a partner's card."""
        self.forget()
        self._said = Said(student=student)
        self._show(Screen.AGREE)

    # -- the questions -------------------------------------------------------------------------

    def _disown(self) -> None:
        """The card is somebody else's: nothing of it is kept."""
        self._said = self._said._replace(student=None)
        self._agree()

    def _agree(self) -> None:
        self._said = Said(random=self._random(RANDOM_BYTES), student=self._said.student)
        self._stage.views.keyboard.setLanguage(self._stage.texts.language)
        self._show(Screen.NAME)

    def submit_name(self) -> None:
        """Go on with the name that is typed, if it can be one."""
        name = clean_name(self._stage.views.keyboard.typed)
        if name and self._stage.screen is Screen.NAME:
            self._said = self._said._replace(name=name)
            self._show(Screen.YEAR)

    def type_year(self, text: str) -> None:
        """Add the digits of a text, Thai ones too; the rest is ignored."""
        digits = "".join(c for c in thai.ascii_digits(text) if c.isascii() and c.isdigit())
        self._keep_year((self._said.digits + digits)[:LONGEST_YEAR])

    def erase_year(self) -> None:
        """Take the last digit away."""
        self._keep_year(self._said.digits[:-1])

    def _clear_year(self) -> None:
        self._keep_year("")

    def _keep_year(self, digits: str) -> None:
        year = read_year(digits, self._day().year)
        self._said = self._said._replace(digits=digits, birth_year=year, guardian=False)
        self.render()

    def submit_year(self) -> None:
        """Go on with the year that is typed, if it can be somebody's."""
        if self._said.birth_year is None or self._stage.screen is not Screen.YEAR:
            return
        newcomer = self._newcomer()
        # Looked for while the visitor reads on: no more than name and year is needed.
        self._said = self._said._replace(tail=None)
        self._ask(
            lambda desk: desk.likely(newcomer),
            lambda tail, random: self._compared(newcomer, tail, random),
        )
        young = needs_guardian(newcomer, self._day(), self._stage.settings.rules)
        if young:
            self._show(Screen.GUARDIAN)
        else:
            self._ask_partner()

    def _guard(self) -> None:
        self._said = self._said._replace(guardian=True)
        self._ask_partner()

    def _ask_partner(self) -> None:
        """Whose card they hold has answered it."""
        if self._said.student is None:
            self._show(Screen.PARTNER)
        else:
            self._said = self._said._replace(partner=self._said.student.partner)
            self._go_on()

    def belong(self, index: int) -> None:
        """They belong to this partner; -1 for none."""
        partner = PARTNERS[index].code if 0 <= index < len(PARTNERS) else ""
        self._said = self._said._replace(partner=partner)
        self._go_on()

    def _compared(self, newcomer: Newcomer, tail: str | None, random: bytes) -> None:
        said = self._said
        asked = (random, newcomer.name, newcomer.birth_year)
        if asked == (said.random, said.name, said.birth_year):
            self._said = self._said._replace(tail=tail or "")
            self._go_on()

    def _go_on(self) -> None:
        """Once the last question and the desk are answered, in whichever order."""
        said = self._said
        if said.partner is None or said.tail is None:
            return
        if said.tail:
            self._show(Screen.LIKELY)
        else:
            self._register()

    def step_back(self) -> None:
        """Ask the question before again; what was answered stays.

        Before the first, and while the desk is at work, it is Home.
        """
        before = None if self._busy else question_before(self._stage.screen, self._said)
        if before is None:
            self._stage.home()
        else:
            if self._stage.screen is not Screen.NAME:
                self._said = self._said._replace(partner=None)
            self._show(before)

    # -- the card ------------------------------------------------------------------------------

    def _register(self) -> None:
        """A second touch while the desk is at work asks nothing again."""
        if self._busy:
            return
        self._busy = True
        newcomer, random = self._newcomer(), self._said.random
        ask = Ask(wanted=self._stage.wanted or None, how="card")
        self._ask(lambda desk: desk.register(newcomer, random, ask), self._registered)

    def _registered(self, made: Registered, random: bytes) -> None:
        self._watch.refresh()
        if random != self._said.random:
            # Somebody else has the screen by now; whoever is here is counted all the same.
            self._visits.let_visit(made.outcome)
            return
        self._busy = False
        self._visits.introduce(made.outcome)
        self._made = made
        self._stage.sound.emit("welcome")
        self._show(Screen.CARD, stay=CARD_S, then=self._let_go)
        self.carded.emit(made)

    def finish(self) -> None:
        """The card is photographed: tell what came of the check-in, or ask what for."""
        made = self._made
        if made is None:
            self._stage.home()
        else:
            self._visits.tell(made.outcome)

    def _let_go(self) -> None:
        """Nobody touched the card's screen: whoever has not chosen is counted as a visit."""
        made = self._made
        if made is not None and made.outcome.code is Code.CHOOSE:
            self._visits.choose(VISIT)
        else:
            self._stage.leave_alone()

    # -- what is shown -------------------------------------------------------------------------

    def render(self) -> None:
        """Show what is known, in the language of the moment."""
        stage = self._stage
        typed = stage.views.keyboard.typed
        props = derive_newcomer(
            self._said, self._made, stage.screen, typed, texts=stage.texts, day=self._day()
        )
        stage.views.newcomer.show(props)

    def forget(self) -> None:
        """Nothing of this person is left on the screen."""
        self._said = Said()
        self._made = None
        self._busy = False
        self._stage.views.keyboard.clear()
        self.render()

    def _change_language(self, language: str) -> None:
        self._stage.views.keyboard.setLanguage(language)
        self.render()

    def _show(
        self, screen: Screen, *, stay: float = 0.0, then: Callable[[], None] | None = None
    ) -> None:
        self._stage.show(screen, stay=stay, then=then)
        self.render()

    def _screen_changed(self, screen: str) -> None:
        if Screen(screen) not in SCREENS and self._said != Said():
            self.forget()

    def _newcomer(self) -> Newcomer:
        said = self._said
        return Newcomer(
            name=said.name,
            birth_year=said.birth_year,
            partner=said.partner or "",
            guardian=said.guardian,
            student=said.student,
        )

    def _day(self) -> dt.date:
        return self._watch.day

    def _ask(self, work: Callable[[FrontDesk], T], answered: Callable[[T, bytes], None]) -> None:
        """Let the desk work for whoever stands here, and tell for whom it was."""
        random = self._said.random
        self._jobs.submit(work, lambda answer: answered(answer, random), self._watch.trouble)
