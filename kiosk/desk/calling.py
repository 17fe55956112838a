"""Staff are called, and answer."""

from __future__ import annotations

from kiosk.desk.counter import Counter
from kiosk.entry import Entry, EntryId
from kiosk.ports import Alert


class Calling(Counter):
    """Alerts of the day."""

    def call_help(self, screen: str = "") -> Entry | None:
        """Ring for staff; None when this node's call is still open."""
        raise NotImplementedError

    def alerts(self) -> list[Alert]:
        """What nobody has seen to yet today, newest first."""
        raise NotImplementedError

    def answer_alert(self, target: EntryId, by: str, *, count: bool = False) -> Entry:
        """Staff saw to it; with `count` the held people are counted."""
        raise NotImplementedError
