"""All that is kept of a learner: to be read on the screen, or taken along as files."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from kiosk.exporting import person
from kiosk.exporting.whole_file import CannotWrite, whole_file
from ui.desk.acts import Done

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, KeptOf
    from ui.desk.acts import Work


class Papers(NamedTuple):
    """Where files for people go, and when it is there."""

    folder: Path
    zone: ZoneInfo
    now: dt.datetime


def read_all(desk: FrontDesk, learner: str, by: str, why: str, papers: Papers) -> str:
    """All of it as text; a look. Raises NotPossible."""
    text = io.BytesIO()
    person.write_text(_told(desk.show(learner, by, why), papers), text)
    return text.getvalue().decode("utf-8-sig").strip()


def take_along(learner: str, why: str, papers: Papers) -> Work:
    """Write it into two files, for people and for programs; kept as an export."""

    def work(desk: FrontDesk, by: str) -> Done:
        found = desk.take_along(learner, by, why)
        told = _told(found, papers)
        name = "".join(c for c in found.learner.number if c.isalnum()) or "learner"
        try:
            papers.folder.mkdir(parents=True, exist_ok=True)
            for ending, write in ((".json", person.write_json), (".txt", person.write_text)):
                with whole_file(papers.folder / f"walkin-{name}{ending}") as draft:
                    write(told, draft)
        except (CannotWrite, OSError):
            return Done("desk.done.no_file", (papers.folder,))
        return Done("desk.done.saved", (papers.folder / f"walkin-{name}.txt",))

    return work


def _told(found: KeptOf, papers: Papers) -> person.Kept:
    return person.kept(
        found.learner, found.also, found.visits, found.faces, found.history,
        now=papers.now, zone=papers.zone,
    )  # fmt: skip
