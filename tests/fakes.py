"""Stand-ins written by hand, shaped like what they stand for."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from kiosk.clock import service_day
from kiosk.clock_guard import ClockGuard
from kiosk.desk import Leaving, LetGo, No, NotPossible, NotProven, Proven, Registered
from kiosk.entry import (
    AlertAnswered,
    AnyBody,
    CheckedOut,
    Entry,
    EntryId,
    FeedbackGiven,
    HelpCalled,
    SettingsKept,
    Undone,
)
from kiosk.gather import Today
from kiosk.newcomer import Newcomer, clean_name, needs_guardian
from kiosk.outcome import Ask, Code, Outcome, Rules, Running
from kiosk.passport import Passport
from kiosk.ports import Alert
from kiosk.record import Band, Learner, Occurrence, Role, Staff
from kiosk.waitlist import Waiting

ZONE = dt.timezone(dt.timedelta(hours=7))
NOON = dt.datetime(2026, 11, 22, 13, 30, tzinfo=ZONE).astimezone(dt.UTC)


def occurrence(
    key: str, title: str, start: str, end: str, *, opens: str = "", **more: Any
) -> Occurrence:
    """An occurrence of the sample day; times are local, like "13:00"."""

    def at(text: str) -> dt.datetime:
        local = dt.datetime.combine(dt.date(2026, 11, 22), dt.time.fromisoformat(text), ZONE)
        return local.astimezone(dt.UTC)

    starts = at(start)
    return Occurrence(
        key=key,
        activity=key,
        day=dt.date(2026, 11, 22),
        title=title,
        start=starts,
        end=at(end),
        opens=at(opens) if opens else starts - dt.timedelta(minutes=30),
        **more,
    )


POTTERY = occurrence(
    "pottery", "ปั้นดินด่านเกวียนกับครูช่าง", "13:00", "15:00", title_en="Dan Kwian pottery",
    room="ห้องปฏิบัติการ 1", host="nrvc", audience=("family",), features=("workplace",),
    capacity=20,
)  # fmt: skip
ROBOT = occurrence(
    "robot", "หุ่นยนต์น้อยผู้ช่วยเมือง", "13:30", "15:30", title_en="Little city robots",
    room="ห้องนวัตกรรม ชั้น 2", host="nrru", audience=("child", "youth"),
    features=("modern-technology",), capacity=12,
)  # fmt: skip
STORY = occurrence(
    "story", "เล่านิทานใต้ต้นไม้", "13:00", "14:30", room="ลานใต้ร่มไม้", host="anuban-korat",
    audience=("family", "child"), features=("family-community",),
)  # fmt: skip
PHONE = occurrence(
    "phone", "ใช้มือถือคล่อง วัยเก๋าไม่ตกเทรนด์", "15:30", "17:00", title_en="Phones for seniors",
    room="ห้องคอมพิวเตอร์", host="vu", audience=("senior",), features=("lifelong-culture",),
    capacity=30,
)  # fmt: skip
MUSIC = occurrence(
    "music", "ดนตรีโคราชยามเย็น", "16:30", "18:00", title_en="Korat music at dusk",
    room="ลานกลาง", host="municipality", features=("lifelong-culture",),
)  # fmt: skip
ENGLISH = occurrence(
    "english", "คุยอังกฤษกับเพื่อนต่างชาติ", "15:00", "16:00", opens="14:30",
    title_en="English talk", room="ห้อง 3", host="nrru", features=("basic-to-higher",),
    capacity=15,
)  # fmt: skip
LONG = occurrence(
    "long", "การเรียนรู้ตลอดชีวิตกับปราชญ์ชาวบ้านและผู้ทรงคุณวุฒิแห่งเมืองนครราชสีมา", "13:00", "15:00",
    title_en="Lifelong learning with the wise people of Nakhon Ratchasima and their friends",
    room="ห้องประชุมอเนกประสงค์ ชั้น 3 อาคารเฉลิมพระเกียรติ", host="nrru",
    audience=("child", "youth", "adult", "senior", "family"), features=("quality-excellence",),
    capacity=500,
)  # fmt: skip
"""Longer than anything a centre writes."""
MALI = Learner(learner="l1", number="K100001", name="นางสาวมะลิ ใจดี", name_en="Miss Mali Jaidee")
SOMCHAI = Learner(learner="l2", number="K100002", name="สมชาย รักเรียน")
CARD = "TK1A" + "7" * 39
OPEN_NOW = (Running(POTTERY, 15), Running(ROBOT, 12), Running(STORY))
LATER = (Running(ENGLISH, 3), Running(PHONE), Running(MUSIC))


def a_call(number: int, key: str, *, ago_s: float = 10) -> Waiting:
    """A waiting number, called so many seconds before the sample moment."""
    return Waiting(
        entry=EntryId("A", number),
        number=f"A{number}",
        at=NOON - dt.timedelta(minutes=20),
        occurrence=key,
        called_at=NOON - dt.timedelta(seconds=ago_s),
    )


class FakeFrontDesk:
    """Answers as it is told, and remembers what it was asked.

    `answers` maps a code to an outcome or an exception; other codes are unknown. `trouble` is
    raised by every method, those of `failing` by the methods they are listed under.
    """

    def __init__(self) -> None:
        self.now = NOON
        self.running: tuple[Running, ...] = OPEN_NOW + LATER
        self.came = 132
        self.centre_open = True
        self.opens_at: dt.datetime | None = None
        self.next_day: dt.date | None = None
        self.called: tuple[Waiting, ...] = ()
        self.answers: dict[str, Outcome | Exception] = {}
        self.choice: Outcome | Exception | None = None
        self.guest_answer: Outcome | Exception | None = None
        self.likely_answer: str | None = None
        self.registered: Registered | Exception | None = None
        self.passport_answer = Passport(year=2026)
        self.open_alerts: list[Alert] = []
        self.pins = {"สมศรี": "482913", "สุดา": "730164"}
        self.rests: dict[str, int] = {}
        self.asks_feedback = True
        self.trouble: Exception | None = None
        self.failing: dict[str, Exception] = {}
        self.calls: list[tuple[Any, ...]] = []
        self.generation = 1
        self.undone: set[EntryId] = set()
        self._seq = 0

    # -- what FrontDesk does -------------------------------------------------------------------

    def scan(self, text: str, ask: Ask | None = None, *, typed: bool = False) -> Outcome:
        """Answer a code."""
        self._check("scan", text, None if ask is None else ask.wanted, typed)
        if text not in self.answers:
            return self.outcome(Code.UNKNOWN, entry=self._entry())
        answer = self._give(self.answers[text])
        if answer.learner is None:
            return answer
        return msgspec.structs.replace(answer, how="number" if typed else "card")

    def check_in(self, learner: str, ask: Ask) -> Outcome:
        """Check in after a choice."""
        self._check("check_in", learner, ask.wanted, ask.how)
        if self.choice is not None:
            return self._give(self.choice)
        known = MALI if learner == MALI.learner else SOMCHAI
        return msgspec.structs.replace(self.admitted(known, self.find(ask.wanted)), how=ask.how)

    def count_guests(
        self, bands: dict[Band, int], ask: Ask, *, partner: str = "", party: str = ""
    ) -> Outcome:
        """Count people without a record."""
        who = (partner, party) if partner or party else ()
        self._check("count_guests", dict(bands), ask.wanted, ask.how, *who)
        answer = self.guest_answer
        if answer is not None and (isinstance(answer, Exception) or ask.wanted is None):
            return self._give(answer)
        people = sum(bands.values())
        return self.outcome(
            Code.ADMITTED, occurrence=self.find(ask.wanted), people=people, entry=self._entry(),
            how=ask.how,
        )  # fmt: skip

    def move_guests(self, targets: Sequence[EntryId], bands: dict[Band, int], ask: Ask) -> Outcome:
        """Count people elsewhere."""
        self._check("move_guests", tuple(targets), dict(bands), ask.wanted)
        if self.choice is not None:
            return self._give(self.choice)
        people = sum(bands.values())
        return self.outcome(
            Code.ADMITTED, occurrence=self.find(ask.wanted), people=people, entry=self._entry()
        )

    def likely(self, newcomer: Newcomer) -> str | None:
        """The end of a number."""
        self._check("likely", newcomer)
        return self.likely_answer

    def register(self, newcomer: Newcomer, random: bytes, ask: Ask) -> Registered:
        """Give somebody a record and a card."""
        self._check("register", newcomer, random, ask.wanted)
        if isinstance(self.registered, Exception):
            raise self.registered
        if self.registered is not None:
            return self.registered
        name = clean_name(newcomer.name)
        if not name:
            msg = "a newcomer has a name"
            raise ValueError(msg)
        if needs_guardian(newcomer, self._day(), Rules()) and not newcomer.guardian:
            msg = "a grown-up has to confirm for a child"
            raise NotPossible(No.GUARDIAN, msg)
        learner = Learner(
            learner="new", number="53061834", nickname=name,
            birth_year=newcomer.birth_year, partner=newcomer.partner,
            consent="guardian-1" if newcomer.guardian else "notice-1",
        )  # fmt: skip
        came = self.admitted(learner, self.find(ask.wanted))
        return Registered(msgspec.structs.replace(came, how="card"), CARD, learner.number)

    def leave(self, visits: Sequence[EntryId], by: str | None = None) -> Leaving:
        """Check out."""
        self._check("leave", tuple(visits))
        body = CheckedOut(day=self._day(), visits=tuple(visits), how="self")
        return Leaving(self._written(body, by), self.asks_feedback)

    def give_feedback(self, visit: EntryId, face: int) -> Entry:
        """Keep a face."""
        self._check("give_feedback", visit, face)
        if face not in range(1, 6):
            msg = f"there is no face {face}"
            raise ValueError(msg)
        return self._written(FeedbackGiven(day=self._day(), visit=visit, face=face), None)

    def call_help(self, screen: str = "") -> Entry | None:
        """Ring, once."""
        self._check("call_help", screen)
        if any(alert.about == "help" for alert in self.open_alerts):
            return None
        entry = self._written(HelpCalled(day=self._day(), screen=screen), None)
        self.open_alerts.insert(0, Alert(entry.id, self.now, "help", screen=screen))
        return entry

    def withdraw_help(self) -> Entry | None:
        """No ring after all."""
        self._check("withdraw_help")
        calls = [alert for alert in self.open_alerts if alert.about == "help"]
        return self.answer_alert(calls[0].entry, "") if calls else None

    def alerts(self) -> list[Alert]:
        """What is open."""
        self._check("alerts")
        return list(self.open_alerts)

    def answer_alert(self, target: EntryId, by: str, *, count: bool = False) -> Entry:
        """Close one."""
        self._check("answer_alert", target, by, count)
        left = [alert for alert in self.open_alerts if alert.entry != target]
        if len(left) == len(self.open_alerts):
            msg = f"{target} is no open alert of today"
            raise NotPossible(No.ANSWERED, msg)
        self.open_alerts = left
        return self._written(AlertAnswered(target=target, counted=count), by)

    def staff(self) -> list[Staff]:
        """Who works here."""
        self._check("staff")
        return [Staff(name=name, role=Role.DESK, pin="") for name in sorted(self.pins)]

    def pin_rest(self, name: str) -> int:
        """How long to wait."""
        self._check("pin_rest", name)
        return self.rests.get(name, 0)

    def prove_pin(self, name: str, pin: str, need: Role = Role.DESK) -> Proven | NotProven:
        """Whether it is theirs."""
        self._check("prove_pin", name)
        if self.rests.get(name):
            return NotProven(self.rests[name])
        if self.pins.get(name) != pin:
            return NotProven()
        return Proven(name, Role.DESK) if Role.DESK.may(need) else NotProven(below=True)

    def device_gone(self, device: str) -> bool:
        """Tell of it."""
        self._check("device_gone", device)
        return self.centre_open

    def device_back(self, device: str) -> int:
        """Tell that it works."""
        self._check("device_back", device)
        return 0

    def mind_clock(self, guard: ClockGuard) -> None:
        """The clock is right."""
        self._check("mind_clock")

    def note_settings(self, section: str, by: str, names: Iterable[str] = ()) -> Entry:
        """Keep who wrote them."""
        self._check("note_settings", section, by)
        return self._written(SettingsKept(section=section, names=tuple(sorted(names))), by)

    def passport(self, learner: str) -> Passport:
        """A learner's year."""
        self._check("passport", learner)
        return self.passport_answer

    def undo(self, target: EntryId, reason: str, by: str | None = None) -> Entry | None:
        """Take back."""
        self._check("undo", target)
        return self._undo(target, reason, by)

    def undo_all(self, targets: Sequence[EntryId], reason: str, by: str | None = None) -> int:
        """Take several back."""
        self._check("undo_all", tuple(targets))
        return sum(self._undo(target, reason, by) is not None for target in targets)

    def today(self, day: dt.date | None = None) -> Today:
        """The programme."""
        self._check("today")
        return Today(
            day=self._day(),
            now=self.now,
            running=self.running,
            counts={},
            came=self.came,
            inside=0,
            centre_open=self.centre_open,
            opens_at=self.opens_at,
            next_day=self.next_day,
            calls=self.called,
        )

    def changed(self) -> int:
        """Whether another process wrote."""
        self._check("changed")
        return self.generation

    def prove(self) -> None:
        """Whether it could write."""
        self._check("prove")

    def let_go_daily(self, random: Callable[[int], bytes]) -> LetGo:
        """Nobody has stayed away for long."""
        return LetGo()

    def close_days(self) -> int:
        """Close the days."""
        self._check("close_days")
        return 0

    def last_closed(self) -> dt.date:
        """The day before."""
        self._check("last_closed")
        return NOON.date() - dt.timedelta(days=1)

    def close(self) -> None:
        """Let go."""
        self._check("close")

    # -- what tests tell and ask ---------------------------------------------------------------

    def asked(self, name: str) -> list[tuple[Any, ...]]:
        """The arguments of every call of one method."""
        return [call[1:] for call in self.calls if call[0] == name]

    def outcome(self, code: Code, **more: Any) -> Outcome:
        """An outcome of the present."""
        return Outcome(code=code, at=self.now, **more)

    def admitted(self, learner: Learner, where: Occurrence | None = POTTERY) -> Outcome:
        """Somebody came in."""
        return self.outcome(
            Code.ADMITTED, learner=learner, occurrence=where, people=1, entry=self._entry(),
            seats_left=None if where is None else 4,
        )  # fmt: skip

    def find(self, key: str | None) -> Occurrence | None:
        """The occurrence under a key."""
        found = (r.occurrence for r in self.running if r.occurrence.key == key)
        return next(found, None)

    def _day(self) -> dt.date:
        return service_day(self.now, ZoneInfo("Asia/Bangkok"))

    def _entry(self) -> EntryId:
        self._seq += 1
        return EntryId("A", self._seq)

    def _written(self, body: AnyBody, by: str | None) -> Entry:
        return Entry(*self._entry(), int(self.now.timestamp() * 1e6), self.now, by, body)

    def _undo(self, target: EntryId, reason: str, by: str | None) -> Entry | None:
        if target in self.undone:
            return None
        self.undone.add(target)
        return self._written(Undone(target=target, reason=reason), by)

    def _check(self, *call: Any) -> None:
        self.calls.append(call)
        trouble = self.trouble or self.failing.get(call[0])
        if trouble is not None:
            raise trouble

    @staticmethod
    def _give(answer: Outcome | Exception) -> Outcome:
        if isinstance(answer, Exception):
            raise answer
        return answer


class HandExecutor(Executor):
    """Keeps jobs until they are drained by hand, in order."""

    def __init__(self) -> None:
        self._jobs: deque[Callable[[], Any]] = deque()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Keep a job."""
        self._jobs.append(lambda: fn(*args, **kwargs))
        return Future()

    def drain(self) -> int:
        """Do what was kept; returns how many jobs there were."""
        jobs, self._jobs = self._jobs, deque()
        for job in jobs:
            job()
        return len(jobs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Forget the rest."""
        self._jobs.clear()


class FakeSeconds:
    """A monotonic clock that stands still until it is told."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.at
