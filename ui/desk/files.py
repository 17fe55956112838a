"""The page for files: the log, the learners and who did what go out, lists of learners come in."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QUrl, Signal

from kiosk import matching, thai
from kiosk.clock import service_day
from kiosk.config import Settings
from kiosk.days import read_day
from kiosk.importing.learners import MOST_BYTES
from kiosk.importing.reading import CannotRead, bytes_of
from kiosk.ports import StoreTrouble
from kiosk.record import Role
from kiosk.whole_file import CannotWrite
from ui.desk import taking_in, taking_out
from ui.desk.acts import Acts
from ui.desk.clerk import Clerk
from ui.desk.spans import span_of
from ui.desk.taking_in import List
from ui.desk.taking_out import Cancelled, Out, Written
from ui.jobs import Jobs
from ui.viewmodels.desk.files import ColumnMatchModel, FilesModel, TakenModel

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk
    from kiosk.importing import Report
    from ui.catalogue import Catalogue

OWN = "own"
_TOLD_EVERY_S = 0.1
_NAMED = frozenset({"learners"})


class Folders(NamedTuple):
    """Where files go, and what remembers the columns of lists; None, and nothing is remembered."""

    papers: Path
    columns: Path | None = None


class DeskFiles(QObject):
    """Long work is done beside the desk's own, with a connection of its own.

    `now` gives the time as the window knows it, None before it does.
    """

    written = Signal()
    _came = Signal(int, int)

    def __init__(
        self,
        make_desk: Callable[[], FrontDesk],
        acts: Acts,
        clerk: Clerk,
        *,
        texts: Catalogue,
        settings: Settings,
        folders: Folders,
        now: Callable[[], dt.datetime | None],
    ) -> None:
        super().__init__()
        self.view, self.columns, self.rows = FilesModel(), ColumnMatchModel(), TakenModel()
        self._jobs = Jobs(make_desk)
        self._acts, self._clerk, self._texts = acts, clerk, texts
        self._settings, self._folders, self._now = settings, folders, now
        self._list: List | None = None
        self._report: Report | None = None
        self._stop = Event()
        self._told_at = 0.0
        view = self.view
        view.whatChosen.connect(lambda what: self._choose(what=what))
        view.spanChosen.connect(lambda span: self._choose(span=span))
        view.formChosen.connect(lambda form: self._choose(form=form))
        view.namesAsked.connect(lambda names: self._choose(names=names))
        view.saved.connect(self._save)
        view.fileChosen.connect(self._open)
        view.matched.connect(self._match)
        view.taken.connect(self._take)
        view.cancelled.connect(self._stop.set)
        view.closed.connect(self._put_away)
        clerk.left.connect(self._put_away)
        self._came.connect(self._tell_far)

    def models(self) -> dict[str, object]:
        """What the window shows of it."""
        return {"files": self.view, "fileColumns": self.columns, "fileRows": self.rows}

    def enter(self) -> None:
        """The page is shown."""
        self._choose()

    def say_again(self) -> None:
        """Derive all words anew, in another language."""
        self._choose()
        if self._report is not None:
            self._show_report(self._report)

    def end(self) -> None:
        """The window closes."""
        self._stop.set()
        self._jobs.close()

    # -- out -----------------------------------------------------------------------------------

    def _choose(self, **what: object) -> None:
        view = self.view
        props = view.props._replace(said="", problem="", **what)  # type: ignore[arg-type]
        if props.what != "log":
            props = props._replace(form="csv", names=props.what in _NAMED)
        view.show(props._replace(days=self._days_in_words(props.span)))

    def _days_in_words(self, span: str) -> str:
        if span == OWN:
            return ""
        first, last = (self._said(day) for day in self._span(span))
        return first if first == last else f"{first} – {last}"

    def _said(self, day: dt.date) -> str:
        return thai.long_date(day, language=self._texts.language)

    def _span(self, name: str) -> tuple[dt.date, dt.date]:
        now = self._now() or dt.datetime.now(dt.UTC)
        return span_of(name, service_day(now, self._settings.zone))

    def _save(self, first: str, last: str, reason: str) -> None:
        props = self.view.props
        if props.busy:
            return
        try:
            days = self._span(props.span)
            if props.span == OWN:
                days = read_day(first), read_day(last or first)
        except ValueError:
            self._refuse("desk.files.no_day")
            return
        if days[0] > days[1]:
            self._refuse("desk.files.backwards")
        elif props.names and not reason.strip():
            self._refuse("desk.files.no_reason")
        else:
            out = Out(props.what, *days, props.form, props.names, reason.strip())
            self._clerk.need(Role.ADMIN, partial(self._write, out))

    def _refuse(self, key: str) -> None:
        self.view.show(self.view.props._replace(problem=self._texts.say(key), said=""))

    def _write(self, out: Out, by: str) -> None:
        self._begin("out")
        folder, settings, far = self._folders.papers, self._settings, self._far
        out = out._replace(by=by)
        self._jobs.submit(
            lambda desk: taking_out.write(desk, out, folder, settings, far),
            self._wrote,
            self._not_written,
        )

    def _wrote(self, done: Written) -> None:
        key = "desk.files.written_late" if done.late else "desk.files.written"
        said = self._texts.say(key, done.file, f"{done.lines:,}", f"{done.late:,}")
        self._rest(said=said)
        self.written.emit()

    def _not_written(self, trouble: Exception) -> None:
        if isinstance(trouble, Cancelled):
            self._rest(said=self._texts.say("desk.files.stopped"))
        elif isinstance(trouble, CannotWrite | OSError):
            self._rest(problem=self._texts.say("desk.inside.no_file", self._folders.papers))
        else:
            self._rest(problem=self._acts.trouble(trouble))

    # -- in ------------------------------------------------------------------------------------

    def _open(self, url: str) -> None:
        if not self.view.props.busy:
            file = Path(QUrl(url).toLocalFile())
            self._clerk.need(Role.ADMIN, lambda _: self._read(file))

    def _read(self, file: Path) -> None:
        self._begin("look")
        columns, settings = self._folders.columns, self._settings

        def work(desk: FrontDesk) -> tuple[List, Report]:
            told = {} if columns is None else matching.recall(columns)
            of = List(file.name, bytes_of(file, MOST_BYTES), told)
            return of, taking_in.look(desk, of, settings)

        self._jobs.submit(work, self._looked, self._not_taken)

    def _match(self, heading: str, place: int) -> None:
        of = self._list
        if of is not None and not self.view.props.busy:
            of = taking_in.match(of, heading, place)
            self._begin("look")
            self._jobs.submit(
                lambda desk: (of, taking_in.look(desk, of, self._settings)),
                self._looked,
                self._not_taken,
            )

    def _looked(self, found: tuple[List, Report]) -> None:
        self._list, self._report = found
        self._rest()
        self._show_report(found[1])

    def _show_report(self, report: Report) -> None:
        self.columns.show(taking_in.derive_columns(report, self._texts))
        self.rows.show(taking_in.derive_taken(report, self._texts))
        assert self._list is not None  # noqa: S101 - a report is of a list
        self.view.show(
            self.view.props._replace(
                file=self._list.name,
                counts=self._counts("desk.files.would", report),
                ready=report.added + report.changed > 0,
                trouble=self._texts.say("desk.files.which") if taking_in.lacks(report) else "",
                fields=taking_in.field_words(self._texts),
            )
        )

    def _counts(self, key: str, report: Report) -> str:
        numbers = report.added, report.changed, report.unchanged, len(report.rejected)
        return self._texts.say(key, *(f"{number:,}" for number in numbers))

    def _take(self) -> None:
        if self._list is not None and self.view.props.ready and not self.view.props.busy:
            self._clerk.need(Role.ADMIN, partial(self._take_in, self._list))

    def _take_in(self, of: List, by: str) -> None:
        self._begin("in")
        settings, far, columns = self._settings, self._far, self._folders.columns

        def work(desk: FrontDesk) -> Report:
            report = taking_in.take(desk, of, settings, by, far)
            if columns is not None:
                matching.keep(columns, of.told)
            return report

        self._jobs.submit(work, self._took, self._not_taken)

    def _took(self, report: Report) -> None:
        self._rest(counts=self._counts("desk.files.took", report), ready=False)
        self.written.emit()

    def _not_taken(self, trouble: Exception) -> None:
        if isinstance(trouble, Cancelled):
            self._rest(trouble=self._texts.say("desk.files.stopped_in"))
            self.written.emit()
        elif isinstance(trouble, CannotRead):
            self._rest(trouble=self._texts.say(f"desk.files.unreadable.{trouble.why}"))
        elif isinstance(trouble, StoreTrouble):
            self._rest(trouble=self._acts.trouble(trouble))
        else:
            self._rest(trouble=self._acts.trouble(trouble, "desk.files.bad_file"))

    def _put_away(self) -> None:
        """What stands in the list is seen no more."""
        self._list = self._report = None
        self.columns.show(())
        self.rows.show(())
        self.view.show(
            self.view.props._replace(file="", counts="", ready=False, trouble="", said="")
        )

    # -- both ----------------------------------------------------------------------------------

    def _begin(self, busy: str) -> None:
        self._stop.clear()
        props = self.view.props._replace(busy=busy, done=-1, far="", said="", problem="")
        self.view.show(props._replace(trouble=""))

    def _rest(self, **said: object) -> None:
        props = self.view.props._replace(busy="", done=-1, far="", **said)  # type: ignore[arg-type]
        self.view.show(props)

    def _far(self, done: int, total: int) -> None:
        """On the worker's thread."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told_at >= _TOLD_EVERY_S:
            self._told_at = now
            self._came.emit(done, total)

    def _tell_far(self, done: int, total: int) -> None:
        if self.view.props.busy:
            share = done / total if total else -1.0
            far = self._texts.say("desk.files.far", f"{done:,}")
            self.view.show(self.view.props._replace(done=share, far=far))
