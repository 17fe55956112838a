"""The main job on the real window: scanner keys, disk, another process, the day's file."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import service_day
from kiosk.entry import CheckedIn, CheckedOut, FeedbackGiven, GuestsCounted, LearnerKept
from kiosk.exporting import Wanted, export_log
from kiosk.identify import normal
from kiosk.outcome import VISIT, Ask, Code
from kiosk.record import Band
from tests.core.test_identify import KEDMANEE
from tests.eyes import read_code
from tests.morning import Morning
from tests.station import station
from tests.storage.full_disk import full_disk
from ui.hands import wait_until
from ui.viewmodels.kiosk import Screen


@pytest.fixture
def morning(qapp: object, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Morning]:
    made = Morning(tmp_path, **getattr(request, "param", {}))
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
    entries = morning.entries()
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
    entries = morning.entries()
    came = [e.body.learner for e in entries if isinstance(e.body, CheckedIn)]
    assert came == ["sample-K100002"]
    assert [e.seq for e in entries] == list(range(1, len(entries) + 1))


AGAIN_AT_ONCE = {"WALKIN_CHECKIN_REPEAT_WITHIN_S": "0"}
at_once = pytest.mark.parametrize("morning", [AGAIN_AT_ONCE], indirect=True)


@at_once
def test_a_newcomers_card_is_known_at_the_turnstile(morning: Morning) -> None:
    morning.tap("open.new", "agree", *(f"kb.{letter}" for letter in "กุ้ง"), "next")
    morning.tap(*(f"key.{digit}" for digit in "2533"), "next", "partner.1")
    morning.on(Screen.CARD)
    card = read_code(morning.kiosk.window)
    morning.tap("card.done")
    morning.on(Screen.CHOOSE)
    assert morning.settle() is Code.ADMITTED
    assert morning.screen is Screen.WELCOME

    with station(morning.environ) as turnstile:
        answer = turnstile.scan(card)
    assert (answer["outcome"], answer["name"]) == ("already_in", "กุ้ง")
    (kept,) = [b for b in morning.bodies(LearnerKept) if b.source == "kiosk"]
    who = kept.learner
    assert (who.nickname, who.birth_year, who.partner) == ("กุ้ง", 1990, "nrvc")
    assert who.consent == "notice-1"
    (came,) = morning.bodies(CheckedIn)
    assert (came.learner, came.how) == (who.learner, "card")


def test_a_group_a_guest_and_a_learner_share_the_seats(morning: Morning) -> None:
    hall = morning.add_hall(seats=62)
    into_hall = f"card.{hall}"
    morning.tap("open.group", "party.school", "key.6", "key.0", "party.done", into_hall)
    morning.on(Screen.WELCOME)
    with station(morning.environ, "--activity", "hall") as turnstile:
        assert turnstile.scan("K100002")["outcome"] == "admitted"
        morning.home()
        morning.tap("open.guests", "band.senior", "guest.done", into_hall)
        morning.on(Screen.WELCOME)
        # The last seat was taken before the screen.
        assert turnstile.scan("K100004")["outcome"] == "standby"
    morning.home()
    morning.tap("open.group", "party.family", "key.2", "party.done", into_hall)
    morning.on(Screen.STANDBY)

    opened = morning.installation.open()
    lines = [line for line in opened.desk.board().lines if line.occurrence is not None]
    assert {line.occurrence.key for line in lines} == {hall}
    assert sorted((line.named, line.people) for line in lines) == [
        (False, 1), (False, 60), (True, 1),
    ]  # fmt: skip
    today = opened.desk.today()
    (seats,) = [r.free for r in today.running if r.occurrence.key == hall]
    assert (seats, today.came, today.inside) == (0, 62, 62)
    opened.store.close()
    (school,) = [b for b in morning.bodies(GuestsCounted) if b.party]
    assert (school.party, school.bands, school.occurrence) == ("school", {Band.CHILD: 60}, hall)


@at_once
def test_whoever_leaves_is_asked_once_how_it_was(morning: Morning) -> None:
    for asked in (True, False):
        morning.home()
        if asked:
            assert morning.scan("K100002") is Code.ADMITTED
        else:
            # At once the card alone would only be put away.
            (learner,) = {body.learner for body in morning.bodies(CheckedIn)}
            opened = morning.installation.open()
            opened.desk.check_in(learner, Ask(wanted=VISIT, by="somsri"))
            opened.store.close()
        assert morning.scan("K100002") is Code.ALREADY_IN
        morning.tap("leave")
        if asked:
            morning.tap("face.5")
        morning.on(Screen.BYE)
    wait_until(lambda: len(morning.bodies(FeedbackGiven)) == 1)
    (face,) = morning.bodies(FeedbackGiven)
    first, _ = [e.id for e in morning.entries() if isinstance(e.body, CheckedIn)]
    assert (face.visit, face.face) == (first, 5)
    once, _ = morning.bodies(CheckedOut)
    assert once.visits == (first,)


def test_a_call_for_help_is_at_the_desk(morning: Morning) -> None:
    morning.tap("open.pad", "help", "help.end", "help", "help.end", "back")
    opened = morning.installation.open()
    (alert,) = opened.desk.alerts()
    opened.store.close()
    assert (alert.about, alert.screen, alert.node) == ("help", "pad", "A")
    assert morning.screen is Screen.HOME
