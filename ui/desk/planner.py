"""The box of the programme: something new, changed, called off, and whoever has come to it."""

from __future__ import annotations

import datetime as dt
import secrets
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk import thai
from kiosk.outcome import VISIT
from kiosk.record import Role
from ui.desk.activity_draft import Draft
from ui.desk.acts import Acts, Told
from ui.desk.clerk import Clerk
from ui.desk.correcting import NotRead
from ui.desk.planner_acts import Task, Written, carry_out
from ui.jobs import Jobs
from ui.viewmodels.desk.activity import ActivityModel, ActivityProps, Part
from ui.viewmodels.desk.person import Choice, ChoiceModel
from ui.viewmodels.programme import span_of, title_of

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import Planned, Today
    from kiosk.wish import Wish
    from ui.catalogue import Catalogue

_GAP = " · "
_FIELD_OF = {
    "title_missing": "title", "title_long": "title", "name_long": "room", "over": "day",
    "year_far": "day", "end_missing": "end", "ends_before": "end", "capacity": "capacity",
    "opens_before": "opens_before", "until_before": "until", "whole_day": "start",
}  # fmt: skip
_RANDOM_BYTES = 16


class DeskPlanner(QObject):
    """Opens the box and writes what was wished. Administrators alone may."""

    wrote = Signal(str)
    """The key of the occurrence that was written."""

    def __init__(
        self, jobs: Jobs, acts: Acts, clerk: Clerk, *, texts: Catalogue, settings: Settings
    ) -> None:
        super().__init__()
        self.view = ActivityModel()
        self.choices = ChoiceModel()
        self._jobs = jobs
        self._acts = acts
        self._clerk = clerk
        self._texts = texts
        self._settings = settings
        self._seen: Planned | None = None
        self._draft: Draft | None = None
        self._task: Task | None = None
        view = self.view
        view.typed.connect(self.type)
        view.chosen.connect(self.choose)
        view.confirmed.connect(self.confirm)
        view.picked.connect(self.pick)
        view.offWanted.connect(lambda: self._show_part(Part.OFF))
        view.onWanted.connect(self.put_back_on)
        view.backed.connect(self.back)
        view.closed.connect(self.close)

    def begin(self, day: dt.date) -> None:
        """Something new on a day."""
        self._clerk.need(Role.ADMIN, lambda _: self._begin(day))

    def open(self, key: str, day: dt.date, part: Part = Part.FORM) -> None:
        """An occurrence is to be changed or called off."""
        self._clerk.need(
            Role.ADMIN,
            lambda _: self._jobs.submit(
                lambda desk: desk.planned(key, day), partial(self._take, part), self._not_found
            ),
        )

    def type(self, field: str, text: str) -> None:
        """Something stands in a field."""
        if self._draft is not None:
            self._draft.fields[field] = text
            self._mark(field if self.view.wrong.get(field) else "")

    def choose(self, group: str, number: int) -> None:
        """Something is chosen."""
        if self._draft is not None and not self.view.props.busy:
            self._draft.choose(group, number)
            self._mark("")

    def confirm(self, reason: str) -> None:
        """Write it."""
        draft, seen, props = self._draft, self._seen, self.view.props
        if draft is None or props.busy:
            return
        why = self._texts.say("desk.mend.mistake")
        if props.part is Part.OFF and seen is not None:
            off, reason = True, thai.tidy(reason)
            if not reason:
                self._change(problem=self._texts.say("desk.not.no_reason"))
                return
            wish = seen.wish
        else:
            off, reason = False, self._texts.say("desk.plan.moved_why")
            try:
                wish = draft.wish()
            except NotRead as e:
                self._wrong(str(e), self._texts.say(f"desk.typed.not.{_typed(str(e))}"))
                return
        random = secrets.token_bytes(_RANDOM_BYTES)
        self._begin_task(Task(wish, random, seen, draft.following, off, False, reason, why))

    def put_back_on(self) -> None:
        """It takes place after all."""
        draft, seen = self._draft, self._seen
        if draft is not None and seen is not None and not self.view.props.busy:
            why = self._texts.say("desk.mend.mistake")
            task = Task(seen.wish, b"", seen, draft.following, False, True, "", why)
            self._begin_task(task)

    def pick(self, fate: str) -> None:
        """It is said what becomes of the visits: leave, along, or where they go."""
        from kiosk.desk import Fate, Visits

        if self._task is None or self.view.props.busy:
            return
        if fate in (Fate.LEAVE, Fate.ALONG):
            self._write(self._task, Visits(fate=Fate(fate)))
        else:
            self._write(self._task, Visits(fate=Fate.TO, to=fate))

    def back(self) -> None:
        """Back to the form, with all that stands there."""
        self._show_part(Part.FORM)

    def close(self) -> None:
        """Leave it; what is being written is written all the same."""
        self._seen = self._draft = self._task = None
        self.view.show(ActivityProps(turn=self.view.props.turn + 1))

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        if self._draft is not None:
            self._say(part=self.view.props.part)

    # -- inside --------------------------------------------------------------------------------

    def _begin(self, day: dt.date) -> None:
        from kiosk.wish import Wish

        nine, ten = dt.time(9), dt.time(10)
        self._start(None, Wish(title="", day=day, start=nine, end=ten), Part.FORM)

    def _take(self, part: Part, seen: Planned) -> None:
        self._start(seen, seen.wish, part)

    def _start(self, seen: Planned | None, wish: Wish, part: Part) -> None:
        self._seen = seen
        fixed = seen is not None and seen.repeats
        self._draft = Draft(wish, self._texts, fixed=fixed)
        self.view.fields = dict(self._draft.fields)
        self._say(part=part)

    def _say(self, part: Part) -> None:
        draft, seen, texts = self._draft, self._seen, self._texts
        if draft is None:
            return
        self.view.groups = draft.groups(texts)
        self.view.wrong = {}
        detail = came = ""
        if seen is not None:
            one = seen.occurrence
            day = thai.long_date(one.day, language=texts.language)
            time = span_of(one, texts, self._settings.zone)
            detail = _GAP.join((title_of(one, texts.language), day, time))
            came = texts.say("desk.plan.have_come", seen.came) if seen.came else ""
        rhythm = texts.say(f"desk.every.{draft.every}") if draft.fixed else ""
        self.view.show(
            ActivityProps(
                open=True,
                part=part,
                heading=texts.say(f"desk.plan.box.{'new' if seen is None else part}"),
                detail=detail,
                came=came,
                fresh=seen is None,
                repeats=draft.fixed,
                off=seen is not None and seen.occurrence.cancelled,
                rhythm=rhythm,
                weekly=draft.weekly,
                ending=draft.every != "once",
                turn=self.view.props.turn + 1,
                marks=self.view.props.marks + 1,
            )
        )

    def _mark(self, mended: str) -> None:
        """Something else is chosen or no longer wrong."""
        draft = self._draft
        if draft is not None:
            self.view.groups = draft.groups(self._texts)
            self.view.wrong = {f: t for f, t in self.view.wrong.items() if f != mended}
            self._change(
                weekly=draft.weekly, ending=draft.every != "once", problem="",
                marks=self.view.props.marks + 1,
            )  # fmt: skip

    def _wrong(self, field: str, words: str) -> None:
        self.view.wrong = {field: words}
        self._change(part=Part.FORM, busy=False, problem="", marks=self.view.props.marks + 1)
        self.view.focusWanted.emit(field)

    def _show_part(self, part: Part) -> None:
        if self._draft is not None and not self.view.props.busy:
            heading = "new" if self._seen is None else part
            words = self._texts.say(f"desk.plan.box.{heading}")
            self._change(part=part, heading=words, problem="")

    def _begin_task(self, task: Task) -> None:
        self._task = task
        self._write(task, None)

    def _write(self, task: Task, visits: object) -> None:
        written = Written()
        told = Told(
            partial(self._change, busy=True, problem=""),
            partial(self._done, written),
            partial(self._refused, written),
        )
        work = partial(carry_out, task=task, visits=visits, written=written)  # type: ignore[arg-type]
        self._acts.do(work, told, need=Role.ADMIN)

    def _done(self, written: Written) -> None:
        self.close()
        if written.changed is not None:
            self.wrote.emit(written.changed.key)

    def _refused(self, written: Written, words: str) -> None:
        why = "" if written.why is None else written.why.value
        if why == "has_visits":
            self._jobs.submit(lambda desk: desk.today(), self._ask, self._failed)
        elif why in _FIELD_OF and self.view.props.part is Part.FORM:
            self._wrong(_FIELD_OF[why], words)
        else:
            self._change(busy=False, problem=words)

    def _ask(self, today: Today) -> None:
        """What becomes of the visits: only what can be is offered."""
        task, seen = self._task, self._seen
        if task is None or seen is None:
            return
        say, zone = self._texts.say, self._settings.zone
        rows = [Choice("leave", say("desk.plan.visits.leave"), say("desk.plan.visits.leave_how"))]
        if not task.off and task.wish.day == seen.wish.day:
            rows.append(
                Choice("along", say("desk.plan.visits.along"), say("desk.plan.visits.along_how"))
            )
        rows += [
            Choice(
                running.occurrence.key,
                say("desk.plan.visits.to", title_of(running.occurrence, self._texts.language)),
                span_of(running.occurrence, self._texts, zone),
            )
            for running in today.running
            if running.occurrence.key != seen.occurrence.key and not running.occurrence.cancelled
        ]
        rows.append(Choice(VISIT, say("desk.plan.visits.visit")))
        self.choices.show(tuple(rows))
        self._change(busy=False)
        self._show_part(Part.VISITS)

    def _not_found(self, trouble: Exception) -> None:
        from kiosk.desk import NotPossible

        if isinstance(trouble, NotPossible):
            self._acts.tell(self._texts.say(f"desk.not.{trouble.why.value}"))
        else:
            self._acts.tell(self._acts.trouble(trouble))

    def _failed(self, trouble: Exception) -> None:
        self._change(busy=False, problem=self._acts.trouble(trouble))

    def _change(self, **more: object) -> None:
        self.view.show(self.view.props._replace(**more))  # type: ignore[arg-type]


def _typed(field: str) -> str:
    """Under which name the words for an unreadable field stand."""
    if field in ("day", "until"):
        return "day"
    return "time" if field in ("start", "end") else "number"
