"""The set-up of a scanner: two scans of any code say how it types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from kiosk import card
from kiosk.config import Scanner
from kiosk.keeping import CannotKeep, Kept
from kiosk.ports import StoreTrouble
from ui.jobs import Jobs, log_trouble
from ui.readers.keys import Key, Kind
from ui.readers.learn import Learned, learn
from ui.readers.wedge import Wedge
from ui.staff import StaffWay
from ui.stage import STAYS, Stage
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.qr import modules_of
from ui.viewmodels.setup import SetupProps, findings

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk

SAMPLE = "KIOSK-SCAN-TEST"
"""What the code on the screen says; whatever else a scanner types with it is its own."""
FEWEST = 4
"""Characters of a scan; fewer are fingers."""
SLOWEST_MS = 80
"""Between two keys, on average: nobody's fingers are as quick, and a Bluetooth scanner is."""

Keep = Callable[[Mapping[str, object]], Kept]
"""Writes these settings of a scanner; runs on the worker. Raises CannotKeep."""


class ScannerSetup(QObject):
    """Learns from the keys while its screen is on: nothing that is scanned there is a check-in.

    Without a `keep`, what was learned lasts until the next start.
    """

    def __init__(
        self, wedge: Wedge, jobs: Jobs, stage: Stage, way: StaffWay, keep: Keep | None
    ) -> None:
        super().__init__()
        self._wedge = wedge
        self._jobs = jobs
        self._stage = stage
        self._way = way
        self._keep = keep
        self._first: Learned | None = None
        self._learned: Learned | None = None
        self._saving = False
        self._said: Callable[[], SetupProps] = SetupProps
        wedge.ran.connect(self._ran)
        model = stage.views.setup
        model.saved.connect(self.save)
        model.closed.connect(self.close)
        stage.views.devices.setupAsked.connect(self.open)
        stage.shown.connect(self._screen_changed)
        stage.views.look.languageChanged.connect(self.render)

    @cached_property
    def _code(self) -> str:
        return modules_of(card.matrix(SAMPLE))

    def open(self) -> None:
        """Ask for a scan."""
        if self._stage.screen is not Screen.DEVICES:
            return
        self._first = self._learned = None
        self._saving = False
        self._said = lambda: self._asking("first")
        self._wedge.learn(on=True)
        self._stage.show(Screen.SETUP, stay=STAYS[Screen.SETUP])

    def close(self) -> None:
        """Back to the devices; what was not saved is forgotten."""
        if self._stage.screen is Screen.SETUP:
            self._stage.show(Screen.DEVICES, stay=STAYS[Screen.DEVICES])

    def save(self) -> None:
        """Keep what was learned, and use it from now on."""
        learned, who, keep = self._learned, self._way.who, self._keep
        if learned is None or self._saving or not who or self._stage.screen is not Screen.SETUP:
            return
        turn = self._stage.views.kiosk.props.shown
        if keep is None:
            self._end(learned.settings, lambda: self._answer("used", learned), turn)
            return
        self._saving = True
        self._jobs.submit(
            lambda desk: _written(desk, keep, learned.values, who),
            lambda kept: self._kept(kept, learned, turn),
            lambda trouble: self._not_kept(trouble, learned, turn),
        )

    def render(self) -> None:
        """Say what there is to say, in the language of the moment."""
        if self._stage.screen is Screen.SETUP:
            self._stage.views.setup.show(self._said())

    # -- what is scanned -------------------------------------------------------------------------

    def _ran(self, keys: Sequence[Key]) -> None:
        if self._stage.screen is not Screen.SETUP or self._saving or self._learned is not None:
            return
        self._stage.touched()
        found = learn(keys, SAMPLE, self._wedge.scanner)
        letters = sum(key.kind is Kind.CHARACTER for key in keys)
        if found is None or letters < FEWEST or found.average_ms > SLOWEST_MS:
            self._say(lambda: self._asking("none"))
        elif self._first is None:
            self._first = found
            self._say(lambda: self._asking("second", found))
        elif _alike(self._first, found):
            gap = max(self._first.settings.gap_ms, found.settings.gap_ms)
            better = self._first if self._first.prefix_told else found
            settings = msgspec.structs.replace(better.settings, gap_ms=gap)
            learned = self._learned = better._replace(settings=settings)
            self._say(lambda: self._answer("found", learned)._replace(ready=True))
        else:
            self._first = None
            self._say(lambda: self._asking("unlike"))

    # -- what is said ----------------------------------------------------------------------------

    def _say(self, said: Callable[[], SetupProps]) -> None:
        self._said = said
        self.render()

    def _asking(self, what: str, learned: Learned | None = None) -> SetupProps:
        return self._answer(what, learned)._replace(code=self._code)

    def _answer(self, what: str, learned: Learned | None = None) -> SetupProps:
        texts = self._stage.texts
        found = findings(learned, texts) if learned is not None else []
        return SetupProps(
            title=texts.say(f"setup.{what}"),
            line=texts.say(f"setup.line.{what}"),
            found=tuple(finding.words for finding in found),
            arts=tuple(finding.art for finding in found),
        )

    # -- what becomes of it ----------------------------------------------------------------------

    def _end(self, scanner: Scanner, said: Callable[[], SetupProps], turn: int) -> None:
        """It is used at once, kept or not; whoever went meanwhile is told nothing."""
        self._wedge.use(scanner)
        self._saving = False
        if turn == self._stage.views.kiosk.props.shown:
            self._stage.sound.emit("welcome")
            self._say(lambda: said()._replace(ended=True))

    def _kept(self, kept: Kept, learned: Learned, turn: int) -> None:
        def said() -> SetupProps:
            props = self._answer("saved", learned)
            if kept.overridden:
                names = ", ".join(kept.overridden)
                props = props._replace(line=self._stage.texts.say("setup.overridden", names))
            return props

        self._end(learned.settings, said, turn)

    def _not_kept(self, trouble: Exception, learned: Learned, turn: int) -> None:
        if not isinstance(trouble, CannotKeep):
            self._saving = False
            log_trouble(trouble)
            return

        def said() -> SetupProps:
            say = self._stage.texts.say
            line = say("setup.failed.line", trouble.file)
            return SetupProps(title=say("setup.failed"), line=line, lines=trouble.lines)

        self._end(learned.settings, said, turn)

    def _screen_changed(self, screen: str) -> None:
        if screen != Screen.SETUP:
            self._wedge.learn(on=False)
        self.render()


def _alike(one: Learned, other: Learned) -> bool:
    """Whether two scans came of the same scanner, set the same way."""
    return (one.suffix, one.prefix, one.aim, one.layout, one.caps) == (
        other.suffix, other.prefix, other.aim, other.layout, other.caps,
    )  # fmt: skip


def _written(desk: FrontDesk, keep: Keep, values: Mapping[str, object], who: str) -> Kept:
    kept = keep(values)
    try:
        desk.note_settings("scanner", who)
    except StoreTrouble as e:
        log_trouble(e)  # it is written all the same
    return kept
