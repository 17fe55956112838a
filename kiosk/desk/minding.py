"""What a kiosk says of its own devices, clock and settings."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable

from kiosk.clock import Clock
from kiosk.clock_guard import EARLY, JUMPED, OFF_HUB, ClockGuard
from kiosk.config import Settings
from kiosk.desk.counter import Counter
from kiosk.entry import AlertAnswered, BackupFailed, DeviceGone, Entry, SettingsKept
from kiosk.ports import Alert, Reader, Store
from kiosk.secrets import Secrets
from kiosk.seen import ahead_of_hub, is_wrong

log = logging.getLogger("walkin.clock")


class Minding(Counter):
    """Devices of this node that go and come back; settings written at its screen."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, secrets: Secrets) -> None:
        super().__init__(store, clock, settings, secrets)
        self._off_hub: bool | None = None

    def device_gone(self, device: str) -> bool:
        """Tell the desk that a device is gone, once; False while the centre is closed."""
        now = self._clock.now()
        if not self._gather.hours.open_at(now):
            return False
        with self._store.writing() as unit:
            if not self._told(unit, device):
                unit.append(DeviceGone(day=self._gather.day(now), device=device), now)
        return True

    def device_back(self, device: str) -> int:
        """The device works: what the desk was told of it is answered; returns how many alerts."""
        with self._store.reading() as reader:
            if not self._told(reader, device):
                return 0
        with self._store.writing() as unit:
            told = self._told(unit, device)
            answers = [AlertAnswered(target=alert.entry) for alert in told]
            return unit.append_many(answers, self._clock.now())

    def mind_clock(self, guard: ClockGuard) -> None:
        """See whether this machine's clock can be true; tell the desk, once, when it cannot.

        Nobody is kept out by a wrong clock: what is written keeps its order.
        """
        now = self._clock.now()
        self._mind_hub(now)
        if not guard.due(now):
            return
        with self._store.reading() as reader:
            seen = guard.look(now, max((node.last_at for node in reader.nodes()), default=None))
            early = self._told(reader, EARLY)
        if seen.late is not None:
            log.warning("the clock is %d s behind the newest entry", seen.late.total_seconds())
        if seen.early:
            log.warning("the clock is before this release was made")
        if seen.jumped is not None:
            log.warning("the clock jumped by %d s", seen.jumped.total_seconds())
        gone = [EARLY] * (seen.early and not early) + [JUMPED] * (seen.jumped is not None)
        if gone or (early and not seen.early):
            day = self._gather.day(now)
            with self._store.writing() as unit:
                for device in gone:
                    if not self._told(unit, device):
                        unit.append(DeviceGone(day=day, device=device), now)
                if not seen.early:
                    answers = [AlertAnswered(target=a.entry) for a in self._told(unit, EARLY)]
                    unit.append_many(answers, now)
        guard.told()

    def _mind_hub(self, now: dt.datetime) -> None:
        """Tell the desk, once, that the hub's clock is another; on the day that it is there."""
        ahead = ahead_of_hub(self._sync(), now)
        if ahead is None or is_wrong(ahead) is self._off_hub:
            return
        wrong, there = is_wrong(ahead), now - ahead
        with self._store.writing() as unit:
            told = self._told(unit, OFF_HUB, there)
            if wrong and not told:
                body = DeviceGone(day=self._gather.day(there), device=OFF_HUB)
                unit.append(body, there, written=now)
            elif not wrong:
                unit.append_many([AlertAnswered(target=alert.entry) for alert in told], now)
        self._off_hub = wrong
        if wrong:
            log.warning("the clock is %d s ahead of the hub's", ahead.total_seconds())

    def backup_failed(self, reason: str) -> None:
        """Tell the desk, once a day, that the nightly backup could not be made."""
        now = self._clock.now()
        day = self._gather.day(now)
        with self._store.writing() as unit:
            told, here = unit.alerts(day), unit.writes_as()
            failed = "backup_failed", here, reason
            if not any((a.about, a.node, a.reason) == failed for a in told):
                unit.append(BackupFailed(day=day, reason=reason), now)

    def backup_made(self) -> None:
        """There is one again: what the desk was told is answered."""
        now = self._clock.now()
        with self._store.writing() as unit:
            here = unit.writes_as()
            for alert in unit.alerts(self._gather.day(now)):
                if (alert.about, alert.node) == ("backup_failed", here):
                    unit.append(AlertAnswered(target=alert.entry), now)

    def note_settings(self, section: str, by: str, names: Iterable[str] = ()) -> Entry:
        """A section of the settings file was written by a member of staff, these of its names."""
        kept = SettingsKept(section=section, names=tuple(sorted(names)))
        with self._store.writing() as unit:
            return unit.append(kept, self._clock.now(), by=by)

    def _told(self, reader: Reader, device: str, at: dt.datetime | None = None) -> list[Alert]:
        day = self._gather.day(at or self._clock.now())
        gone = "device_gone", device, reader.writes_as()
        return [a for a in reader.alerts(day) if (a.about, a.reason, a.node) == gone]
