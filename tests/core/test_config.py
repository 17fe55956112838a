"""Settings are read strictly and wrong ones are named with their line."""

import datetime as dt
from pathlib import Path

import pytest

from kiosk import config
from kiosk.config import Hours, Settings, SettingsTrouble, load

RULES = """[[partner_cards]]
partner = "nrru"
pattern = "6#######"

# another one
"""
"""Five lines, one rule."""


def settings(tmp_path: Path, text: str, **environ: str) -> Settings:
    file = tmp_path / "walkin.toml"
    file.write_text(text, "utf-8")
    return load(file, environ)


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml", {}) == Settings()


def test_settings_come_from_the_file_and_the_environment_wins(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        '[centre]\nname = "ศูนย์"\n[node]\nname = "B"\n[screen]\nidle_s = 30\n',
        WALKIN_NODE_NAME="C",
        WALKIN_HOURS_CLOSED="2026-12-05 2026-12-10",
        WALKIN_SOUND_VOLUME="0.2",
        WALKIN_PRINTER_SLIPS="number welcome",
        WALKIN_SCREEN_REDUCE_MOTION="true",
        WALKIN_SCANNER_SUFFIX="tab",
        WALKIN_SCANNER_GAP_MS="80",
        WALKIN_SERIAL_PORT="COM3",
        WALKIN_DATA="/somewhere",
        OTHER="x",
    )
    assert found.centre.name == "ศูนย์"
    assert found.printer.slips == ("number", "welcome")
    assert found.node.name == "C"
    assert found.screen.idle_s == 30
    assert found.screen.reduce_motion
    assert (found.sound.on, found.sound.volume, found.sound.voice) == (True, 0.2, True)
    assert (found.scanner.suffix, found.scanner.gap_ms) == ("tab", 80)
    assert found.serial.port == "COM3"
    assert found.hours.closed == (dt.date(2026, 12, 5), dt.date(2026, 12, 10))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[screen]\n\nidel_s = 3\n", 3, "no setting `idel_s`"),
        ("x = 1\n", 1, "no setting `x`"),
        ("[screan]\nidle_s = 3\n", 1, "no setting `screan`"),
        ('[screen]\nidle_s = "soon"\n', 2, "a number"),
        ('[hours]\ntue = "9-18"\n', 2, "09:00-18:00"),
        ('[hours]\ntue = "09:00-18:00"\nwed = "18:00-09:00"\n', 3, "closes before it opens"),
        ('[centre]\nname = "x"\nzone = "Mars/Korat"\n', 3, "no time zone"),
        ('[node]\nname = "A B"\n', 2, "letters, digits"),
        ('[node]\nname = "korat.west.A"\n', 2, "korat.A"),
        ('[hub]\nsslrootcert = "system"\nurl = "postgresql://a:word@h/w"\n', 3, "walkin hub join"),
        ('[hub]\nurl = "postgresql://a@h/w?password=word"\n', 2, "walkin hub join"),
        ('[hub]\nurl = "postgresql://a@h/w?sslmode=allow"\n', 2, "hub.sslmode"),
        ('[hub]\nurl = "https://h/w"\n', 2, "written like postgresql://"),
        ('[hub]\nurl = "postgresql://a@10.0.0.5/w"\nsslmode = "disable"\n', 3, "127.0.0.1"),
        ('[hub]\nurl = "postgresql://a@h/w"\nsslrootcert = ""\n', 3, "system"),
        ('[hub]\nsslmode = "prefer"\n', 2, "verify-full"),
        ("[hub]\ndays = 30\n", 2, "400 and more"),
        ("[checkin]\nwrong_ids = 0\n", 2, "from 1 to 100"),
        ("[hours]\nclosed = [2569-12-31]\n", 2, "Gregorian"),
        ("[screen]\nidle_s = -1\n", 2, "from 5 to 3600"),
        ('[screen]\nreduce_motion = "yes"\n', 2, "true or false"),
        ("[sound]\non = true\nvolume = 1.5\n", 3, "from 0 to 1"),
        ("[sound]\nvolum = 1\n", 2, "no setting `volum`"),
        ('[scanner]\nsuffix = "return"\n', 2, "return"),
        ('[scanner]\nprefix = "ก"\n', 2, "scanner.prefix"),
        ("[serial]\nbaud = 12\n", 2, "9600"),
        ('[serial]\nport = "/"\n', 2, "serial.port"),
        ('[serial]\nbaud = 9600\nport = "**/**/x"\n', 3, "serial.port"),
        ('[hours]\ntue = "09:00Z-18:00"\n', 2, "09:00-18:00"),
        ('[printer]\nkind = "lpt"\n', 2, "lpt"),
        ('[printer]\nkind = "usb"\naddress = "Epson"\n', 3, "04b8:0e15"),
        ('[printer]\nkind = "network"\n', 1, "192.168.1.50"),
        ("[printer]\ndots = 580\n", 2, "multiple of 8"),
        ('[printer]\nslips = ["card", "cards"]\n', 2, "cards"),
        (RULES + '[[partner_cards]]\npartner = "vu"\npattern = "6*"\n', 8, "'*'"),
        (RULES + '[[partner_cards]]\npartner = "oxford"\npattern = "####"\n', 7, "nrvc"),
        (RULES + '[[partner_cards]]\npartner = "vu"\npattern = "6?######"\n', 8, "6####### of"),
        (RULES + '[[partner_cards]]\npartner = "vu"\n', 6, "pattern"),
        (RULES + '[[partner_cards]]\npatern = "####"\npartner = "vu"\n', 7, "patern"),
        (RULES + '[[partner_cards]]\npartner = 7\npattern = "####"\n', 7, "text in quotes"),
        ("[partner_cards]\npartner = 7\n", 1, "[[partner_cards]]"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(SettingsTrouble) as caught:
        settings(tmp_path, text)
    assert f"walkin.toml:{line}: " in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize("text", ["[screen\n", "\x00", "a = \n"])
def test_a_file_that_is_no_toml_is_trouble_with_a_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsTrouble, match="line"):
        settings(tmp_path, text)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WALKIN_PARTNER_CARDS", "####"),
        ("WALKIN_NODE_NAMES", "A"),
        ("WALKIN_SCREEN_IDLE_S", "soon"),
        ("WALKIN_X", ""),
    ],
)
def test_a_wrong_variable_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsTrouble, match=name):
        settings(tmp_path, "", **{name: value})


def test_rules_about_partners_cards_come_in_their_order(tmp_path: Path) -> None:
    found = settings(
        tmp_path, RULES + '[[partner_cards]]\npartner = "nrvc"\npattern = "VC(####)"\n'
    )
    rules = [(rule.partner, rule.pattern) for rule in found.partner_cards]
    assert rules == [("nrru", "6#######"), ("nrvc", "VC(####)")]


def test_hours() -> None:
    monday = dt.date(2026, 11, 23)
    assert Hours().of(monday) == (dt.time.min, dt.time.max)
    week = Hours(tue="10:00-18:00", wed="", closed=(dt.date(2026, 11, 24),))
    assert week.of(monday) is None
    assert week.of(dt.date(2026, 11, 24)) is None
    assert week.of(dt.date(2026, 11, 25)) is None
    assert week.of(dt.date(2026, 12, 1)) == (dt.time(10), dt.time(18))


def test_places_follow_the_environment() -> None:
    environ = {"WALKIN_DATA": "/d", "WALKIN_CONFIG": "/c/walkin.toml"}
    assert config.data_folder(environ) == Path("/d")
    assert config.settings_file(environ) == Path("/c/walkin.toml")
    assert config.settings_file({}).name == "walkin.toml"
