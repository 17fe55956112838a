import datetime as dt
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk import clock_guard, doctor, tty, video
from kiosk.config import Camera, Serial, Sound
from kiosk.display import Nowhere, find_display
from kiosk.verdict import Check, Verdict

BANGKOK = ZoneInfo("Asia/Bangkok")
NOW = dt.datetime(2027, 1, 5, 3, 0, tzinfo=dt.UTC)
FILE = Path("/data/walkin.db")


class Healthy:
    """A sound database; a test changes what it is about."""

    def __init__(self, **changes: Any) -> None:
        self.answers = {
            "quick_check": [], "journal_mode": "wal", "encrypted": True, "first_whole_day": None,
        } | changes  # fmt: skip

    def __getattr__(self, name: str) -> Any:
        return lambda: self.answers[name]


def verdicts(checks: list[Check]) -> dict[str, Verdict]:
    return {check.name: check.verdict for check in checks}


@pytest.mark.parametrize(
    ("changes", "name", "verdict"),
    [
        ({}, "database", "ok"),
        ({}, "durability", "ok"),
        ({}, "encryption", "ok"),
        ({"quick_check": ["row 3 missing from index"]}, "database", "bad"),
        ({"journal_mode": "delete"}, "durability", "warn"),
        ({"encrypted": False}, "encryption", "warn"),
    ],
)
def test_the_database_is_judged(changes: dict[str, Any], name: str, verdict: str) -> None:
    assert verdicts(doctor.database(FILE, Healthy(**changes)))[name] == verdict


def test_days_that_are_not_kept_here_are_told() -> None:
    check = doctor.database(FILE, Healthy(first_whole_day=dt.date(2025, 10, 1)))[0]
    assert check.verdict is Verdict.OK
    assert "Days from 2025-10-01 on are here, older ones on the hub." in check.sentence


def test_a_computer_that_forgets_nobody_says_so() -> None:
    check = doctor.forgets_nobody(400, 730)
    assert check.verdict is Verdict.WARN
    assert "this computer forgets nobody" in check.sentence


def test_damage_is_told_with_its_first_sentence_and_what_to_do() -> None:
    (check,) = doctor.database(FILE, Healthy(quick_check=["row 3 missing", "row 4 missing"]))
    assert "row 3 missing" in check.sentence
    assert "restore" in check.advice


@pytest.mark.parametrize(
    "reason",
    ["key", "damaged", "full", "readonly", "locked", "newer", "disk", "outside", "never heard of"],
)
def test_every_trouble_with_the_database_comes_with_advice(reason: str) -> None:
    check = doctor.trouble_with_database(reason)
    assert check.verdict is Verdict.BAD
    assert reason in check.sentence
    assert check.advice


MB = 1_000_000


@pytest.mark.parametrize(
    ("total", "free", "verdict"),
    [
        (8_000 * MB, 500 * MB, "ok"),
        (8_000 * MB, 499 * MB, "bad"),
        (100_000 * MB, 5_000 * MB, "ok"),
        (100_000 * MB, 4_900 * MB, "warn"),
        (0, 0, "bad"),
    ],
)
def test_a_full_disk_is_told_before_it_hurts(total: int, free: int, verdict: str) -> None:
    check = doctor.disk(Path("/not/there/yet"), lambda _: (total, total - free, free))
    assert check.verdict == verdict
    assert bool(check.advice) == (verdict != "ok")


@pytest.mark.parametrize(
    ("now", "newest", "verdict"),
    [
        (NOW, None, "ok"),
        (NOW, NOW - dt.timedelta(days=300), "ok"),
        (NOW, NOW - dt.timedelta(days=400), "warn"),
        (NOW, NOW + dt.timedelta(minutes=2), "ok"),
        (NOW, NOW + dt.timedelta(minutes=3), "bad"),
        (dt.datetime(2026, 11, 21, tzinfo=dt.UTC), None, "bad"),
        (dt.datetime(1970, 1, 1, tzinfo=dt.UTC), None, "bad"),
    ],
)
def test_a_clock_that_cannot_be_true_is_told(
    now: dt.datetime, newest: dt.datetime | None, verdict: str
) -> None:
    check = clock_guard.check(now, BANGKOK, newest)
    assert check.verdict == verdict
    assert "Asia/Bangkok" in check.sentence


