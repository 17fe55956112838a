"""Who may: the PIN that proves it, and how long one waits after wrong ones."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from db.store import SqlStore
from kiosk import pins
from kiosk.config import Hours, Settings
from kiosk.desk import FrontDesk, No, NotPossible, NotProven, Proven
from kiosk.entry import AlertAnswered, DeviceGone, PinLocked, PinTried, SettingsKept, StaffKept
from kiosk.pins import RESTS
from kiosk.record import Role
from tests.storage.centre import Centre
from tests.storage.workload import KEY, open_store

SALT = bytes(16)
PIN, OTHER, WRONG = "482913", "730164", "999999"
SOMSRI, SUDA = "สมศรี", "สุดา"
SECOND = 1 / 60


@pytest.fixture
def staffed(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> Centre:
    # What it costs is tried elsewhere.
    monkeypatch.setattr(pins, "_MEMORY_KIB", 64)
    centre.desk.add_staff(SOMSRI, Role.ADMIN, PIN, SALT, "os")
    centre.desk.add_staff(SUDA, Role.DESK, OTHER, SALT, "os")
    return centre


def tries(centre: Centre, many: int, name: str = SOMSRI, pin: str = WRONG) -> list[int]:
    """Wrong PINs at once; returns the seconds of waiting after each."""
    found = [centre.desk.prove_pin(name, pin) for _ in range(many)]
    assert all(isinstance(f, NotProven) for f in found)
    return [f.rest for f in found if isinstance(f, NotProven)]


def test_the_right_pin_says_who_it_is_and_is_kept_with_the_name(staffed: Centre) -> None:
    assert staffed.desk.prove_pin(SOMSRI, PIN) == Proven(SOMSRI, Role.ADMIN)
    with staffed.store.reading() as reader:
        last = reader.entries({})[-1]
    assert (last.by, last.body) == (SOMSRI, PinTried(staff=SOMSRI))


def test_another_ones_pin_is_wrong(staffed: Centre) -> None:
    assert staffed.desk.prove_pin(SOMSRI, OTHER) == NotProven()
    assert staffed.desk.prove_pin("nobody", PIN) == NotProven()


def test_a_role_below_what_is_needed_is_not_enough(staffed: Centre) -> None:
    assert staffed.desk.prove_pin(SUDA, OTHER, Role.ADMIN) == NotProven(below=True)
    assert staffed.desk.prove_pin(SUDA, OTHER, Role.DESK) == Proven(SUDA, Role.DESK)
    assert staffed.desk.prove_pin(SOMSRI, PIN, Role.ADMIN) == Proven(SOMSRI, Role.ADMIN)


def test_a_script_of_a_thousand_pins_is_locked_out_and_the_right_one_with_it(
    staffed: Centre,
) -> None:
    rests = [staffed.desk.prove_pin(SOMSRI, f"{n:06}") for n in range(1000)]
    assert rests[:5] == [NotProven()] * 4 + [NotProven(60)]
    assert set(rests[5:]) == {NotProven(60)}
    assert (staffed.desk.pin_rest(SOMSRI), staffed.desk.pin_rest(SUDA)) == (60, 0)
    assert staffed.desk.prove_pin(SOMSRI, PIN) == NotProven(60)
    assert len([b for b in staffed.journal() if isinstance(b, PinTried)]) == 5
    staffed.clock.later(1)
    assert staffed.desk.prove_pin(SOMSRI, PIN) == Proven(SOMSRI, Role.ADMIN)


def test_each_wrong_one_after_a_wait_waits_longer(staffed: Centre) -> None:
    assert tries(staffed, 5)[-1] == RESTS[0]
    for rest in (*RESTS[1:], RESTS[-1]):
        staffed.clock.later(15)
        assert tries(staffed, 2) == [rest, rest]
    staffed.clock.later(15 - SECOND)
    assert tries(staffed, 1) == [1]
    staffed.clock.later(SECOND)
    assert staffed.desk.prove_pin(SOMSRI, PIN) == Proven(SOMSRI, Role.ADMIN)
    assert tries(staffed, 4) == [0] * 4


def test_the_wait_survives_a_restart(staffed: Centre) -> None:
    tries(staffed, 5)
    staffed.store.close()
    staffed.clock.later(0.5)
    again = FrontDesk(
        SqlStore(staffed.file, KEY, "A"), staffed.clock, staffed.settings, staffed.secrets
    )
    assert again.prove_pin(SOMSRI, PIN) == NotProven(30)
    again.close()


def test_a_rebuilt_database_still_waits(staffed: Centre) -> None:
    tries(staffed, 5)
    staffed.store.rebuild()
    assert staffed.desk.prove_pin(SOMSRI, PIN) == NotProven(60)


def test_a_clock_that_is_set_back_ends_no_wait_and_makes_none_longer(staffed: Centre) -> None:
    tries(staffed, 5)
    staffed.clock.later(-600)
    assert staffed.desk.prove_pin(SOMSRI, PIN) == NotProven(60)


def test_who_is_locked_locks_nobody_else(staffed: Centre) -> None:
    tries(staffed, 5)
    assert staffed.desk.prove_pin(SUDA, OTHER) == Proven(SUDA, Role.DESK)
    assert staffed.desk.prove_pin(SOMSRI, PIN) == NotProven(60)


def test_ones_own_right_pin_buys_no_tries_for_another(staffed: Centre) -> None:
    for _ in range(2):
        tries(staffed, 2)
        staffed.desk.prove_pin(SUDA, OTHER)
    assert tries(staffed, 1) == [60]


def test_two_windows_of_one_node_share_the_wait(staffed: Centre) -> None:
    second = FrontDesk(open_store(staffed.file), staffed.clock, staffed.settings, staffed.secrets)
    tries(staffed, 3)
    assert second.prove_pin(SOMSRI, WRONG) == NotProven()
    assert second.prove_pin(SOMSRI, WRONG) == NotProven(60)
    assert staffed.desk.prove_pin(SOMSRI, PIN) == NotProven(60)
    second.close()


def test_a_window_that_was_at_it_meanwhile_is_seen(
    staffed: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one uses the last free tries up while this one's PIN is being proved."""
    second = FrontDesk(open_store(staffed.file), staffed.clock, staffed.settings, staffed.secrets)
    fits = pins.fits

    def slowly(pin: str, kept: str, pepper: bytes) -> bool:
        monkeypatch.setattr(pins, "fits", fits)
        for _ in range(5):
            second.prove_pin(SOMSRI, WRONG)
        return fits(pin, kept, pepper)

    monkeypatch.setattr(pins, "fits", slowly)
    assert staffed.desk.prove_pin(SOMSRI, PIN) == NotProven(60)
    second.close()


