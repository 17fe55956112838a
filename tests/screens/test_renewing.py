"""A changed settings file is taken while nobody is there; a wrong one changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

import ui.application
import ui.desk.resting
import ui.desk.running
import ui.renewing
from kiosk.app import Installation
from kiosk.config import Centre, Settings
from kiosk.record import Role
from kiosk.settings_book import Book
from tests.fakes import FakeFrontDesk, HandExecutor
from tests.screens.conftest import PORTRAIT, Visitor
from tests.screens.ways import DIGITS, staff
from ui.application import Kiosk, run_kiosk
from ui.desk.running import run_desk
from ui.desk.window import DeskWindow
from ui.hands import look
from ui.renewing import REST_S, renewed

NAMED = '[centre]\nname = "ศูนย์ใหม่"\n'
WRONG = "[sound]\n\nvolume = 7\n"


class Taken:
    """The settings file, and the settings that were taken from it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.taken: list[Settings] = []
        self.book = Book(file, {}, take=self.taken.append)


@pytest.fixture
def there(tmp_path: Path) -> Taken:
    return Taken(tmp_path / "walkin.toml")


@pytest.fixture
def visitor(make_visitor: Callable[..., Visitor], there: Taken) -> Visitor:
    somebody = make_visitor(book=there.book)
    somebody.arrive()
    somebody.outdated = []
    somebody.kiosk.renewal.outdated.connect(lambda: somebody.outdated.append(True))
    somebody.wait(REST_S + 1)
    return somebody


def test_it_waits_until_nobody_is_there(visitor: Visitor, there: Taken) -> None:
    there.file.write_text("# the same in other words\n", "utf-8")
    visitor.wait(4)
    assert visitor.outdated == []
    visitor.tap("open.pad")
    there.file.write_text(NAMED, "utf-8")
    visitor.wait(REST_S + 3)
    assert visitor.screen == "pad"
    assert visitor.kiosk.renewal.wanted.centre.name == "ศูนย์ใหม่"
    assert visitor.outdated == []
    visitor.tap("back")
    visitor.wait(REST_S - 2)
    assert visitor.outdated == []
    visitor.wait(3)
    assert visitor.outdated != []


def test_what_is_open_is_finished_first(visitor: Visitor, there: Taken) -> None:
    visitor.kiosk.jobs.submit(lambda desk: desk.changed(), lambda _: None, lambda _: None)
    assert not visitor.kiosk.at_rest
    visitor.settle()
    assert visitor.kiosk.at_rest
    visitor.kiosk.printer.put([])
    assert not visitor.kiosk.at_rest


def make(settings: Settings) -> Kiosk:
    return Kiosk(FakeFrontDesk, settings, size=PORTRAIT, executor=HandExecutor())


def test_another_window_goes_on(visitor: Visitor, there: Taken) -> None:
    there.file.write_text(NAMED, "utf-8")
    visitor.wait(4)
    before = visitor.kiosk.window
    visitor.kiosk = renewed(visitor.kiosk, make)
    assert not shiboken6.isValid(before)
    assert visitor.kiosk.window.isVisible()
    assert [settings.centre.name for settings in there.taken] == ["ศูนย์ใหม่"]


def test_the_centre_has_its_colour_by_day(make_visitor: Callable[..., Visitor]) -> None:
    visitor = make_visitor(settings=Settings(centre=Centre(colour="#8a1a5b")))
    theme = visitor.kiosk._scene._engine.singletonInstance("Kiosk.Theme", "Theme")
    assert theme.property("primary").name() == "#8a1a5b"
    visitor.kiosk.views.look.toggleContrast()
    assert theme.property("primary").name() == "#ffe14d"
    visitor.kiosk.views.look.toggleContrast()
    assert theme.property("primary").name() == "#8a1a5b"


LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 120 60">'
    '<rect width="120" height="60" rx="12" fill="#1b5730"/><circle cx="60" cy="30" r="20" '
    'fill="#ffd27a"/></svg>'
)


@pytest.mark.parametrize("text", [LOGO, "not a picture", None])
def test_the_centre_has_its_sign_beside_its_name(
    make_visitor: Callable[..., Visitor], tmp_path: Path, text: str | None
) -> None:
    file = tmp_path / "ตรา.svg"
    if text is not None:
        file.write_text(text, "utf-8")
    visitor = make_visitor(settings=Settings(centre=Centre(logo=str(file))))
    visitor.arrive()
    signs = [s for s in visitor.seen() if s.name == "logo"]
    assert len(signs) == (text is LOGO)
    [name] = [s for s in visitor.seen() if s.name == "centre"]
    assert all(sign.x + sign.width < name.x for sign in signs)


def test_who_comes_meanwhile_is_served_by_the_old_window(visitor: Visitor, there: Taken) -> None:
    there.file.write_text(NAMED, "utf-8")
    visitor.wait(4)
    visitor.admit()

    def slow(settings: Settings) -> Kiosk:
        visitor.kiosk.flow.scanned("CARD1")
        return make(settings)

    assert renewed(visitor.kiosk, slow) is visitor.kiosk
    assert there.taken[-1] == Settings()
    visitor.settle()
    assert visitor.screen == "welcome"
    visitor.outdated.clear()
    visitor.wait(REST_S + 8)
    assert visitor.screen == "home"
    assert visitor.outdated != []


