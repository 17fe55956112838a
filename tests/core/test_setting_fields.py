"""Every setting can be filled in, and what was typed is judged by the settings' own rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from kiosk.config import Checkin, Hours, Settings, SettingsTrouble
from kiosk.partner_cards import PartnerCard
from kiosk.printing.place import Printer
from kiosk.setting_fields import BY_KEY, FIELDS, Kind, Wrong, changed, judge, typed, value_in
from kiosk.settings_book import Book, CannotKeep, Stamp

OTHER = Settings(
    hours=Hours(mon="", tue="09:00-18:30", closed=(dt.date(2026, 12, 31), dt.date(2027, 1, 1))),
    checkin=Checkin(repeat_within_s=2.5, guardian_under=7),
    printer=Printer(kind="network", address="10.0.0.7", slips=("welcome",)),
    partner_cards=(PartnerCard(partner="nrru", pattern="(########)"),),
)


def test_every_setting_is_there() -> None:
    names = {
        f"{section.name}.{name}" if name else section.name
        for section in msgspec.structs.fields(Settings)
        for name in getattr(section.default, "__struct_fields__", ("",))
    }
    assert set(BY_KEY) == names
    assert len(names) > 40
    assert {field.kind for field in FIELDS} == set(Kind)
    choosing = (Kind.CHOICE, Kind.SEVERAL)
    assert all(bool(field.choices) == (field.kind in choosing) for field in FIELDS)


@pytest.mark.parametrize("settings", [Settings(), OTHER], ids=["default", "other"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_what_is_shown_is_read_back(settings: Settings, language: str) -> None:
    shown = {field.key: typed(field, value_in(settings, field), language) for field in FIELDS}
    judged = judge(Settings(), shown)
    assert judged.wrong == {}
    assert changed(Settings(), judged.values) == settings
    assert changed(settings, dict.fromkeys(BY_KEY)) == Settings()


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("screen.idle_s", " ๔๕ ", 45),
        ("sound.volume", "0.25", 0.25),
        ("hours.mon", "9.00-๑๗.๓๐", "09:00-17:30"),
        ("hours.mon", "-", ""),
        ("hours.mon", "", None),
        ("hours.closed", "1/1/2570, 2026-12-31", [dt.date(2026, 12, 31), dt.date(2027, 1, 1)]),
        ("camera.turn", "90", 90),
        ("centre.colour", "#8A1A5B", "#8A1A5B"),
        ("printer.slips", "welcome card", ["card", "welcome"]),
        ("partner_cards", "nrru:########", [{"partner": "nrru", "pattern": "########"}]),
    ],
)
def test_it_is_read_as_people_write(key: str, text: str, value: object) -> None:
    assert judge(Settings(), {key: text}) == ({key: value}, {})


@pytest.mark.parametrize(
    ("drafts", "key", "wrong"),
    [
        ({"screen.idle_s": "4"}, "screen.idle_s", Wrong("number", ("5", "3600"))),
        ({"screen.idle_s": "นาน"}, "screen.idle_s", Wrong("number", ("5", "3600"))),
        ({"screen.idle_s": "nan"}, "screen.idle_s", Wrong("number", ("5", "3600"))),
        ({"checkin.wrong_ids": "2.5"}, "checkin.wrong_ids", Wrong("whole", ("1", "100"))),
        ({"printer.dots": "577"}, "printer.dots", Wrong("steps", ("256", "1024", 8))),
        ({"scanner.prefix": "ก"}, "scanner.prefix", Wrong("scanner_prefix")),
        ({"serial.port": "/dev/*/x"}, "serial.port", Wrong("serial_port")),
        ({"serial.baud": "1"}, "serial.baud", Wrong("choice")),
        ({"hours.sun": "18:00-09:00"}, "hours.sun", Wrong("backwards")),
        ({"hours.sun": "เช้า"}, "hours.sun", Wrong("hours")),
        ({"hours.closed": "31/02/2569"}, "hours.closed", Wrong("days")),
        ({"node.name": "ตู้"}, "node.name", Wrong("node")),
        ({"centre.zone": "Asia/Korat"}, "centre.zone", Wrong("zone")),
        ({"centre.colour": "ฟ้า"}, "centre.colour", Wrong("centre_colour")),
        ({"centre.colour": "#757d86"}, "centre.colour", Wrong("contrast")),
        ({"centre.logo": "logo.png"}, "centre.logo", Wrong("logo")),
        ({"centre.logo": "/no/such.svg"}, "centre.logo", Wrong("logo_file")),
        ({"printer.kind": "usb"}, "printer.address", Wrong("printer_usb")),
        ({"partner_cards": "nrru"}, "partner_cards", Wrong("cards")),
        ({"partner_cards": "x: ########"}, "partner_cards", Wrong("partner_partner")),
        ({"partner_cards": "nrru: 1"}, "partner_cards", Wrong("partner_pattern")),
    ],
)
def test_what_cannot_be_is_told_where_it_stands(
    drafts: dict[str, str], key: str, wrong: Wrong
) -> None:
    assert judge(Settings(), drafts).wrong == {key: wrong}


def test_two_that_need_each_other_are_changed_together() -> None:
    drafts = {"printer.kind": "network", "printer.address": "10.0.0.7:9100"}
    assert judge(Settings(), drafts).wrong == {}


FILE = """\
# ตู้หน้าประตู
[printer] # the one at the door
kind = "usb"   # for now
address = "04b8:0e15"

