"""Wrong settings are told with what would be right, and no word of a programmer's."""

from pathlib import Path

import pytest

from kiosk.config import Serial, SettingsTrouble, load


def said(folder: Path, text: str, **environ: str) -> str:
    file = folder / "walkin.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsTrouble) as caught:
        load(file, environ)
    message = str(caught.value)
    for word in ("Expected", "`int`", "`str`", "`float`", "Invalid", "enum", "Object", "$"):
        assert word not in message
    return message.removeprefix(f"{file}:")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "[camera]\nturn = 45",
            "2: camera.turn is a whole number, one of 0, 90, 180 or 270, not 45",
        ),
        (
            "[scanner]\nsuffix = 'return'",
            '2: scanner.suffix is one of "any", "enter", "none" or "tab", not "return"',
        ),
        ("[scanner]\nprefix = '123456789'", "2: scanner.prefix is text of up to 8 letters, "),
        ("[serial]\nbaud = 'x'", "2: serial.baud is a whole number, one of 300, 600, 1200, "),
        (
            "[printer]\ndots = 580",
            "2: printer.dots is a whole number from 256 to 1024, a multiple of 8",
        ),
        (
            "[printer]\nslips = ['card', 'cards']",
            "2: printer.slips is a list in brackets: each is one of "
            '"card", "number" or "welcome", not "cards"',
        ),
        ("[printer]\nslips = 'card'", "2: printer.slips is a list in brackets: "),
        ("[sound]\nvolume = 1.5", "2: sound.volume is a number from 0 to 1"),
        ("[sound]\non = 'yes'", "2: sound.on is true or false"),
        ("[hours]\nclosed = ['x']", "2: hours.closed is a list in brackets: each is a date like 2"),
        ("[hours]\nmon = 3", "2: hours.mon is text in quotes"),
        ("screen = 3", "1: screen is a section: [screen] on a line of its own"),
        ("[partner_cards]", "1: partner_cards is a section, written [[partner_cards]] for each"),
        (
            "partner_cards = [3]",
            "1: partner_cards is a section, written [[partner_cards]] for each",
        ),
        ("[[partner_cards]]\npartner = 'vu'", "1: [[partner_cards]] needs pattern"),
        ("[[partner_cards]]\npartner = 7", "2: partner in [[partner_cards]] is text in quotes"),
    ],
)
def test_what_would_be_right_is_told(tmp_path: Path, text: str, words: str) -> None:
    assert said(tmp_path, text).strip().startswith(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "[screen]\nidel_s = 3",
            "2: there is no setting `idel_s` in [screen]; did you mean idle_s?",
        ),
        ("[screan]", "1: there is no setting `screan`; did you mean [screen]?"),
        (
            "[partner_card]",
            "1: there is no setting `partner_card`; did you mean [[partner_cards]]?",
        ),
        (
            "[[partner_cards]]\npatern = '#'",
            "2: there is no setting `patern` in [[partner_cards]]; did you mean pattern?",
        ),
        ("idle_s = 3", "1: there is no setting `idle_s`; it stands in [screen]"),
        ("name = 'x'", "1: there is no setting `name`; it stands in [centre] or [node]"),
        (
            "[screen]\nvolume = 1",
            "2: there is no setting `volume` in [screen]; it stands in [sound]",
        ),
        (
            "[sound]\nzzz = 1",
            "2: there is no setting `zzz` in [sound]; there are on, volume, voice",
        ),
    ],
)
def test_what_was_meant_is_guessed(tmp_path: Path, text: str, words: str) -> None:
    assert said(tmp_path, text).strip() == words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("WALKIN_SCREEN_IDLE_S", "soon", " is a number from 5 to 3600"),
        ("WALKIN_CAMERA_TURN", "45", " is a whole number, one of 0, 90, 180 or 270, not 45"),
        (
            "WALKIN_PRINTER_SLIPS",
            "card cards",
            ' is one of "card", "number" or "welcome", not "cards"',
        ),
        ("WALKIN_HOURS_CLOSED", "2026", " is a date like 2026-12-31"),
        ("WALKIN_NODE_NAMES", "A", ": no such setting; did you mean WALKIN_NODE_NAME?"),
        ("WALKIN_SCANER_PREFX", "A", ": no such setting; did you mean WALKIN_SCANNER_PREFIX?"),
        ("WALKIN_X", "", ": no such setting; README, settings, lists them all"),
    ],
)
def test_variables_are_told_by_their_names(
    tmp_path: Path, name: str, value: str, words: str
) -> None:
    assert said(tmp_path, "", **{name: value}) == name + words


def test_only_the_usual_rates_are_taken(tmp_path: Path) -> None:
    file = tmp_path / "walkin.toml"
    for baud in (9600, 115200):
        assert load(file, {"WALKIN_SERIAL_BAUD": str(baud)}).serial == Serial(baud=baud)  # type: ignore[arg-type]
    assert "9601" in said(tmp_path, "[serial]\nbaud = 9601")
    assert "9601" in said(tmp_path, "", WALKIN_SERIAL_BAUD="9601")
