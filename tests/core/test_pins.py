"""Which PINs will do, what is kept of them, and how waiting grows."""

import time

import pytest

from kiosk import pins
from kiosk.record import Role

PEPPER, SALT = b"p" * 32, b"s" * 16


@pytest.mark.parametrize(
    ("text", "pin"),
    [
        ("482913", "482913"),
        (" 482913\n", "482913"),
        ("๔๘๒๙๑๓", "482913"),
        ("48291", ""),
        ("4829131", ""),
        ("48291a", ""),
        ("-48291", ""),
        ("４８２９１３", ""),
        ("", ""),
    ],
)
def test_a_pin_is_six_digits_of_either_kind(text: str, pin: str) -> None:
    assert pins.digits(text) == pin


def test_what_anybody_tries_first_is_easy() -> None:
    easy = ["000000", "121212", "123123", "123456", "654321", "012345"]
    assert [pin for pin in easy if not pins.is_easy(pin)] == []
    assert [pin for pin in ("482913", "112233", "123457", "135790") if pins.is_easy(pin)] == []


def test_what_is_kept_fits_its_pin_and_needs_the_pepper() -> None:
    kept = pins.hashed("482913", PEPPER, SALT)
    assert "482913" not in kept
    assert kept.startswith("$argon2id$v=19$m=65536,t=2,p=1$")
    assert pins.fits("482913", kept, PEPPER)
    assert not pins.fits("482914", kept, PEPPER)
    assert not pins.fits("482913", kept, b"q" * 32)
    assert pins.hashed("482913", PEPPER, b"t" * 16) != kept


def test_nobody_and_nonsense_fit_no_pin() -> None:
    for kept in ("", "nonsense", "$argon2id$v=19$m=65536"):
        assert not pins.fits("482913", kept, PEPPER)


def test_nobody_is_looked_for_as_long_as_somebody() -> None:
    """Processor time, not the clock on the wall: what else runs here does not count."""
    kept = pins.hashed("482913", PEPPER, SALT)

    def took(of: str) -> float:
        began = time.thread_time()
        pins.fits("000000", of, PEPPER)
        return time.thread_time() - began

    somebody, nobody = (min(took(of) for _ in range(3)) for of in (kept, ""))
    assert nobody > somebody / 2 > 0


def test_waiting_grows_to_a_quarter_of_an_hour() -> None:
    assert [pins.rest_after(n) for n in range(9)] == [0] * 5 + [60, 300, 900, 900]
    day, wrong, spent = 24 * 3600, 0, 0
    while spent < day:
        wrong += 1
        spent += pins.rest_after(wrong)
    assert wrong <= 104


def test_a_role_is_enough_for_itself_and_all_below() -> None:
    assert [[one.may(need) for need in Role] for one in Role] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]
