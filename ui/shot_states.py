"""Every screen in every state, brought on with sample data; nothing is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from kiosk.entry import EntryId
from kiosk.outcome import Code, Outcome, Running
from kiosk.passport import Passport
from kiosk.ports import StoreTrouble
from kiosk.record import Band, Learner, Occurrence
from kiosk.waitlist import Waiting
from ui.application import Kiosk
from ui.shot_newcomers import newcomer_states, with_slip
from ui.sitter import sitting
from ui.staff_states import staff_states
from ui.stage import COUNTDOWN_S, STAYS
from ui.telling import undone
from ui.viewmodels.called import derive_called
from ui.viewmodels.camera import CameraProps
from ui.viewmodels.guests import GuestProps
from ui.viewmodels.home import HomeCards, derive_home
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.newcomer import NewcomerProps, partner_names
from ui.viewmodels.outcome import Shown
from ui.viewmodels.party import PartyProps
from ui.viewmodels.passport import derive_passport
from ui.viewmodels.slip import SlipProps

if TYPE_CHECKING:
    from kiosk.desk import Today

State = tuple[str, Callable[[], object]]
"""A name, and how to bring it on in the language of the moment."""

# Shown on other states' screens: the pad, the welcome, the unknown card.
_ELSEWHERE = (Code.MISTYPED, Code.PAUSED, Code.REPEAT, Code.FORGED, Code.UNREADABLE)
_NOBODY = (Code.UNKNOWN, Code.FOREIGN, Code.COUNT_HELD, Code.CLOSED)
_NOWHERE = frozenset({*_NOBODY, Code.HELD, Code.REPLACED, Code.GUARDIAN})
_MALI = Learner(learner="sample", number="K100001", name="มะลิ ใจดี", name_en="Mali Jaidee")
_ENTRY = EntryId("A", 1)


def states(kiosk: Kiosk, today: Today) -> Iterator[State]:
    """All of them, in the order a visitor may meet them; nothing stays of the one before."""
    return ((name, partial(_afresh, kiosk, show)) for name, show in _all(kiosk, today))


def _afresh(kiosk: Kiosk, show: Callable[[], object]) -> None:
    kiosk.flow.deadlines.cancel("pad")
    kiosk.views.pad.rest(0)
    kiosk.views.slip.show(SlipProps())
    kiosk.flow.visits.offer.end()
    show()


def _all(kiosk: Kiosk, today: Today) -> Iterator[State]:
    yield from _home(kiosk, today)
    yield from _aiming(kiosk, today)
    yield from _answers(kiosk, today)
    yield from _typed(kiosk, today)
    yield from _counted(kiosk)
    yield from newcomer_states(kiosk)
    yield from _party(kiosk)
    yield from _leaving(kiosk, today)
    yield from _above(kiosk)
    yield from staff_states(kiosk)


def _home(kiosk: Kiosk, today: Today) -> Iterator[State]:
    stage, watch, views = kiosk.flow.stage, kiosk.flow.watch, kiosk.views
    yield "home", stage.home
    open_now = [r.occurrence.key for r in today.running if r.occurrence.is_open(today.now)]

    def want() -> None:
        stage.home()
        stage.want(open_now[0] if open_now else "")

    yield "home-wanted", want

    def offer_undo() -> None:
        kiosk.flow.visits.tell(_outcome(Code.ADMITTED, today))
        stage.home()

    yield "home-undo", offer_undo

    def call_numbers() -> None:
        stage.home()
        views.called.show(derive_called(_calls(today), today.running, stage.texts))

    yield "home-called", call_numbers

    def show_empty(*, is_open: bool) -> None:
        stage.home()
        kiosk.flow.visits.offer.end()
        next_day = today.day + dt.timedelta(days=1)
        opens = None if is_open else today.now + dt.timedelta(hours=14)
        empty = today._replace(running=(), centre_open=is_open, next_day=next_day, opens_at=opens)
        views.openNow.show(())
        views.later.show(())
        props = derive_home(empty, today.now, HomeCards(), stage.texts, stage.settings)
        views.home.show(props)

    yield "home-quiet", partial(show_empty, is_open=True)
    yield "home-closed", partial(show_empty, is_open=False)

    def full_again() -> None:
        watch.render()
        stage.home()

    yield "home-again", full_again


def _aiming(kiosk: Kiosk, today: Today) -> Iterator[State]:
    """Somebody stands before the camera."""
    camera = kiosk.views.camera

    def aim(*, found: bool) -> None:
        kiosk.flow.stage.home()
        camera.show(sitting(found=found))

    def aim_again() -> None:
        kiosk.flow.visits.tell(_outcome(Code.UNKNOWN, today))
        camera.show(sitting(found=False))

    yield "home-camera", partial(aim, found=False)
    yield "home-camera-found", partial(aim, found=True)
    yield "unknown-camera", aim_again
    camera.show(CameraProps())


def _answers(kiosk: Kiosk, today: Today) -> Iterator[State]:
    visits = kiosk.flow.visits
    for code in Code:
        if code not in _ELSEWHERE:
            yield code.value, partial(visits.tell, _outcome(code, today))
    waits = partial(visits.tell, _outcome(Code.STANDBY, today))
    yield "standby-printed", partial(with_slip, kiosk, waits)
    many = Outcome(code=Code.ADMITTED, at=today.now, people=60, entry=_ENTRY)
    yield "admitted-many", partial(visits.tell, many)
    few = msgspec.structs.replace(
        _outcome(Code.STANDBY, today), learner=None, seats_left=5, people=60
    )
    yield "standby-few", partial(visits.tell, few, guests=True)
    mine = msgspec.structs.replace(_outcome(Code.STANDBY, today), called=True)
    yield "standby-called", partial(visits.tell, mine)


def _typed(kiosk: Kiosk, today: Today) -> Iterator[State]:
    visits, views, opened = kiosk.flow.visits, kiosk.views, kiosk.views.kiosk.opened
    yield "unknown-typed", partial(visits.tell, _outcome(Code.UNKNOWN, today), typed=True)
    yield "pad", partial(opened.emit, "pad")

    def type_some() -> None:
        opened.emit("pad")
        views.pad.type_in("1100700")

    yield "pad-typed", type_some
    yield "mistyped", partial(visits.tell, _outcome(Code.MISTYPED, today), typed=True)

    def rest() -> None:
        visits.tell(_outcome(Code.PAUSED, today), typed=True)
        views.pad.rest(42)

    yield "paused", rest


def _counted(kiosk: Kiosk) -> Iterator[State]:
    guests = kiosk.views.guests
    yield "guests", partial(kiosk.views.kiosk.opened.emit, "guests")
    yield (
        "guests-counted",
        lambda: guests.show(GuestProps(child=2, adult=1, undo_left=9, begun=True)),
    )


def _party(kiosk: Kiosk) -> Iterator[State]:
    stage, views = kiosk.flow.stage, kiosk.views

    def count(**props: Any) -> None:  # noqa: ANN401 - fields of PartyProps
        stage.show(Screen.PARTYCOUNT)
        views.party.show(PartyProps(who=stage.texts.say("party.school"))._replace(**props))

    def partner() -> None:
        stage.show(Screen.PARTNER)
        views.newcomer.show(NewcomerProps(party=True, partners=partner_names(stage.texts)))

    yield "party", partial(views.kiosk.opened.emit, "group")
    yield "party-partner", partner
    yield "partycount-empty", count
    yield "partycount", partial(count, child=58, adult=2, band=Band.ADULT)


def _leaving(kiosk: Kiosk, today: Today) -> Iterator[State]:
    stage, views = kiosk.flow.stage, kiosk.views

    def say(screen: Screen, mood: str, title: str, line: str) -> None:
        stage.show(
            screen,
            lambda: Shown(mood=mood, title=stage.texts.say(title), line=stage.texts.say(line)),
            stay=STAYS[screen],
        )

    def passport() -> None:
        features = {"basic-to-higher": 4, "workplace": 2, "modern-technology": 12}
        learned = Passport(
            year=today.day.year, visits=18, minutes=1710, features=features,
            partners={"nrru": 3, "nrvc": 2, "municipality": 13},
        )  # fmt: skip
        stage.show(Screen.PASSPORT, stay=STAYS[Screen.PASSPORT])
        views.passport.show(derive_passport(learned, stage.texts))

    yield "faces", partial(say, Screen.FACES, "welcoming", "feedback", "feedback.line")
    yield "bye", partial(say, Screen.BYE, "waving", "bye.title", "bye.line")
    cancelled = _outcome(Code.ADMITTED, today)
    yield (
        "undone",
        lambda: stage.show(
            Screen.BYE, lambda: undone(cancelled, stage.texts), stay=STAYS[Screen.BYE]
        ),
    )
    yield "passport", passport


def _above(kiosk: Kiosk) -> Iterator[State]:
    """What is said over a screen, and instead of all screens."""
    stage, model = kiosk.flow.stage, kiosk.views.kiosk

    def ask_for_time() -> None:
        model.opened.emit("pad")
        kiosk.flow.deadlines.after("countdown", COUNTDOWN_S, stage.home)
        stage.tick()

    def help_said(said: str) -> None:
        stage.home()
        model.show(model.props._replace(help=said))

    yield "idle", ask_for_time
    yield "help", partial(help_said, "called")
    yield "help-desk", partial(help_said, "desk")
    yield "help-unread", partial(help_said, "unread")
    yield "out-of-order", lambda: kiosk.flow.watch.trouble(StoreTrouble("full"))


def _outcome(code: Code, today: Today) -> Outcome:
    running = today.running or (_sample_running(today.now),)
    return Outcome(
        code=code,
        at=today.now,
        learner=None if code in _NOBODY else _MALI,
        how="card",
        occurrence=None if code in _NOWHERE else running[0].occurrence,
        seats_left=None if code is Code.STANDBY else 12,
        choices=running[:4],
        since=today.now - dt.timedelta(minutes=25),
        number="A7",
        until=today.day if code is Code.EXPIRED else None,
        people=1,
        entry=_ENTRY,
        visits=(_ENTRY,),
    )


def _calls(today: Today) -> tuple[Waiting, ...]:
    """Of the first activity two numbers are called, of the second one."""
    keys = [running.occurrence.key for running in today.running[:2]]
    return tuple(
        Waiting(entry=EntryId("A", n), number=f"A{n}", at=today.now, occurrence=key)
        for n, key in zip((7, 12, 9), keys[:1] * 2 + keys[1:], strict=False)
    )


def _sample_running(now: dt.datetime) -> Running:
    hour = dt.timedelta(hours=1)
    return Running(
        Occurrence(
            key="sample",
            activity="sample",
            day=now.date(),
            title="ปั้นดินด่านเกวียน",
            title_en="Dan Kwian pottery",
            start=now,
            end=now + hour,
            opens=now,
            room="1",
            features=("workplace",),
            capacity=20,
        ),
        taken=8,
    )
