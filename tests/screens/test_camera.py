"""The camera before the real window: pictures in, check-ins out, and never in anybody's way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtMultimedia import QCameraDevice, QVideoFrame, QVideoFrameFormat, QVideoSink

from kiosk import card
from kiosk.config import Camera as Wanted
from kiosk.outcome import Code
from tests.cameras import WEBCAM, FakeCameras
from tests.fakes import FakeSeconds
from tests.photographs import backdrop, frame_of, photograph
from tests.screens.conftest import Visitor
from ui.hands import look, wait_until
from ui.readers import camera as reading
from ui.readers import cameras as cameras_of_qt
from ui.readers import looking
from ui.readers.camera import AGAIN_S, ASLEEP_LOOK_S, AWAKE_S, BLIND_S, FIRST_S, CameraReader
from ui.readers.cameras import Camera, Format, choose
from ui.readers.looking import GONE_S, Look, Looker
from ui.readers.reader import Health, State
from ui.sitter import sitting
from ui.sounds import hush
from ui.viewmodels.camera import CameraProps
from ui.viewmodels.mirror import placed

CARD = card.issue(bytes(range(16)), "A", bytes(32))
ROOM = backdrop((640, 480), 1)
HELD = photograph(card.matrix(CARD), "plain", (640, 480))


class Before:
    """Somebody, or nobody, before a camera. Time goes on by what is shown."""

    def __init__(self, reader: CameraReader, cameras: FakeCameras, seconds: FakeSeconds) -> None:
        self.reader, self.cameras, self.seconds = reader, cameras, seconds
        self.read: list[str] = []
        self.seen: list[tuple[bool, bool]] = []
        reader.scanned.connect(self.read.append)
        # Not the pictures: whether any are kept is what is asked.
        reader.seen.connect(lambda props: self.seen.append((props.live, props.picture is not None)))
        reader.begin()

    def show(
        self,
        picture: QImage | Callable[[], QVideoFrame],
        times: int = 1,
        each: float = ASLEEP_LOOK_S,
    ) -> None:
        """The camera sees this, so often."""
        make = picture if callable(picture) else partial(frame_of, picture)
        frames = [make(), make()]  # a sink tells of a frame only if it is another one
        for n in range(times):
            self.seconds.at += each
            looked: list[Look] = []
            assert self.reader._looker is not None
            connection = self.reader._looker.looked.connect(looked.append)
            given = self.reader._given_at
            assert self.cameras.sink is not None
            self.cameras.sink.setVideoFrame(frames[n % 2])
            if self.reader._given_at != given:
                wait_until(lambda looked=looked: bool(looked))
            QCoreApplication.processEvents()
            self.reader._looker.looked.disconnect(connection)
            self.reader.watch()

    def pass_by(self, seconds: float) -> None:
        """Nothing is seen, not even black."""
        self.seconds.at += seconds
        self.reader.watch()

    @property
    def health(self) -> Health:
        return self.reader.health


@pytest.fixture
def before(qapp: QGuiApplication) -> Iterator[Callable[..., Before]]:
    made: list[Before] = []

    def make(*cameras: Camera, **wanted: object) -> Before:
        seconds, fake = FakeSeconds(), FakeCameras(*cameras)
        reader = CameraReader(Wanted(**wanted), load=lambda: fake, there=lambda: True, now=seconds)
        made.append(Before(reader, fake, seconds))
        return made[-1]

    yield make
    for each in made:
        each.reader.close()


@pytest.fixture
def stands(visitor: Visitor) -> Before:
    """The real window with a camera, Home on it."""
    reader, fake = visitor.kiosk.camera, FakeCameras(WEBCAM)
    reader._load = lambda: fake
    reader._there = lambda: True
    return Before(reader, fake, visitor.seconds)


class TestBeforeTheWindow:
    def test_a_card_that_is_held_up_checks_in(self, visitor: Visitor, stands: Before) -> None:
        visitor.admit(CARD)
        stands.show(ROOM)
        stands.show(HELD)
        visitor.settle()
        assert visitor.screen == "welcome"
        stands.show(HELD, times=6)
        visitor.settle()
        assert visitor.desk.asked("scan") == [(CARD, None, False)]
        assert visitor.kiosk.devices.last("camera") is not None

    @pytest.mark.parametrize("kind", QVideoFrameFormat.PixelFormat.__members__.values())
    def test_frames_of_any_kind_do_no_harm(
        self, stands: Before, kind: QVideoFrameFormat.PixelFormat
    ) -> None:
        shape = QVideoFrameFormat(HELD.size(), kind)
        stands.show(lambda: QVideoFrame(shape), times=2)
        stands.show(HELD)
        assert stands.read == [CARD]

    def test_who_comes_is_shown_and_who_goes_is_not(self, visitor: Visitor, stands: Before) -> None:
        stands.show(ROOM, times=3)
        assert not visitor.sees("hint.glass")
        assert visitor.sees("hint.scene")
        stands.show(backdrop((640, 480), 2), times=2)
        visitor.settle()
        assert visitor.sees("hint.glass")
        assert not visitor.sees("hint.scene")
        assert "ถือคิวอาร์โค้ดให้อยู่ในกรอบ" in visitor.words()
        stands.show(backdrop((640, 480), 2), times=int(AWAKE_S / ASLEEP_LOOK_S) + 2)
        visitor.settle()
        assert not visitor.sees("hint.glass")
        assert "ถือคิวอาร์โค้ดให้อยู่ในกรอบ" not in visitor.words()
        assert visitor.kiosk.views.camera.props.picture is None

    def test_a_touch_wakes_it(self, visitor: Visitor, stands: Before) -> None:
        stands.show(ROOM, times=2)
        assert stands.health == Health(State.WAITING, "asleep", WEBCAM.name)
        visitor.tap("language.en")
        stands.show(ROOM)
        assert stands.health == Health(State.READY, "", WEBCAM.name)
        visitor.settle()
        assert "Hold the code in the frame" in visitor.words()

    def test_on_other_screens_it_reads_unseen(self, visitor: Visitor, stands: Before) -> None:
        visitor.tap("open.pad")
        stands.seen.clear()
        visitor.admit(CARD)
        stands.show(HELD, times=2)
        visitor.settle()
        assert visitor.screen == "welcome"
        assert not any(live or pictured for live, pictured in stands.seen)

    def test_an_unknown_card_is_tried_again_before_the_picture(
        self, visitor: Visitor, stands: Before
    ) -> None:
        stands.show(HELD)
        visitor.settle()
        assert visitor.screen == "unknown"
        stands.show(HELD, times=2, each=0.1)
        visitor.settle()
        assert visitor.sees("unknown.glass")
        visitor.tap("retry")
        assert visitor.screen == "home"
        stands.show(ROOM, times=int(GONE_S / ASLEEP_LOOK_S) + 1)
        visitor.admit(CARD)
        stands.show(HELD)
        visitor.settle()
        assert visitor.screen == "welcome"

    def test_a_number_that_is_unknown_is_typed_again_without_a_picture(
        self, visitor: Visitor, stands: Before
    ) -> None:
        visitor.answer("12345678", Code.UNKNOWN)
        visitor.tap("open.pad")
        for digit in "12345678":
            visitor.tap(f"key.{digit}")
        visitor.tap("key.ok")
        assert visitor.screen == "unknown"
        stands.show(ROOM, times=2)
        visitor.settle()
        assert visitor.kiosk.views.camera.props.live
        assert not visitor.sees("unknown.glass")

    def test_while_the_centre_is_closed_it_is_off(self, visitor: Visitor, stands: Before) -> None:
        stands.show(ROOM)
        running, visitor.desk.running = visitor.desk.running, ()
        visitor.desk.centre_open = False
        visitor.kiosk.flow.watch.refresh()
        visitor.settle()
        assert stands.cameras.sink is None
        assert stands.health == Health(State.WAITING, "closed", WEBCAM.name)
        stands.pass_by(3600)
        assert stands.cameras.sink is None
        visitor.desk.running, visitor.desk.centre_open = running, True
        visitor.kiosk.flow.watch.refresh()
        visitor.settle()
        stands.show(ROOM, times=2)
        assert stands.health.state is not State.GONE

    def test_unplugged_it_is_nobody_elses_trouble(self, visitor: Visitor, stands: Before) -> None:
        stands.show(ROOM)
        stands.cameras.plug()
        assert visitor.kiosk.devices.health("camera").state is State.GONE
        visitor.admit("CARD1")
        visitor.scan("CARD1")
        assert visitor.screen == "welcome"

    def test_the_found_code_is_marked(self, visitor: Visitor) -> None:
        found = QColor("#7fe08f")

        def marks() -> int:
            visitor.settle()
            (glass,) = (s for s in look(visitor.kiosk.window) if s.name == "hint.glass")
            image = visitor.kiosk.window.grabWindow()
            return sum(
                image.pixelColor(x, y) == found
                for x in range(round(glass.x), round(glass.x + glass.width), 2)
                for y in range(round(glass.y), round(glass.y + glass.height), 2)
            )

        model = visitor.kiosk.views.camera
        model.show(sitting(found=False))
        assert marks() == 0
        model.show(sitting(found=True)._replace(outline=()))
        frame = marks()
        assert frame > 20
        model.show(sitting(found=True))
        assert marks() > frame + 50
        assert "เห็นโค้ดแล้ว" in visitor.words()

    def test_the_picture_comes_and_goes_a_thousand_times(self, visitor: Visitor) -> None:
        model = visitor.kiosk.views.camera
        props = sitting(found=True)
        for n in range(100):
            model.show(props if n % 2 else CameraProps())
            if n % 10 == 0:
                visitor.kiosk.views.look.toggleLowered()
            visitor.settle()
        assert visitor.kiosk.warnings == []


class TestHealth:
    def test_no_camera_is_no_trouble(self, before: Callable[..., Before]) -> None:
        nobody = before()
        assert nobody.health == Health(State.OFF, "no_camera")
        nobody.cameras.plug(WEBCAM)
        nobody.show(ROOM)
        assert nobody.health == Health(State.WAITING, "asleep", WEBCAM.name)

    def test_switched_off_nothing_is_loaded(self, qapp: QGuiApplication) -> None:
        def load() -> FakeCameras:
            raise AssertionError

        reader = CameraReader(Wanted(on=False), load=load, there=lambda: True)
        reader.start()
        assert reader.health == Health(State.OFF, "switched_off")
        assert not reader._begin.isActive()
        reader.close()

    def test_where_linux_knows_no_camera_nothing_is_loaded(self, qapp: QGuiApplication) -> None:
        there = [False]
        loaded: list[FakeCameras] = []

        def load() -> FakeCameras:
            loaded.append(FakeCameras(WEBCAM))
            return loaded[0]

        seconds = FakeSeconds()
        reader = CameraReader(Wanted(), load=load, there=lambda: there[0], now=seconds)
        reader.begin()
        assert (reader.health, loaded) == (Health(State.OFF, "no_camera"), [])
        there[0] = True
        seconds.at += AGAIN_S
        reader.watch()
        assert loaded[0].opened == [WEBCAM.name]
        reader.close()

    def test_without_qts_addons(self, qapp: QGuiApplication) -> None:
        def load() -> FakeCameras:
            raise ImportError

        reader = CameraReader(Wanted(), load=load, there=lambda: True)
        reader.begin()
        assert reader.health == Health(State.OFF, "no_multimedia")
        reader.wake()
        reader.allow(open_now=False)
        reader.allow(open_now=True)
        assert reader.health == Health(State.OFF, "no_multimedia")
        reader.close()

    def test_without_the_decoder(
        self, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(__import__("sys").modules, "ui.readers.looking", None)
        reader = CameraReader(Wanted(), load=FakeCameras, there=lambda: True)
        reader.begin()
        assert reader.health == Health(State.OFF, "no_decoder")
        reader.close()

    def test_a_camera_one_may_not_open(
        self, before: Callable[..., Before], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "camera_is_barred", lambda: True)
        assert before().health == Health(State.GONE, "no_permission")

    def test_the_one_that_is_wanted(self, before: Callable[..., Before]) -> None:
        other = Camera("/dev/video2", "Another")
        chosen = before(other, WEBCAM, device="webcam")
        assert chosen.cameras.opened == [WEBCAM.name]
        missing = before(other, device="webcam")
        assert missing.health == Health(State.GONE, "not_found", "webcam")

    def test_unplugged_and_plugged_in_again_and_again(self, before: Callable[..., Before]) -> None:
        camera = before(WEBCAM)
        for _ in range(100):
            camera.show(ROOM)
            assert camera.health.state is State.WAITING
            camera.cameras.plug()
            assert camera.health == Health(State.GONE, "unplugged", WEBCAM.name)
            camera.cameras.plug(WEBCAM)
        camera.show(ROOM)
        assert camera.health == Health(State.WAITING, "asleep", WEBCAM.name)
        assert len(camera.cameras.opened) == 101
        assert threading.active_count() < 20

    def test_another_camera_is_no_reason_to_stop(self, before: Callable[..., Before]) -> None:
        camera = before(WEBCAM)
        camera.show(ROOM)
        camera.cameras.plug(Camera("/dev/video2", "Another"), WEBCAM)
        assert camera.cameras.opened == [WEBCAM.name]

    def test_pictures_that_stop_are_noticed_within_two_seconds(
        self, before: Callable[..., Before]
    ) -> None:
        camera = before(WEBCAM)
        camera.show(ROOM)
        camera.pass_by(BLIND_S - 0.1)
        assert camera.health.state is State.WAITING
        camera.pass_by(0.1 + reading.WATCH_MS / 1000)
        assert BLIND_S + reading.WATCH_MS / 1000 <= 2
        assert camera.health == Health(State.GONE, "no_picture", WEBCAM.name)
        assert camera.cameras.sink is None
        camera.pass_by(AGAIN_S)
        assert camera.health.state is State.GONE
        camera.show(ROOM)
        assert camera.health.state is State.WAITING
        assert AGAIN_S + reading.WATCH_MS / 1000 + ASLEEP_LOOK_S <= 5

    def test_empty_frames_are_no_pictures(self, before: Callable[..., Before]) -> None:
        camera = before(WEBCAM)
        for _ in range(10):
            camera.show(QVideoFrame, each=FIRST_S / 9)
        assert camera.health == Health(State.GONE, "no_picture", WEBCAM.name)

    def test_pictures_that_are_never_whole_are_none(self, before: Callable[..., Before]) -> None:
        hush()
        shape = QVideoFrameFormat(HELD.size(), QVideoFrameFormat.PixelFormat.Format_Jpeg)
        camera = before(WEBCAM)
        for _ in range(10):
            camera.show(lambda: QVideoFrame(shape), each=FIRST_S / 9)
        assert camera.health == Health(State.GONE, "no_picture", WEBCAM.name)

    def test_its_first_picture_may_take_longer(self, before: Callable[..., Before]) -> None:
        camera = before(WEBCAM)
        camera.pass_by(FIRST_S - 0.1)
        assert camera.health.state is State.WAITING
        camera.show(ROOM)
        assert camera.health.state is State.WAITING

    def test_one_that_fails_is_tried_again(self, before: Callable[..., Before]) -> None:
        camera = before(WEBCAM)
        camera.cameras.failed.emit()
        QCoreApplication.processEvents()
        assert camera.health == Health(State.GONE, "cannot_open", WEBCAM.name)
        camera.cameras.failed.emit()
        QCoreApplication.processEvents()
        camera.pass_by(AGAIN_S)
        camera.show(ROOM)
        assert camera.health.state is State.WAITING

    def test_a_covered_lens_is_told(self, before: Callable[..., Before]) -> None:
        black = QImage(640, 480, QImage.Format.Format_Grayscale8)
        black.fill(3)
        camera = before(WEBCAM)
        camera.show(black)
        assert camera.health == Health(State.WAITING, "dark", WEBCAM.name)

    def test_asleep_it_looks_twice_a_second(self, before: Callable[..., Before]) -> None:
        camera = before(WEBCAM)
        camera.show(ROOM)
        looks: list[Look] = []
        assert camera.reader._looker is not None
        camera.reader._looker.looked.connect(looks.append)
        camera.show(ROOM, times=60, each=1 / 30)
        assert 3 <= len(looks) <= 5
        camera.reader.wake()
        camera.show(ROOM, times=30, each=1 / 30)
        assert len(looks) >= 33


class Gate:
    """Looks only when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.inside = threading.Semaphore(0)
        self.open = threading.Semaphore(0)
        see = looking._seen

        def seen(*args: object) -> Look:
            self.inside.release()
            assert self.open.acquire(timeout=10)
            return see(*args)

        monkeypatch.setattr(looking, "_seen", seen)


