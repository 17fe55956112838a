"""Somebody's first time here: four questions, a card, and in."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from kiosk import card, thai
from kiosk.newcomer import Newcomer, clean_name, needs_guardian, read_year
from kiosk.outcome import VISIT, Ask, Code
from kiosk.partners import PARTNERS
from ui.jobs import Jobs
from ui.stage import Stage
from ui.today import TodayWatch
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.newcomer import NewcomerProps, grouped, partner_names
from ui.viewmodels.qr import modules_of
from ui.visits import Visits

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, Registered

T = TypeVar("T")

CARD_S = 60.0
"""Seconds a new card stays on the screen to be photographed."""
LONGEST_YEAR = 4
"""Digits."""
RANDOM_BYTES = 32

_STEPS = {
    Screen.AGREE: 1,
    Screen.NAME: 2,
    Screen.YEAR: 3,
    Screen.GUARDIAN: 3,
    Screen.PARTNER: 4,
    Screen.LIKELY: 4,
    Screen.CARD: 4,
}
SCREENS = frozenset(_STEPS)


class _Said(NamedTuple):
    """What was answered so far. `random` makes this one person's card, however often it is sent.

    `partner` is None until it is answered, `tail` until the desk has looked for the same person.
    """

    random: bytes = b""
    name: str = ""
    digits: str = ""
    birth_year: int | None = None
    guardian: bool = False
    partner: str | None = None
    tail: str | None = None


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
        self._said = _Said()
        self._made: Registered | None = None
        self._busy = False
        stage.shown.connect(self._screen_changed)
        stage.cleared.connect(self.forget)
        stage.views.look.languageChanged.connect(self._change_language)
        keyboard, model = stage.views.keyboard, stage.views.newcomer
        keyboard.changed.connect(self.render)
        model.agreed.connect(self._agree)
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

    def open(self) -> None:
        """Show the notice."""
        self.forget()
        self._show(Screen.AGREE)

    # -- the questions -------------------------------------------------------------------------

    def _agree(self) -> None:
        self._said = _Said(random=self._random(RANDOM_BYTES))
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
        self._show(Screen.GUARDIAN if young else Screen.PARTNER)

    def _guard(self) -> None:
        self._said = self._said._replace(guardian=True)
        self._show(Screen.PARTNER)

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
        match None if self._busy else self._stage.screen:
            case Screen.NAME:
                self._show(Screen.AGREE)
            case Screen.YEAR:
                self._show(Screen.NAME)
            case Screen.GUARDIAN:
                self._show(Screen.YEAR)
            case Screen.PARTNER:
                self._said = self._said._replace(partner=None)
                self._show(Screen.GUARDIAN if self._said.guardian else Screen.YEAR)
            case Screen.LIKELY:
                self._said = self._said._replace(partner=None)
                self._show(Screen.PARTNER)
            case _:
                self._stage.home()

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
        said, texts, made = self._said, self._stage.texts, self._made
        words = self._stage.views.keyboard.typed
        props = NewcomerProps(
            step=_STEPS.get(self._stage.screen, 0),
            name_holds=bool(clean_name(words)),
            year=said.digits,
            year_holds=said.birth_year is not None,
            read_back=self._read_back(),
            tail=said.tail or "",
            partners=partner_names(texts),
        )
        if made is not None:
            props = props._replace(
                title=texts.say("new.hello", said.name),
                code=modules_of(card.matrix(made.card)),
                number=grouped(made.number),
            )
        self._stage.views.newcomer.show(props)

    def forget(self) -> None:
        """Nothing of this person is left on the screen."""
        self._said = _Said()
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
        if Screen(screen) not in SCREENS and self._said != _Said():
            self.forget()

    def _read_back(self) -> str:
        say, said, day = self._stage.texts.say, self._said, self._day()
        if not said.digits:
            return ""
        if said.birth_year is None:
            whole = len(said.digits) == LONGEST_YEAR
            return say("new.year.wrong") if whole else ""
        buddhist = said.birth_year + thai.BUDDHIST_OFFSET
        return say("new.year.read", buddhist, said.birth_year, max(0, day.year - said.birth_year))

    def _newcomer(self) -> Newcomer:
        said = self._said
        return Newcomer(
            name=said.name,
            birth_year=said.birth_year,
            partner=said.partner or "",
            guardian=said.guardian,
        )

    def _day(self) -> dt.date:
        return self._watch.day

    def _ask(self, work: Callable[[FrontDesk], T], answered: Callable[[T, bytes], None]) -> None:
        """Let the desk work for whoever stands here, and tell for whom it was."""
        random = self._said.random
        self._jobs.submit(work, lambda answer: answered(answer, random), self._watch.trouble)
