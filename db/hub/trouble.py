"""What the driver says, as trouble with a reason for staff."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from kiosk.hub import HubTrouble, Moved, Unfit

_DIVIDED = "22012"
"""Division by zero: the guard of `append` (db.hub.link) when a head was not as seen."""
# SQLSTATE, whole or its class (PostgreSQL, appendix A); the first that fits.
_STATES = (
    ("53300", "busy"),
    ("53100", "full"),
    ("53", "full"),
    ("28", "password"),
    ("42501", "rights"),
    ("42P01", "older"),
    ("42703", "older"),
    ("3F000", "older"),
    ("3D000", "unreachable"),
    ("55P03", "busy"),
    ("40", "busy"),
    ("57014", "slow"),
    ("57P05", "slow"),
    ("57P", "unreachable"),
    ("25P03", "slow"),
    ("25006", "busy"),
    ("08", "unreachable"),
)
# A connection that was not made has no SQLSTATE; what libpq and the server then say.
_WORDS = (
    ("certificate", "tls"),
    # A network that breaks in the middle of a handshake is no wrong certificate.
    ("syscall", "unreachable"),
    ("unexpected eof", "unreachable"),
    ("closed", "unreachable"),
    ("reset", "unreachable"),
    ("ssl", "tls"),
    ("tls", "tls"),
    ("too many", "busy"),
    ("connection slots", "busy"),
    ("password", "password"),
    ("authentication", "password"),
    ("role", "password"),
    ("pg_hba", "password"),
    ("permission denied", "rights"),
    ("disk", "full"),
    ("space", "full"),
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_UNFIT = ("22", "23514", "23502", "54")


def reason_of(error: BaseException) -> str:
    """The reason of a HubTrouble for an error of the driver."""
    state = getattr(error, "sqlstate", None) or ""
    for start, reason in _STATES:
        if state.startswith(start):
            return reason
    if state:
        return "broken"
    if isinstance(error, psycopg.errors.ConnectionTimeout):
        return "unreachable"
    return "unreachable" if isinstance(error, psycopg.OperationalError) else "broken"


def reason_of_refusal(error: BaseException) -> str:
    """The same for a connection that was not made."""
    if getattr(error, "sqlstate", None):
        return reason_of(error)
    # Without names of hosts, roles and databases, which may be any word.
    said = _QUOTED.sub("", str(error)).lower()
    return next((reason for word, reason in _WORDS if word in said), "unreachable")


@contextmanager
def told(*, connecting: bool = False) -> Iterator[None]:
    """Errors of the driver as HubTrouble, Moved or Unfit.

    Nothing of the rows is told on: a message of the server may quote them.
    """
    try:
        yield
    except UnicodeEncodeError as e:
        raise Unfit from e
    except psycopg.Error as e:
        state = e.sqlstate or ""
        if connecting:
            raise HubTrouble(reason_of_refusal(e), state) from e
        if state == _DIVIDED:
            raise Moved from e
        if state.startswith(_UNFIT) or (not state and isinstance(e, psycopg.DataError)):
            raise Unfit from e
        raise HubTrouble(reason_of(e), state) from e
