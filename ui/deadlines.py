"""Things that happen by themselves after a while, on a clock that can be given."""

from __future__ import annotations

from collections.abc import Callable


class Deadlines:
    """Named deadlines; setting one again moves it. `now` counts monotonic seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._due: dict[str, tuple[float, Callable[[], None]]] = {}

    def after(self, name: str, seconds: float, then: Callable[[], None]) -> None:
        """Call `then` once, `seconds` from now."""
        self._due[name] = (self._now() + seconds, then)

    def cancel(self, *names: str) -> None:
        """Forget these; unknown names do no harm."""
        for name in names:
            self._due.pop(name, None)

    def push(self, name: str, seconds: float) -> None:
        """Move a deadline that is set to `seconds` from now."""
        if name in self._due:
            self._due[name] = (self._now() + seconds, self._due[name][1])

    def left(self, name: str) -> float:
        """Seconds until it is due; 0 when it is not set."""
        due = self._due.get(name)
        return 0.0 if due is None else max(0.0, due[0] - self._now())

    def is_set(self, name: str) -> bool:
        """Whether it is still to come."""
        return name in self._due

    def run(self) -> None:
        """Do what is due, the earliest first."""
        while True:
            now = self._now()
            due = min(self._due.items(), key=lambda item: item[1][0], default=None)
            if due is None or due[1][0] > now:
                return
            del self._due[due[0]]
            due[1][1]()
