"""`walkin sync`: entries are exchanged with the hub."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
import sys
import threading
import time

import click
import msgspec

from kiosk import codes
from kiosk.alone import hold
from kiosk.app import Opened
from kiosk.cli.context import Installation, pass_installation
from kiosk.cli.hub_words import advice, exit_of
from kiosk.clock import in_words, service_day
from kiosk.companion import GOODBYE, LOCK
from kiosk.elsewhere import Elsewhere
from kiosk.hours import OpeningHours
from kiosk.seen import NOBODY, is_wrong, trouble_now, wrong_clocks
from kiosk.sharing import Sharing
from kiosk.sliding import Sliding
from kiosk.sync_state import SyncState
from kiosk.syncing import Syncing
from kiosk.verdict import Check, ok, warn
from kiosk.watched import Timer

_SET_CLOCK = (
    "Set that clock, and switch on network time. Then put right what it dated: walkin redate."
)


@click.command()
@click.option("--once", is_flag=True, help="Exchange once, then end.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each exchange.")
@click.option("--beside", is_flag=True, hidden=True, help="End when standard input does.")
@pass_installation
def sync(installation: Installation, *, once: bool, as_json: bool, beside: bool) -> int:
    """Exchange entries with the hub: each side gets what it lacks.

    Kiosk, desk and station do so by themselves in the background. Exit code 75 when the hub cannot
    be reached now, 69 when it does not let us in, 78 when no hub is set.
    """
    if not installation.settings.hub.url:
        click.echo("No hub is set: get an invitation, then `walkin hub join`.", err=True)
        return codes.SETTINGS
    stamp, opened = installation.book.stamp(), installation.open()
    stop, leaving = threading.Event(), threading.Event()
    syncing = _syncing(installation, opened)
    if beside:
        threading.Thread(target=_until_end, args=(stop, leaving), daemon=True).start()
    shown = ""
    try:
        while not stop.is_set():
            wait = syncing.turn()
            if as_json:
                click.echo(msgspec.json.encode(syncing.state))
            elif not beside and (words := sentence(syncing.state)) != shown:
                shown = words
                click.echo(words)
            if once:
                return _code(syncing.state)
            if beside and installation.book.stamp() != stamp:
                return 0
            stop.wait(wait)
        if leaving.is_set():
            syncing.leave()
    except KeyboardInterrupt:
        _leave_unless_at_work(installation, syncing)
    finally:
        syncing.close()
        opened.store.close()
    return 0


def _leave_unless_at_work(installation: Installation, syncing: Syncing) -> None:
    """Give seats back, where no kiosk, desk or station of this data folder may need them."""
    mine = hold(installation.data, LOCK)
    if mine is not None:
        syncing.leave()
        mine.let_go()


def sentence(state: SyncState) -> str:
    """How it stands, in one line."""
    if state.trouble.startswith("store-"):
        return " ".join(codes.advice(state.trouble.removeprefix("store-")))
    if state.trouble:
        return f"{' '.join(advice(state.trouble))} {state.unsent} entries wait here."
    words = f"centre {state.centre}: {state.unsent} to send, {state.missing} to receive"
    more = [
        f"{n} {what}" for n, what in ((state.aside, "set aside"), (state.unfit, "wrapped")) if n
    ]
    if state.ahead_s:
        more.append(f"this clock is {_apart(dt.timedelta(seconds=state.ahead_s))} the hub's")
    more += [f"we go on as {node}: another computer uses our name" for node in state.parted]
    return "; ".join([words, *more])


def of_exchange(state: SyncState, now: dt.datetime, zone: dt.tzinfo) -> Check:
    """How the exchange with the hub stands; nothing is lost whatever the trouble."""
    trouble = trouble_now(state, now)
    at = state.contact_at or state.since
    since = "" if at is None else f", since {at.astimezone(zone):%Y-%m-%d %H:%M}"
    if trouble == NOBODY:
        said = f"Nobody exchanges entries with the hub{since} ({state.unsent} waiting)."
        return warn("exchange", said, "A kiosk or desk that runs does it, or `walkin sync`.")
    if trouble:
        of_store, store = trouble.startswith("store-"), trouble.removeprefix("store-")
        what, todo = codes.advice(store) if of_store else advice(trouble)
        said = f"{what.removesuffix('.')}{since} ({state.unsent} waiting)."
        return warn("exchange", said, todo)
    said = f"{sentence(state)}."
    others = wrong_clocks(state)
    said += "".join(f" The clock of {node} is {_apart(by)} the hub's." for node, by in others)
    if others or is_wrong(dt.timedelta(seconds=state.ahead_s)):
        return warn("exchange", said, _SET_CLOCK)
    if state.aside:
        return warn("exchange", said, "Entries of a later program wait: bring this one up to date.")
    if state.parted:
        return warn("exchange", said, "If a backup was restored here, this is right.")
    return ok("exchange", said)


def _apart(ahead: dt.timedelta) -> str:
    return f"{in_words(ahead)} {'ahead of' if ahead > dt.timedelta(0) else 'behind'}"


def _syncing(installation: Installation, opened: Opened) -> Syncing:
    made: list[Syncing] = []
    sharing = Sharing(opened.desk, _fresh, time.monotonic)

    def stuck() -> None:
        made[0].stuck()
        # The driver holds the main thread for ever; whatever is on the disk stays whole.
        os._exit(codes.TRY_AGAIN)

    made.append(
        Syncing(
            opened.store,
            installation.connect_hub,
            opened.clock,
            installation.data,
            dog=Timer(stuck),
            now=time.monotonic,
            sharing=sharing,
            elsewhere=lambda: Elsewhere(
                opened.store,
                opened.clock,
                installation.settings.zone,
                fresh=_fresh,
                now=time.monotonic,
            ),
            sliding=Sliding(
                opened.store,
                opened.settings.hub.days,
                day=lambda at: service_day(at, opened.settings.zone),
                may=lambda at: _may_slide(installation, at),
            ),
            reads_days=opened.settings.retention.reads_days,
        )
    )
    return made[0]


def _may_slide(installation: Installation, at: dt.datetime) -> bool:
    """Whether nobody is served, and the log of what is changed has room beside the file."""
    settings, file = installation.settings, installation.database
    room = shutil.disk_usage(file.parent).free > 2 * file.stat().st_size
    return room and OpeningHours(settings.hours, settings.zone).quiet_at(at)


def _fresh() -> str:
    return secrets.token_hex(16)


def _code(state: SyncState) -> int:
    if not state.trouble:
        return 0
    if state.trouble.startswith("store-"):
        return codes.exit_of(state.trouble.removeprefix("store-"))
    return exit_of(state.trouble)


def _until_end(stop: threading.Event, leaving: threading.Event) -> None:
    """Whoever began us holds the other end of our input open as long as they live."""
    if sys.stdin.buffer.read() == GOODBYE:
        leaving.set()
    stop.set()
