"""Whether everything the kiosk stands on is fine: one check a thing, in plain words."""

from __future__ import annotations

import ctypes.util
import datetime as dt
import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from kiosk import audio, codes, tty, video
from kiosk.config import Camera, Serial, Sound
from kiosk.display import Nowhere, find_display
from kiosk.printing import words
from kiosk.printing.place import Place, Printer
from kiosk.printing.printer import SlipPrinter
from kiosk.printing.raster import Condition
from kiosk.printing.wire import PrinterTrouble
from kiosk.verdict import Check
from kiosk.verdict import bad as _bad
from kiosk.verdict import ok as _ok
from kiosk.verdict import warn as _warn

FONTS = tuple(f"IBMPlexSansThaiLooped-{w}.ttf" for w in ("Regular", "Medium", "SemiBold", "Bold"))

_DECODER = "zxingcpp"
_FREE_BYTES = 500_000_000
_FREE_SHARE = 0.05


class Health(Protocol):
    """What an open database says of itself. Every method may raise StoreTrouble."""

    def quick_check(self) -> list[str]:
        """Damage found (SQLite's quick_check); empty when the file is sound."""
        ...

    def journal_mode(self) -> str:
        """`wal`, or another of SQLite's modes."""
        ...

    def encrypted(self) -> bool:
        """Whether the pages on disk are encrypted."""
        ...

    def last_entry_at(self) -> dt.datetime | None:
        """When the newest entry was written by the journal's clock, aware UTC, if there is one."""
        ...

    def first_whole_day(self) -> dt.date | None:
        """The first service day of which everything is kept here; None when all days are."""
        ...

    def clock_jumped_at(self, days: tuple[dt.date, ...]) -> dt.datetime | None:
        """When the clock last jumped on one of these days, aware UTC, unless staff have seen it."""
        ...


def display(
    environ: Mapping[str, str], platform: str = sys.platform, *, shown: bool = False
) -> Check:
    """Whether a window can be opened, or `shown` is one elsewhere; creates none."""
    found = find_display(environ, platform)
    if not isinstance(found, Nowhere):
        return _ok("display", found)
    if shown:
        return _ok("display", "The kiosk is at work on its own.")
    return _bad(
        "display",
        found.why,
        "Start it on the screen's own session, or try `walkin run --demo`, which needs none.",
    )


def settings(file: Path, trouble: str | None) -> Check:
    """`trouble` is what reading the settings raised."""
    if trouble is not None:
        return _bad("settings", trouble, "Correct the setting; README, settings, lists them all.")
    if file.exists():
        return _ok("settings", f"Read from {file}.")
    return _ok("settings", f"There is no {file}: everything is at its default.")


def database(file: Path, health: Health) -> list[Check]:
    """What an open database says."""
    damage = health.quick_check()
    if damage:
        return [trouble_with_database("damaged", f"{file}: {damage[0]}")]
    mode = health.journal_mode().lower()
    whole = health.first_whole_day()
    kept = "" if whole is None else f" Days from {whole} on are here, older ones on the hub."
    checks = [_ok("database", f"{file} opens and is sound.{kept}")]
    if mode == "wal":
        checks.append(_ok("durability", "Entries go to a write-ahead log, one sync each."))
    else:
        said = f"The file keeps a journal of the kind {mode}."
        checks.append(_warn("durability", said, "Start the kiosk once: it sets the right kind."))
    if health.encrypted():
        checks.append(_ok("encryption", "The database is encrypted."))
    else:
        checks.append(
            _warn(
                "encryption",
                "The database is not encrypted: who has the disk can read it.",
                "Set encrypt = true in [safety] before the first start of a new installation.",
            )
        )
    return checks


def forgets_nobody(days: int, learners_days: int) -> Check:
    """Who has not come for long may have come on a day that is not kept here."""
    return _warn(
        "retention",
        f"Days are kept for less long here (hub.days = {days}) than learners ({learners_days}):"
        " this computer forgets nobody.",
        "See that another computer of the centre keeps all days, or shorten"
        " retention.learners_days.",
    )


def no_database(file: Path) -> Check:
    """Before the first start."""
    return _ok("database", f"There is no {file} yet: it is made at the first start.")


def trouble_with_database(reason: str, detail: str = "") -> Check:
    """A database that cannot be opened; `reason` as in StoreTrouble."""
    said = f"The database cannot be used ({reason}{': ' if detail else ''}{detail})."
    return _bad("database", said, codes.advice(reason)[1])


def disk(folder: Path, usage: Callable[[Path], tuple[int, int, int]] = shutil.disk_usage) -> Check:
    """Room where the database is, or will be. Bytes as (total, used, free)."""
    there = next(f for f in (folder.absolute(), *folder.absolute().parents) if f.exists())
    total, _, free = usage(there)
    said = f"{free / 1e9:.1f} GB free at {there}, {free / max(total, 1):.0%} of the disk."
    advice = "Free some space: with a full disk nobody can be checked in."
    if free < _FREE_BYTES:
        return _bad("disk", said, advice)
    if free < total * _FREE_SHARE:
        return _warn("disk", said, advice)
    return _ok("disk", said)


def fonts(present: Iterable[str] | None = None) -> Check:
    """Whether the bundled Thai letters are there; without them Thai is empty boxes."""
    if present is None:
        folder = files("assets") / "fonts"
        present = [f.name for f in folder.iterdir()] if folder.is_dir() else []
    missing = sorted(set(FONTS).difference(present))
    if missing:
        said = f"Fonts are missing: {', '.join(missing)}."
        return _bad("fonts", said, "Install the program again: assets/fonts is incomplete.")
    return _ok("fonts", "The Thai fonts are there.")