[sound]
on = false
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "walkin.toml"
    made.write_text(FILE, "utf-8")
    return made


def test_the_book_says_what_stands_where(file: Path) -> None:
    reading = Book(file, {"WALKIN_SOUND_ON": "true", "WALKIN_NODE_NAME": "Q"}).read()
    assert (reading.said.sound.on, reading.holds.sound.on) == (False, True)
    assert reading.given == {"printer.kind", "printer.address", "sound.on"}
    assert reading.overridden == {"sound.on", "node.name"}


def test_written_and_written_back(file: Path) -> None:
    book = Book(file, {})
    stamp = book.stamp()
    new = {
        "sound.on": None,
        "printer.kind": "network",
        "printer.address": "10.0.0.7",
        "hours.closed": [dt.date(2026, 12, 31)],
        "partner_cards": [{"partner": "nrru", "pattern": "########"}],
    }
    before = book.keep(new)
    said = book.read().said
    assert said.sound.on
    assert (said.printer.kind, said.printer.address) == ("network", "10.0.0.7")
    assert said.hours.closed == (dt.date(2026, 12, 31),)
    assert said.partner_cards == (PartnerCard(partner="nrru", pattern="########"),)
    assert "# ตู้หน้าประตู\n[printer] # the one at the door\n" in file.read_text("utf-8")
    assert '"network"   # for now' in file.read_text("utf-8")
    assert book.stamp() not in {stamp, Stamp()}
    book.keep(before)
    assert book.read().said == Book(file, {}).read().said
    assert (book.read().said.sound.on, book.read().said.printer.kind) == (False, "usb")
    assert book.read().said.partner_cards == ()
    assert '[printer] # the one at the door\nkind = "usb"   # for now' in file.read_text("utf-8")


def test_nothing_wrong_is_ever_written(file: Path) -> None:
    book = Book(file, {})
    with pytest.raises(SettingsTrouble) as caught:
        book.keep({"printer.kind": "network"})
    assert (caught.value.setting, caught.value.line) == ("printer.address", 4)
    locked = Book(file, {}, locked=True)
    with pytest.raises(CannotKeep):
        locked.keep({"sound.on": True})
    assert file.read_text("utf-8") == FILE


@pytest.mark.parametrize(
    ("text", "rule", "setting", "line"),
    [
        ("[sound]\non = yes\n", "syntax", "", 2),
        ("[sound]\n\non = 1\n", "type", "sound.on", 3),
        ("[sound]\nloud = 1\n", "unknown", "sound.loud", 2),
        ('[hours]\nmon = "9"\n', "hours", "hours.mon", 2),
        ("[sound\n", "syntax", "", 1),
    ],
)
def test_a_wrong_file_is_told_by_line(
    file: Path, text: str, rule: str, setting: str, line: int
) -> None:
    file.write_text(text, "utf-8")
    for use in (Book(file, {}).read, lambda: Book(file, {}).keep({"sound.on": True})):
        with pytest.raises(SettingsTrouble) as caught:
            use()
        told = caught.value
        assert (told.rule, told.setting, told.line) == (rule, setting, line)
    assert file.read_text("utf-8") == text
