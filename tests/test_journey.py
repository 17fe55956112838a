"""The main job on the real window: scanner keys, disk, another process, the day's file."""

import csv
import io
from pathlib import Path

import pytest

from db.store import SqlStore
from kiosk import demo
from kiosk.app import Installation
from kiosk.clock import service_day
from kiosk.entry import CheckedIn, GuestsCounted
from kiosk.exporting import Wanted, export_log
from kiosk.identify import normal
from kiosk.outcome import Code
from tests.core.test_identify import KEDMANEE
from tests.station import station
from tests.storage.full_disk import full_disk
from ui.application import Kiosk
from ui.hands import Hands, wait_until
from ui.viewmodels.kiosk import Screen


class Morning:
    """A kiosk on the sample day, used by hands and a scanner."""

    def __init__(self, folder: Path) -> None:
        self.environ = {
            "WALKIN_DATA": str(folder / "data"),
            "WALKIN_CONFIG": str(folder / "walkin.toml"),
        }
        self.installation = Installation(environ=self.environ)
        opened = self.installation.open()
        self.card = demo.prepare(opened, bytes(range(16)))
        opened.store.close()
        self.kiosk = Kiosk(
            self.installation.front_desk, self.installation.settings, size=(1080, 1920)
        )
        self.kiosk.window.setProperty("moving", False)
        self.hands = Hands(self.kiosk.window)
        self.kiosk.start()
        wait_until(lambda: self.kiosk.flow.watch.today is not None)

    @property
    def screen(self) -> Screen:
        return self.kiosk.flow.stage.screen

    def scan(self, text: str) -> Code:
        """Scan, and choose the first activity when asked."""
        before = self.kiosk.views.kiosk.props.shown
        self.hands.scan(text)
        wait_until(lambda: self.kiosk.views.kiosk.props.shown != before)
        return self.settle()

    def settle(self) -> Code:
        if self.screen is Screen.CHOOSE:
            first = self.kiosk.views.choices.cards[0].key
            self.hands.tap(f"card.{first}")
            wait_until(lambda: self.screen is not Screen.CHOOSE)
        outcome = self.kiosk.flow.visits.outcome
        assert outcome is not None
        return outcome.code

    def home(self) -> None:
        self.kiosk.flow.stage.home()

    def store(self) -> SqlStore:
        return self.installation.open().store


@pytest.fixture
def morning(qapp: object, tmp_path: Path) -> "Morning":
    made = Morning(tmp_path)
    yield made
    made.kiosk.close()


def test_from_scanner_keys_to_the_days_file(morning: Morning, tmp_path: Path) -> None:
    # A signed card, as a scanner types it while the keyboard is Thai.
    assert morning.scan(morning.card.translate(KEDMANEE)) is Code.ADMITTED
    assert morning.screen is Screen.WELCOME

    # The next one scans into the welcome of the first.
    assert morning.scan("K100002") is Code.ADMITTED

    # A number on the pad, digits only.
    morning.home()
    morning.hands.tap("open.pad")
    wait_until(lambda: morning.screen is Screen.PAD)
    for digit in "100003":
        morning.hands.tap(f"key.{digit}")
    before = morning.kiosk.views.kiosk.props.shown
    morning.hands.tap("key.ok")
    wait_until(lambda: morning.kiosk.views.kiosk.props.shown != before)
    assert morning.settle() is Code.EXPIRED

    # Somebody with neither.
    morning.home()
    morning.hands.tap("open.guests")
    wait_until(lambda: morning.screen is Screen.GUESTS)
    morning.hands.tap("band.senior")
    wait_until(lambda: sum(morning.kiosk.views.guests.props[:4]) > 0)
    morning.hands.tap("guest.done")
    wait_until(lambda: morning.screen is Screen.CHOOSE)
    morning.hands.tap(f"card.{morning.kiosk.views.choices.cards[0].key}")
    wait_until(lambda: morning.screen is Screen.WELCOME)

    # The tick followed the commit: another connection has every entry.
    store = morning.store()
    with store.reading() as reader:
        kinds = [e.body for e in reader.entries({}, limit=1000)]
    came = [b for b in kinds if isinstance(b, CheckedIn | GuestsCounted)]
    assert len(came) == 4

    # Another process lets one more in, and everybody agrees.
    with station(morning.environ, "--visit") as turnstile:
        answers = [turnstile.scan(code)["outcome"] for code in ("K100004", "K100001")]
    # The card's holder is inside one activity; a general visit is another thing to come for.
    assert answers == ["admitted", "admitted"]
    opened = morning.installation.open()
    today = opened.desk.today()
    assert (today.came, today.inside) == (5, 5)
    assert [line.learner.number for line in opened.desk.board().lines[:1] if line.learner] == [
        normal("k100001")
    ]

    # The day's file says the same.
    day = service_day(opened.clock.now(), opened.settings.zone)
    out = tmp_path / "day.csv"
    export_log(opened.store, opened.clock, opened.settings.zone, Wanted(first=day, last=day), out)
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert [row["how"] for row in rows] == ["card", "member", "number", "touch", "member", "member"]
    assert sum(int(row["people"]) for row in rows) == 6
    assert "กมล" not in out.read_text("utf-8-sig")
    opened.store.close()
    store.close()


def test_the_kiosk_shows_what_another_process_did(morning: Morning) -> None:
    watch = morning.kiosk.flow.watch
    assert watch.today is not None
    assert watch.today.came == 0
    # Nobody tells the kiosk: it looks by itself, the first time because the day has just begun.
    with station(morning.environ, "--visit") as turnstile:
        for came, code in enumerate(("K100002", "K100004", "K100001"), start=1):
            assert turnstile.scan(code)["outcome"] == "admitted"
            wait_until(lambda n=came: watch.today.came == n, timeout_ms=20_000)


def test_fifty_codes_in_a_second_are_all_answered(morning: Morning) -> None:
    codes = [f"K10000{1 + n % 4}" if n % 3 else f"nobody {n}" for n in range(50)]
    for code in codes:
        morning.hands.scan(code)
    wait_until(lambda: morning.kiosk.flow.visits.idle, timeout_ms=20_000)
    store = morning.store()
    with store.reading() as reader:
        entries = reader.entries({}, limit=1000)
    store.close()
    unknown = [e for e in entries if getattr(e.body, "outcome", "") == "unknown"]
    came = [e.body.learner for e in entries if isinstance(e.body, CheckedIn)]
    assert len(unknown) == len([c for c in codes if c.startswith("nobody")])
    assert len(came) == len(set(came))
    assert morning.kiosk.warnings == []


def test_the_kiosk_heals_when_the_database_can_be_written_again(morning: Morning) -> None:
    morning.hands.scan("K100002")
    wait_until(lambda: morning.screen is Screen.CHOOSE)
    first = morning.kiosk.views.choices.cards[0].key
    with full_disk(morning.installation.database.with_name("walkin.db-wal")):
        morning.hands.tap(f"card.{first}")
        wait_until(lambda: morning.screen is Screen.TROUBLE)
        # The next one does not get through either.
        morning.hands.scan("nobody")
        wait_until(lambda: morning.kiosk.flow.visits.idle)
        assert morning.screen is Screen.TROUBLE
    wait_until(lambda: morning.screen is Screen.HOME, timeout_ms=20_000)
    assert morning.scan("K100002") is Code.ADMITTED
    store = morning.store()
    with store.reading() as reader:
        entries = reader.entries({}, limit=1000)
    store.close()
    came = [e.body.learner for e in entries if isinstance(e.body, CheckedIn)]
    assert came == ["sample-K100002"]
    assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
