"""Seats on a hub in memory: `kiosk.hub.Hub.share` with the same answers as in PostgreSQL."""

import datetime as dt
from collections.abc import Callable

from kiosk.hub import HubTrouble
from kiosk.seats import Asked, Freed, Granted, Overtaken, Part, granted


class MemorySeats:
    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        self.now = now
        self.limits: dict[str, tuple[int, int]] = {}
        self.turns: dict[str, tuple[int, str, dt.datetime]] = {}
        self.parts: dict[str, dict[str, tuple[int, int, int]]] = {}
        self.freed: set[Freed] = set()

    def connect(self, account: str, lost: Callable[[], bool] = lambda: False) -> "MemorySeatLink":
        return MemorySeatLink(self, account, lost)

    def held(self, occurrence: str) -> int:
        return sum(seats for seats, _, _ in self.parts.get(occurrence, {}).values())


class MemorySeatLink:
    """`lost` tells before and after each call whether the line breaks."""

    def __init__(self, hub: MemorySeats, account: str, lost: Callable[[], bool]) -> None:
        self._hub = hub
        self._account = account
        self._lost = lost

    def share(self, asked: Asked) -> list[Granted]:
        hub = self._hub
        if self._lost():
            raise HubTrouble("unreachable")
        turn = hub.turns.get(asked.holder, (0, "", hub.now()))[0]
        if turn >= asked.turn:
            raise Overtaken
        hub.freed |= set(asked.freed)
        answers = []
        for wish in asked.wishes:
            limit = max(hub.limits.get(wish.occurrence, (0, 0)), (wish.stamp, wish.capacity))
            hub.limits[wish.occurrence] = limit
            here = hub.parts.setdefault(wish.occurrence, {})
            parts = []
            for holder, (seats, used, wants) in here.items():
                turn, account, seen = hub.turns[holder]
                parts.append(Part(holder, account, seats, used, turn, seen, wants))
            answer = granted(asked, wish, limit[1], parts, freed=hub.freed, now=hub.now())
            answers.append(answer)
        for wish, answer in zip(asked.wishes, answers, strict=True):
            hub.parts[wish.occurrence][asked.holder] = (answer.seats, wish.used, wish.wants)
        seen = dt.datetime.fromtimestamp(0, dt.UTC) if asked.leaving else hub.now()
        hub.turns[asked.holder] = (asked.turn, self._account, seen)
        if self._lost():
            raise HubTrouble("unreachable")
        return answers
