"""The desk's head and head-counts: how many came, how many are inside, and where."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk import thai
from kiosk.config import Settings
from ui.catalogue import Catalogue
from ui.trouble import told
from ui.viewmodels.desk.exchange import derive_exchange, span_words
from ui.viewmodels.desk.rows import Detail

if TYPE_CHECKING:
    from kiosk.desk import Board, Today

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class BoardProps(NamedTuple):
    """What stands around the list. `trouble` is the banner, "" when all is well.

    `empty` says why there are no lines and `empty_hint` what to do; `matches` how many there are.
    `bands` are those inside by age, `nodes` when each was heard of last, `hub` how the exchange
    stands, `hub_bad` when not well. `clock_trouble` is said when this machine's clock cannot
    be right, `silence` when a computer or the hub was not heard for too long.
    """

    centre: str = ""
    date: str = ""
    clock: str = ""
    came: str = "–"
    inside: str = "–"
    trouble: str = ""
    matches: str = ""
    empty: str = ""
    empty_hint: str = ""
    bands: str = ""
    nodes: str = ""
    hub: str = ""
    hub_bad: bool = False
    clock_trouble: str = ""
    silence: str = ""
    detail: Detail = Detail()
    undoable: bool = False
    identified: bool = False


class Known(NamedTuple):
    """What the watch knows at a moment; `now` is None until the desk has answered once."""

    board: Board | None = None
    today: Today | None = None
    now: dt.datetime | None = None
    trouble: str = ""
    text: str = ""
    loaded: int = 0
    complete: bool = True
    detail: Detail = Detail()
    undoable: bool = False
    identified: bool = False


def derive_board(known: Known, texts: Catalogue, settings: Settings) -> BoardProps:
    """Derive what stands around the list."""
    english = texts.language == "en"
    props = BoardProps(
        centre=settings.centre.name_en if english else settings.centre.name,
        trouble=told("desk.trouble", known.trouble, texts) if known.trouble else "",
        detail=known.detail,
        undoable=known.undoable,
        identified=known.identified,
    )
    today, now = known.today, known.now
    if today is None or now is None:
        return props if known.trouble else props._replace(empty=texts.say("desk.starting"))
    local = now.astimezone(settings.zone)
    empty, hint = _nothing(known, texts)
    exchange = derive_exchange(known.board, texts, settings.zone)
    return props._replace(
        date=thai.long_date(today.day, language=texts.language),
        clock=thai.short_time(local, language=texts.language),
        came=f"{today.came:,}",
        inside=f"{today.inside:,}",
        bands=_bands(known.board, texts),
        nodes=exchange.nodes,
        hub=exchange.hub,
        hub_bad=exchange.hub_bad,
        clock_trouble=_clock_trouble(known.board, texts),
        silence=exchange.silence,
        matches=_matches(known, texts),
        empty=empty,
        empty_hint=hint,
    )


def _bands(board: Board | None, texts: Catalogue) -> str:
    if board is None or not board.inside.total:
        return ""
    named, unnamed = (sum(some.values()) for some in board.inside)
    words = [
        texts.say("desk.inside.named", f"{named:,}"),
        texts.say("desk.inside.unnamed", f"{unnamed:,}"),
    ]
    for band, people in board.inside.bands.items():
        key = "desk.inside.band_unknown" if band is None else f"band.{band.value}"
        words.append(f"{texts.say(key)} {people:,}")
    return " · ".join(words)


def _clock_trouble(board: Board | None, texts: Catalogue) -> str:
    if board is None:
        return ""
    if board.clock_ahead is not None:
        side = "ahead" if board.clock_ahead > dt.timedelta(0) else "behind"
        return texts.say(f"desk.clock.{side}", span_words(board.clock_ahead, texts))
    if board.clock_behind is None:
        return ""
    return texts.say("desk.clock", span_words(board.clock_behind, texts))


def _matches(known: Known, texts: Catalogue) -> str:
    if not known.loaded:
        return ""
    if known.loaded == 1 and known.complete and not known.text:
        return texts.say("desk.entry")
    key = "desk.matches" if known.text else "desk.entries"
    return texts.say(key, f"{known.loaded:,}" + ("" if known.complete else "+"))


def _nothing(known: Known, texts: Catalogue) -> tuple[str, str]:
    if known.loaded:
        return "", ""
    if known.text:
        return texts.say("desk.no_match", shortened(known.text)), texts.say("desk.no_match.hint")
    return texts.say("desk.nobody"), texts.say("desk.nobody.hint")


def shortened(text: str, most: int = 40) -> str:
    """The beginning of a long text."""
    text = thai.tidy(text)
    return text if len(text) <= most else text[:most] + "…"


@QmlElement
class DeskBoardModel(QObject):
    """Head, banner, count of lines and the selected line in words."""

    changed = Signal()
    filtered = Signal(str)
    refreshed = Signal()
    letterTyped = Signal(str, arguments=["letter"])
    """Fingers typed a letter that nothing had the focus for."""

    def __init__(self) -> None:
        super().__init__()
        self.props = BoardProps()

    def show(self, props: BoardProps) -> None:
        """Replace what is shown."""
        if props != self.props:
            self.props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def centre(self) -> str:
        """Name of the centre."""
        return self.props.centre

    @Property(str, notify=changed)
    def date(self) -> str:
        """The service day in words."""
        return self.props.date

    @Property(str, notify=changed)
    def clock(self) -> str:
        """Time of day at the centre."""
        return self.props.clock

    @Property(str, notify=changed)
    def came(self) -> str:
        """People who came today."""
        return self.props.came

    @Property(str, notify=changed)
    def inside(self) -> str:
        """People inside now."""
        return self.props.inside

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why the list cannot be read, "" when it can."""
        return self.props.trouble

    @Property(str, notify=changed)
    def bands(self) -> str:
        """Those inside by name or not, and by age."""
        return self.props.bands

    @Property(str, notify=changed)
    def nodes(self) -> str:
        """When each node was heard of last."""
        return self.props.nodes

    @Property(str, notify=changed)
    def hub(self) -> str:
        """How the exchange with the hub stands, "" without one."""
        return self.props.hub

    @Property(bool, notify=changed)
    def hubBad(self) -> bool:
        """Whether that is not as it should be."""
        return self.props.hub_bad

    @Property(str, notify=changed)
    def silence(self) -> str:
        """Who was not heard for too long, "" when all were."""
        return self.props.silence

    @Property(str, notify=changed)
    def clockTrouble(self) -> str:
        """Why the clock cannot be right, and what to do; "" when it may be."""
        return self.props.clock_trouble

    @Property(str, notify=changed)
    def matches(self) -> str:
        """How many lines there are."""
        return self.props.matches

    @Property(str, notify=changed)
    def empty(self) -> str:
        """Why there are no lines, "" when there are some."""
        return self.props.empty

    @Property(str, notify=changed)
    def emptyHint(self) -> str:
        """What to do about it."""
        return self.props.empty_hint

    @Property(str, notify=changed)
    def detailTitle(self) -> str:
        """Who the selected line is about, "" when none is selected."""
        return self.props.detail.title

    @Property(str, notify=changed)
    def detail(self) -> str:
        """Everything else about the selected line."""
        return self.props.detail.words

    @Property(bool, notify=changed)
    def undoable(self) -> bool:
        """Whether the selected line can be undone."""
        return self.props.undoable

    @Property(bool, notify=changed)
    def identified(self) -> bool:
        """Whether the selected line is of a learner with a record."""
        return self.props.identified
