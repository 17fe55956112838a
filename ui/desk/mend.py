"""Puts the chosen line of today right: checked out, moved, counted anew; and takes that back."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from kiosk import thai
from kiosk.days import read_moment
from kiosk.outcome import VISIT
from kiosk.ports import Line
from kiosk.record import Band, Role
from ui.desk.acts import Acts, Done, Told
from ui.viewmodels.desk.attendance import AttendanceModel
from ui.viewmodels.desk.bands import BandsModel
from ui.viewmodels.desk.destinations import DestinationModel, derive_destinations
from ui.viewmodels.desk.mend import MendModel, MendProps, Whys
from ui.viewmodels.desk.occurrences import OccurrenceModel
from ui.viewmodels.desk.rows import derive_detail

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from kiosk.desk import FrontDesk
    from ui.catalogue import Catalogue
    from ui.desk.acts import Work
    from ui.desk.clerk import Clerk


class DeskMend(QObject):
    """Opens the boxes for the selected line and writes what the clerk chose."""

    def __init__(
        self,
        acts: Acts,
        attendance: AttendanceModel,
        occurrences: OccurrenceModel,
        texts: Catalogue,
        zone: ZoneInfo,
        *,
        clerk: Clerk,
    ) -> None:
        super().__init__()
        self._clerk = clerk
        self.view = MendModel()
        self.destinations = DestinationModel()
        self.bands = BandsModel()
        self._acts = acts
        self._attendance = attendance
        self._occurrences = occurrences
        self._texts = texts
        self._zone = zone
        self._line: Line | None = None
        self._is_stale = False
        view = self.view
        view.asked.connect(self.ask)
        view.checkedOut.connect(self.check_out)
        view.moved.connect(self.move)
        view.corrected.connect(self.correct)
        view.redated.connect(self.redate)
        view.closed.connect(self.close)
        view.refused.connect(acts.tell)
        attendance.selectionChanged.connect(self._know)
        clerk.changed.connect(self._know)
        self._know()

    def models(self) -> dict[str, QObject]:
        """What the window shows of it."""
        return {"mend": self.view, "destinations": self.destinations, "corrected": self.bands}

    def ask(self, box: str) -> None:
        """Open a box for the selected line, or say why it cannot be."""
        props = self.view.props
        why = getattr(props.whys, box)
        if props.box or props.busy:
            return
        if why:
            self._acts.tell(why)
            return
        self._line = line = self._attendance.chosen
        if line is None:
            return
        self._is_stale = False
        here = VISIT if line.occurrence is None else line.occurrence.key
        rows = self._occurrences.rows
        self.destinations.show(derive_destinations(rows, here, self._texts))
        self.bands.show(line.bands)
        computer = self._texts.say("desk.mend.redate.whole", line.entry.node)
        self._change(box=box, problem="", when=self._when(line), computer=computer)

    def close(self) -> None:
        """Leave it; what is being written already is written all the same."""
        self._change(box="", problem="")

    def check_out(self, reason: str) -> None:
        """They left unseen."""
        if self._line is not None:
            self._write(partial(check_out, line=self._line, reason=self._reason(reason)))

    def move(self, wanted: str, reason: str) -> None:
        """They came for something else."""
        titles = {row.key: row.title for row in self.destinations.rows if not row.here}
        if self._line is not None and wanted in titles:
            to = _To(wanted, titles[wanted])
            self._write(partial(move, line=self._line, to=to, reason=self._reason(reason)))

    def correct(self, reason: str) -> None:
        """So many came."""
        if self._line is not None:
            bands = self.bands.counts
            work = partial(correct, line=self._line, bands=bands, reason=self._reason(reason))
            self._write(work)

    def redate(self, text: str, whole: bool, reason: str) -> None:
        """Their clock was wrong."""
        if self._line is None:
            return
        try:
            at = read_moment(text, self._zone)
        except ValueError:
            self._change(problem=self._texts.say("desk.mend.redate.unread"))
            return
        why = self._reason(reason)
        work = partial(redate, line=self._line, at=at, whole=whole, reason=why)
        self._write(work, Role.ADMIN)

    def say_again(self) -> None:
        """Derive the words anew, in another language."""
        self._know()
        self._change(problem="")

    def _when(self, line: Line) -> str:
        """As it is typed: of the era of the language, to the minute."""
        local = line.at.astimezone(self._zone)
        english = self._texts.language == "en"
        day = f"{local:%d/%m/%Y}" if english else thai.buddhist(local.date())
        return f"{day} {local:%H:%M}"

    def _reason(self, text: str) -> _Reason:
        return _Reason(thai.tidy(text), self._texts.say("desk.mend.mistake"))

    def _write(self, work: Work, need: Role = Role.DESK) -> None:
        if self.view.props.busy:
            return
        told = Told(
            partial(self._change, busy=True, problem=""),
            partial(self._change, busy=False, box=""),
            self._fail,
        )
        self._acts.do(work, told, need=need)

    def _fail(self, words: str) -> None:
        """What was typed stays; what the line says is read again."""
        self._is_stale = True
        self._change(busy=False, problem=words)

    def _know(self) -> None:
        """What can be done with the selected line; and the line of the box after a refusal."""
        from kiosk.desk import Mend, why_not

        line = self._attendance.chosen
        box = self._line
        if self._is_stale and line is not None and box is not None and line.entry == box.entry:
            self._line = line
        found = (why_not(line, mend) for mend in Mend)
        whys = Whys(*("" if why is None else self._texts.say(f"desk.not.{why}") for why in found))
        may = self._clerk.role.may(Role.ADMIN)
        self._change(whys=whys, counted=line is not None and not line.named, administrator=may)

    def _change(self, **more: object) -> None:
        props: MendProps = self.view.props._replace(**more)  # type: ignore[arg-type]
        detail = derive_detail(self._line, self._texts, self._zone)
        self.view.show(props._replace(who=detail.title, detail=detail.words))


class _Reason(NamedTuple):
    """Why, and why it is taken back when it is."""

    words: str
    mistake: str


class _To(NamedTuple):
    key: str
    title: str


def check_out(desk: FrontDesk, by: str, *, line: Line, reason: _Reason) -> Done:
    """The people of the line left; back: they did not."""
    entry = desk.check_out([line.entry], by, reason.words)

    def back(desk: FrontDesk, by: str) -> Done:
        desk.stay(entry.id, reason.mistake, by)
        return Done("desk.mend.stayed")

    return Done("desk.mend.checked_out", (line.people,), back)


def move(desk: FrontDesk, by: str, *, line: Line, to: _To, reason: _Reason) -> Done:
    """They came for something else; back: they did not."""
    before = VISIT if line.occurrence is None else line.occurrence.key
    desk.move([line.entry], to.key, by, reason.words, seen=before)

    def back(desk: FrontDesk, by: str) -> Done:
        desk.move([line.entry], before, by, reason.mistake, seen=to.key)
        return Done("desk.mend.moved_back")

    return Done("desk.mend.moved", (to.title,), back)


def correct(
    desk: FrontDesk, by: str, *, line: Line, bands: dict[Band, int], reason: _Reason
) -> Done:
    """So many came; back: as many as it said before."""
    desk.correct_count(line.entry, line.bands, bands, by, reason.words)

    def back(desk: FrontDesk, by: str) -> Done:
        desk.correct_count(line.entry, bands, line.bands, by, reason.mistake)
        return Done("desk.mend.corrected", (line.people,))

    return Done("desk.mend.corrected", (sum(bands.values()),), back)


def redate(
    desk: FrontDesk, by: str, *, line: Line, at: dt.datetime, whole: bool, reason: _Reason
) -> Done:
    """It happened then, and what its computer wrote around it as much later; back: as before."""
    from kiosk.desk import No, NotPossible, Stretch

    was = line.misdated.at if line.misdated is not None else line.at
    those = desk.run_of(line.entry) if whole else Stretch(*line.entry, line.entry.seq)
    # To the minute, as it is typed: seconds stay what they are.
    shift = at - was.replace(second=0, microsecond=0)
    before = line.at - was
    if shift == before:
        msg = f"{line.entry} is of that time already"
        raise NotPossible(No.SAME, msg)
    done = desk.redate(those, shift, by, reason.words)

    def back(desk: FrontDesk, by: str) -> Done:
        undone = desk.redate(those, before, by, reason.mistake)
        return Done("desk.mend.redated_back", (undone.entries,))

    return Done("desk.mend.redated", (done.entries,), back, Role.ADMIN)
