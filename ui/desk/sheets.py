"""The page of paper sheets: printed, and typed in when they come back."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.desk.acts import Acts, Done, Told
from ui.desk.clerk import Clerk
from ui.desk.sheet_draft import Draft, moment, number_typed
from ui.desk.sheet_printing import SheetPrinting
from ui.desk.sheet_words import (
    derive_numbers,
    derive_people,
    derive_sheet,
    derive_sheets,
    derive_summary,
)
from ui.jobs import Jobs
from ui.viewmodels.desk.bands import BandsModel
from ui.viewmodels.desk.sheets import NumberModel, SheetModel, SheetsModel

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import FrontDesk, OnSheet, PaperSheet, Sheet, TypedIn
    from ui.catalogue import Catalogue
    from ui.office_printer import Office

_DAYS = 7
"""Days ago the oldest sheet may be of."""


class _Written:
    """What the worker found while it wrote: read when it has answered."""

    def __init__(self) -> None:
        self.typed: TypedIn | None = None
        self.same_count = False


class DeskSheets(QObject):
    """What was typed stays until it is written, whatever page is shown and whoever is in."""

    opened = Signal()
    """A sheet's code was scanned: its page has to be shown."""

    def __init__(
        self,
        jobs: Jobs,
        acts: Acts,
        clerk: Clerk,
        *,
        texts: Catalogue,
        settings: Settings,
        office: Office,
    ) -> None:
        super().__init__()
        self.view = SheetsModel()
        self.sheets = SheetModel()
        self.numbers = NumberModel()
        self.bands = BandsModel()
        self._jobs = jobs
        self._acts = acts
        self._clerk = clerk
        self._texts = texts
        self._settings = settings
        self._printing = SheetPrinting(office, settings, texts)
        self._ago = 0
        self._turn = 0
        self._day: dt.date | None = None
        self._listed: tuple[PaperSheet, ...] = ()
        self.drafts: dict[str, Draft] = {}
        self._chosen = ""
        view = self.view
        view.turned.connect(lambda days: self.read(self._ago - days))
        view.chosen.connect(self.choose)
        view.printed.connect(self.print)
        view.numbered.connect(self.add)
        view.removed.connect(self.remove)
        view.timed.connect(self._time)
        view.confirmed.connect(self.confirm)
        self.bands.changed.connect(self._count)
        clerk.changed.connect(self.say_again)

    def models(self) -> dict[str, QObject]:
        """What the window shows of it."""
        return {
            "sheets": self.view,
            "sheetList": self.sheets,
            "sheetNumbers": self.numbers,
            "sheetBands": self.bands,
        }

    def read(self, ago: int | None = None) -> None:
        """Read the sheets of the day so many days ago."""
        self._ago = max(0, min(_DAYS, self._ago if ago is None else ago))
        self._turn += 1
        self._jobs.submit(
            partial(_sheets, ago=self._ago), partial(self._take, self._turn), self._fail
        )

    def scan(self, text: str) -> bool:
        """A scanner read this while the page is shown: a card on the sheet. False without one."""
        if self._draft is None or not text:
            return False
        self.add(text)
        return True

    def open_code(self, code: str) -> None:
        """A sheet was scanned: it is shown, to be typed in."""
        self._turn += 1
        self._jobs.submit(
            lambda desk: (desk.today().day, desk.sheet_named(code)),
            partial(self._open, self._turn),
            self._fail,
        )

    def choose(self, code: str) -> None:
        """Type this one in; what was typed of another waits."""
        sheet = next((one for one in self._listed if one.code == code), None)
        if sheet is None or self.view.props.busy:
            return
        self._chosen = code
        draft = self.drafts.setdefault(code, Draft(sheet))
        self._change(summary="", problem="", again=False)
        self.bands.show(draft.bands)
        self._look_again(draft)
        self.say_again()
        self.view.focusWanted.emit()

    def add(self, text: str) -> None:
        """Put a number on the sheet and look up whom it names."""
        draft, number = self._draft, number_typed(text)
        if draft is None or not number or self.view.props.busy:
            return
        self._change(summary="", problem="", again=False)
        if draft.add(number):
            self._look_up(draft, number)
        else:
            self._change(problem=self._texts.say("desk.sheet.there", number))
        self.say_again()

    def remove(self, number: str) -> None:
        """Take a number off the sheet."""
        draft = self._draft
        if draft is not None and not self.view.props.busy:
            draft.remove(number)
            self._look_again(draft)
            self.say_again()

    def confirm(self, again: bool) -> None:
        """Write the sheet in."""
        from kiosk.desk import Sheet

        draft = self._draft
        if draft is None or self.view.props.busy:
            return
        sheet = draft.sheet
        is_visits = sheet.occurrence is None
        at = moment(draft.time, sheet.day, self._settings.zone) if is_visits else None
        said = Sheet(
            wanted=sheet.wanted, numbers=draft.wanted, bands=draft.bands, at=at, again=again
        )
        written = _Written()
        told = Told(
            partial(self._change, busy=True, problem="", summary="", again=False),
            partial(self._wrote, draft, written),
            partial(self._refused, written),
        )
        mistake = self._texts.say("desk.mend.mistake")
        self._acts.do(partial(type_in, sheet=said, written=written, mistake=mistake), told)

    def print(self, code: str) -> None:
        """Print a sheet of the list, or all of the day when none is named."""
        chosen = [one for one in self._listed if code in ("", one.code)]
        if chosen and not self.view.props.printing:
            self._change(printing=True, problem="", summary="")
            self._printing.print(chosen, self._printed)

    def say_again(self) -> None:
        """Derive the words anew: in another language, or for somebody else."""
        texts, zone, draft = self._texts, self._settings.zone, self._draft
        self.sheets.show(derive_sheets(self._listed, self.drafts, self._chosen, texts, zone))
        shown = draft.numbers if draft is not None else []
        self.numbers.show(derive_numbers(shown, texts, named=bool(self._clerk.name)))
        said = derive_sheet(draft, self._day, self._ago, texts, zone)
        said |= {"earlier": self._ago < _DAYS, "later": self._ago > 0}
        self._change(**said, people=derive_people(draft, texts))

    def end(self) -> None:
        """The window closes."""
        self._printing.end()

    # -- inside --------------------------------------------------------------------------------

    @property
    def _draft(self) -> Draft | None:
        return self.drafts.get(self._chosen)

    def _take(self, turn: int, found: tuple[dt.date, tuple[PaperSheet, ...]]) -> None:
        if turn == self._turn:
            self._day, self._listed = found
            if self._draft is not None and self._draft.sheet.day != self._day:
                self._chosen = ""
            self._change(problem="")
            self.say_again()

    def _open(self, turn: int, found: tuple[dt.date, PaperSheet | None]) -> None:
        if turn != self._turn:
            return
        today, sheet = found
        if sheet is None:
            self._acts.tell(self._texts.say("desk.sheet.too_old"))
            return
        self._ago = (today - sheet.day).days
        self._day, self._listed = sheet.day, (sheet,)
        self.opened.emit()
        self.choose(sheet.code)
        self.read()

    def _fail(self, trouble: Exception) -> None:
        self._change(problem=self._acts.trouble(trouble, "desk.sheet.unread"))

    def _look_up(self, draft: Draft, number: str) -> None:
        sheet = draft.sheet
        self._jobs.submit(
            lambda desk: desk.look_up(number, sheet.wanted, sheet.day),
            partial(self._know, draft, number),
            partial(self._not_known, draft, number),
        )

    def _look_again(self, draft: Draft) -> None:
        for one in draft.numbers:
            self._look_up(draft, one.number)

    def _know(self, draft: Draft, number: str, found: OnSheet) -> None:
        draft.know(number, found)
        self.say_again()

    def _not_known(self, draft: Draft, number: str, trouble: Exception) -> None:
        draft.not_known(number)
        self._fail(trouble)
        self.say_again()

    def _time(self, text: str) -> None:
        if self._draft is not None:
            self._draft.time = text
            self._change(time=text)

    def _count(self) -> None:
        draft = self._draft
        if draft is not None:
            draft.bands = self.bands.counts
            self._change(people=derive_people(draft, self._texts), again=False)

    def _wrote(self, draft: Draft, written: _Written) -> None:
        typed = written.typed
        self._change(busy=False)
        if typed is not None:
            draft.keep((*typed.unknown, *typed.suspended))
            if draft is self._draft:
                self.bands.show({})
                self._change(summary=derive_summary(typed, self._texts))
                self.view.focusWanted.emit()
            self.say_again()

    def _refused(self, written: _Written, words: str) -> None:
        self._change(busy=False, problem=words, again=written.same_count)

    def _printed(self, summary: str, problem: str) -> None:
        self._change(printing=False, summary=summary, problem=problem)

    def _change(self, **more: object) -> None:
        self.view.show(self.view.props._replace(**more))  # type: ignore[arg-type]


def _sheets(desk: FrontDesk, *, ago: int) -> tuple[dt.date, tuple[PaperSheet, ...]]:
    day = desk.today().day - dt.timedelta(days=ago)
    return day, tuple(desk.sheets(day))


def type_in(desk: FrontDesk, by: str, *, sheet: Sheet, written: _Written, mistake: str) -> Done:
    """Write the sheet in; back: every entry of it is undone."""
    from kiosk.desk import No, NotPossible

    try:
        typed = written.typed = desk.type_in(sheet, by)
    except NotPossible as e:
        written.same_count = e.why is No.SHEET_AGAIN
        raise
    people = len(typed.added) + typed.counted

    def back(desk: FrontDesk, by: str) -> Done:
        desk.undo_all(typed.entries, mistake, by)
        return Done("desk.sheet.taken_back")

    return Done("desk.sheet.written", (people,), back if typed.entries else None)