class TestLooking:
    def test_the_newest_wins(self, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> None:
        gate, looker, looks = Gate(monkeypatch), Looker(), []
        looker.looked.connect(looks.append)
        lifted = b"no picture"
        looker.give(lifted, 1.0, picture=False)
        assert gate.inside.acquire(timeout=10)
        for at in (2.0, 3.0, 4.0):
            looker.give(lifted, at, picture=False)
        gate.open.release(2)
        wait_until(lambda: len(looks) == 2)
        assert [one.at for one in looks] == [1.0, 4.0]
        looker.close()

    def test_closed_while_it_looks(
        self, before: Callable[..., Before], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gate, camera = Gate(monkeypatch), before(WEBCAM)
        looker = camera.reader._looker
        assert looker is not None
        assert camera.cameras.sink is not None
        camera.cameras.sink.setVideoFrame(frame_of(HELD))
        assert gate.inside.acquire(timeout=10)
        threading.Timer(0.05, gate.open.release).start()
        camera.reader.close()
        assert not looker._thread.is_alive()
        QCoreApplication.processEvents()
        assert (camera.read, camera.seen) == ([], [])

    def test_what_was_under_way_when_it_was_unplugged_is_not_told(
        self, before: Callable[..., Before], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gate, camera = Gate(monkeypatch), before(WEBCAM)
        assert camera.cameras.sink is not None
        camera.cameras.sink.setVideoFrame(frame_of(HELD))
        assert gate.inside.acquire(timeout=10)
        camera.cameras.plug()
        gate.open.release()
        camera.seconds.at += 0.1
        camera.cameras.plug(WEBCAM)
        gate.open.release()
        camera.show(ROOM)
        assert camera.read == []

    def test_a_bug_while_looking_is_survived(
        self, before: Callable[..., Before], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        camera = before(WEBCAM)

        def burst(*args: object) -> list[object]:
            raise RuntimeError

        with monkeypatch.context() as broken:
            broken.setattr(looking, "read_qr", burst)
            camera.show(HELD, times=2)
        assert camera.read == []
        camera.show(HELD)
        assert camera.read == [CARD]

    def test_a_thousand_pictures_leave_nothing(self, before: Callable[..., Before]) -> None:
        camera = before(WEBCAM)
        camera.reader.show_picture(wanted=True)
        camera.show(HELD, times=100, each=1 / 30)
        start = resident()
        camera.show(HELD, times=1000, each=1 / 30)
        # A picture is 0.3 MB: ten kept of a thousand would be seen.
        assert resident() - start < 3_000_000


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def test_qts_own_cameras(qapp: QGuiApplication) -> None:
    """There may be none here: one that is nobody's gives nothing, and is let go again."""
    hush()
    cameras, sink = cameras_of_qt.Cameras(), QVideoSink()
    assert all(camera.id and camera.name for camera in cameras.find())
    with pytest.raises(LookupError):
        cameras.open(Camera("no such", "Nowhere"), sink)
    opened = cameras_of_qt._Open(QCameraDevice(), sink, cameras)
    QCoreApplication.processEvents()
    assert not sink.videoFrame().isValid()
    opened.close()
    QCoreApplication.processEvents()


def test_the_best_format() -> None:
    small, good = Format(640, 480, 30, False), Format(1280, 720, 30, False)
    packed, slow = Format(1280, 720, 30, True), Format(1280, 720, 10, False)
    huge = Format(3840, 2160, 30, True)
    assert choose([]) is None
    assert choose([small, packed, good]) == 2
    assert choose([small, slow, packed]) == 2
    assert choose([small, slow]) == 0
    assert choose([huge, small]) == 1
    assert choose([huge]) == 0


@pytest.mark.parametrize(
    ("turn", "mirrored", "top_left"),
    [(0, False, (0, 0)), (0, True, (1, 0)), (90, False, (1, 0)), (180, False, (1, 1)),
     (270, True, (1, 1))],
)  # fmt: skip
def test_where_the_pictures_corner_is_shown(
    turn: int, mirrored: bool, top_left: tuple[int, int]
) -> None:
    picture, room = QSizeF(320, 180), QRectF(0, 0, 90, 90)
    way = placed(picture, room.size(), turn, mirrored=mirrored)
    shown = way.mapRect(QRectF(0, 0, 320, 180))
    assert min(shown.width(), shown.height()) == pytest.approx(90)
    assert shown.center() == QPointF(45, 45)
    corner = way.map(QPointF(0, 0))
    assert (corner.x() > 45, corner.y() > 45) == tuple(map(bool, top_left))
