"""The sections of the settings: what each may hold, and its defaults."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk import tty


class Centre(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The place: code for the database, names for people, time zone (IANA).

    Its colour, and the path of its sign; "" for none.
    """

    code: str = "tksquare"
    name: str = "อุทยานการเรียนรู้นครราชสีมา"
    name_en: str = "TK Square Korat"
    zone: str = "Asia/Bangkok"
    colour: Annotated[
        str, Meta(pattern=r"^(#[0-9A-Fa-f]{6})?$", description='a colour like "#22496d"')
    ] = ""
    logo: str = ""


class Node(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """This installation. Its name stands before waiting numbers and entries."""

    name: str = "A"


class Hub(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The hub that entries are exchanged with: its URL without a password, "" for none.

    `sslrootcert` is the authority's certificate, a file or "system". The last `days` are kept here,
    a month more at the most; 0 for all of them.
    """

    url: str = ""
    sslmode: Literal["verify-full", "disable"] = "verify-full"
    sslrootcert: str = "system"
    days: Annotated[int, Meta(ge=0, le=36_600)] = 0


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
    """The touch screen: diagonal in inches, seconds until things go back to Home, movement.

    `display` is the name of the one to fill, or its number counted from 1; "" takes the first.
    """

    display: str = ""
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


class Backup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where backups go by themselves after closing time; "" for nowhere. How many are kept.

    A relative `folder` lies in the data folder. The folder on a `stick` is there only while the
    stick is. The first line of `passphrase_file` is what a backup can be opened with elsewhere.
    """

    folder: str = "backups"
    stick: str = ""
    daily: Annotated[int, Meta(ge=1, le=14)] = 7
    weekly: Annotated[int, Meta(ge=0, le=6)] = 4
    monthly: Annotated[int, Meta(ge=0, le=24)] = 12
    passphrase_file: str = ""