def test_two_kiosks_wait_each_for_itself(staffed: Centre) -> None:
    """Who plays at one kiosk's screen keeps nobody from the other, nor from the desk."""
    other = staffed.other("B")
    with staffed.store.reading() as here, other._store.writing() as there:
        there.receive(here.entries({}, 10_000))
    tries(staffed, 5)
    assert other.prove_pin(SOMSRI, PIN) == Proven(SOMSRI, Role.ADMIN)
    with staffed.store.reading() as here, other._store.writing() as there:
        there.receive(here.entries({"A": there.vector()["A"]}, 10_000))
    assert other.prove_pin(SOMSRI, PIN) == Proven(SOMSRI, Role.ADMIN)
    (alert,) = other.alerts()
    assert (alert.node, alert.about, alert.reason) == ("A", "pin_locked", SOMSRI)
    other.close()


def test_the_desk_is_told_once_until_it_has_seen_it(staffed: Centre) -> None:
    tries(staffed, 4)
    assert staffed.desk.alerts() == []
    tries(staffed, 1)
    for _ in range(3):
        staffed.clock.later(15)
        tries(staffed, 1)
    (alert,) = staffed.desk.alerts()
    assert (alert.about, alert.reason) == ("pin_locked", SOMSRI)
    staffed.desk.answer_alert(alert.entry, SUDA)
    assert staffed.desk.alerts() == []
    staffed.clock.later(15)
    tries(staffed, 1)
    assert len(staffed.desk.alerts()) == 1
    assert len([b for b in staffed.journal() if isinstance(b, PinLocked)]) == 2


def test_another_pin_ends_the_wait(staffed: Centre) -> None:
    tries(staffed, 5)
    staffed.desk.change_pin(SOMSRI, "604817", SALT, SUDA)
    assert staffed.desk.prove_pin(SOMSRI, "604817") == Proven(SOMSRI, Role.ADMIN)
    assert staffed.desk.prove_pin(SOMSRI, PIN) == NotProven()


def test_who_is_disabled_is_nobody_until_added_again(staffed: Centre) -> None:
    staffed.desk.disable_staff(SUDA, SOMSRI)
    assert [s.name for s in staffed.desk.staff()] == [SOMSRI]
    assert [s.name for s in staffed.desk.all_staff()] == [SOMSRI, SUDA]
    assert staffed.desk.prove_pin(SUDA, OTHER) == NotProven()
    for act in (
        lambda: staffed.desk.change_pin(SUDA, PIN, SALT, SOMSRI),
        lambda: staffed.desk.disable_staff(SUDA, SOMSRI),
    ):
        with pytest.raises(NotPossible, match="nobody named"):
            act()
    staffed.desk.add_staff(SUDA, Role.ADMIN, OTHER, SALT, SOMSRI)
    assert staffed.desk.prove_pin(SUDA, OTHER, Role.ADMIN) == Proven(SUDA, Role.ADMIN)


