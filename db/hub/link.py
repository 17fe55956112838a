"""One account's connection to the hub in PostgreSQL: every call is one statement, autocommitted."""

from __future__ import annotations

import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from db.hub import seats
from db.hub.foreign import ForeignCards
from db.hub.rows import month_of, numbers, texts
from db.hub.steps import LATEST, NEEDED
from db.hub.trouble import told
from kiosk.hub import Greeting, Head, HubTrouble, Unfit
from kiosk.hub_place import SYSTEM, Place
from kiosk.seats import Asked, Granted
from kiosk.window import OF_A_DAY
from kiosk.written import Written

CONNECT_S = 10
STATEMENT_MS = 20_000
PATIENCE_S = 25.0
"""Seconds after which a call is given up, whatever the network does: more than the server takes."""
_SESSION = (
    "-c TimeZone=UTC -c statement_timeout={} -c lock_timeout=3000"
    " -c idle_in_transaction_session_timeout=10000"
)
_NETWORK = {
    "connect_timeout": CONNECT_S,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 20_000,
}
# Where authorities lie: the driver brings an OpenSSL along that looks elsewhere.
_BUNDLES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")

_GREET = """
SELECT clock_timestamp(), (SELECT max(step) FROM hub_step), (SELECT max(least) FROM hub_step),
       a.centre, n.node, n.centre, n.seq, n.stamp, n.account = current_user, n.told, n.seen_at
FROM account a LEFT JOIN node n ON true
WHERE a.role = current_user
ORDER BY n.node
"""
_REGISTER = """
INSERT INTO node (node, centre, account)
SELECT %s, a.centre, a.role FROM account a WHERE a.role = current_user
ON CONFLICT DO NOTHING
"""
# Where not every head is as it was seen the division fails, and the whole statement with it.
_APPEND = """
WITH claimed AS (
    UPDATE node SET seq = h.new_seq, stamp = h.new_stamp, seen_at = clock_timestamp()
    FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[])
        AS h (name, seq, stamp, new_seq, new_stamp)
    WHERE node.node = h.name AND node.seq = h.seq AND node.stamp = h.stamp
    RETURNING node.node, node.centre
), kept AS (
    INSERT INTO entry (centre, month, node, seq, stamp, at, staff, kind, body, about)
    SELECT c.centre, r.month, r.node, r.seq, r.stamp, r.at, r.staff, r.kind, r.body, r.about
    FROM unnest(%s::integer[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::text[],
                %s::text[], %s::text[], %s::text[])
        AS r (month, node, seq, stamp, at, staff, kind, body, about)
    JOIN claimed c ON c.node = r.node
)
SELECT 1 / CASE WHEN (SELECT count(*) FROM claimed) = %s THEN 1 ELSE 0 END
"""
_READ = """
SELECT node, seq, stamp, at, staff, kind,
       CASE WHEN stamp < %s AND kind = ANY (%s::text[]) THEN '' ELSE body END FROM entry
WHERE centre = %s AND node = %s AND seq > %s AND seq <= %s AND month >= %s
ORDER BY seq
"""
_OF_A_DAY = texts(OF_A_DAY)
_TELL = """
UPDATE node SET told = t.told, seen_at = clock_timestamp()
FROM unnest(%s::text[], %s::text[]) AS t (name, told)
WHERE node.node = t.name
"""


def about_nothing(_: Written) -> str | None:
    """It is not known who or what the entry is about."""
    return None


def connect(
    place: Place,
    about: Callable[[Written], str | None] = about_nothing,
    patience_s: float = PATIENCE_S,
) -> HubLink:
    """Open a connection; `about` says who or what an entry is about. Raises HubTrouble."""
    return HubLink(opened(place), about, patience_s)


def opened(place: Place, statement_ms: int = STATEMENT_MS) -> psycopg.Connection[Any]:
    """The driver's connection, every statement of which is a transaction. Raises HubTrouble.

    A statement may take so many milliseconds, 0 for as long as it takes.
    """
    with told(connecting=True):
        return psycopg.connect(
            place.url,
            autocommit=True,
            # Plans are made for the very centre and month: nothing else is looked at.
            prepare_threshold=None,
            options=_SESSION.format(statement_ms),
            **(_NETWORK | _security(place)),
        )


def _security(place: Place) -> dict[str, Any]:
    given: dict[str, Any] = {"sslmode": place.sslmode, "gssencmode": "disable"}
    if place.password:
        given["password"] = place.password
    if place.sslmode == "disable":
        return given
    root = place.sslrootcert
    if root == SYSTEM:
        found = (ssl.get_default_verify_paths().cafile, *_BUNDLES)
        root = next((file for file in found if file and Path(file).exists()), SYSTEM)
    elif not Path(root).exists():
        raise HubTrouble("tls", "sslrootcert is missing")
    return given | {"sslrootcert": root, "ssl_min_protocol_version": "TLSv1.2"}


