"""The page of the learning-city report: counted beside everything else, for administrators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from kiosk.days import fiscal_of
from kiosk.record import Role
from kiosk.reporting import Period, Report, period, public_copy
from kiosk.reporting.words import Words, shown
from kiosk.whole_file import CannotWrite, whole_file
from ui.catalogue import LANGUAGES, read_texts
from ui.desk.acts import Acts, Done, Told
from ui.desk.clerk import Clerk
from ui.desk.report_words import (
    derive_bars,
    derive_heads,
    derive_lines,
    derive_tables,
    derive_tiles,
)
from ui.jobs import Jobs
from ui.viewmodels.desk.report import (
    BarsModel,
    FigureModel,
    ReportModel,
    ReportProps,
    TableModel,
    TileModel,
)

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import FrontDesk
    from ui.catalogue import Catalogue
    from ui.office_printer import Office

_KINDS: dict[str, Callable[[int], Period]] = {
    "fiscal": period.fiscal,
    "calendar": period.calendar,
    "two-years": period.two_years,
}

_OLDEST = 2000
"""Nobody counted anything before that year."""


class Stopped(Exception):
    """Nobody wants it counted any more."""


class _Wanted(NamedTuple):
    """What is counted; `year` None is the present one."""

    kind: str
    year: int | None
    turn: int
    stop: Event


class _Found(NamedTuple):
    report: Report
    year: int
    newest: int


class DeskReport(QObject):
    """Counts on a worker and a connection of its own: the desk goes on meanwhile.

    The figures are whole in here; who may not see them is shown none.
    """

    _came = Signal(int, float)

    def __init__(
        self,
        make_desk: Callable[[], FrontDesk],
        acts: Acts,
        clerk: Clerk,
        *,
        office: Office,
        texts: Catalogue,
        settings: Settings,
    ) -> None:
        super().__init__()
        self.view = ReportModel()
        self.tiles = TileModel()
        self.months, self.features = BarsModel(), BarsModel()
        self.tables, self.lines = TableModel(), FigureModel()
        self._jobs = Jobs(make_desk)
        self._acts = acts
        self._clerk = clerk
        self._texts = texts
        self._settings = settings
        self._folder = office.folder
        self._words = {one: Words(read_texts(one), one) for one in LANGUAGES}
        self._kind = "fiscal"
        self._turn = 0
        self._stop = Event()
        self._found: _Found | None = None
        self._told: Report | None = None
        view = self.view
        view.entered.connect(self.enter)
        view.wanted.connect(self.count)
        view.stopped.connect(self.stop)
        view.kindChosen.connect(self._choose_kind)
        view.turned.connect(self._turn_year)
        view.tableChosen.connect(self._choose_table)
        view.publicChosen.connect(self._choose_public)
        view.saved.connect(self.save)
        self._came.connect(self._hear)
        clerk.left.connect(self.forget)

    def models(self) -> dict[str, QObject]:
        """What the window shows of it."""
        return {
            "report": self.view,
            "reportTiles": self.tiles,
            "reportMonths": self.months,
            "reportFeatures": self.features,
            "reportTables": self.tables,
            "reportLines": self.lines,
        }

    def enter(self) -> None:
        """The page is shown."""
        if self._found is None and not self.view.props.busy:
            self.count()

    def count(self, year: int | None = None) -> None:
        """Count the period, when an administrator is in or comes in now."""
        self._clerk.need(Role.ADMIN, lambda _: self._count(year))

    def stop(self) -> None:
        """Do not go on counting."""
        self._stop.set()
        self._turn += 1
        self._change(busy=False)

    def forget(self) -> None:
        """Whoever may see it went."""
        self.stop()
        self._found = self._told = None
        self.say_again()

    def save(self, form: str) -> None:
        """Write it into the folder of papers, as pdf or xlsx."""
        report = self._told
        if report is None or self.view.props.saving:
            return
        told = Told(
            partial(self._change, saving=True, problem=""),
            partial(self._change, saving=False),
            lambda words: self._change(saving=False, problem=words),
        )
        first, last = report.period.first, report.period.last
        name = f"walkin-report-{first}_{last}{'-public' if report.public else ''}.{form}"

        def work(_: FrontDesk, __: str) -> Done:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                content = self._drawn(report, form)
                with whole_file(self._folder / name) as draft:
                    draft.write(content)
            except (CannotWrite, OSError):
                return Done("desk.done.no_file", (self._folder,))
            return Done("desk.report.saved", (self._folder / name,))

        self._acts.do(work, told, need=Role.ADMIN)

    def say_again(self) -> None:
        """Derive everything anew: of another report, or in another language."""
        words, found = self._words[self._texts.language], self._found
        self._told = None
        if found is None:
            for model in (self.tiles, self.months, self.features, self.tables, self.lines):
                model.show(())
            self._change(made=False, note="", title="", heads=())
            return
        public = self.view.props.public
        report = self._told = public_copy(found.report) if public else found.report
        table = self.view.props.table
        table = table if shown(report, table) else "months"
        self.tiles.show(derive_tiles(report, words))
        self.months.show(derive_bars(report, "months", words))
        self.features.show(derive_bars(report, "features", words))
        self.tables.show(derive_tables(report, table, words))
        self.lines.show(derive_lines(report, table, words))
        self._change(
            period=words.period(report.period),
            earlier=found.year > _OLDEST,
            later=found.year < found.newest,
            made=True,
            note=words.hidden() if public else "",
            table=table,
            title=words.table(table),
            heads=derive_heads(table, words),
        )

    def end(self) -> None:
        """The window closes."""
        self._stop.set()
        self._jobs.close()

    # -- inside --------------------------------------------------------------------------------

    def _count(self, year: int | None) -> None:
        self._stop.set()
        self._turn += 1
        stop = self._stop = Event()
        wanted = _Wanted(self._kind, year, self._turn, stop)
        self._change(busy=True, progress=0.0, problem="")
        self._jobs.submit(
            partial(self._counted, wanted),
            partial(self._take, wanted.turn),
            partial(self._fail, wanted.turn),
        )

    def _counted(self, wanted: _Wanted, desk: FrontDesk) -> _Found:
        """On the worker."""
        today = desk.today().day
        newest = fiscal_of(today) if wanted.kind == "fiscal" else today.year
        year = newest if wanted.year is None else wanted.year
        about = _KINDS[wanted.kind](year)
        days = (about.last - about.first).days + 1

        def tell(day: str) -> None:
            if wanted.stop.is_set():
                raise Stopped
            gone = (dt.date.fromisoformat(day) - about.first).days
            self._came.emit(wanted.turn, gone / days)

        report = desk.report(about, centre=self._settings.centre.name, tell=tell)
        return _Found(report, year, newest)

    def _hear(self, turn: int, progress: float) -> None:
        if turn == self._turn:
            self._change(progress=progress)

    def _take(self, turn: int, found: _Found) -> None:
        if turn == self._turn:
            self._found = found
            self._change(busy=False)
            self.say_again()

    def _fail(self, turn: int, trouble: Exception) -> None:
        if turn == self._turn and not isinstance(trouble, Stopped):
            self._change(busy=False, problem=self._acts.trouble(trouble, "desk.report.unread"))

    def _choose_kind(self, kind: str) -> None:
        if kind in _KINDS and kind != self._kind:
            self._kind = kind
            self._change(kind=kind)
            self.count()

    def _turn_year(self, years: int) -> None:
        if self._found is not None:
            self.count(min(self._found.year + years, self._found.newest))

    def _choose_table(self, table: str) -> None:
        self._change(table=table)
        self.say_again()

    def _choose_public(self, public: bool) -> None:
        self._change(public=public)
        self.say_again()

    def _drawn(self, report: Report, form: str) -> bytes:
        """The bytes of the file; on the worker."""
        if form == "pdf":
            from ui.paper.report import pdf_bytes

            return pdf_bytes(report, self._settings)
        from io import BytesIO

        from kiosk.reporting.to_xlsx import write_xlsx

        out = BytesIO()
        write_xlsx(report, self._words["th"], self._words["en"], out)
        return out.getvalue()

    def _change(self, **more: object) -> None:
        props: ReportProps = self.view.props._replace(**more)  # type: ignore[arg-type]
        self.view.show(props)
