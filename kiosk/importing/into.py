"""The use-cases of importing: compare with what is stored, write only what is new or different."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from kiosk.clock import Clock, service_day
from kiosk.config import Settings
from kiosk.entry import ActivityKept, LearnerKept
from kiosk.identify import normal
from kiosk.importing.calendar import read_programme
from kiosk.importing.learners import read_learners
from kiosk.importing.programme import compared
from kiosk.importing.report import Rejected, Report, Sample
from kiosk.partners import PARTNERS, Partner
from kiosk.ports import Identifier, Reader, Store
from kiosk.record import Learner

BATCH = 2000
"""Learners written in one transaction: a check-in waits no longer than one of them takes."""
PAUSE_S = 0.005
"""Seconds between two transactions, so that whoever waits to write comes in between."""
SAMPLES = 200
"""Of so many people it is told what would change."""
_FEW = 1000
_PAGE = 2000


def import_programme(
    store: Store,
    clock: Clock,
    settings: Settings,
    raw: bytes,
    *,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Take in a calendar file or a list. An activity the file does not mention stays as it is.

    A `dry_run` writes nothing and reports what would happen. `progress` as of `read_programme`.
    Raises StoreTrouble.
    """
    file = read_programme(raw, settings.zone, progress)
    if dry_run:
        with store.reading() as reader:
            return compared(reader.activities(), file, settings.zone).report
    with store.writing() as unit:
        found = compared(unit.activities(), file, settings.zone)
        bodies = [ActivityKept(activity=change.after) for change in found.changes]
        unit.append_many(bodies, clock.now())
    return found.report


def import_learners(
    store: Store,
    clock: Clock,
    settings: Settings,
    pepper: bytes,
    raw: bytes,
    *,
    partners: Sequence[Partner] = PARTNERS,
    told: Mapping[str, str] | None = None,
    by: str | None = None,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> Report:
    """Take in a list of learners. Nobody is removed; what the list has no column for stays.

    Written in batches, so that people can check in meanwhile; broken off, it can be done again.
    `progress` is called with learners written and to be written; what it raises breaks it off.
    `by` is the member of staff; `told` gives the meaning of columns whose heading does not say it
    (`kiosk.matching`). Raises StoreTrouble.
    """
    today = service_day(clock.now(), settings.zone)
    file = read_learners(
        raw,
        centre=settings.centre.code,
        today=today,
        pepper=pepper,
        partners=partners,
        told=told,
    )
    found: list[Learner] = []
    rejected: list[Rejected] = []
    with store.reading() as reader:
        forgotten = reader.erased()
    for line, row in file.rows:
        if isinstance(row, Rejected):
            rejected.append(row)
        elif row.learner in forgotten:
            rejected.append(Rejected(line, "whoever had this number asked to be forgotten"))
        else:
            found.append(row)
    with store.reading() as reader:
        changes, counts = _compared_learners(reader, found, file.fields)
    samples = tuple(_sample(change) for change in changes[:SAMPLES])
    # By id, so that neighbours in the file are neighbours in the database: a third less to write.
    changes.sort(key=lambda change: change.record.learner)
    for start in range(0, 0 if dry_run else len(changes), BATCH):
        with store.writing() as unit:
            batch = changes[start : start + BATCH]
            learners = [_as_now(unit, change, file.fields) for change in batch]
            bodies = [LearnerKept(learner=learner) for learner in learners]
            unit.append_many(bodies, clock.now(), by=by)
        pause(PAUSE_S)
        if progress is not None:
            progress(start + len(batch), len(changes))
    return msgspec.structs.replace(_report(counts, rejected), columns=file.columns, samples=samples)


class _Change(NamedTuple):
    """A learner to write: as the file has it, and whether there is a record already."""

    record: Learner
    given: Learner
    known: Learner | None


def _sample(change: _Change) -> Sample:
    record, known = change.record, change.known
    fields = (
        ()
        if known is None
        else tuple(
            name
            for name in record.__struct_fields__
            if getattr(record, name) != getattr(known, name)
        )
    )
    return Sample(record.number, record.name or record.name_en or record.nickname, fields)


def _compared_learners(
    reader: Reader, found: Sequence[Learner], fields: frozenset[str]
) -> tuple[list[_Change], Counter[str]]:
    """The learners to write, and how many are new, different and the same."""
    changes: list[_Change] = []
    counts: Counter[str] = Counter()
    stored = _everybody(reader) if len(found) > _FEW else None
    for given in found:
        if stored is None:
            known = _known(reader, given)
        else:
            known = stored.get(given.learner) or stored.get(normal(given.number))
        record = given if known is None else _updated(known, given, fields)
        if record == known:
            counts["unchanged"] += 1
        else:
            counts["added" if known is None else "changed"] += 1
            changes.append(_Change(record, given, known))
    return changes, counts


def _known(reader: Reader, given: Learner) -> Learner | None:
    """The stored record: of an earlier import, or of whoever has the member number."""
    known = reader.learner(given.learner)
    if known is not None:
        return known
    owners = reader.find([Identifier("member", normal(given.number))])
    return reader.learner(owners[0][1]) if owners else None


def _everybody(reader: Reader) -> dict[str, Learner]:
    """Every stored record by id and by number: quicker than to search for each of many rows."""
    found: dict[str, Learner] = {}
    after = ""
    while page := reader.learners(after, _PAGE):
        for learner in page:
            found[learner.learner] = learner
            found.setdefault(normal(learner.number), learner)
        after = page[-1].learner
    return found


def _as_now(reader: Reader, change: _Change, fields: frozenset[str]) -> Learner:
    """The record to write, made again from what is stored now: somebody may have edited it."""
    known = None if change.known is None else reader.learner(change.record.learner)
    return change.record if known is None else _updated(known, change.given, fields)


def _updated(known: Learner, learner: Learner, fields: frozenset[str]) -> Learner:
    """The stored record with what the file says.

    An empty cell empties a field, but withdraws no consent and no citizen hash.
    """
    said = {name: getattr(learner, name) for name in fields}
    for name in ("consent", "citizen"):
        said[name] = getattr(learner, name) or getattr(known, name)
    return msgspec.structs.replace(known, **said)


def _report(
    counts: Counter[str], rejected: Iterable[Rejected], notes: Sequence[str] = ()
) -> Report:
    return Report(
        added=counts["added"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        rejected=tuple(rejected),
        notes=tuple(notes),
    )
