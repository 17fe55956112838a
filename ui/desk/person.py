"""What staff do for the learner who is shown, one step after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk import thai
from kiosk.record import Learner, Role
from ui.desk.acts import Acts, Told
from ui.desk.clerk import Clerk
from ui.desk.correcting import (
    NotRead,
    a_year_from,
    corrected,
    date_said,
    fields_of,
    read_back,
)
from ui.desk.deeds import Deeds, deeds_for
from ui.desk.kept import Along, Papers, read_all
from ui.desk.learner import DeskLearner
from ui.desk.merging import Merging
from ui.desk.steps import READ, begun, consents, days_of, inside, places
from ui.jobs import Jobs
from ui.viewmodels.desk.facts import consent_of, named
from ui.viewmodels.desk.person import Choice, PersonProps, PersonViews, Step

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import FrontDesk, Today
    from ui.catalogue import Catalogue
    from ui.desk.acts import Work
    from ui.office_printer import Office

    _Then = Callable[[], None] | None


class DeskPerson(QObject):
    """Opens the steps and does what they ask, through `Acts`."""

    def __init__(
        self,
        jobs: Jobs,
        learner: DeskLearner,
        view: PersonViews,
        *,
        clerk: Clerk,
        acts: Acts,
        texts: Catalogue,
        settings: Settings,
        office: Office,
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._learner = learner
        self._view, self._choices, self._others = view
        self._clerk = clerk
        self._acts = acts
        self._texts = texts
        self._settings = settings
        self._folder = office.folder
        self.along = Along(self._do, acts, office, texts)
        self._typed: dict[str, str] = {}
        self._merging = Merging(self, learner, clerk, texts)
        self._turn = 0
        self._view.wanted.connect(self.open)
        self._view.backed.connect(self.leave)
        self._view.picked.connect(self.pick)
        self._view.confirmed.connect(self.confirm)
        self._view.leaving.connect(self.check_out)
        self._view.typed.connect(self.type)
        self._view.swapped.connect(self._merging.swap)
        self._view.saved.connect(lambda: self.along.save(self._learner.about, self._papers))
        self._view.printed.connect(lambda: self.along.print(self._learner.about, self._papers))
        self._others.opened.connect(self.choose_other)
        learner.turned.connect(self.leave)
        learner.known.connect(self._record_changed)

    # -- steps ---------------------------------------------------------------------------------

    def open(self, step: str) -> None:
        """Begin a step; of most one has to have looked first."""
        wanted = Step(step)
        if wanted in (Step.IN, Step.LATE):
            self._clerk.need(Role.DESK, lambda _by: self._begin(wanted))
        else:
            self._learner.look(partial(self._begin, wanted))

    def leave(self) -> None:
        """Back to the front; what was typed for this learner goes."""
        self._turn += 1
        self._typed, self._merging.pair, self._view.fields = {}, None, {}
        self._choices.show(())
        self._view.show(PersonProps(turn=self._turn))

    def say_again(self) -> None:
        """Another language: what was typed and chosen stays; what is read is read again."""
        step, busy, record = self._view.props.step, self._view.props.busy, self._record
        if step in READ:
            self.leave()
            self.open(step.value)
        elif step is not Step.FRONT and record is not None:
            own = {
                name: text for name, text in self._typed.items() if text != self._view.told(name)
            }
            self._view.show(begun(step, self._turn, self._texts)._replace(busy=busy))
            self._fill(step, record)
            self._typed |= own
            self._fields({**self._view.fields, **own})
            if self._typed:
                day = self._learner.day
                self.say(said=read_back(record, self._typed, self._texts, day))
            self._merging.say_again()

    def _begin(self, step: Step) -> None:
        if self._learner.about == "":
            return
        self.leave()
        self._view.show(begun(step, self._turn, self._texts)._replace(busy=step in READ))
        if step in (Step.IN, Step.LATE):
            self.read(days_of, partial(self._offer, step))
        elif step is Step.KEPT:
            learner, by, why = self._learner.about, self._clerk.name, self._learner.why
            papers = self._papers
            self.read(
                lambda desk: read_all(desk, learner, by, why, papers),
                lambda words: self.say(words=words),
            )
        elif self._record is not None:
            self._fill(step, self._record)

    def _fill(self, step: Step, record: Learner) -> None:
        if step is Step.CORRECT:
            self._fields(fields_of(record, self._texts))
        elif step is Step.RENEW:
            until = date_said(a_year_from(self._learner.day), self._texts)
            self.type("valid_until", until)
            self._fields({"valid_until": until})
        elif step is Step.CONSENT:
            self._choices.show(consents(self._texts))
            self.say(said=consent_of(record, self._texts))
        elif step is Step.SPLIT and self._learner.whole is not None:
            also = self._learner.whole.also
            self._choices.show(tuple(Choice(one.learner, named(one)) for one in also))

    def _offer(self, step: Step, days: tuple[Today, ...]) -> None:
        """What is open, or has been."""
        lines = () if self._learner.found is None else self._learner.found.lines
        texts, zone, by = self._texts, self._settings.zone, self._clerk.name
        self._choices.show(places(step, days, lines, texts=texts, zone=zone, by=by))

    # -- what was pressed ----------------------------------------------------------------------

    def type(self, field: str, text: str) -> None:
        """A field holds something else now."""
        record = self._record
        if record is None or (field not in self._typed and text == self._view.told(field)):
            return
        self._typed[field] = text
        self.say(said=read_back(record, self._typed, self._texts, self._learner.day))

    def pick(self, key: str, reason: str) -> None:
        """A choice is done as soon as it is pressed."""
        from kiosk.desk import Consent

        step, record, deeds = self._view.props.step, self._record, self._deeds
        choice = next((one for one in self._choices.rows if one.key == key), None)
        if choice is None or deeds is None:
            return
        if step is Step.IN:
            self._do(deeds.check_in(key, over=choice.wary), "x", close=True)
        elif step is Step.LATE:
            self._do(deeds.late_add(key, choice.title, reason), reason, close=True)
        elif step is Step.CONSENT and record is not None:
            self._do(deeds.consent(Consent(key), record.consent, reason), reason)
        elif step is Step.SPLIT and record is not None:
            self._do(deeds.split(key, record.learner, reason), reason)

    def confirm(self, reason: str) -> None:
        """The step is done, for this reason."""
        step, record, deeds = self._view.props.step, self._record, self._deeds
        if record is None or deeds is None:
            return
        if step in (Step.CORRECT, Step.RENEW):
            try:
                wanted = corrected(record, self._typed, self._learner.day)
            except NotRead as e:
                self.say(problem=self._texts.say(f"desk.typed.not.{e}"))
                return
            if step is Step.CORRECT:
                self._do(deeds.correct(record, wanted, reason), reason)
            elif wanted.valid_until is None:
                self.say(problem=self._texts.say("desk.typed.not.valid_until"))
            else:
                self._do(deeds.renew(wanted.valid_until, record, reason), reason)
        elif step is Step.SUSPEND:
            self._do(deeds.suspend(reason), reason)
        elif step is Step.LIFT:
            self._do(deeds.lift(reason), reason)
        elif step is Step.MERGE and self._merging.pair is not None:
            stays, goes = self._merging.pair
            self._do(deeds.merge(goes.learner, stays.learner, reason), reason)
        elif step is Step.FORGET:
            self._do(deeds.forget(reason), reason, close=True)

    def check_out(self) -> None:
        """They have gone unseen."""
        found, deeds = self._learner.found, self._deeds
        if found is None or deeds is None:
            return
        reason = self._texts.say("desk.why.gone")
        self._do(deeds.check_out(inside(found.lines), reason), reason, close=True)

    def choose_other(self, learner: str) -> None:
        """With whom the one who is shown is merged."""
        if self._view.props.step is Step.MERGE:
            self._merging.choose(learner)

    def scan_other(self, text: str) -> None:
        """The same, by a card."""
        if self._view.props.step is Step.MERGE:
            self._merging.scan(text)

    # -- inside --------------------------------------------------------------------------------

    @property
    def _record(self) -> Learner | None:
        return None if self._learner.whole is None else self._learner.whole.record

    @property
    def _deeds(self) -> Deeds | None:
        found = self._learner.found
        if found is None or found.learner is None:
            return None
        return deeds_for(found.learner, self._texts, self._settings.zone)

    @property
    def _papers(self) -> Papers:
        now = self._learner.now() or dt.datetime.now(dt.UTC)
        return Papers(self._folder, self._settings.zone, now)

    def say(self, **more: object) -> None:
        """Show the step with something else."""
        self._view.show(self._view.props._replace(**more))  # type: ignore[arg-type]

    def _fields(self, fields: dict[str, str]) -> None:
        self._turn += 1
        self._view.fields = fields
        self.say(turn=self._turn)

    def _record_changed(self) -> None:
        """Another desk may have changed it: what was typed stays, the rest is as it is now."""
        if self._view.props.step is Step.CORRECT and self._record is not None:
            self._fields(fields_of(self._record, self._texts) | self._typed)

    def read(self, work: Callable[[FrontDesk], object], then: Callable[..., None]) -> None:
        """Read something for the step that is shown; nothing comes of it in another one."""
        turn = self._turn

        def take(answer: object) -> None:
            if turn == self._turn:
                self.say(busy=False)
                then(answer)

        def fail(trouble: Exception) -> None:
            if turn == self._turn:
                self.say(busy=False, problem=self._acts.trouble(trouble))

        self.say(busy=True, problem="")
        self._jobs.submit(work, take, fail)

    def _do(self, work: Work, reason: str, *, close: bool = False, then: _Then = None) -> None:
        """Do it in the clerk's name; a problem is said in the step, which stays when more comes."""
        if self._view.props.busy:
            return
        if not thai.tidy(reason):
            self.say(problem=self._texts.say("desk.undo.missing"))
            return

        def done() -> None:
            self.say(busy=False)
            if close:
                self._learner.close()
            else:
                (then or self.leave)()

        told = Told(
            partial(self.say, busy=True, problem=""),
            done,
            lambda words: self.say(busy=False, problem=words),
        )
        self._acts.do(work, told)
