"""Cards are made, replaced, lost, and read by staff."""

import os
import re
import signal
from pathlib import Path

import pytest

from kiosk import card, keyring
from kiosk.desk import FrontDesk, NotPossible
from kiosk.entry import CardIssued, CardLost, CheckedIn, Refused
from kiosk.outcome import VISIT, Ask, Code
from kiosk.ports import StoreTrouble
from kiosk.secrets import fresh
from kiosk.whole_file import CannotWrite, write_then
from tests.storage.centre import Centre
from tests.storage.full_disk import full_disk
from tests.storage.tables import contents
from tests.storage.workload import learner

VISITING = Ask(wanted=VISIT)


def with_keys(centre: Centre, secrets: object) -> FrontDesk:
    """The same centre after its keys were changed and it was started again."""
    return FrontDesk(centre.store, centre.clock, centre.settings, secrets)  # type: ignore[arg-type]


# -- making ------------------------------------------------------------------------------------


def test_a_draft_names_nobody_until_it_is_issued(centre: Centre) -> None:
    old = centre.desk.issue_card("K100001", bytes(16))
    (draft,) = centre.desk.draft_cards(centre.desk.holders(["K100001"]), [bytes(range(16))])
    assert centre.desk.whose(old).shown == "card"
    assert centre.desk.whose(draft.text).shown == "foreign"
    centre.desk.issue_cards([draft], by="สมชาย")
    assert centre.desk.whose(old).shown == "replaced"
    assert centre.desk.whose(draft.text).learner == learner(1)
    with centre.store.reading() as reader:
        assert reader.entries({}, limit=10_000)[-1].by == "สมชาย"


def test_holders_are_found_by_what_a_list_has(centre: Centre) -> None:
    found = centre.desk.holders(["K100003", "100001", "k-100003", "661000008"])
    assert found == [
        learner(3),
        learner(1),
        learner(8, phone="0812345678", student_number="661000008"),
    ]
    with pytest.raises(NotPossible, match=r"number x, 0812345678"):
        centre.desk.holders(["K100001", "x", "0812345678", ""][:3])
    with pytest.raises(NotPossible, match="…"):
        centre.desk.holders([f"no{n}" for n in range(9)])
    with pytest.raises(NotPossible):
        centre.desk.holders([""])


def test_an_institution_has_its_members(centre: Centre) -> None:
    assert centre.desk.members_of("nobody") == []
    partner = learner(1).partner
    found = centre.desk.members_of(partner)
    assert len(found) == 10
    assert [m.name for m in found] == sorted(m.name for m in found)


@pytest.mark.parametrize("full", ["the file", "the journal"])
def test_a_full_disk_ends_no_card(centre: Centre, tmp_path: Path, full: str) -> None:
    old = centre.desk.issue_card("K100001", bytes(16))
    drafts = centre.desk.draft_cards(centre.desk.holders(["K100001"]), [bytes(range(16))])
    file = tmp_path / "card.pdf"
    file.write_bytes(b"before")
    content = bytes(10_000_000) if full == "the file" else b"small"
    with (
        full_disk(centre.file.with_name(f"{centre.file.name}-wal")),
        pytest.raises(CannotWrite if full == "the file" else StoreTrouble),
    ):
        write_then(file, content, lambda: centre.desk.issue_cards(drafts))
    assert centre.desk.whose(old).shown == "card"
    assert centre.desk.whose(drafts[0].text).shown == "foreign"
    assert file.read_bytes() == b"before"
    assert [f.name for f in tmp_path.glob("*card*") if f != file] == []
    write_then(file, content, lambda: centre.desk.issue_cards(drafts))
    assert centre.desk.whose(drafts[0].text).shown == "card"
    assert file.read_bytes() == content


def test_a_file_whose_name_is_taken_at_the_last_moment_is_not_lost(
    centre: Centre, tmp_path: Path
) -> None:
    file = tmp_path / "card.pdf"
    with pytest.raises(CannotWrite, match=r"it is all in (.+\.part)") as caught:
        write_then(file, b"the card", file.mkdir)
    (part,) = re.findall(r"in (\S+\.part)", str(caught.value))
    assert Path(part).read_bytes() == b"the card"


@pytest.mark.parametrize("interrupt", ["Ctrl-C", "raised"])
def test_an_interrupt_after_the_old_cards_ended_does_not_lose_the_new_ones(
    centre: Centre, tmp_path: Path, interrupt: str
) -> None:
    drafts = centre.desk.draft_cards(centre.desk.holders(["K100001"]), [bytes(range(16))])
    file = tmp_path / "card.pdf"

    def act() -> None:
        centre.desk.issue_cards(drafts)
        if interrupt == "raised":
            raise KeyboardInterrupt
        os.kill(os.getpid(), signal.SIGINT)
        acted.append(interrupt)

    acted: list[str] = []
    # Whoever began the tests in the background has let Ctrl-C be ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            write_then(file, b"the card", act)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert acted == ([] if interrupt == "raised" else [interrupt])
    assert centre.desk.whose(drafts[0].text).shown == "card"
    assert file.read_bytes() == b"the card"
    assert list(tmp_path.glob(".card*")) == []