@pytest.mark.parametrize(
    ("name", "pin", "why", "message"),
    [
        ("", PIN, No.NAME_MISSING, "1 to 40"),
        ("\u200b \n", PIN, No.NAME_MISSING, "1 to 40"),
        ("ก" * 41, PIN, No.NAME_LONG, "1 to 40"),
        (f"  {SOMSRI}\u200b ", PIN, No.STAFF_TAKEN, "already"),
        ("ใหม่", "12345", No.PIN_DIGITS, "6 digits"),
        ("ใหม่", "48291x", No.PIN_DIGITS, "6 digits"),
        ("ใหม่", "123456", No.PIN_EASY, "anybody tries"),
    ],
)
def test_a_name_or_a_pin_that_will_not_do(
    staffed: Centre, name: str, pin: str, why: No, message: str
) -> None:
    before = len(staffed.journal())
    with pytest.raises(NotPossible, match=message) as refused:
        staffed.desk.add_staff(name, Role.DESK, pin, SALT, "os")
    assert refused.value.why is why
    assert len(staffed.journal()) == before


def test_the_first_administrator_is_the_first_of_all(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pins, "_MEMORY_KIB", 64)
    with pytest.raises(NotPossible, match="anybody tries"):
        centre.desk.found(SOMSRI, "111111", SALT)
    kept = centre.desk.found(f" {SOMSRI} ", PIN, SALT)
    assert kept.by == SOMSRI
    assert centre.desk.prove_pin(SOMSRI, PIN, Role.ADMIN) == Proven(SOMSRI, Role.ADMIN)
    # Nobody works here any more, and still the next one is not the first.
    centre.desk.disable_staff(SOMSRI, "os")
    with pytest.raises(NotPossible) as refused:
        centre.desk.found(SUDA, OTHER, SALT)
    assert refused.value.why is No.STAFF_THERE


def test_no_pin_is_written_anywhere(staffed: Centre) -> None:
    tries(staffed, 2)
    kept = [b for b in staffed.journal() if isinstance(b, StaffKept | PinTried)]
    assert len(kept) == 4
    text = msgspec.json.encode(kept).decode()
    assert not any(pin in text for pin in (PIN, OTHER, WRONG))


class TestDevices:
    def test_the_desk_is_told_of_one_that_is_gone_and_that_it_is_back(self, centre: Centre) -> None:
        assert centre.desk.device_gone("camera")
        assert centre.journal()[-1] == DeviceGone(day=dt.date(2026, 11, 22), device="camera")
        (gone,) = centre.desk.alerts()
        assert centre.desk.device_gone("camera")
        assert len(centre.desk.alerts()) == 1
        centre.desk.device_gone("scanner")
        told = {(a.about, a.reason) for a in centre.desk.alerts()}
        assert told == {("device_gone", "camera"), ("device_gone", "scanner")}
        assert centre.desk.device_back("camera") == 1
        assert [a.reason for a in centre.desk.alerts()] == ["scanner"]
        assert centre.journal()[-1] == AlertAnswered(target=gone.entry)
        assert centre.desk.device_back("camera") == 0

    def test_one_that_was_seen_by_staff_is_told_again_only_when_it_goes_again(
        self, centre: Centre
    ) -> None:
        centre.desk.device_gone("camera")
        (gone,) = centre.desk.alerts()
        centre.desk.answer_alert(gone.entry, SOMSRI)
        assert centre.desk.device_back("camera") == 0

    def test_nobody_is_told_outside_opening_hours(self, tmp_path: Path) -> None:
        hours = Settings(hours=Hours(sun="09:00-12:30"))
        centre = Centre(tmp_path / "walkin.db", hours)
        assert centre.desk.device_gone("camera")
        centre.clock.later(45)
        assert not centre.desk.device_gone("scanner")
        centre.store.close()

    def test_another_kiosks_device_is_its_own(self, centre: Centre) -> None:
        other = centre.other("B")
        centre.desk.device_gone("camera")
        with centre.store.reading() as here, other._store.writing() as there:
            there.receive(here.entries({}, 10_000))
        assert other.device_back("camera") == 0
        assert other.device_gone("camera")
        assert {a.node for a in other.alerts()} == {"A", "B"}
        other.close()

    def test_settings_written_at_the_screen_carry_who_wrote_them(self, centre: Centre) -> None:
        entry = centre.desk.note_settings("scanner", SOMSRI)
        assert (entry.by, entry.body) == (SOMSRI, SettingsKept(section="scanner"))


def test_in_a_later_life_tries_calls_and_devices_are_still_known(staffed: Centre) -> None:
    with staffed.store.writing() as unit:
        own = next(own for own in unit.ours() if own.name == "A")
        unit.begin_life(own, "A~2", unit.vector())
    assert tries(staffed, 5)[-1] == RESTS[0]
    assert staffed.desk.call_help() is not None
    assert staffed.desk.call_help() is None
    assert staffed.desk.withdraw_help() is not None
    assert staffed.desk.device_gone("camera")
    assert [node.gone for node in staffed.desk.board().nodes if node.name == "A~2"] == [("camera",)]
    assert staffed.desk.device_back("camera") == 1
    assert not any(node.gone for node in staffed.desk.board().nodes)
