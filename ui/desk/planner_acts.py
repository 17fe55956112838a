"""What is done to the programme, on the worker's thread, and how it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiosk.record import Role
from ui.desk.acts import Done

if TYPE_CHECKING:
    from kiosk.desk import Changed, FrontDesk, No, Planned, Visits
    from kiosk.wish import Wish


class Task(NamedTuple):
    """What is to be done: something new without `seen`; called off or put `on` again; else changed.

    `why` is what is kept of a taking back.
    """

    wish: Wish
    random: bytes
    seen: Planned | None = None
    following: bool = False
    off: bool = False
    on: bool = False
    reason: str = ""
    why: str = ""


class Written:
    """What the worker found while it wrote: read when it has answered."""

    def __init__(self) -> None:
        self.changed: Changed | None = None
        self.why: No | None = None


def carry_out(
    desk: FrontDesk, by: str, *, task: Task, visits: Visits | None, written: Written
) -> Done:
    """Do it; back: the programme is what it was, and people are where they were."""
    from kiosk.desk import NotPossible

    try:
        changed = written.changed = _write(desk, by, task, visits)
    except NotPossible as e:
        written.why = e.why
        raise

    def back(desk: FrontDesk, by: str) -> Done:
        desk.take_back_plan(changed, by, task.why)
        return Done("desk.plan.taken_back")

    key = "off" if task.off else "on" if task.on else "new" if task.seen is None else "changed"
    return Done(f"desk.plan.said.{key}", (task.wish.title,), back, Role.ADMIN)


def _write(desk: FrontDesk, by: str, task: Task, visits: Visits | None) -> Changed:
    seen, following = task.seen, task.following
    if seen is None:
        return desk.plan_new(task.wish, task.random, by)
    if task.off:
        return desk.call_off(seen, by, task.reason, following=following, visits=visits)
    if task.on:
        return desk.put_back_on(seen, by, following=following)
    return desk.replan(seen, task.wish, by, following=following, visits=visits, reason=task.reason)
