"""A day with activities, and hands for the box that shows a learner."""

from kiosk.entry import ActivityKept, Entry
from kiosk.record import Learner
from tests.core.calendars import activity
from tests.screens.desk.conftest import Driver, Place

_PROGRAMME = (
    ("open", "ปั้นดิน", "120000", "140000", ""),
    ("small", "วาดภาพ", "120000", "140000", "X-WALKIN-CAPACITY:1"),
    ("early", "เล่านิทาน", "090000", "100000", ""),
    ("evening", "ดูดาว", "180000", "200000", ""),
)


def a_programme(place: Place) -> None:
    """Two that are open at noon, one of them with one seat; one that is over, one to come."""
    for uid, title, start, end, more in _PROGRAMME:
        text = f"""SUMMARY:{title}
DTSTART;TZID=Asia/Bangkok:20261122T{start}
DTEND;TZID=Asia/Bangkok:20261122T{end}
{more}"""
        place.write(ActivityKept(activity=activity(text, uid=uid)))


def journal(place: Place) -> list[Entry]:
    """Everything that was written."""
    with place.other.reading() as reader:
        return reader.entries({}, limit=10_000)


def record(place: Place, learner: str) -> Learner | None:
    """As it is kept now."""
    with place.other.reading() as reader:
        return reader.learner(learner)


def show(driver: Driver, learner: Learner, by: str = "ครูแอน") -> None:
    """The box with somebody in it, opened by a clerk."""
    driver.signed_in(by)
    driver.desk.found.opened.emit(learner.learner)
    driver.until(lambda: driver.desk.learner.open and driver.desk.learner.whole)
    driver.until(lambda: driver.items("person.in") != [])


def begin(driver: Driver, step: str) -> None:
    """Press what begins a step, under "more" when it stands there."""
    if not driver.items(f"person.{step}"):
        driver.click("person.more")
    driver.click(f"person.{step}")
    driver.until(lambda: driver.items("step.hint") != [])


def choices(driver: Driver) -> dict[str, str]:
    """What may be chosen, and what is said of it."""
    notes = dict.fromkeys(driver.shown("choice.title"), "")
    for title, note in zip(driver.items("choice.title"), driver.items("choice.note"), strict=False):
        notes[str(title.property("text"))] = str(note.property("text"))
    return notes


def said(driver: Driver) -> str:
    """What was said last, in the box or outside."""
    return driver.desk.toast.props.words
