"""The pages of the administrators: files, the programme, the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ui.desk.files import DeskFiles, Folders
from ui.desk.programme import DeskProgramme
from ui.desk.report import DeskReport
from ui.office_printer import Office
from ui.viewmodels.desk.bar import BarModel, Page

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.desk import FrontDesk
    from ui.catalogue import Catalogue
    from ui.desk.acts import Acts
    from ui.desk.clerk import Clerk
    from ui.jobs import Jobs


class Desk(NamedTuple):
    """What every page of the desk stands on."""

    jobs: Jobs
    acts: Acts
    clerk: Clerk
    bar: BarModel
    texts: Catalogue
    settings: Settings


class Administration:
    """`now` gives the time as the window knows it, None before it does.

    `columns` is the file that remembers the columns of lists.
    """

    def __init__(
        self,
        make_desk: Callable[[], FrontDesk],
        desk: Desk,
        office: Office,
        columns: Path | None,
        now: Callable[[], dt.datetime | None],
    ) -> None:
        self.files = DeskFiles(
            make_desk,
            desk.acts,
            desk.clerk,
            texts=desk.texts,
            settings=desk.settings,
            folders=Folders(office.folder, columns),
            now=now,
        )
        self.report = DeskReport(
            make_desk,
            desk.acts,
            desk.clerk,
            office=office,
            texts=desk.texts,
            settings=desk.settings,
        )
        self.programme = DeskProgramme(
            desk.jobs,
            desk.acts,
            desk.clerk,
            bar=desk.bar,
            texts=desk.texts,
            settings=desk.settings,
            folder=office.folder,
        )

    @property
    def busy(self) -> bool:
        """Whether something takes its time, or a list was looked at and not taken in yet."""
        return bool(
            self.files.view.props.busy or self.files.view.props.file or self.report.view.props.busy
        )

    def models(self) -> dict[str, object]:
        """What the window shows of them."""
        return {**self.files.models(), **self.programme.models(), **self.report.models()}

    def enter(self, page: Page) -> None:
        """A page is shown."""
        if page is Page.FILES:
            self.files.enter()
        elif page is Page.REPORT:
            self.report.enter()

    def say_again(self) -> None:
        """Derive all words anew, in another language."""
        self.files.say_again()
        self.programme.say_again()
        self.report.say_again()

    def end(self) -> None:
        """The window closes."""
        self.files.end()
        self.programme.end()
        self.report.end()