def test_a_window_that_cannot_be_made_leaves_the_old_one(visitor: Visitor, there: Taken) -> None:
    there.file.write_text(NAMED, "utf-8")
    visitor.wait(4)

    def none(settings: Settings) -> Kiosk:
        raise RuntimeError

    assert renewed(visitor.kiosk, none) is visitor.kiosk
    assert there.taken[-1] == Settings()
    assert visitor.kiosk.window.isVisible()
    visitor.outdated.clear()
    visitor.wait(4)
    assert visitor.outdated == []


def test_a_wrong_file_is_told_to_staff_by_line(visitor: Visitor, there: Taken) -> None:
    there.file.write_text(NAMED + WRONG, "utf-8")
    visitor.wait(4)
    assert visitor.outdated == []
    staff("who.0", *DIGITS)(visitor)
    assert visitor.sees("device.settings")
    tile = visitor.kiosk.views.devices.tiles[-1]
    assert tile.line == "บรรทัดที่ 5 – sound.volume: ใส่ตัวเลขตั้งแต่ 0 ถึง 1"
    visitor.tap("device.settings")
    there.file.write_text(NAMED, "utf-8")
    visitor.wait(4)
    assert not visitor.sees("device.settings")


def test_a_database_that_is_there_stays_as_it_was_made(visitor: Visitor, there: Taken) -> None:
    there.file.write_text("[safety]\nencrypt = false\n", "utf-8")
    visitor.wait(4)
    assert visitor.outdated == []


# -- the programs themselves -----------------------------------------------------------------------


class Watcher:
    """Looks at the application while it runs, and does the next thing when it is time."""

    def __init__(self, steps: Iterator[bool]) -> None:
        self.dark = 0
        self._steps = steps
        self._timer = QTimer(interval=15)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._late = QTimer(interval=20_000, singleShot=True)
        self._late.timeout.connect(lambda: QGuiApplication.exit(99))
        self._late.start()

    def _look(self) -> None:
        self.dark += not any(w.isVisible() for w in QGuiApplication.topLevelWindows())
        if next(self._steps, None) is None:
            self._timer.stop()
            QGuiApplication.exit(0)


def words() -> str:
    windows = [w for w in QGuiApplication.topLevelWindows() if isinstance(w, QQuickWindow)]
    return "\n".join(s.text for w in windows if w.isVisible() for s in look(w) if s.text)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    for name in ("ui.renewing.LOOK_S", "ui.application.REST_S", "ui.desk.resting.REST_S"):
        monkeypatch.setattr(name, 0.0)
    environ = {"WALKIN_CONFIG": str(tmp_path / "walkin.toml"), "WALKIN_DATA": str(tmp_path / "d")}
    return Installation(environ=environ)


@pytest.mark.qt_log_ignore("Scenegraph already initialized")
def test_the_kiosk_goes_on_with_other_settings(qapp: object, installed: Installation) -> None:
    def steps() -> Iterator[bool]:
        while installed.settings.centre.name not in words():
            yield True
        installed.settings_file.write_text(WRONG, "utf-8")
        for _ in range(30):
            yield True
        assert installed.settings.centre.name in words()
        installed.settings_file.write_text(NAMED, "utf-8")
        while "ศูนย์ใหม่" not in words():
            yield True

    watcher = Watcher(steps())
    made = lambda: installed.open().desk  # noqa: E731
    book = installed.book
    assert run_kiosk(made, installed.settings, demo=False, window=(540, 960), book=book) == 0
    assert watcher.dark == 0
    assert installed.settings.centre.name == "ศูนย์ใหม่"


@pytest.mark.qt_log_ignore("Scenegraph already initialized")
def test_the_desk_goes_on_where_it_was(
    qapp: object, installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks: list[DeskWindow] = []

    class Seen(DeskWindow):
        def start(self) -> None:
            desks.append(self)
            super().start()

    monkeypatch.setattr(ui.desk.running, "DeskWindow", Seen)

    def steps() -> Iterator[bool]:
        while not desks or "อุทยานการเรียนรู้" not in words():
            yield True
        desks[0].clerk.come("หัวหน้า", Role.ADMIN)
        desks[0].turn("settings")
        desks[0].look.paint("dark")
        while desks[0].settings.drafts == {}:
            desks[0].settings.edit("sound.on", "false")
            yield True
        installed.settings_file.write_text(NAMED, "utf-8")
        for _ in range(30):
            yield True
        assert len(desks) == 1
        desks[0].settings.drop()
        while len(desks) == 1 or "ศูนย์ใหม่" not in words():
            yield True

    watcher = Watcher(steps())
    made = lambda: installed.open().desk  # noqa: E731
    book = installed.book
    assert run_desk(made, installed.settings, demo=False, window=(1280, 800), book=book) == 0
    assert watcher.dark == 0
    new = desks[-1]
    assert (new.clerk.name, new.bar.props.page, new.look.wears) == ("หัวหน้า", "settings", "dark")