# -- losing ------------------------------------------------------------------------------------


def test_a_lost_card_ends_without_a_new_one(centre: Centre) -> None:
    text = centre.desk.issue_card("K100001", bytes(16))
    centre.desk.lose_card("l1", by="สมชาย")
    refused = centre.desk.scan(text)
    assert (refused.code, refused.learner) == (Code.REPLACED, learner(1))
    body = centre.journal()[-1]
    assert body == Refused(day=refused.at.date(), outcome="replaced", learner="l1", reason="lost")
    # The number still names its owner.
    assert centre.desk.scan("K100001", VISITING).code is Code.ADMITTED
    shown = centre.desk.whose(text)
    assert (shown.shown, shown.learner) == ("lost", learner(1))
    assert shown.held is not None
    assert (shown.held.lost_at, shown.held.lost_by) == (centre.clock.at, "สมชาย")


def test_every_card_before_the_report_is_lost_and_none_after_it(centre: Centre) -> None:
    first = centre.desk.issue_card("K100001", bytes(16))
    second = centre.desk.issue_card("K100001", bytes(range(16)))
    centre.desk.lose_card("l1")
    third = centre.desk.issue_card("K100001", bytes(range(1, 17)))
    assert [centre.desk.whose(t).shown for t in (first, second, third)] == ["lost", "lost", "card"]
    assert centre.desk.whose(third).held.lost_at is None  # type: ignore[union-attr]
    assert centre.desk.scan(third, VISITING).code is Code.ADMITTED
    before = contents(centre.store)
    centre.store.rebuild()
    assert contents(centre.store) == before


def test_only_a_good_card_can_be_lost(centre: Centre) -> None:
    with pytest.raises(NotPossible, match="has no card"):
        centre.desk.lose_card("l1")
    centre.desk.issue_card("K100001", bytes(16))
    centre.desk.lose_card("l1")
    with pytest.raises(NotPossible, match="before"):
        centre.desk.lose_card("l1")
    assert sum(isinstance(body, CardLost) for body in centre.journal()) == 1


def test_a_card_reported_lost_elsewhere_is_lost_here_whatever_arrives_first(centre: Centre) -> None:
    there = centre.other("B")
    text = centre.desk.issue_card("K100001", bytes(16))
    sync(centre.desk, there)
    centre.clock.later(1)
    there.lose_card("l1", by="กานดา")
    late = centre.other("C")
    for source in (there, centre.desk):
        sync(source, late)
    sync(there, centre.desk)
    assert centre.desk.scan(text).code is Code.REPLACED
    assert late.whose(text).shown == "lost"
    assert contents(late._store)["card"] == contents(centre.store)["card"]  # type: ignore[arg-type]
    there.close()
    late.close()


def sync(source: FrontDesk, target: FrontDesk) -> int:
    with source._store.reading() as reader, target._store.writing() as unit:
        return unit.receive(reader.entries(unit.vector(), limit=10_000))


# -- what staff hear of --------------------------------------------------------------------------


def test_staff_hear_of_an_ended_card_once_however_often_it_is_tried(centre: Centre) -> None:
    text = centre.desk.issue_card("K100001", bytes(16))
    old = text
    centre.desk.lose_card("l1")
    for _ in range(3):
        centre.clock.later(1)
        centre.desk.scan(old)
    (alert,) = centre.desk.alerts()
    assert (alert.about, alert.reason, alert.learner) == ("replaced", "lost", learner(1))
    assert alert.at == centre.clock.at
    centre.desk.answer_alert(alert.entry, "กานดา")
    assert centre.desk.alerts() == []
    centre.clock.later(1)
    centre.desk.scan(old)
    assert len(centre.desk.alerts()) == 1


def test_staff_hear_of_forged_cards_and_of_who_is_suspended(centre: Centre) -> None:
    forged = card.issue(bytes(16), centre.secrets.card_key, bytes(32))
    centre.desk.scan(forged)
    centre.desk.scan("K100004")
    centre.desk.scan("nobody")
    assert [(a.about, a.learner and a.learner.learner) for a in centre.desk.alerts()] == [
        ("held", "l4"),
        ("forged", None),
    ]
    # Staff who look at it themselves need no bell.
    centre.desk.scan(forged, Ask(by="กานดา"))
    assert len(centre.desk.alerts()) == 2


# -- asking --------------------------------------------------------------------------------------


