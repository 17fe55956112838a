"""Settings: walkin.toml and WALKIN_<SECTION>_<NAME>, read strictly into one frozen value."""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec
import platformdirs

from kiosk.contrast import LEAST, stands_out
from kiosk.day_files import Export
from kiosk.faults import in_words, no_variable
from kiosk.hub_place import wrong
from kiosk.logo import is_logo_path
from kiosk.outcome import Rules
from kiosk.partner_cards import PartnerCard, first_wrong
from kiosk.printing.place import Printer
from kiosk.sections import (
    Backup,
    Camera,
    Centre,
    Checkin,
    Hours,
    Hub,
    Node,
    Retention,
    Safety,
    Scanner,
    Screen,
    Serial,
    Sound,
)
from kiosk.toml_lines import line_of
from kiosk.window import LEAST_DAYS


class SettingsTrouble(Exception):
    """A setting is unknown or wrong; the message names the file, the line and what to do.

    For screens `rule` names what is wrong, `setting` is section.name as far as it is known, and
    `line` counts from 1, 0 when it is not in the file.
    """

    def __init__(self, message: str, rule: str = "file", setting: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.rule = rule
        self.setting = setting
        self.line = line


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
    hub: Hub = Hub()
    backup: Backup = Backup()

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
            shares_seats=bool(self.hub.url),
        )


NODE_NAME = "1 to 16 letters, digits or dashes; on a city's hub with the centre before it: korat.A"
"""How a node may be called, in words."""
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
    try:
        text = file.read_text("utf-8-sig") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as e:
        msg = f"{file}: {e}"
        raise SettingsTrouble(msg) from e
    return parsed(text, file, environ)


def parsed(text: str, file: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """What this text of the file says, and the environment over it. Raises SettingsTrouble."""
    try:
        settings = msgspec.convert(tomllib.loads(text), Settings)
    except tomllib.TOMLDecodeError as e:
        msg, at = f"{file}: {e}", re.search(r"line (\d+)", str(e))
        last = text.count("\n") + 1
        raise SettingsTrouble(msg, "syntax", line=int(at[1]) if at else last) from e
    except msgspec.ValidationError as e:
        line, unknown = line_of(text, str(e)), re.search(r"unknown field `([^`]+)`", str(e))
        at = re.search(r"at `\$\.?([^`]*)`", str(e))
        names = [at[1] if at else "", unknown[1] if unknown else ""]
        setting, rule = ".".join(filter(None, names)), "unknown" if unknown else "type"
        msg = f"{file}:{line}: {in_words(str(e), Settings)}"
        raise SettingsTrouble(msg, rule, setting, line) from e
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
            raise SettingsTrouble(no_variable(variable, known), "variable", variable)
        section, name = known[variable]
        part = getattr(settings, section)
        kind = next(f.type for f in msgspec.structs.fields(part) if f.name == name)
        value: object = environ[variable]
        if kind not in (str, str | None):
            value = tuple(environ[variable].split()) if "tuple" in str(kind) else environ[variable]
        try:
            value = msgspec.convert(value, kind, strict=False)
        except msgspec.ValidationError as e:
            raise SettingsTrouble(in_words(str(e), kind, variable), "variable", variable) from e
        part = msgspec.structs.replace(part, **{name: value})
        settings = msgspec.structs.replace(settings, **{section: part})
    return settings


def checked(settings: Settings, file: Path, text: str = "") -> Settings:
    """The settings, if they keep the rules that types cannot say. Raises SettingsTrouble."""
    broken = first_broken(settings)
    if broken is not None:
        line = line_of(text, broken.where)
        msg = f"{file}:{line}: {broken.words}"
        raise SettingsTrouble(msg, broken.rule, broken.setting, line)
    return settings


class Broken(NamedTuple):
    """A rule that types cannot say is not kept.

    `setting` is section.name, `rule` names the rule for screens, `words` say it in English;
    `where` is for `kiosk.toml_lines`.
    """

    setting: str
    rule: str
    words: str
    where: str


def first_broken(settings: Settings) -> Broken | None:
    """The first such rule that is not kept; None when all are."""
    if not is_node_name(settings.node.name):
        words = f"node.name has {NODE_NAME}"
        return Broken("node.name", "node", words, "`name`")
    try:
        _ = settings.zone
    except (KeyError, ValueError, OSError):
        words = f"centre.zone is no time zone: {settings.centre.zone}"
        return Broken("centre.zone", "zone", words, "`zone`")
    colour = settings.centre.colour
    if colour and not stands_out(colour):
        words = f"centre.colour {colour} is too light: white letters on it need {LEAST}:1"
        return Broken("centre.colour", "contrast", words, "`colour`")
    if not is_logo_path(settings.centre.logo):
        words = "centre.logo is the whole path of a PNG or an SVG"
        return Broken("centre.logo", "logo", words, "`logo`")
    if any(day.year >= _BUDDHIST for day in settings.hours.closed):
        words = "hours.closed has Gregorian years: 2026, not 2569"
        return Broken("hours.closed", "gregorian", words, "`closed`")
    try:
        settings.printer.place()
    except ValueError as e:
        rule = f"printer_{settings.printer.kind}"
        return Broken("printer.address", rule, f"printer.address {e}", "at `$.printer.address`")
    if (wrong := first_wrong(settings.partner_cards)) is not None:
        words = f"{wrong.name} in [[partner_cards]] {wrong.why}"
        where = f"at `$.partner_cards[{wrong.rule}].{wrong.name}`"
        return Broken("partner_cards", f"partner_{wrong.name}", words, where)
    return _wrong_hours(settings.hours) or _wrong_hub(settings.hub)


def _wrong_hub(hub: Hub) -> Broken | None:
    if 0 < hub.days < LEAST_DAYS:
        words = f"hub.days is 0, for all of them, or {LEAST_DAYS} and more"
        return Broken("hub.days", "hub_days", words, "at `$.hub.days`")
    away = wrong(hub.url, hub.sslmode, hub.sslrootcert)
    if away is None:
        return None
    return Broken(f"hub.{away.setting}", away.rule, away.words, f"at `$.hub.{away.setting}`")


def _wrong_hours(hours: Hours) -> Broken | None:
    for offset, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
        text, setting, where = getattr(hours, name), f"hours.{name}", f"`{name}`"
        day = dt.date(2026, 1, 5) + dt.timedelta(days=offset)
        try:
            span = msgspec.structs.replace(hours, closed=()).of(day) if text else None
        except ValueError:
            return Broken(setting, "hours", f"{setting} is written like 09:00-18:00", where)
        if span is not None and span[0] >= span[1]:
            return Broken(setting, "backwards", f"{setting} closes before it opens", where)
    return None


def is_node_name(name: str) -> bool:
    """Whether it may stand in entries, waiting numbers and files; see NODE_NAME."""
    return re.fullmatch(r"([A-Za-z0-9-]{1,16}\.)?[A-Za-z0-9-]{1,16}", name) is not None
