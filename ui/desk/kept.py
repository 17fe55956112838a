"""All that is kept of a learner: to be read on the screen, or taken along as files or on paper."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from kiosk.exporting import person
from kiosk.whole_file import CannotWrite, whole_file
from ui.desk.acts import Acts, Done
from ui.office_printer import Office, OfficePrinter, Pages, Printed
from ui.paper.kept import pages_of

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, KeptOf
    from ui.catalogue import Catalogue
    from ui.desk.acts import Work


class Papers(NamedTuple):
    """Where files for people go, and when it is there."""

    folder: Path
    zone: ZoneInfo
    now: dt.datetime


def _nothing() -> None:
    pass


class Doing(Protocol):
    """How a step does something in the clerk's name."""

    def __call__(self, work: Work, reason: str, *, then: Callable[[], None]) -> None:
        """Do it, `then` go on; the step stays."""


class Along:
    """What is kept goes along with the learner, as files or on paper; each time it is an export."""

    def __init__(self, do: Doing, acts: Acts, office: Office, texts: Catalogue) -> None:
        self._do = do
        self._acts = acts
        self._folder = office.folder
        self._printer = OfficePrinter(office.send)
        self._texts = texts

    def save(self, learner: str, papers: Papers) -> None:
        """Write the files."""
        why = self._texts.say("desk.why.asked")
        self._do(_into_files(learner, why, papers), why, then=_nothing)

    def print(self, learner: str, papers: Papers) -> None:
        """Print it, or make a PDF of it where there is no printer."""
        why, written = self._texts.say("desk.why.asked"), list[_Paper]()

        def work(desk: FrontDesk, by: str) -> Done:
            found = desk.take_along(learner, by, why)
            name = _name_of(found, papers).with_suffix(".pdf")
            written.append(_Paper(name, _text(_told(found, papers))))
            return Done("desk.card.printing")

        def print_it() -> None:
            file, text = written[0]
            self._printer.print_or_keep(Pages(pages_of(text)), file, self._printed)

        self._do(work, why, then=print_it)

    def end(self) -> None:
        """The window closes."""
        self._printer.close()

    def _printed(self, where: Printed) -> None:
        if where.printer:
            self._acts.tell(self._texts.say("desk.card.printed", where.printer))
        elif where.file is not None:
            self._acts.tell(self._texts.say("desk.sheet.saved", where.file))
        else:
            self._acts.tell(self._texts.say("desk.done.no_file", self._folder))


class _Paper(NamedTuple):
    file: Path
    text: str


def read_all(desk: FrontDesk, learner: str, by: str, why: str, papers: Papers) -> str:
    """All of it as text; a look. Raises NotPossible."""
    return _text(_told(desk.show(learner, by, why), papers))


def _into_files(learner: str, why: str, papers: Papers) -> Work:
    """Two files, for people and for programs."""

    def work(desk: FrontDesk, by: str) -> Done:
        found = desk.take_along(learner, by, why)
        told, name = _told(found, papers), _name_of(found, papers)
        try:
            papers.folder.mkdir(parents=True, exist_ok=True)
            for ending, write in ((".json", person.write_json), (".txt", person.write_text)):
                with whole_file(name.with_suffix(ending)) as draft:
                    write(told, draft)
        except (CannotWrite, OSError):
            return Done("desk.done.no_file", (papers.folder,))
        return Done("desk.done.saved", (name.with_suffix(".txt"),))

    return work


def _name_of(found: KeptOf, papers: Papers) -> Path:
    name = "".join(c for c in found.learner.number if c.isalnum()) or "learner"
    return papers.folder / f"walkin-{name}"


def _text(told: person.Kept) -> str:
    text = io.BytesIO()
    person.write_text(told, text)
    return text.getvalue().decode("utf-8-sig").strip()


def _told(found: KeptOf, papers: Papers) -> person.Kept:
    return person.kept(
        found.learner, found.also, found.visits, found.faces, found.history,
        elsewhere=found.elsewhere, since=found.since, now=papers.now, zone=papers.zone,
    )  # fmt: skip