def test_a_jump_is_told_until_staff_have_seen_it() -> None:
    check = clock_guard.check(NOW, BANGKOK, NOW, NOW - dt.timedelta(hours=1))
    assert check.verdict is Verdict.WARN
    assert "jumped" in check.sentence


def test_the_bundled_fonts_are_there() -> None:
    assert doctor.fonts().verdict is Verdict.OK
    check = doctor.fonts(doctor.FONTS[1:])
    assert check.verdict is Verdict.BAD
    assert doctor.FONTS[0] in check.sentence


@pytest.mark.parametrize(
    ("platform", "found", "verdict"),
    [("linux", "libthai.so.0", "ok"), ("linux", None, "warn"), ("win32", None, "ok")],
)
def test_thai_lines_need_libthai_on_linux(platform: str, found: str | None, verdict: str) -> None:
    assert doctor.thai_lines(platform, lambda _: found).verdict == verdict


@pytest.mark.parametrize(
    ("modules", "verdict"),
    [
        ({"QtQuick", "QtMultimedia", "QtSerialPort", "zxingcpp"}, "ok"),
        ({"QtQuick", "QtMultimedia", "QtSerialPort"}, "warn"),
        ({"QtQuick", "QtMultimedia"}, "warn"),
        ({"QtQuick"}, "warn"),
        (set(), "bad"),
    ],
)
def test_what_is_not_installed_is_told(modules: set[str], verdict: str) -> None:
    assert doctor.devices(frozenset(modules)).verdict == verdict


def test_what_is_installed_is_found() -> None:
    assert doctor.devices().verdict is Verdict.OK


@pytest.mark.parametrize(
    ("on", "may_be", "barred", "verdict", "words"),
    [
        (False, True, True, "ok", "switched off"),
        (True, False, False, "ok", "no camera"),
        (True, True, True, "warn", "may not open it"),
        (True, True, False, "ok", "may be opened"),
    ],
)
def test_the_camera(on: bool, may_be: bool, barred: bool, verdict: str, words: str) -> None:
    check = doctor.camera(Camera(on=on), may_be=lambda: may_be, barred=lambda: barred)
    assert check.verdict == verdict
    assert words in check.sentence


def test_cameras_as_linux_knows_them(tmp_path: Path) -> None:
    def barred(*open_ones: str) -> bool:
        return video.camera_is_barred("linux", tmp_path, lambda file, _: file.name in open_ones)

    assert not video.may_have_camera("linux", tmp_path)
    assert video.may_have_camera("win32", tmp_path)
    assert not barred()
    for name in ("video0", "video1"):
        (tmp_path / name).touch()
    assert video.may_have_camera("linux", tmp_path)
    assert barred()
    assert not barred("video1")
    assert not video.camera_is_barred("win32", tmp_path, lambda *_: False)


@pytest.mark.parametrize(
    ("port", "path", "barred", "verdict", "words"),
    [
        ("/dev/ttyACM*", "/dev/ttyACM0", False, "ok", "port is /dev/ttyACM0"),
        ("/dev/ttyACM*", None, False, "warn", "no serial scanner at /dev/ttyACM*"),
        ("/dev/ttyACM*", "/dev/ttyACM0", True, "warn", "may not open /dev/ttyACM0"),
    ],
)
def test_the_serial_scanner_is_told(
    port: str, path: str | None, barred: bool, verdict: str, words: str
) -> None:
    (check,) = doctor.serial(Serial(port=port), find=lambda _: path, barred=lambda _: barred)
    assert check.verdict == verdict
    assert words in check.sentence
    assert bool(check.advice) == (verdict != "ok")


def test_where_no_serial_scanner_is_set_none_is_told() -> None:
    assert doctor.serial(Serial()) == []


@pytest.mark.parametrize(
    ("port", "found"),
    [
        ("{}/usb-A-if00", "usb-A-if00"),
        ("{}/usb-*", "usb-A-if00"),
        ("{}/*Zebra*", "usb-Zebra-if00"),
        ("{}/usb-Gone", None),
        ("{}/usb-Dangling", None),
        ("nothing-of-this-name", None),
    ],
)
def test_a_port_is_found_by_name_or_pattern(tmp_path: Path, port: str, found: str | None) -> None:
    for name in ("usb-A-if00", "usb-Zebra-if00"):
        (tmp_path / name).touch()
    (tmp_path / "usb-Dangling").symlink_to(tmp_path / "nowhere")
    path = tty.find(port.format(tmp_path), "linux")
    assert path == (str(tmp_path / found) if found else None)


