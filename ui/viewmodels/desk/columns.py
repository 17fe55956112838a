"""The columns of the desk's list: which are shown, and how wide each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

COLUMNS = ("time", "name", "number", "activity", "how", "notes")
ALWAYS = "name"
GAP = 10
# Pixels at scale 1, as everything here.
_LEAST = {"time": 48, "name": 96, "number": 56, "activity": 72, "how": 56, "notes": 72}
_USUAL = {"time": 58, "number": 92, "how": 112}
_SHARE = {"name": (0.34, 330), "activity": (0.29, 300), "notes": (0.37, 10_000)}
_ROOM_FOR_NUMBER = 754


class Columns(NamedTuple):
    """What there is room for and what was chosen: `room` in pixels, of which `scale` are a unit.

    A column without a chosen width has its usual one; one that was neither shown nor hidden by hand
    is there when there is room.
    """

    room: float = 0.0
    scale: float = 1.0
    widths: Mapping[str, int] = {}
    shown: Mapping[str, bool] = {}


def shown_of(columns: Columns) -> tuple[str, ...]:
    """The columns that are there, from the left."""
    roomy = columns.room >= _ROOM_FOR_NUMBER * columns.scale
    there = {"number": roomy, **columns.shown, ALWAYS: True}
    return tuple(name for name in COLUMNS if there.get(name, True))


def derive_widths(columns: Columns) -> dict[str, int]:
    """Pixels of each column, 0 for those not there; the last one takes what is left."""
    shown, scale = shown_of(columns), columns.scale
    free = columns.room - GAP * scale * (len(shown) - 1)
    rest = free - sum(_USUAL[name] * scale for name in shown if name in _USUAL)
    *others, last = shown
    wanted = {name: _wanted(name, columns, rest) for name in others}
    over = sum(wanted.values()) + _LEAST[last] * scale - free
    spare = {name: max(0.0, wanted[name] - _LEAST[name] * scale) for name in others}
    if over > 0 and sum(spare.values()) > 0:
        part = min(1.0, over / sum(spare.values()))
        wanted = {name: wanted[name] - spare[name] * part for name in others}
    widths = dict.fromkeys(COLUMNS, 0) | {name: int(wanted[name]) for name in others}
    widths[last] = int(max(_LEAST[last] * scale, free - sum(widths.values())))
    return widths


def _wanted(name: str, columns: Columns, rest: float) -> float:
    if name in columns.widths:
        return max(_LEAST[name], columns.widths[name]) * columns.scale
    if name in _USUAL:
        return _USUAL[name] * columns.scale
    share, most = _SHARE[name]
    return max(_LEAST[name] * columns.scale, min(most * columns.scale, rest * share))


@QmlElement
class ColumnsModel(QObject):
    """Widths in pixels of what there is; `chosen` when a hand changed them."""

    changed = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.props = Columns()
        self._widths = derive_widths(self.props)
        self._shown = shown_of(self.props)

    def show(self, props: Columns) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self._widths = derive_widths(props)
            self._shown = shown_of(props)
            self.changed.emit()

    @Slot(float, float)
    def fit(self, room: float, scale: float) -> None:
        """Lay them out anew: `room` pixels, `scale` of them to a unit."""
        if scale > 0:
            self.show(self.props._replace(room=room, scale=scale))

    @Slot(str, float)
    def widen(self, name: str, width: float) -> None:
        """Make a column so many pixels wide; the last one gives or takes, down to its least."""
        if name not in self._shown[:-1]:
            return
        last, scale = self._shown[-1], self.props.scale
        most = self._widths[name] + self._widths[last] - _LEAST[last] * scale
        units = round(max(_LEAST[name] * scale, min(width, most)) / scale)
        self._choose(self.props._replace(widths={**self.props.widths, name: max(1, units)}))

    @Slot(str, bool)
    def reveal(self, name: str, there: bool) -> None:
        """Show a column or hide it; the name is always there."""
        if name in COLUMNS and name != ALWAYS:
            self._choose(self.props._replace(shown={**self.props.shown, name: there}))

    @Slot()
    def reset(self) -> None:
        """As they were at first."""
        self._choose(self.props._replace(widths={}, shown={}))

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def shown(self) -> list[str]:
        """Names of the columns that are there, from the left."""
        return list(self._shown)

    @Property(int, notify=changed)
    def time(self) -> int:
        """Width of the time."""
        return self._widths["time"]

    @Property(int, notify=changed)
    def name(self) -> int:
        """Width of the name."""
        return self._widths["name"]

    @Property(int, notify=changed)
    def number(self) -> int:
        """Width of the number."""
        return self._widths["number"]

    @Property(int, notify=changed)
    def activity(self) -> int:
        """Width of the activity."""
        return self._widths["activity"]

    @Property(int, notify=changed)
    def how(self) -> int:
        """Width of what named the learner."""
        return self._widths["how"]

    @Property(int, notify=changed)
    def notes(self) -> int:
        """Width of the notes."""
        return self._widths["notes"]

    def _choose(self, props: Columns) -> None:
        self.show(props)
        self.chosen.emit()
