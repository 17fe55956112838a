"""Settings: walkin.toml and WALKIN_<SECTION>_<NAME>, read strictly into one frozen value."""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec
import platformdirs
from msgspec import Meta

from kiosk import tty
from kiosk.day_files import Export
from kiosk.faults import in_words, no_variable
from kiosk.outcome import Rules
from kiosk.partner_cards import PartnerCard, first_wrong
from kiosk.printing.place import Printer
from kiosk.toml_lines import line_of


class SettingsTrouble(Exception):
    """A setting is unknown or wrong; the message names the file, the line and what to do."""


class Centre(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The place: code for the database, names for people, time zone (IANA)."""

    code: str = "tksquare"
    name: str = "อุทยานการเรียนรู้นครราชสีมา"
    name_en: str = "TK Square Korat"
    zone: str = "Asia/Bangkok"


class Node(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """This installation. Its name stands before waiting numbers and entries."""

    name: str = "A"


class Hours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Opening hours by weekday as "09:00-18:00", "" for closed; all unset means always open.

    `closed` lists dates, Gregorian.
    """

    mon: str | None = None
    tue: str | None = None
    wed: str | None = None
    thu: str | None = None
    fri: str | None = None
    sat: str | None = None
    sun: str | None = None
    closed: tuple[dt.date, ...] = ()

    def of(self, day: dt.date) -> tuple[dt.time, dt.time] | None:
        """Opening and closing time of a day in local time; None when closed."""
        week = (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)
        if day in self.closed:
            return None
        if all(text is None for text in week):
            return dt.time.min, dt.time.max
        text = week[day.weekday()]
        if not text:
            return None
        opens, _, closes = text.partition("-")
        span = dt.time.fromisoformat(opens.strip()), dt.time.fromisoformat(closes.strip())
        if span[0].tzinfo or span[1].tzinfo:
            msg = "opening hours are local times"
            raise ValueError(msg)
        return span


class Screen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The touch screen: diagonal in inches, seconds until things go back to Home, movement."""

    diagonal_inch: Annotated[float, Meta(ge=5, le=120)] = 23.8
    idle_s: Annotated[float, Meta(ge=5, le=3600)] = 60.0
    welcome_s: Annotated[float, Meta(ge=1, le=60)] = 6.0
    reduce_motion: bool = False


class Checkin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rules of checking in. Minutes before start, seconds, years of age, people."""

    opens_before_min: Annotated[int, Meta(ge=0, le=1440)] = 30
    repeat_within_s: Annotated[float, Meta(ge=0, le=600)] = 8.0
    guardian_under: Annotated[int, Meta(ge=0, le=20)] = 10
    wrong_ids: Annotated[int, Meta(ge=1, le=100)] = 5
    pad_rest_s: Annotated[float, Meta(ge=0, le=3600)] = 60.0
    largest_party: Annotated[int, Meta(ge=1, le=5000)] = 200
    call_lasts_s: Annotated[float, Meta(ge=10, le=3600)] = 180.0


class Sound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is heard: anything at all, how loud the cues are (0 to 1), prompts said aloud."""

    on: bool = True
    volume: Annotated[float, Meta(ge=0, le=1)] = 0.5
    voice: bool = True


class Scanner(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scanner that types like a keyboard: the key it ends a code with, characters it puts before.

    `any` takes Enter, Tab or both, and a second of silence from a scanner that never sent either;
    `none` needs no waiting. `gap_ms` is its longest pause between two keys; `fewest` keys that fast
    are no fingers, even without an end.
    """

    suffix: Literal["any", "enter", "tab", "none"] = "any"
    prefix: Annotated[
        str,
        Meta(
            pattern=r"^[!-~]{0,8}$",
            description="text of up to 8 letters, digits or signs of an English keyboard",
        ),
    ] = ""
    gap_ms: Annotated[int, Meta(ge=10, le=500)] = 50
    fewest: Annotated[int, Meta(ge=4, le=64)] = 8


class Serial(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scanner on a serial port: its path, its name (COM3) or a pattern of paths; "" for none."""

    port: Annotated[
        str, Meta(pattern=tty.PORT, description="a name or a path, with * in its last part alone")
    ] = ""
    baud: Literal[
        300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600
    ] = 9600


class Camera(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The camera that reads codes: whether it is used, words of its name ("" takes any).

    Its picture on the screen is mirrored, and turned clockwise by degrees where the camera is.
    """

    on: bool = True
    device: str = ""
    mirror: bool = True
    turn: Literal[0, 90, 180, 270] = 0


class Safety(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether the database file is encrypted."""

    encrypt: bool = True


class Retention(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days after which a learner who does not come is forgotten, and a hash of a card unknown."""

    learners_days: Annotated[int, Meta(ge=30, le=3660)] = 730
    reads_days: Annotated[int, Meta(ge=1, le=3660)] = 90


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that can be set."""

    centre: Centre = Centre()
    node: Node = Node()
    hours: Hours = Hours()
    screen: Screen = Screen()
    checkin: Checkin = Checkin()
    sound: Sound = Sound()
    camera: Camera = Camera()
    scanner: Scanner = Scanner()
    serial: Serial = Serial()
    printer: Printer = Printer()
    partner_cards: tuple[PartnerCard, ...] = ()
    safety: Safety = Safety()
    retention: Retention = Retention()
    export: Export = Export()

    @property
    def zone(self) -> ZoneInfo:
        """The centre's time zone."""
        return ZoneInfo(self.centre.zone)

    @property
    def rules(self) -> Rules:
        """The rules decisions are made by."""
        c = self.checkin
        return Rules(
            repeat_within=c.repeat_within_s,
            guardian_under=c.guardian_under,
            wrong_ids=c.wrong_ids,
            pad_rest=c.pad_rest_s,
            largest_party=c.largest_party,
            call_lasts=c.call_lasts_s,
        )


_BUDDHIST = 2400  # years from here on are of that era
_APP = "walkin"
_PLACES = frozenset({"WALKIN_DATA", "WALKIN_CONFIG"})


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the database lives: WALKIN_DATA, or the platform's user data folder."""
    given = environ.get("WALKIN_DATA")
    return Path(given) if given else Path(platformdirs.user_data_dir(_APP, appauthor=False))


def settings_file(environ: Mapping[str, str] = os.environ) -> Path:
    """WALKIN_CONFIG, or walkin.toml in the platform's config folder."""
    given = environ.get("WALKIN_CONFIG")
    if given:
        return Path(given)
    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "walkin.toml"


def load(file: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the file (a missing one means defaults) and the environment over it.

    Raises SettingsTrouble naming the wrong setting and its line.
    """
    text = ""
    try:
        if file.exists():
            text = file.read_text("utf-8-sig")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        msg = f"{file}: {e}"
        raise SettingsTrouble(msg) from e
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as e:
        msg = f"{file}:{line_of(text, str(e))}: {in_words(str(e), Settings)}"
        raise SettingsTrouble(msg) from e
    return checked(_with_environment(settings, environ), file, text)


def _with_environment(settings: Settings, environ: Mapping[str, str]) -> Settings:
    known = {
        f"WALKIN_{section}_{name}".upper(): (section, name)
        for section in settings.__struct_fields__
        if isinstance(part := getattr(settings, section), msgspec.Struct)
        for name in part.__struct_fields__
    }
    for variable in sorted(environ):
        if not variable.startswith("WALKIN_") or variable in _PLACES:
            continue
        if variable not in known:
            raise SettingsTrouble(no_variable(variable, known))
        section, name = known[variable]
        part = getattr(settings, section)
        kind = next(f.type for f in msgspec.structs.fields(part) if f.name == name)
        value: object = environ[variable]
        if kind not in (str, str | None):
            value = tuple(environ[variable].split()) if "tuple" in str(kind) else environ[variable]
        try:
            value = msgspec.convert(value, kind, strict=False)
        except msgspec.ValidationError as e:
            raise SettingsTrouble(in_words(str(e), kind, variable)) from e
        part = msgspec.structs.replace(part, **{name: value})
        settings = msgspec.structs.replace(settings, **{section: part})
    return settings


def checked(settings: Settings, file: Path, text: str = "") -> Settings:
    """The settings, if they keep the rules that types cannot say. Raises SettingsTrouble."""
    if not is_node_name(settings.node.name):
        msg = f"{file}:{line_of(text, '`name`')}: node.name has 1 to 16 letters, digits or dashes"
        raise SettingsTrouble(msg)
    try:
        _ = settings.zone
    except (KeyError, ValueError, OSError) as e:
        line = line_of(text, "`zone`")
        msg = f"{file}:{line}: centre.zone is no time zone: {settings.centre.zone}"
        raise SettingsTrouble(msg) from e
    if any(day.year >= _BUDDHIST for day in settings.hours.closed):
        line = line_of(text, "`closed`")
        msg = f"{file}:{line}: hours.closed has Gregorian years: 2026, not 2569"
        raise SettingsTrouble(msg)
    try:
        settings.printer.place()
    except ValueError as e:
        msg = f"{file}:{line_of(text, 'at `$.printer.address`')}: printer.address {e}"
        raise SettingsTrouble(msg) from e
    if (wrong := first_wrong(settings.partner_cards)) is not None:
        line = line_of(text, f"at `$.partner_cards[{wrong.rule}].{wrong.name}`")
        msg = f"{file}:{line}: {wrong.name} in [[partner_cards]] {wrong.why}"
        raise SettingsTrouble(msg)
    for offset, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
        day = dt.date(2026, 1, 5) + dt.timedelta(days=offset)
        try:
            span = settings.hours.of(day)
        except ValueError as e:
            msg = f"{file}:{line_of(text, f'`{name}`')}: hours.{name} is written like 09:00-18:00"
            raise SettingsTrouble(msg) from e
        if span is not None and span[0] >= span[1]:
            msg = f"{file}:{line_of(text, f'`{name}`')}: hours.{name} closes before it opens"
            raise SettingsTrouble(msg)
    return settings


def is_node_name(name: str) -> bool:
    """1 to 16 letters, digits or dashes: it stands in entries, waiting numbers and files."""
    return re.fullmatch(r"[A-Za-z0-9-]{1,16}", name) is not None
