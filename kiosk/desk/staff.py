"""Who may: members of staff, and the PIN that proves who somebody is."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec

from kiosk import pins, thai
from kiosk.desk.counter import Counter
from kiosk.desk.impossible import No, NotPossible
from kiosk.entry import Entry, PinLocked, PinTried, StaffKept
from kiosk.ports import Reader, Unit
from kiosk.record import Role, Staff

LONGEST_NAME = 40
"""Characters."""


class Proven(NamedTuple):
    """The PIN was right: entries of what follows carry this name."""

    name: str
    role: Role


class NotProven(NamedTuple):
    """The PIN was wrong, or none is taken for `rest` seconds.

    `below`: it was right, but the role is not enough.
    """

    rest: int = 0
    below: bool = False


class Staffing(Counter):
    """Keeping staff, and proving who they are."""

    def staff(self) -> list[Staff]:
        """Everybody who may work at the kiosk, by name."""
        with self._store.reading() as reader:
            return [staff for staff in reader.staff() if not staff.disabled]

    def all_staff(self) -> list[Staff]:
        """Those who may not any more, too."""
        with self._store.reading() as reader:
            return reader.staff()

    def pin_rest(self, name: str) -> int:
        """Seconds until a PIN is taken here for the one of this name."""
        with self._store.reading() as reader:
            return self._rest(reader, name)

    def prove_pin(self, name: str, pin: str, need: Role = Role.DESK) -> Proven | NotProven:
        """Whether this is the PIN of the one of this name.

        Takes as long whether or not there is such a name. Five wrong ones in a row on this node
        begin a wait, told to the desk, that grows with each further one; right ones are not taken
        meanwhile. Who has waited is kept in the database and outlives a restart.
        """
        with self._store.reading() as reader:
            found = _active(reader, name)
            if rest := self._rest(reader, name):
                return NotProven(rest)
        # Not within a transaction: others write meanwhile.
        right = pins.fits(pin, found.pin if found else "", self._secrets.pepper)
        if found is None:
            return NotProven()
        with self._store.writing() as unit:
            # Another window of this node may have been at it too.
            if rest := self._rest(unit, name):
                return NotProven(rest)
            if not right:
                return NotProven(self._count_wrong(unit, name))
            unit.append(PinTried(staff=name), self._clock.now(), by=name)
        return Proven(name, found.role) if found.role.may(need) else NotProven(below=True)

    def add_staff(self, name: str, role: Role, pin: str, salt: bytes, by: str) -> Entry:
        """Let somebody work here, or again. `salt` are 16 random bytes.

        Raises NotPossible when the name is no name or is taken, or the PIN will not do.
        """
        staff = self._new_staff(name, role, pin, salt)
        with self._store.writing() as unit:
            if _active(unit, staff.name):
                msg = f"{staff.name} works here already; choose another name"
                raise NotPossible(No.STAFF_TAKEN, msg)
            return self._keep_staff(unit, staff, by)

    def found(self, name: str, pin: str, salt: bytes) -> Entry:
        """Keep the first administrator, in whose own name it is. `salt` as for `add_staff`.

        Raises NotPossible when anybody works or worked here, or for what `add_staff` refuses.
        """
        staff = self._new_staff(name, Role.ADMIN, pin, salt)
        with self._store.writing() as unit:
            if unit.staff():
                msg = "there is an administrator already, who lets others work here"
                raise NotPossible(No.STAFF_THERE, msg)
            return self._keep_staff(unit, staff, staff.name)

    def change_pin(self, name: str, pin: str, salt: bytes, by: str) -> Entry:
        """Give somebody another PIN; whoever had to wait waits no more.

        Raises NotPossible when nobody of this name works here, or the PIN will not do.
        """
        kept = self._kept_of(pin, salt)
        with self._store.writing() as unit:
            staff = _found(unit, name)
            return self._keep_staff(unit, msgspec.structs.replace(staff, pin=kept), by)

    def disable_staff(self, name: str, by: str) -> Entry:
        """Let somebody work here no more. Raises NotPossible when nobody of this name does."""
        with self._store.writing() as unit:
            staff = _found(unit, name)
            return self._keep_staff(unit, msgspec.structs.replace(staff, disabled=True), by)

    def _keep_staff(self, unit: Unit, staff: Staff, by: str) -> Entry:
        return unit.append(StaffKept(staff=staff), self._clock.now(), by=by)

    def _new_staff(self, name: str, role: Role, pin: str, salt: bytes) -> Staff:
        name = thai.tidy(name)
        if not name or len(name) > LONGEST_NAME:
            msg = f"a name has 1 to {LONGEST_NAME} characters"
            raise NotPossible(No.NAME_LONG if name else No.NAME_MISSING, msg)
        return Staff(name=name, role=role, pin=self._kept_of(pin, salt))

    def _kept_of(self, pin: str, salt: bytes) -> str:
        digits = pins.digits(pin)
        if not digits:
            msg = f"a PIN has {pins.LENGTH} digits"
            raise NotPossible(No.PIN_DIGITS, msg)
        if pins.is_easy(digits):
            msg = "that PIN is among the first that anybody tries"
            raise NotPossible(No.PIN_EASY, msg)
        return pins.hashed(digits, self._secrets.pepper, salt)

    def _rest(self, reader: Reader, name: str) -> int:
        """Seconds to wait until a PIN is taken for somebody on this node."""
        last = reader.pin_try(reader.writes_as(), name)
        if last is None:
            return 0
        whole = pins.rest_after(last.wrong)
        left = last.at + dt.timedelta(seconds=whole) - self._clock.now()
        # A clock that was set back makes nobody wait longer than that from now on.
        return max(0, min(whole, -(-left // dt.timedelta(seconds=1))))

    def _count_wrong(self, unit: Unit, name: str) -> int:
        now = self._clock.now()
        here = unit.writes_as()
        last = unit.pin_try(here, name)
        wrong = 1 + (0 if last is None else last.wrong)
        unit.append(PinTried(staff=name, wrong=wrong), now)
        rest = pins.rest_after(wrong)
        if rest:
            day = self._gather.day(now)
            told = (a for a in unit.alerts(day) if a.about == "pin_locked")
            if not any(a.node == here and a.reason == name for a in told):
                unit.append(PinLocked(day=day, staff=name), now)
        return rest


def _active(reader: Reader, name: str) -> Staff | None:
    return next((s for s in reader.staff() if s.name == name and not s.disabled), None)


def _found(reader: Reader, name: str) -> Staff:
    staff = _active(reader, thai.tidy(name))
    if staff is None:
        msg = f"nobody named {name} works here"
        raise NotPossible(No.STAFF_UNKNOWN, msg)
    return staff
