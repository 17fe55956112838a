"""Shows what kiosks did that did not know of each other, and sets free what a silent one holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from ui.catalogue import Catalogue
from ui.desk.acts import Acts, Done, Told
from ui.viewmodels.desk.apart import ApartModel, derive_conflict, derive_silent

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, Silent, Unseen


class Apart(NamedTuple):
    """What was found at a moment."""

    conflicts: tuple[Unseen, ...] = ()
    silent: tuple[Silent, ...] = ()


def find_apart(desk: FrontDesk) -> Apart:
    """Read what nobody has seen yet, and seats that nobody can give."""
    return Apart(tuple(desk.conflicts()), tuple(desk.silent()))


class DeskApart(QObject):
    """One box. Seats are set free in somebody's name, after it was said what that may bring."""

    def __init__(self, acts: Acts, texts: Catalogue, zone: ZoneInfo) -> None:
        super().__init__()
        self.view = ApartModel()
        self._acts = acts
        self._texts = texts
        self._zone = zone
        self._found = Apart()
        self._nodes: tuple[str, ...] = ()
        view = self.view
        view.asked.connect(lambda: view.stand(is_open=True))
        view.closed.connect(lambda: view.stand(is_open=False, writing=view.written))
        view.warned.connect(self.warn)
        view.seen.connect(self.see)
        view.freed.connect(self.free)

    def models(self) -> dict[str, QObject]:
        """What the window shows of it."""
        return {"apart": self.view}

    def take(self, found: Apart, nodes: Sequence[str]) -> None:
        """Show these; `nodes` are the names of all that are known."""
        self._found, self._nodes = found, tuple(nodes)
        self.say_again()

    def say_again(self) -> None:
        """Derive all words anew, in another language too."""
        texts, zone, view = self._texts, self._zone, self.view
        rows = [derive_silent(one, self._nodes, texts, zone) for one in self._found.silent]
        rows += [derive_conflict(one, texts, zone) for one in self._found.conflicts]
        view.show(tuple(rows))
        if view.warned_of and view.warned_of not in view.names:
            self._stand()

    def warn(self, name: str) -> None:
        """Say first what setting these seats free may bring; with "" nothing is set free."""
        if not self.view.written:
            self._stand(asking=name)

    def see(self, name: str) -> None:
        """Write that staff know of a conflict."""
        if name in self.view.names and not self.view.written:
            found = self._found.conflicts[self.view.names.index(name) - len(self._found.silent)]
            self._acts.do(partial(see, found=found), self._told(name), once=name)

    def free(self, name: str) -> None:
        """Write that staff set these seats free; only what was warned of."""
        if name and name == self.view.warned_of and not self.view.written:
            silent = self._found.silent[self.view.names.index(name)]
            self._acts.do(partial(free, silent=silent), self._told(name), once=name)

    def _told(self, name: str) -> Told:
        return Told(partial(self._stand, writing=name), self._stand, self._failed)

    def _stand(self, *, asking: str = "", writing: str = "") -> None:
        self.view.stand(is_open=self.view.is_open, asking=asking, writing=writing)

    def _failed(self, words: str) -> None:
        self._stand()
        self._acts.tell(words)


def see(desk: FrontDesk, by: str, *, found: Unseen) -> Done:
    """Staff know of it; that another desk was faster is an answer."""
    from kiosk.desk import NotPossible

    try:
        desk.conflict_seen(found.conflict.kind, found.conflict.entries, by)
    except NotPossible:
        return Done("desk.alert.faster")
    return Done("desk.alert.seen")


def free(desk: FrontDesk, by: str, *, silent: Silent) -> Done:
    """Others may have the seats; that there are none any more is an answer."""
    from kiosk.desk import NotPossible

    try:
        desk.free_seats(silent.occurrence.key, silent.part.holder, by)
    except NotPossible:
        return Done("desk.apart.none")
    return Done("desk.apart.freed", (f"{silent.part.spare:,}",))