def test_elsewhere_a_port_is_taken_as_it_is_named() -> None:
    assert tty.find("COM3", "win32") == "COM3"
    assert not tty.is_barred("COM3", "win32")
    assert tty.is_barred("/nowhere", "linux")


@pytest.mark.parametrize(
    ("wanted", "output", "card", "platform", "verdict", "words"),
    [
        (Sound(), True, True, "linux", "ok", "something to play"),
        (Sound(), False, True, "linux", "warn", "silent"),
        (Sound(), True, False, "linux", "warn", "no sound card"),
        (Sound(), True, False, "win32", "ok", "something to play"),
        (Sound(on=False), False, False, "linux", "ok", "switched off"),
        (Sound(volume=0), False, False, "linux", "ok", "switched off"),
    ],
)
def test_silence_is_told(
    wanted: Sound, output: bool, card: bool, platform: str, verdict: str, words: str
) -> None:
    check = doctor.sound(wanted, output=lambda: output, card=lambda: card, platform=platform)
    assert check.verdict == verdict
    assert words in check.sentence
    assert bool(check.advice) == (verdict != "ok")


@pytest.mark.parametrize(
    ("wanted", "speech", "languages", "platform", "verdict", "words"),
    [
        (Sound(), True, {"th", "en"}, "linux", "ok", "a Thai voice"),
        (Sound(), True, {"en"}, "linux", "warn", "no Thai voice"),
        (Sound(), True, None, "linux", "ok", "first needed"),
        (Sound(), False, None, "linux", "warn", "cannot speak"),
        (Sound(), False, None, "darwin", "ok", "this system"),
        (Sound(voice=False), False, None, "linux", "ok", "switched off"),
        (Sound(on=False), False, None, "linux", "ok", "switched off"),
    ],
)
def test_whether_thai_can_be_said_is_told(
    wanted: Sound, speech: bool, languages: set[str] | None, platform: str, verdict: str, words: str
) -> None:
    known = None if languages is None else frozenset(languages)
    check = doctor.voice(wanted, speech=lambda: speech, languages=lambda: known, platform=platform)
    assert check.verdict == verdict
    assert words in check.sentence
    assert bool(check.advice) == (verdict != "ok")


def test_settings_say_which_file_they_come_from(tmp_path: Path) -> None:
    file = tmp_path / "walkin.toml"
    assert "default" in doctor.settings(file, None).sentence
    file.touch()
    assert doctor.settings(file, None).sentence == f"Read from {file}."
    assert doctor.settings(file, "walkin.toml:3: no").verdict is Verdict.BAD


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "wayland-7"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))
        server.listen()
        yield place


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({}, "win32"),
        ({}, "darwin"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
    ],
)
def test_there_is_a_display(environ: dict[str, str], platform: str) -> None:
    assert isinstance(find_display(environ, platform), str)


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": ":63999"},
        {"DISPLAY": "127.0.0.1:99999"},
        {"DISPLAY": "rubbish"},
        {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere"},
        {"WAYLAND_DISPLAY": "wayland-9"},
    ],
)
def test_there_is_no_display(environ: dict[str, str]) -> None:
    found = find_display(environ, "linux")
    assert isinstance(found, Nowhere)
    check = doctor.display(environ, "linux")
    assert (check.verdict, check.sentence) == (Verdict.BAD, found.why)
    assert "--demo" in check.advice
    assert doctor.display(environ, "linux", shown=True).verdict is Verdict.OK


@pytest.mark.parametrize("whole_path", [True, False])
def test_a_wayland_display_that_answers_is_found(listening: Path, *, whole_path: bool) -> None:
    environ = {
        "WAYLAND_DISPLAY": str(listening) if whole_path else listening.name,
        "XDG_RUNTIME_DIR": str(listening.parent),
    }
    assert isinstance(find_display(environ, "linux"), str)
