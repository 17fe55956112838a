"""The programme is edited: new, changed, moved, called off, and what becomes of who has come.

Raises NotPossible, whose message says why, and then keeps nothing. What is over stays as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from kiosk.desk.counter import said, signed
from kiosk.desk.impossible import No, NotPossible
from kiosk.desk.timetable import Changed, Planned, Timetable
from kiosk.editing import created, edited, same_times, wish_of, withdrawn
from kiosk.entry import ActivityKept, EntryId, Moved, OccurrenceKept
from kiosk.outcome import VISIT
from kiosk.ports import Line, Reader, Unit
from kiosk.programme import Dated, find_dated
from kiosk.record import Activity, Occurrence
from kiosk.wish import Edit, Wish

_RANDOM_BYTES = 16
_DAY = dt.timedelta(days=1)
_YEAR = dt.timedelta(days=366)


class Fate(StrEnum):
    """What becomes of the visits of an occurrence that is moved or called off.

    LEAVE: they stay at what they came to. ALONG: they go with it. TO: they came for something else.
    """

    LEAVE = "leave"
    ALONG = "along"
    TO = "to"


class Visits(msgspec.Struct, frozen=True, kw_only=True):
    """Their fate; `to` is the key of another occurrence of today, or VISIT."""

    fate: Fate
    to: str = ""


class Planning(Timetable):
    """Editing the programme."""

    def plan_new(self, wish: Wish, random: bytes, by: str) -> Changed:
        """Something new. `random` are 16 unpredictable bytes, the source of its name."""
        if len(random) != _RANDOM_BYTES:
            msg = f"{_RANDOM_BYTES} random bytes name an activity"
            raise ValueError(msg)
        signed(by)
        wish = self._sound(wish, None)
        activity = created(random.hex(), wish, self._zone)
        with self._store.writing() as unit:
            unit.append(ActivityKept(activity=activity), self._clock.now(), by=by)
        (first, *_) = self._on(activity, wish.day - _DAY, wish.day)
        return Changed(key=first.key, before=(None,), after=(activity,))

    def replan(
        self,
        seen: Planned,
        wish: Wish,
        by: str,
        *,
        following: bool = False,
        visits: Visits | None = None,
        reason: str = "",
    ) -> Changed:
        """Another time or other particulars, of this one or of all `following` too.

        `visits` must be said when people have come and the time is another. The `reason` is kept
        with those who came, and said to visitors of what stays where they came to.
        """
        signed(by)
        wish = self._sound(wish, seen.wish)
        was = seen.occurrence
        off = was.cancelled_why if was.cancelled else None
        edit = Edit(seen.wish, wish, following, off)
        if wish == seen.wish:
            msg = "that is what the programme says already"
            raise NotPossible(No.SAME, msg)
        return self._change(seen, edit, by, visits, reason)

    def call_off(
        self,
        seen: Planned,
        by: str,
        reason: str,
        *,
        following: bool = False,
        visits: Visits | None = None,
    ) -> Changed:
        """It does not take place, nor do all `following` ones; visitors are told the reason."""
        reason = said(by, reason)
        edit = Edit(seen.wish, seen.wish, following, reason)
        return self._change(seen, edit, by, visits, reason)

    def put_back_on(self, seen: Planned, by: str, *, following: bool = False) -> Changed:
        """It takes place after all."""
        signed(by)
        if not seen.occurrence.cancelled:
            msg = "it takes place already"
            raise NotPossible(No.SAME, msg)
        return self._change(seen, Edit(seen.wish, seen.wish, following, None), by, None, "")

    def take_back_plan(self, changed: Changed, by: str, reason: str) -> None:
        """The programme is again what it was, and people are where they were."""
        reason = said(by, reason)
        with self._store.writing() as unit:
            now = self._clock.now()
            stored = {activity.uid: activity for activity in unit.activities()}
            if any(stored.get(activity.uid) != activity for activity in changed.after):
                msg = "somebody else has changed this activity just now"
                raise NotPossible(No.OTHER_WAS_FASTER, msg)
            for before, after in zip(changed.before, changed.after, strict=True):
                kept = before or withdrawn(after, self._zone)
                unit.append(ActivityKept(activity=kept), now, by=by)
            for occurrence in changed.kept:
                unit.append(OccurrenceKept(occurrence=occurrence), now, by=by)
            if changed.moved:
                body = Moved(targets=changed.moved, occurrence=changed.moved_from, reason=reason)
                unit.append(body, now, by=by)

    # -- inside --------------------------------------------------------------------------------

    def _change(
        self, seen: Planned, edit: Edit, by: str, visits: Visits | None, reason: str
    ) -> Changed:
        was = seen.occurrence
        with self._store.writing() as unit:
            today = self._gather.day(self._clock.now())
            if was.day < today:
                msg = f"{was.day} is over, and stays as it was"
                raise NotPossible(No.OVER, msg)
            stored, dated = self._dated(unit, was.key, was.day)
            if stored != seen.activity:
                msg = "somebody else has changed this activity just now; look at it again"
                raise NotPossible(No.OTHER_WAS_FASTER, msg)
            came = _who_came(unit, stored.uid, today)
            fate = None if visits is None else visits.fate
            is_moved = edit.before.times != edit.after.times
            if was.key in came and is_moved and fate is Fate.LEAVE:
                made = self._left_behind(stored, dated, edit, said(by, reason))
            else:
                made = [self._edited(stored, dated, edit, keep_key=was.day == today)]
            now_on = {o.key: o for o in self._on(made[0], today, today)}
            torn = [
                key
                for key in came
                if (old := self._today(stored, key, today)) and is_torn(old, now_on.get(key))
            ]
            if torn and fate is None:
                msg = "people have come to it; what becomes of their visits has to be said"
                raise NotPossible(No.HAS_VISITS, msg)
            if set(torn) - {was.key} and (fate is Fate.TO or (is_moved and fate is Fate.LEAVE)):
                msg = "people have come to several of them today; change these one by one"
                raise NotPossible(No.NOT_TOGETHER, msg)
            if fate is Fate.ALONG and any(key not in now_on for key in torn):
                msg = "who came today cannot go along to another day"
                raise NotPossible(No.OTHER_DAY, msg)
            unit.append_many([ActivityKept(activity=one) for one in made], self._clock.now(), by=by)
            moved: tuple[EntryId, ...] = ()
            if was.key in torn and visits is not None and fate is Fate.TO:
                moved = self._go_elsewhere(unit, came[was.key], visits.to, by, said(by, reason))
            along = [key for key in came if key not in torn or fate is Fate.ALONG]
            kept = self._go_along(unit, (now_on[key] for key in along if key in now_on), by)
        return Changed(
            key=self._key_now(made[-1], was, edit.after),
            before=(stored, *(None for _ in made[1:])),
            after=tuple(made),
            moved=moved,
            moved_from=was.key if moved else "",
            kept=kept,
        )

    def _edited(self, stored: Activity, dated: Dated, edit: Edit, *, keep_key: bool) -> Activity:
        try:
            return edited(stored, dated, edit, self._zone, keep_key=keep_key)
        except ValueError as e:
            raise NotPossible(No.WHOLE_DAY, str(e)) from e

    def _left_behind(
        self, stored: Activity, dated: Dated, edit: Edit, reason: str
    ) -> list[Activity]:
        """What they came to is called off, and takes place anew at the other time."""
        before, was = edit.before, dated.occurrence
        alone = Edit(before, before, following=False, off=reason)
        left = self._edited(stored, dated, alone, keep_key=True)
        if edit.following:
            later = self._on(left, was.day, was.day + _YEAR)
            following = next((o for o in later if o.start > was.start), None)
            if following is not None:
                again = find_dated(
                    left, following.key, following.day, self._zone, self._opens_before
                )
                assert again is not None  # noqa: S101 - it was found a moment ago
                first = wish_of(left, again, self._zone)
                day = first.day + (edit.after.day - before.day)
                wish = msgspec.structs.replace(edit.after, day=day, rhythm=first.rhythm)
                left = self._edited(left, again, Edit(first, wish, following=True), keep_key=True)
        # Named after what it was, so that taking this back and doing it again makes no third one.
        name = f"{was.key}/{edit.after.day:%Y%m%d}{edit.after.start or dt.time():%H%M}"
        once = msgspec.structs.replace(edit.after, rhythm=type(edit.after.rhythm)())
        return [left, created(name, once, self._zone)]

    def _today(self, activity: Activity, key: str, today: dt.date) -> Occurrence | None:
        return next((o for o in self._on(activity, today, today) if o.key == key), None)

    def _go_elsewhere(
        self, unit: Unit, lines: Iterable[Line], to: str, by: str, reason: str
    ) -> tuple[EntryId, ...]:
        """They came for something else of today; who has come there too stays where they are."""
        key, now = None if to == VISIT else to, self._clock.now()
        going = []
        if key is not None:
            self._keep_occurrence(unit, key, now, by)
        for line in lines:
            visits = () if line.learner is None else unit.visits(line.learner.learner, line.day)
            if all(visit.occurrence != key for visit in visits):
                going.append(line.entry)
        if going:
            unit.append(Moved(targets=tuple(going), occurrence=key, reason=reason), now, by=by)
        return tuple(going)

    def _go_along(
        self, unit: Unit, occurrences: Iterable[Occurrence], by: str
    ) -> tuple[Occurrence, ...]:
        """The journal knows what they came to as it is now; returns what it was."""
        before = []
        for occurrence in occurrences:
            known = unit.occurrence(occurrence.key)
            if known is not None and known != occurrence:
                before.append(known)
                unit.append(OccurrenceKept(occurrence=occurrence), self._clock.now(), by=by)
        return tuple(before)

    def _key_now(self, activity: Activity, was: Occurrence, wish: Wish) -> str:
        found = self._on(activity, wish.day - _DAY, wish.day)
        keys = [one.key for one in found]
        return was.key if was.key in keys or not keys else keys[-1]


def is_torn(was: Occurrence, now: Occurrence | None) -> bool:
    """Whether those who came cannot simply stay: it is called off, gone, or at another time."""
    if now is None:
        return True
    return (now.cancelled and not was.cancelled) or not same_times(was, now)


def _who_came(reader: Reader, uid: str, today: dt.date) -> dict[str, list[Line]]:
    """Check-ins of today that were not undone, by the occurrence of the activity."""
    counts = [count.occurrence for count in reader.counts(today) if count.came]
    mine = {key for key in counts if key is not None and key.rpartition("/")[0] == uid}
    found: dict[str, list[Line]] = {}
    for line in reader.log(today, today) if mine else ():
        key = None if line.occurrence is None else line.occurrence.key
        if key in mine and line.undone_at is None:
            found.setdefault(str(key), []).append(line)
    return found