class HubLink(ForeignCards):
    """An open connection; see `kiosk.hub.Hub`. Belongs to one thread."""

    def __init__(
        self,
        link: psycopg.Connection[Any],
        about: Callable[[Written], str | None],
        patience_s: float,
    ) -> None:
        self._link = link
        self._about = about
        self._patience_s = patience_s
        self._centres: dict[str, str] = {}

    @property
    def secure(self) -> bool:
        """Whether nobody can listen on the way."""
        return bool(self._link.pgconn.ssl_in_use)

    def greet(self) -> Greeting:
        """Look how far the hub is."""
        rows = self._run(_GREET).fetchall()
        if not rows:
            raise HubTrouble("rights", "no such account")
        now, step, least, centre = rows[0][:4]
        if step is None or step < NEEDED:
            raise HubTrouble("older", f"step {step}")
        if least > LATEST:
            raise HubTrouble("newer", f"step {step}")
        self._step = step
        heads = {row[4]: Head(*row[4:]) for row in rows if row[4] is not None}
        self._centres = {node: head.centre for node, head in heads.items()}
        return Greeting(now, centre, heads)

    def register(self, node: str) -> bool:
        """Make a node of this account's; False when there is one of that name, whoever's."""
        try:
            made = self._run(_REGISTER, [node]).rowcount == 1
        except Unfit as e:
            raise HubTrouble("broken", "name of the node") from e
        self._centres.clear()
        return made

    def append(self, rows: Sequence[Written], heads: Sequence[Head]) -> None:
        """Append rows of the account's own nodes, all of them or none; see `kiosk.hub.Hub`."""
        if not all(head.mine for head in heads):
            raise HubTrouble("rights", "another account's node")
        last = _last_of(rows, heads)
        self._run(
            _APPEND,
            [
                texts([head.node for head in heads]),
                numbers(head.seq for head in heads),
                numbers(head.stamp for head in heads),
                numbers(last[head.node].seq for head in heads),
                numbers(last[head.node].stamp for head in heads),
                numbers(month_of(row.stamp) for row in rows),
                texts([row.node for row in rows]),
                numbers(row.seq for row in rows),
                numbers(row.stamp for row in rows),
                numbers(row.at for row in rows),
                texts([row.staff for row in rows]),
                texts([row.kind for row in rows]),
                texts([row.body for row in rows]),
                texts([self._about(row) for row in rows]),
                len(heads),
            ],
        )

    def read(
        self, node: str, after: int, upto: int, since: int, limit: int, *, whole: int = 0
    ) -> list[Written]:
        """A node's rows with these sequence numbers; see `kiosk.hub.Hub`."""
        # There are no gaps: so many numbers are so many rows.
        last = min(upto, after + limit)
        bare = [whole, _OF_A_DAY]
        values = [*bare, self._centre(node), node, after, last, month_of(since)]
        return [Written(*row) for row in self._run(_READ, values)]

    def tell(self, told: Mapping[str, str]) -> None:
        """Say of the account's nodes how they are: JSON text by node. They are heard now."""
        try:
            done = self._run(_TELL, [texts([*told]), texts([*told.values()])])
        except Unfit as e:
            raise HubTrouble("broken", "what is told") from e
        if done.rowcount != len(told):
            raise HubTrouble("rights", "another account's node")

    def share(self, asked: Asked) -> list[Granted]:
        """Say what seats we hold, and get what is free and due to us."""
        with self._impatient(), told():
            return seats.share(self._link, asked)

    def close(self) -> None:
        """Let the connection go."""
        with suppress(psycopg.Error):
            self._link.close()

    def _centre(self, node: str) -> str:
        """Whose node it is; partitions of no other centre are touched."""
        if node not in self._centres:
            self.greet()
        return self._centres.get(node, "")

    def _run(self, statement: str, values: Sequence[object] = ()) -> psycopg.Cursor[Any]:
        with self._impatient(), told():
            return self._link.execute(statement.encode(), values, binary=True)

    @contextmanager
    def _impatient(self) -> Iterator[None]:
        """Give up after a while: a network that takes everything and gives nothing never ends."""
        given_up = threading.Event()
        timer = threading.Timer(self._patience_s, self._give_up, [given_up])
        timer.daemon = True
        timer.start()
        try:
            yield
        except HubTrouble as e:
            if given_up.is_set():
                raise HubTrouble("slow") from e
            raise
        finally:
            timer.cancel()

    def _give_up(self, given_up: threading.Event) -> None:
        given_up.set()
        with suppress(OSError, psycopg.Error):
            # By a handle of its own: the driver closes the other one.
            end = socket.socket(fileno=os.dup(self._link.fileno()))
            with end:
                end.shutdown(socket.SHUT_RDWR)


def _last_of(rows: Sequence[Written], heads: Sequence[Head]) -> dict[str, Written]:
    """The last row of each node. Raises ValueError when they do not follow on the heads."""
    seqs = {head.node: head.seq for head in heads}
    last: dict[str, Written] = {}
    for row in rows:
        seqs[row.node] += 1
        if row.seq != seqs[row.node]:
            msg = f"{row.id} does not follow"
            raise ValueError(msg)
        last[row.node] = row
    if len(last) < len(seqs):
        msg = "a head without rows"
        raise ValueError(msg)
    return last
