"""`python -m tests.faults.busy_minute FOLDER PEOPLE [PRAGMA...]`: a centre from its first start.

What somebody may rely on from then on is said on standard output, a line each, after it was done.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

from click.testing import CliRunner

from db import engine
from kiosk.app import Installation
from kiosk.cli.backup import backup
from kiosk.crashes import Crashes
from kiosk.entry import Erased, LearnerKept
from kiosk.outcome import VISIT, Ask, Code
from kiosk.record import Band
from tests.storage.kept import SetClock
from tests.storage.workload import learner

FORGOTTEN = 2
LATE = 5
"""People who come after the database was lost."""
CHECKPOINT = 60
"""Pages; so small that checkpoints fall into the minute."""


def environ(folder: Path) -> dict[str, str]:
    """Where the installation keeps its things."""
    return {"WALKIN_DATA": str(folder / "data"), "WALKIN_CONFIG": str(folder / "etc/walkin.toml")}


def main() -> None:
    """Be busy."""
    folder, people, *pragmas = sys.argv[1:]
    engine._PRAGMAS = (*engine._PRAGMAS, *pragmas, f"wal_autocheckpoint={CHECKPOINT}")
    os.environ.update(environ(Path(folder)))
    centre = _Busy(int(people))
    centre.begins()
    for n in range(centre.people):
        centre.visitor(n)
    centre.forgets()
    centre.loses_its_database()
    for n in range(centre.people, centre.people + LATE):
        centre.visitor(n)
    centre.opened.store.close()
    say("closed")


class _Busy:
    """A centre, from its first start."""

    def __init__(self, people: int) -> None:
        self.people = people
        self.clock = SetClock()
        self.installation = Installation(clock=self.clock)
        self.opened = self.installation.open()

    def begins(self) -> None:
        for n in range(self.people + LATE):
            with self.opened.store.writing() as unit:
                told = unit.append(LearnerKept(learner=learner(n)), self.clock.now())
            say("learner", n, told.id)

    def visitor(self, n: int) -> None:
        """Somebody comes, and something else is done now and then."""
        self.clock.at += dt.timedelta(milliseconds=750)
        desk = self.opened.desk
        outcome = desk.scan(f"K{100000 + n}", Ask(wanted=VISIT))
        assert outcome.code is Code.ADMITTED
        assert outcome.entry is not None
        say("in", n, outcome.entry)
        match n % 20:
            case 3:
                guests = desk.count_guests({Band.CHILD: n + 1}, Ask())
                say("guests", n + 1, guests.entry)
            case 7:
                undone = desk.undo(outcome.entry, "again")
                assert undone is not None
                say("undone", n, undone.id)
                say("in", n, desk.scan(f"K{100000 + n}", Ask(wanted=VISIT)).entry)
            case 11:
                self.installation.keep_settings("screen", {"idle_s": 60 + n})
                say("settings", 60 + n)
            case 14:
                Crashes(self.installation.data, self.clock.now).keep(f"Bug{n}", ("somewhere",))
                say("crash", f"Bug{n}")
            case 17:
                self.evening()

    def evening(self) -> None:
        """A day ends: it is closed, and copied."""
        self.clock.at += dt.timedelta(days=1)
        self.opened.desk.close_days()
        result = CliRunner().invoke(backup, [], obj=self.installation, standalone_mode=False)
        assert result.return_value == 0, result
        say("backup", self.opened.desk.last_closed())

    def forgets(self) -> None:
        """Somebody is forgotten, in the backups of a week ago too."""
        say("forgetting", FORGOTTEN)
        with self.opened.store.writing() as unit:
            body = Erased(learners=(f"l{FORGOTTEN}",), instead="f" * 32)
            told = unit.append(body, self.clock.now())
        self.opened.store.scrub()
        say("forgotten", FORGOTTEN, told.id)
        self.clock.at += dt.timedelta(days=8)
        self.evening()
        say("gone")

    def loses_its_database(self) -> None:
        """Nothing is left in the file; the next start mends it from the backup of a moment ago."""
        self.opened.store.close()
        with self.installation.database.open("wb") as file:
            os.fsync(file.fileno())
        self.opened = self.installation.open()
        say("mended")


def say(*words: object) -> None:
    """One line, at once."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


if __name__ == "__main__":
    main()
