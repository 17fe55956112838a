"""`walkin station` and `walkin check-in`: the same check-in with no screen."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import IO

import click
import msgspec

from kiosk import codes
from kiosk.app import Opened
from kiosk.cli import answers
from kiosk.cli.context import Installation, pass_installation
from kiosk.clock_guard import ClockGuard
from kiosk.companion import exchanging
from kiosk.config import NODE_NAME, is_node_name
from kiosk.day_files import BACKUP, Background
from kiosk.desk import FrontDesk
from kiosk.outcome import INSIDE, VISIT, Ask, Code
from kiosk.ports import StoreTrouble

_LONGEST_LINE = 8192
"""Bytes; more than any code has. A longer line is one unreadable code."""

_UNKNOWN = (Code.UNKNOWN, Code.FORGED, Code.UNREADABLE, Code.MISTYPED)


@click.command()
@click.option("--node", metavar="X", help="Write the entries under this node's name.")
@click.option("--activity", metavar="UID", help="Check in to this activity of today.")
@click.option("--visit", is_flag=True, help="Count a general visit, whatever is open.")
@pass_installation
def station(
    installation: Installation, node: str | None, activity: str | None, visit: bool
) -> None:
    """Check in without a screen: a turnstile, a hand scanner.

    Reads one code a line from standard input and answers one JSON object a line, flushed after the
    entry is on disk. Where several activities are open it answers "choose" and writes nothing,
    unless --activity or --visit says what people come for.
    """
    _one_of(activity, visit=visit)
    if node is not None and not is_node_name(node):
        message = f"--node {node!r}: a node's name has {NODE_NAME}"
        raise click.UsageError(message)
    if node is not None:
        installation = Installation(node=node)
    opened = installation.open()
    # The programme is worked out before the first person stands there, and a wrong uid is told.
    opened.desk.today()
    wanted(opened.desk, activity)
    closed_on, settings = None, opened.settings
    evening = (
        (settings.export, Background()),
        (settings.backup, Background(BACKUP, "backup")),
    )
    guard = ClockGuard()
    _mind(opened, guard)
    out = sys.stdout.buffer
    with exchanging(installation.data, installation.has_hub):
        for line in _lines(sys.stdin.buffer):
            out.write(_answer(opened, line, activity, visit=visit))
            out.flush()
            _mind(opened, guard)
            # After the answer, once a day: whoever is inside from yesterday is not.
            if (date := opened.clock.now().date()) != closed_on:
                closed_on = date
                with contextlib.suppress(StoreTrouble):
                    opened.desk.close_days()
                for wanted_files, writer in evening:
                    if wanted_files.folder or wanted_files.stick:
                        writer.start()


@click.command("check-in")
@click.argument("code")
@click.option("--activity", metavar="UID", help="Check in to this activity of today.")
@click.option("--visit", is_flag=True, help="Count a general visit, whatever is open.")
@click.option("--json", "as_json", is_flag=True, help="Answer one JSON object.")
@pass_installation
def check_in(
    installation: Installation, code: str, activity: str | None, *, visit: bool, as_json: bool
) -> int:
    """Check in one person by CODE: a card's text, a member, student, phone or citizen number.

    Exit code 0 when the person is in, 65 when the code is not known, 75 when it cannot be now.
    """
    _one_of(activity, visit=visit)
    opened = installation.open()
    digits = code.strip().replace(" ", "").isdigit()
    ask = Ask(wanted=VISIT if visit else wanted(opened.desk, activity))
    outcome = opened.desk.scan(code, ask, typed=digits)
    if as_json:
        click.echo(msgspec.json.encode(answers.as_json(outcome)))
    else:
        click.echo(answers.sentence(outcome, opened.settings))
    if outcome.code in INSIDE or outcome.code is Code.ALREADY_IN:
        return 0
    return codes.BAD_DATA if outcome.code in _UNKNOWN else codes.TRY_AGAIN


def _one_of(activity: str | None, *, visit: bool) -> None:
    if activity is not None and visit:
        message = "--activity and --visit exclude each other"
        raise click.UsageError(message)


def wanted(desk: FrontDesk, activity: str | None) -> str | None:
    """The occurrence of today meant by an activity's uid: open, else next, else last.

    Raises NoSuchActivity when nothing of today has that uid.
    """
    if activity is None:
        return None
    today = desk.today()
    occurrences = [r.occurrence for r in today.running]
    mine = [o for o in occurrences if activity in (o.activity, o.key)]
    if not mine:
        raise NoSuchActivity(activity, sorted({o.activity for o in occurrences}))
    open_now = [o for o in mine if o.is_open(today.now)]
    coming = [o for o in mine if o.opens > today.now]
    return (open_now or coming or mine[-1:])[0].key


class NoSuchActivity(click.ClickException):
    """A uid that no activity of today has."""

    exit_code = codes.BAD_DATA

    def __init__(self, activity: str, known: list[str]) -> None:
        today = ", ".join(known) or "nothing"
        super().__init__(f"no activity of today has the uid {activity}; today there is {today}")


def _meant(opened: Opened, activity: str | None, *, visit: bool) -> str | None:
    if visit:
        return VISIT
    try:
        return wanted(opened.desk, activity)
    except NoSuchActivity:
        # Not on today any more: whoever stands there is counted all the same.
        return VISIT


def _answer(opened: Opened, line: bytes, activity: str | None, *, visit: bool) -> bytes:
    started = time.perf_counter()
    text = line.decode("utf-8", "surrogateescape")
    try:
        outcome = opened.desk.scan(text, Ask(wanted=_meant(opened, activity, visit=visit)))
        answer = answers.as_json(outcome)
    except StoreTrouble as e:
        # Nothing was kept, and the next code may fare better: a turnstile is not restarted by hand.
        answer = {"outcome": "out_of_order", "reason": e.reason}
    answer["ms"] = round((time.perf_counter() - started) * 1000, 2)
    return msgspec.json.encode(answer) + b"\n"


def _mind(opened: Opened, guard: ClockGuard) -> None:
    """See to the clock; what cannot be told now is told after the next code."""
    with contextlib.suppress(StoreTrouble):
        opened.desk.mind_clock(guard)


def _lines(source: IO[bytes]) -> Iterator[bytes]:
    """Lines without their end; an endless one is cut and given once."""
    while line := source.readline(_LONGEST_LINE):
        whole = line
        while not line.endswith(b"\n") and (line := source.readline(_LONGEST_LINE)):
            pass
        if whole.strip():
            yield whole.rstrip(b"\r\n")
