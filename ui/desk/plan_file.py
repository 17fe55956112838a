"""A file of the programme: read beside everything else, looked at, taken in, given out."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QUrl, Signal

from kiosk.record import Role
from kiosk.whole_file import CannotWrite
from ui.desk.acts import Acts, Done, Told
from ui.desk.clerk import Clerk
from ui.jobs import Jobs
from ui.viewmodels.desk.plan_file import (
    FileModel,
    PlanFileModel,
    PlanFileProps,
    Stage,
    derive_file_rows,
    derive_file_summary,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from kiosk.config import Settings
    from kiosk.desk import FrontDesk
    from kiosk.importing.calendar import ProgrammeFile
    from kiosk.importing.programme import Compared
    from kiosk.record import Activity
    from ui.catalogue import Catalogue

    Changes = tuple[tuple[Activity | None, Activity], ...]


class _BrokenOff(Exception):
    """Nobody waits for it any more."""


class _Read(NamedTuple):
    """What a reading gave: a file, or why there is none."""

    turn: int
    file: ProgrammeFile | None = None
    trouble: Exception | None = None


class DeskPlanFile(QObject):
    """Reads on a thread of its own, so that nobody at the desk waits for it."""

    _told = Signal(int, float)
    _answered = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        acts: Acts,
        clerk: Clerk,
        *,
        texts: Catalogue,
        settings: Settings,
        folder: Path,
    ) -> None:
        super().__init__()
        self.view = PlanFileModel()
        self.rows = FileModel()
        self._jobs = jobs
        self._acts = acts
        self._clerk = clerk
        self._texts = texts
        self._zone = settings.zone
        self._folder = folder
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="programme file")
        self._turn = 0
        self._broken_off = threading.Event()
        self._compared: Compared | None = None
        view = self.view
        view.named.connect(self.name)
        view.confirmed.connect(self.confirm)
        view.closed.connect(self.close)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """A file is to be chosen."""
        self._clerk.need(Role.ADMIN, lambda _: self.view.show(PlanFileProps(open=True)))

    def drop(self, url: str) -> None:
        """A file was dropped on the page."""
        self._clerk.need(Role.ADMIN, lambda _: self.name(url))

    def name(self, text: str) -> None:
        """Read this file; nothing is changed by it."""
        url = QUrl(text)
        path = url.toLocalFile() if url.isLocalFile() else text.strip()
        if not path:
            return
        self._break_off()
        self._compared = None
        self.rows.show(())
        self.view.show(PlanFileProps(open=True, stage=Stage.READING, file=path))
        self._broken_off = threading.Event()
        self._reader.submit(self._read, self._turn, Path(path), self._broken_off)

    def confirm(self) -> None:
        """Take in what is shown."""
        found = self._compared
        if found is None or not found.changes or self.view.props.busy:
            return
        told = Told(partial(self._change, busy=True, problem=""), self.close, self._refused)
        why = self._texts.say("desk.mend.mistake")
        changes = tuple((one.before, one.after) for one in found.changes)
        self._acts.do(partial(_take_in, changes=changes, why=why), told, need=Role.ADMIN)

    def close(self) -> None:
        """Leave it; what is being read is broken off."""
        self._break_off()
        self._compared = None
        self.view.show(PlanFileProps())

    def export(self, form: str) -> None:
        """Write the programme into the folder of papers."""
        self._jobs.submit(
            partial(_give_out, form=form, folder=self._folder, zone=self._zone),
            lambda file: self._acts.tell(self._texts.say("desk.file.saved", file)),
            self._not_saved,
        )

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        if self._compared is not None:
            self._preview(self._compared)

    def end(self) -> None:
        """The window closes."""
        self._break_off()
        self._reader.shutdown(wait=True, cancel_futures=True)

    # -- inside --------------------------------------------------------------------------------

    def _break_off(self) -> None:
        self._turn += 1
        self._broken_off.set()

    def _read(self, turn: int, path: Path, broken_off: threading.Event) -> None:
        """On the reader's thread."""
        from kiosk.importing.calendar import read_programme
        from kiosk.importing.reading import bytes_of

        def progress(done: int, total: int) -> None:
            if broken_off.is_set():
                raise _BrokenOff
            self._told.emit(turn, done / max(total, 1))

        try:
            answer = _Read(turn, read_programme(bytes_of(path), self._zone, progress))
        except Exception as e:  # noqa: BLE001 - the seam: a bug must not end the reader
            answer = _Read(turn, trouble=e)
        self._answered.emit(answer)

    def _tell(self, turn: int, share: float) -> None:
        if turn == self._turn:
            self._change(share=share)

    def _take(self, answer: _Read) -> None:
        from kiosk.importing.reading import CannotRead

        if answer.turn != self._turn:
            return
        trouble, say = answer.trouble, self._texts.say
        if isinstance(trouble, CannotRead):
            self._change(stage=Stage.CHOOSE, problem=say(f"desk.file.not.{trouble.why}"))
        elif trouble is not None or answer.file is None:
            words = self._acts.trouble(trouble or RuntimeError(), "desk.file.trouble")
            self._change(stage=Stage.CHOOSE, problem=words)
        else:
            self._jobs.submit(
                partial(_compare, file=answer.file, zone=self._zone),
                partial(self._compare_done, answer.turn),
                lambda e: self._change(stage=Stage.CHOOSE, problem=self._acts.trouble(e)),
            )

    def _compare_done(self, turn: int, found: Compared) -> None:
        if turn == self._turn:
            self._compared = found
            self._preview(found)

    def _preview(self, found: Compared) -> None:
        report = found.report
        told = len(report.planned)
        more = len(found.changes) - told
        note = self._texts.say("desk.file.more", more) if more else ""
        self.rows.show(derive_file_rows(report, self._texts))
        self._change(
            stage=Stage.PREVIEW,
            summary=derive_file_summary(report, self._texts),
            note=note,
            ready=bool(found.changes),
        )

    def _refused(self, words: str) -> None:
        self._change(busy=False, problem=words)

    def _not_saved(self, trouble: Exception) -> None:
        if isinstance(trouble, CannotWrite):
            self._acts.tell(self._texts.say("desk.card.no_file", self._folder))
        else:
            self._acts.tell(self._acts.trouble(trouble))

    def _change(self, **more: object) -> None:
        self.view.show(self.view.props._replace(**more))  # type: ignore[arg-type]


def _compare(desk: FrontDesk, *, file: ProgrammeFile, zone: ZoneInfo) -> Compared:
    from kiosk.importing.programme import compared

    return compared(desk.activities(), file, zone)


def _take_in(desk: FrontDesk, by: str, *, changes: Changes, why: str) -> Done:
    """Write them; back: all is as it was."""
    changed = desk.take_in(changes, by)

    def back(desk: FrontDesk, by: str) -> Done:
        desk.take_back_plan(changed, by, why)
        return Done("desk.plan.taken_back")

    return Done("desk.file.taken", (len(changes),), back, Role.ADMIN)


def _give_out(desk: FrontDesk, *, form: str, folder: Path, zone: ZoneInfo) -> Path:
    from kiosk.exporting.programme import write_programme

    today = desk.today()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as e:
        msg = f"cannot make {folder}"
        raise CannotWrite(msg) from e
    file = folder / f"walkin-programme-{today.day}.{form}"
    write_programme(desk.activities(), today.now, zone, form, file)
    return file