def test_asking_whose_it_is_keeps_nothing(centre: Centre) -> None:
    text = centre.desk.issue_card("K100001", bytes(16))
    centre.desk.scan(text, VISITING)
    before = centre.journal()
    forged = card.issue(bytes(16), centre.secrets.card_key, bytes(32))
    found = {t: centre.desk.whose(t) for t in (text, "K100001", forged, "x", "\0", "A" * 600)}
    assert centre.journal() == before
    assert [w.shown for w in found.values()] == [
        "card", "number", "forged", "unknown", "unknown", "unknown",
    ]  # fmt: skip
    assert found[text].learner == found["K100001"].learner == learner(1)
    assert [line.how for line in found[text].lines] == ["card"]
    assert found[text].held is not None
    assert centre.desk.whose("K100002").held is None
    assert centre.desk.known("l1") == found["K100001"]
    assert centre.desk.known("nobody") is None


# -- keys ----------------------------------------------------------------------------------------


def test_cards_of_two_keys_are_good_side_by_side(centre: Centre) -> None:
    old = centre.desk.issue_card("K100001", bytes(16))
    renewed = keyring.renewed(centre.secrets, "B", bytes(range(32)))
    desk = with_keys(centre, renewed)
    new = desk.issue_card("K100002", bytes(range(16)))
    assert desk.cards_by_key() == {centre.secrets.card_key: 1, "B": 1}
    assert desk.scan(old, VISITING).code is desk.scan(new, VISITING).code is Code.ADMITTED
    third = desk.issue_card("K100001", bytes(range(1, 17)))
    assert desk.cards_by_key() == {"B": 2}
    retired = with_keys(centre, keyring.retired(renewed, centre.secrets.card_key))
    assert retired.scan(old).code is Code.FORGED
    assert retired.whose(third).shown == "card"
    desk.lose_card("l2")
    assert desk.cards_by_key() == {"B": 1}


def test_a_card_of_a_trusted_centre_comes_in_without_a_name(centre: Centre) -> None:
    theirs = fresh("B")
    text = card.issue(bytes(16), "B", theirs.card_keys["B"])
    assert centre.desk.scan(text).code is Code.FORGED
    shared = keyring.share(theirs, "B", "บุรีรัมย์")
    desk = with_keys(centre, keyring.trusting(centre.secrets, shared))
    came = desk.scan(text, VISITING)
    assert came.code is Code.FOREIGN
    assert came.learner is not None
    assert not came.learner.known
    assert desk.whose(text).shown == "foreign"
    assert len(desk.whose(text).lines) == 1


def test_a_trusted_key_never_names_one_of_our_learners(centre: Centre) -> None:
    theirs = fresh("B")
    shared = keyring.share(theirs, "B", "บุรีรัมย์")
    desk = with_keys(centre, keyring.trusting(centre.secrets, shared))
    number = bytes(range(16))
    ours = desk.issue_card("K100001", number)
    # Whoever saw our card signs its number with their own key.
    signed_again = card.issue(number, "B", theirs.card_keys["B"])
    assert card.hash_of(signed_again) == card.hash_of(ours)
    before = [body for body in centre.journal() if isinstance(body, CheckedIn)]
    assert desk.scan(signed_again).code is Code.FORGED
    assert desk.whose(signed_again).shown == "forged"
    assert [body for body in centre.journal() if isinstance(body, CheckedIn)] == before
    # Or with our letter and their key.
    assert desk.scan(card.issue(number, centre.secrets.card_key, theirs.card_keys["B"])).code is (
        Code.FORGED
    )
    assert desk.scan(ours, VISITING).code is Code.ADMITTED


def test_a_trusted_centres_card_is_the_learners_once_their_journal_is_here(centre: Centre) -> None:
    theirs = fresh("B")
    shared = keyring.share(theirs, "B", "บุรีรัมย์")
    desk = with_keys(centre, keyring.trusting(centre.secrets, shared))
    text = card.issue(bytes(16), "B", theirs.card_keys["B"])
    came = desk.scan(text, VISITING)
    with centre.store.writing() as unit:
        issued = CardIssued(learner="l3", card=card.hash_of(text), key="B")
        unit.append(issued, centre.clock.at, node="other")
    centre.clock.later(1)
    again = desk.scan(text, VISITING)
    assert (again.code, again.learner, again.visits) == (Code.ALREADY_IN, learner(3), (came.entry,))


# -- bad cards, and good ones in odd shape ---------------------------------------------------------


def test_a_photographed_card_works_and_its_second_use_is_seen(centre: Centre) -> None:
    text = centre.desk.issue_card("K100001", bytes(16))
    came = centre.desk.scan(text, VISITING)
    assert came.code is Code.ADMITTED
    centre.clock.later(1)
    photographed = centre.desk.scan(text)
    assert (photographed.code, photographed.since) == (Code.ALREADY_IN, came.at)
    assert sum(isinstance(body, CheckedIn) for body in centre.journal()) == 1


@pytest.mark.parametrize("cut", [1, 4, 12, 20, 22])
def test_a_truncated_card_is_nobodys(centre: Centre, cut: int) -> None:
    text = centre.desk.issue_card("K100001", bytes(16))
    for part in (text[:-cut], text[cut:], text + text[:cut]):
        assert centre.desk.scan(part).code in (Code.UNREADABLE, Code.UNKNOWN), part