def thai_lines(
    platform: str = sys.platform, find: Callable[[str], str | None] = ctypes.util.find_library
) -> Check:
    """Whether Qt can break Thai lines between words: on Linux it needs libthai."""
    if platform.startswith("linux") and find("thai") is None:
        return _warn(
            "thai lines",
            "libthai is missing: Thai lines break in the middle of words.",
            "Install it: sudo apt-get install libthai0",
        )
    return _ok("thai lines", "Thai lines break between words.")


def devices(modules: frozenset[str] | None = None) -> Check:
    """Whether the optional part for camera, sound and serial scanner is installed.

    `modules` are those present, of Qt's and the decoder of codes. None is loaded.
    """
    present = _modules() if modules is None else modules
    if "QtQuick" not in present:
        return _bad("devices", "Qt is not installed: there is no screen.", "Run ./start.sh again.")
    if not present.issuperset({"QtMultimedia", "QtSerialPort", _DECODER}):
        return _warn(
            "devices",
            "Parts for camera, sound and serial scanner are missing.",
            "Install pyside6-addons and zxing-cpp: ./start.sh does.",
        )
    return _ok("devices", "The parts for camera, sound and serial scanner are installed.")


def camera(
    wanted: Camera,
    *,
    may_be: Callable[[], bool] = video.may_have_camera,
    barred: Callable[[], bool] = video.camera_is_barred,
) -> Check:
    """Whether a camera may be opened. None is; without one the kiosk loses nothing else."""
    if not wanted.on:
        return _ok("camera", "The camera is switched off in the settings.")
    if not may_be():
        return _ok("camera", "There is no camera.")
    if barred():
        return _warn(
            "camera",
            "There is a camera, but this account may not open it.",
            "Put the account into the group: sudo usermod -aG video $USER, and log in again.",
        )
    return _ok("camera", "A camera, where there is one, may be opened.")


def serial(
    wanted: Serial,
    *,
    find: Callable[[str], str | None] = tty.find,
    barred: Callable[[str], bool] = tty.is_barred,
) -> list[Check]:
    """Whether the serial scanner's port may be opened, where there is to be one."""
    if not wanted.port:
        return []
    path = find(wanted.port)
    if path is None:
        return [
            _warn(
                "serial",
                f"There is no serial scanner at {wanted.port}.",
                "Connect it, or correct port in [serial]; `ls /dev/serial/by-id` shows them.",
            )
        ]
    if barred(path):
        advice = "Put the account into the group: sudo usermod -aG dialout $USER, and log in again."
        return [_warn("serial", f"This account may not open {path}.", advice)]
    return [_ok("serial", f"The serial scanner's port is {path}.")]


def sound(
    wanted: Sound,
    *,
    output: Callable[[], bool] = audio.has_output,
    card: Callable[[], bool] = audio.has_card,
    platform: str = sys.platform,
) -> Check:
    """Whether the cues can be heard. `output`: something takes sound; `card`: Linux knows one."""
    if not wanted.on or not wanted.volume:
        return _ok("sound", "Sound is switched off in the settings.")
    if not output():
        return _warn(
            "sound",
            "No sound server answers: the kiosk is silent.",
            "Install one for the account it runs under: sudo apt-get install pulseaudio",
        )
    if platform.startswith("linux") and not card():
        return _warn("sound", "There is no sound card.", "Connect a loudspeaker.")
    return _ok("sound", "There is something to play the cues on.")


def voice(
    wanted: Sound,
    *,
    speech: Callable[[], bool] = audio.has_speech,
    languages: Callable[[], frozenset[str] | None] = audio.languages,
    platform: str = sys.platform,
) -> Check:
    """Whether prompts can be said in Thai. `languages` are those with a voice, None if unknown."""
    if not (wanted.on and wanted.voice):
        return _ok("voice", "Prompts are switched off in the settings.")
    if not platform.startswith("linux"):
        return _ok("voice", "Prompts are said in the languages this system has a voice for.")
    advice = "Install one: sudo apt-get install speech-dispatcher speech-dispatcher-espeak-ng"
    if not speech():
        return _warn("voice", "The system cannot speak: no prompt is said aloud.", advice)
    known = languages()
    if known is None:
        return _ok("voice", "The system can speak; it starts to when it is first needed.")
    if "th" not in known:
        return _warn("voice", "The system has no Thai voice: nothing is said in Thai.", advice)
    return _ok("voice", "The system has a Thai voice.")


def printer(wanted: Printer, look: Callable[[Place, int], Condition] | None = None) -> list[Check]:
    """Whether the receipt printer can print, where there is to be one."""
    place = wanted.place()
    if place is None:
        return []
    try:
        found = look(place, wanted.dots) if look else SlipPrinter(place, wanted.dots).look()
    except PrinterTrouble as e:
        return [_warn("printer", *words.trouble(e, place))]
    if found.low:
        return [_warn("printer", "The receipt printer's paper ends soon.", "Have a roll ready.")]
    mute = "" if found.answers else ", but it does not say how it is"
    return [_ok("printer", f"The receipt printer is there{mute}.")]


def _modules() -> frozenset[str]:
    spec = importlib.util.find_spec("PySide6")
    folders = (spec.submodule_search_locations or ()) if spec else ()
    found = {f.name.partition(".")[0] for d in folders for f in Path(d).glob("Qt*.*")}
    return frozenset(found | {_DECODER} if importlib.util.find_spec(_DECODER) else found)
