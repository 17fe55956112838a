"""The use-cases of the front desk: gather facts, decide, append, in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.desk.apart import Conflicts, Unseen
from kiosk.desk.calling import Calling
from kiosk.desk.cards import Cards, NewCard, Whose
from kiosk.desk.closing import Closing
from kiosk.desk.door import Door
from kiosk.desk.evacuating import Evacuating
from kiosk.desk.finding import Finding, Match
from kiosk.desk.guests import Guests
from kiosk.desk.impossible import No, NotPossible
from kiosk.desk.joining import Joining, Registered
from kiosk.desk.leaving import Leaving, WayOut
from kiosk.desk.looking import Board, Looking
from kiosk.desk.mending import Mend, Mending, why_not
from kiosk.desk.minding import Minding
from kiosk.desk.paper import OnSheet, Paper, Sheet, TypedIn
from kiosk.desk.planning import Fate, Planning, Visits
from kiosk.desk.redating import Redating, Redone, Run, Stretch
from kiosk.desk.reporting import Reporting
from kiosk.desk.retaining import Due, LetGo, Retaining
from kiosk.desk.rights import Consent, Forgotten, KeptOf, Rights
from kiosk.desk.seats import Seats, Silent
from kiosk.desk.sheets import PaperSheet, Sheets
from kiosk.desk.staff import NotProven, Proven, Staffing
from kiosk.desk.taking_in import TakingIn
from kiosk.desk.timetable import Changed, OnPlan, Plan, PlanDay, Planned
from kiosk.desk.undoing import Undoing
from kiosk.desk.waiting import Act, Acted, WaitingRoom
from kiosk.gather import Today
from kiosk.ports import Store
from kiosk.secrets import Secrets
from kiosk.sync_state import SyncState

__all__ = [
    "Act",
    "Acted",
    "Board",
    "Changed",
    "Consent",
    "Due",
    "Fate",
    "Forgotten",
    "FrontDesk",
    "KeptOf",
    "Leaving",
    "LetGo",
    "Match",
    "Mend",
    "NewCard",
    "No",
    "NotPossible",
    "NotProven",
    "OnPlan",
    "OnSheet",
    "PaperSheet",
    "Plan",
    "PlanDay",
    "Planned",
    "Proven",
    "Redone",
    "Registered",
    "Run",
    "Sheet",
    "Silent",
    "Stretch",
    "Today",
    "TypedIn",
    "Unseen",
    "Visits",
    "Whose",
    "why_not",
]


class FrontDesk(
    Door,
    Guests,
    WaitingRoom,
    Joining,
    WayOut,
    Undoing,
    Calling,
    Closing,
    Conflicts,
    Looking,
    Evacuating,
    Cards,
    Staffing,
    Minding,
    Finding,
    Mending,
    Paper,
    Sheets,
    Planning,
    TakingIn,
    Rights,
    Retaining,
    Redating,
    Reporting,
    Seats,
):
    """Everything a visitor or a member of staff can do. One instance serves one thread.

    `sync` tells how the exchange with the hub stands, None where there is no hub. Every method may
    raise `StoreTrouble`; then nothing was kept.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        secrets: Secrets,
        *,
        sync: Callable[[], SyncState | None] = lambda: None,
    ) -> None:
        super().__init__(store, clock, settings, secrets)
        self._sync = sync

    def prove(self) -> None:
        """Raise StoreTrouble unless an entry could be written at this moment."""
        self._store.prove()

    @property
    def store(self) -> Store:
        """The database, for files that are written out of it or taken into it."""
        return self._store

    @property
    def clock(self) -> Clock:
        """The time."""
        return self._clock

    @property
    def pepper(self) -> bytes:
        """What citizen numbers are hashed with."""
        return self._secrets.pepper

    def close(self) -> None:
        """Let the database go; on the thread that used it."""
        self._store.close()
