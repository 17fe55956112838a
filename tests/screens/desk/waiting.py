"""What waits for staff in a test, and how a driver sees to it."""

import datetime as dt

from kiosk.entry import CountHeld, Entry, HelpCalled
from kiosk.record import Band
from tests.builders import DAY, NOON
from tests.screens.desk.conftest import CLAY, Driver, Place

MINUTE = dt.timedelta(minutes=1)


def calls(place: Place, count: int) -> list[Entry]:
    """So many calls for help, one a minute, the oldest first."""
    return [place.write(HelpCalled(day=DAY), at=NOON + n * MINUTE)[0] for n in range(count)]


def held(place: Place, people: int = 10) -> Entry:
    body = CountHeld(day=DAY, bands={Band.CHILD: people}, occurrence=CLAY.key, reason="fast")
    return place.write(body)[0]


def written(place: Place, kind: type) -> list[Entry]:
    with place.other.reading() as reader:
        return [entry for entry in reader.entries({}) if isinstance(entry.body, kind)]


def shows(driver: Driver, count: int) -> None:
    """Wait until so many alerts are there and nothing moves any more."""
    driver.until(lambda: driver.desk.alerts.count == count)
    driver.until(lambda: bool(driver.find("strip").property("steady")) if count else True)
