"""The hub on a PostgreSQL that writes through to the disk, beside a bare COPY of the same rows."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from db.hub.accounts import add_account, add_centre
from db.hub.link import HubLink, connect
from db.hub.setup import Link, bring_up
from kiosk import entry as e
from kiosk.clock import micros
from kiosk.hub import Head, Moved
from kiosk.hub_place import Place
from kiosk.record import Band
from kiosk.written import Written
from tests.bench import goals
from tests.bench.figures import percentile, row
from tests.postgres import Server
from tests.proxy import Proxy

ROWS = 100_000
BATCH = 5000
AT_ONCE = 50
SMALL = 20
ROUNDS = 40
DAY = dt.date(2026, 11, 19)
FIRST = micros(dt.datetime(2026, 11, 19, 1, tzinfo=dt.UTC))
_SIZE = """
SELECT sum(pg_total_relation_size(oid)) FROM pg_class
WHERE relkind = 'r' AND relname LIKE 'entry_korat%'
"""
_COPY = "COPY copied (centre, month, node, seq, stamp, at, staff, kind, body, about) FROM STDIN"


class Account(NamedTuple):
    """One node, its way in and what it goes on from."""

    node: str
    place: Place


def measure(folder: Path, learners: int, entries: int) -> None:
    _measure(folder, all_of_it=True)


def needed(folder: Path, learners: int, entries: int) -> None:
    _measure(folder, all_of_it=False)


def _measure(folder: Path, *, all_of_it: bool) -> None:
    shutil.rmtree(folder / "postgres", ignore_errors=True)
    server = Server(folder / "postgres", careful=True)
    try:
        name = server.fresh()
        with server.connect(name) as owner:
            bring_up(owner)
            add_centre(owner, "korat", "โคราช", 202611)
            accounts = [_account(server, owner, name, f"N{n}") for n in range(AT_ONCE + 2)]
            _one(server, owner, accounts[0])
            if all_of_it:
                _wire(server, owner, accounts[1])
                _many(accounts[2:])
    finally:
        server.stop()


def _account(server: Server, owner: Link, name: str, node: str) -> Account:
    role = add_account(owner, node, "korat", password="p", ending=name)
    place = Place(f"postgresql://{role}@127.0.0.1:{server.port}/{name}", "p", "disable")
    link = connect(place)
    link.register(node)
    link.close()
    return Account(node, place)


def _one(server: Server, owner: Link, account: Account) -> None:
    rows = rows_of(account.node, ROWS)
    link = connect(account.place, about)
    head = _head(link, account.node)
    sent = _timed(lambda: _append(link, rows))
    changed = _changed(owner, lambda: _again(link, rows, head))
    read = _timed(lambda: _read(link, account.node))
    owner.execute("CREATE TABLE copied (LIKE entry)")
    copied = _timed(lambda: _copy(owner, rows))
    link.close()
    goals.HUB.tell(sent, f"in batches of {BATCH}")
    goals.HUB_AGAIN.tell(changed)
    row("  beside bare COPY in one go", f"{copied:.2f} s, {sent / copied:.1f} x", "-", good=True)
    row(f"read {ROWS} entries", f"{read:.2f} s", "<= 3 s", good=read <= 3)
    (size,) = owner.execute(_SIZE).fetchone() or (0,)
    bodies = sum(len(one.body) for one in rows) / ROWS
    row("on disk, keys and indexes with it", f"{size / ROWS:.0f} bytes an entry", "-", good=True)
    row("  of which body", f"{bodies:.0f} bytes", "-", good=True)


def _wire(server: Server, owner: Link, account: Account) -> None:
    rows = rows_of(account.node, 2 * BATCH)
    with Proxy(server.port) as proxy:
        port = f":{proxy.port}/"
        url = account.place.url.replace(f":{server.port}/", port)
        link = connect(account.place._replace(url=url), about)
        before = proxy.up
        _append(link, rows)
        up, before = (proxy.up - before) / len(rows), proxy.down
        _read(link, account.node)
        down = (proxy.down - before) / len(rows)
        link.close()
    row("on the wire", f"{up:.0f} bytes up, {down:.0f} down", "-", good=True)


def _many(accounts: list[Account]) -> None:
    """All at once, each a few entries at a time, as kiosks do."""
    times: list[float] = []
    ready = threading.Barrier(AT_ONCE + 1)

    def work(account: Account) -> None:
        link = connect(account.place, about)
        rows, head = rows_of(account.node, SMALL * ROUNDS), _head(link, account.node)
        ready.wait()
        for start in range(0, len(rows), SMALL):
            part = rows[start : start + SMALL]
            times.append(_timed(lambda part=part, head=head: link.append(part, [head])) * 1000)
            head = head._replace(seq=part[-1].seq, stamp=part[-1].stamp)
        link.close()

    threads = [threading.Thread(target=work, args=[account]) for account in accounts]
    for thread in threads:
        thread.start()
    ready.wait()

    def all_done() -> None:
        for thread in threads:
            thread.join()

    seconds = _timed(all_done)
    rate = SMALL * ROUNDS * AT_ONCE / seconds
    row(f"{AT_ONCE} nodes at once, {SMALL} entries a call", f"{rate:.0f} entries/s", ">= 500",
        good=rate >= 500)  # fmt: skip
    p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
    row("  a call", f"p50 {p50:.0f} ms, p95 {p95:.0f} ms", "p95 <= 1000 ms", good=p95 <= 1000)
    link = connect(accounts[0].place)
    greets = ROUNDS / _timed(lambda: [link.greet() for _ in range(ROUNDS)])
    link.close()
    row(f"one node asking how far {AT_ONCE + 2} nodes are", f"{greets:.0f} a second", "-",
        good=True)  # fmt: skip


def _append(link: HubLink, rows: list[Written]) -> None:
    head = _head(link, rows[0].node)
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        link.append(part, [head])
        head = head._replace(seq=part[-1].seq, stamp=part[-1].stamp)


def _again(link: HubLink, rows: list[Written], head: Head) -> None:
    """As a kiosk does that did not hear that they have arrived."""
    with contextlib.suppress(Moved):
        link.append(rows[:BATCH], [head])


def _changed(owner: Link, act: Callable[[], object]) -> int:
    """How many rows are others, or new, after this."""
    (newest,) = owner.execute("SELECT max(xmin::text::bigint) FROM entry").fetchone() or (0,)
    act()
    asked = "SELECT count(*) FROM entry WHERE xmin::text::bigint > %s"
    (many,) = owner.execute(asked, [newest]).fetchone() or (0,)
    return int(many)


def _read(link: HubLink, node: str) -> None:
    upto, held, since = _head(link, node).seq, 0, 0
    while held < upto:
        part = link.read(node, held, upto, since, BATCH)
        held, since = part[-1].seq, part[-1].stamp


def _copy(owner: Link, rows: list[Written]) -> None:
    with owner.cursor() as cursor, cursor.copy(_COPY) as copy:
        for one in rows:
            copy.write_row(("korat", 202611, *one, about(one)))


def _head(link: HubLink, node: str) -> Head:
    return link.greet().heads[node]


def about(one: Written) -> str | None:
    """As a kiosk fills it: the learner's id, for most entries."""
    return f"{one.seq % 5000:032x}" if one.kind == "checked-in" else None


def rows_of(node: str, count: int) -> list[Written]:
    """A day's work: check-ins, two of three people who leave, some faces."""
    return [
        Written(node, n, FIRST + n * 250_000, FIRST + n * 250_000, None, kind, body)
        for n, (kind, body) in zip(range(1, count + 1), _bodies(node), strict=False)
    ]


def _bodies(node: str) -> Iterator[tuple[str, str]]:
    n = 0
    while True:
        n += 3
        visit = e.EntryId(node, n - 2)
        bodies: tuple[Any, ...] = (
            e.CheckedIn(day=DAY, learner=f"{(n - 2) % 5000:032x}", band=Band.YOUTH, partner="nrru",
                        occurrence=f"{n % 40:032x}@2026-11-19T09:00"),
            e.CheckedOut(day=DAY, visits=(visit,)),
            e.FeedbackGiven(day=DAY, visit=visit, face=5),
        )  # fmt: skip
        for body in bodies:
            yield e.kind_of(body), e.encode(body)


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
