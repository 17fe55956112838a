"""What is said when a hub cannot be used, and with which exit code a command ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from kiosk import codes
from kiosk.hub import HubTrouble

# What is wrong, and what to do; by the reason of a HubTrouble.
_ADVICE = {
    "unreachable": ("The hub cannot be reached.", "Look at the network; nothing is lost."),
    "slow": ("The hub does not answer in time.", "Try again later; nothing is lost."),
    "busy": ("The hub is busy.", "Try again in a moment."),
    "password": (
        "The hub does not take this account or its password.",
        "Ask whoever keeps the hub for a new invitation: walkin hub add NODE --again",
    ),
    "tls": (
        "The hub cannot show a certificate that is trusted.",
        "It has run out, is for another name, or hub.sslrootcert is not its authority's.",
    ),
    "full": ("The hub's disk is full.", "Tell whoever keeps the hub; nothing is lost."),
    "rights": (
        "The hub does not allow this.",
        "Its owner needs rights to make roles and tables; a kiosk needs a good invitation.",
    ),
    "newer": ("The hub is of a newer version of walkin.", "Install that version, or a newer one."),
    "older": (
        "The hub has no tables of this version.",
        "Whoever keeps it runs walkin hub init URL once, later walkin hub tend.",
    ),
    "lost": (
        "The hub has lost entries that this computer does not keep any more (hub.days).",
        "Whoever keeps it restores a newer backup, which has them; the others are not touched.",
    ),
    "broken": ("The hub gave an answer that makes no sense.", "Look at the server's log."),
}
# For its keeper, who comes with a URL.
_KEEPERS = {
    "unreachable": (
        "The hub cannot be reached.",
        "Look at host, port and database in its URL, then at the network.",
    ),
    "password": (
        "The hub does not take this name or its password.",
        "Look at its URL, and say it once more: walkin hub init URL.",
    ),
}
_LATER = ("unreachable", "slow", "busy")


def advice(reason: str) -> tuple[str, str]:
    """What is wrong with the hub, and what to do, a sentence each."""
    return _ADVICE.get(reason, (f"The hub cannot be used ({reason}).", "Look at its log."))


def exit_of(reason: str) -> int:
    """The exit code for a hub that cannot be used."""
    if reason in _LATER:
        return codes.TRY_AGAIN
    return codes.CANNOT_WRITE if reason == "full" else codes.NOT_AVAILABLE


@contextmanager
def asking(*, as_keeper: bool = False) -> Iterator[None]:
    """While the hub is asked: trouble with it is said, and the command ends with its code."""
    try:
        yield
    except HubTrouble as e:
        keepers = _KEEPERS.get(e.reason) if as_keeper else None
        click.echo(" ".join(keepers or advice(e.reason)), err=True)
        raise click.exceptions.Exit(exit_of(e.reason)) from e
