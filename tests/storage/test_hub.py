"""The hub in PostgreSQL, as an account uses it: all or nothing, and whatever is in the way told."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import psycopg
import pytest

from db.hub.accounts import add_account, add_centre, remove_account, renew_account
from db.hub.link import HubLink, connect
from db.hub.setup import bring_up
from db.hub.trouble import told
from kiosk.hub import Head, HubTrouble, Moved, Unfit
from kiosk.hub_place import Place
from kiosk.written import Written
from tests.postgres import server
from tests.proxy import Certificate, Proxy, certificate

STAMP = 1_795_000_000_000_000  # 19 November 2026
NUMBERS = itertools.count(1)
# What is no matter of how entries are laid out.
ONCE = pytest.mark.parametrize("database", ["parted"], indirect=True)
MONTH_US = 31 * 86_400_000_000


@pytest.fixture(scope="module", params=["parted", "plain"])
def database(request: pytest.FixtureRequest) -> str:
    name = server().fresh()
    with server().connect(name) as owner:
        bring_up(owner, plain=request.param == "plain")
        add_centre(owner, "korat", "โคราช", 202610)
        add_centre(owner, "phimai", "พิมาย", 202610)
    return name


@pytest.fixture
def node() -> str:
    return f"N{next(NUMBERS)}"


def account(database: str, node: str, centre: str = "korat", reads: str = "centre") -> Place:
    with server().connect(database) as owner:
        role = add_account(owner, node, centre, reads=reads, password="secret-1", ending=database)
    return Place(f"postgresql://{role}@127.0.0.1:{server().port}/{database}", "secret-1", "disable")


@pytest.fixture
def place(database: str, node: str) -> Place:
    return account(database, node)


@pytest.fixture
def hub(place: Place, node: str) -> Iterator[HubLink]:
    link = connect(place)
    assert link.register(node)
    yield link
    link.close()


def through(place: Place, port: int) -> Place:
    return place._replace(url=place.url.replace(f":{server().port}", f":{port}"))


def rows_of(node: str, first: int, count: int, stamp: int = STAMP) -> list[Written]:
    return [
        Written(node, n, stamp + n, stamp + n, None if n % 2 else "พี่\\น้อง \"1\"", "checked-in",
                f'{{"kind":"checked-in","n":{n},"name":"ก{{,}}\\n"}}')
        for n in range(first, first + count)
    ]  # fmt: skip


def head_of(hub: HubLink, node: str) -> Head:
    return hub.greet().heads[node]


def test_what_is_appended_is_read_as_it_was(hub: HubLink, node: str) -> None:
    new = head_of(hub, node)
    assert (new.seq, new.stamp, new.mine, new.centre) == (0, 0, True, "korat")
    rows = rows_of(node, 1, 30) + rows_of(node, 31, 30, STAMP + 40 * MONTH_US)
    hub.append(rows, [new])
    head = head_of(hub, node)
    assert (head.seq, head.stamp) == (60, rows[-1].stamp)
    assert hub.read(node, 0, 60, 0, 100) == rows
    assert hub.read(node, 10, 60, rows[10].stamp, 25) == rows[10:35]
    assert hub.read(node, 40, 50, rows[40].stamp, 25) == rows[40:50]
    assert not hub.register(node)


def test_rows_are_taken_only_where_they_follow_and_all_or_none(hub: HubLink, node: str) -> None:
    other = f"{node}~2"
    assert hub.register(other)
    heads = [head_of(hub, node), head_of(hub, other)]
    hub.append(rows_of(node, 1, 3), [heads[0]])
    with pytest.raises(Moved):
        hub.append([*rows_of(node, 1, 3), *rows_of(other, 1, 2)], heads)
    now = head_of(hub, node)
    for wrong in (now._replace(stamp=now.stamp + 1), now._replace(seq=2)):
        with pytest.raises(Moved):
            hub.append(rows_of(node, wrong.seq + 1, 1), [wrong])
    for unfit in ("NUL\0", "half \ud800", "x" * 65_537):
        bad = rows_of(other, 2, 1)[0]._replace(body=unfit)
        with pytest.raises(Unfit):
            hub.append([*rows_of(node, 4, 1), *rows_of(other, 1, 1), bad], [now, heads[1]])
    wide = rows_of(node, 4, 1)[0]._replace(stamp=2**70, at=-(2**70))
    with pytest.raises(Unfit):
        hub.append([wide], [now])
    assert hub.read(node, 0, 9, 0, 9) == rows_of(node, 1, 3)
    assert hub.read(other, 0, 9, 0, 9) == []
    assert head_of(hub, other).seq == 0
    last = rows_of(node, 4, 1)[0]._replace(stamp=2**62)
    hub.append([last], [now])
    assert hub.read(node, 3, 4, last.stamp, 9) == [last]


def test_of_two_copies_that_append_at_once_one_wins(hub: HubLink, place: Place, node: str) -> None:
    head = head_of(hub, node)
    outcomes: list[str] = []

    def append(mark: str) -> None:
        link = connect(place)
        try:
            link.append([row._replace(body=mark) for row in rows_of(node, 1, 2000)], [head])
            outcomes.append(mark)
        except Moved:
            outcomes.append("moved")
        link.close()

    threads = [threading.Thread(target=append, args=[mark]) for mark in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (won,) = [mark for mark in outcomes if mark != "moved"]
    assert {row.body for row in hub.read(node, 0, 2000, 0, 5000)} == {won}


def test_a_node_tells_how_it_is(hub: HubLink, node: str) -> None:
    hub.tell({node: '{"disk":3}'})
    head, now = head_of(hub, node), hub.greet().now
    assert head.told == '{"disk":3}'
    assert head.seen_at
    assert abs((now - head.seen_at).total_seconds()) < 60
    with pytest.raises(HubTrouble, match="rights"):
        hub.tell({node: "{}", "nobody": "{}"})


@ONCE
def test_the_answer_is_lost_after_the_rows_are_kept(hub: HubLink, place: Place, node: str) -> None:
    head = head_of(hub, node)
    with Proxy(server().port) as proxy:
        link = connect(through(place, proxy.port))
        proxy.set(swallow=b"WITH claimed")
        with pytest.raises(HubTrouble, match="unreachable"):
            link.append(rows_of(node, 1, 100), [head])
        link.close()
        proxy.set()
        link = connect(through(place, proxy.port))
        proxy.set(cut_after=60_000, reset=True)
        with pytest.raises(HubTrouble, match="unreachable"):
            link.append(rows_of(node, 101, 5000), [head._replace(seq=100, stamp=STAMP + 100)])
        link.close()
    assert head_of(hub, node).seq == 100


@ONCE
def test_a_network_that_swallows_everything_is_given_up(place: Place, node: str) -> None:
    with Proxy(server().port) as proxy:
        link = connect(through(place, proxy.port), patience_s=0.3)
        proxy.set(hole=True)
        with pytest.raises(HubTrouble, match="slow"):
            link.greet()
        with pytest.raises(HubTrouble):
            link.greet()


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Certificate]:
    folders = {name: tmp_path_factory.mktemp(name) for name in ("good", "old", "other")}
    return {
        "good": certificate(folders["good"]),
        "old": certificate(folders["old"], days=-1),
        "other": certificate(folders["other"], name="elsewhere"),
    }


@ONCE
def test_nobody_is_trusted_who_cannot_show_the_right_certificate(
    place: Place, certificates: dict[str, Certificate]
) -> None:
    for name, made in certificates.items():
        with Proxy(server().port, made) as proxy:
            safe = through(place, proxy.port)._replace(
                sslmode="verify-full", sslrootcert=str(made.authority)
            )
            if name == "good":
                link = connect(safe)
                assert link.secure
                link.close()
                safe = safe._replace(sslrootcert=str(certificates["old"].authority))
            with pytest.raises(HubTrouble, match="tls"):
                connect(safe)
    with Proxy(server().port) as proxy, pytest.raises(HubTrouble, match="tls"):
        connect(through(place, proxy.port)._replace(sslmode="verify-full", sslrootcert="/no/file"))
    root = str(certificates["good"].authority)
    with pytest.raises(HubTrouble, match="tls"):
        connect(place._replace(sslmode="verify-full", sslrootcert=root))


def test_each_way_of_not_coming_in_has_its_reason(
    database: str, place: Place, node: str, hub: HubLink
) -> None:
    with pytest.raises(HubTrouble, match="password"):
        connect(place._replace(password="wrong"))
    with server().connect(database) as owner:
        renew_account(owner, node, "secret-2")
    with pytest.raises(HubTrouble, match="password"):
        connect(place)
    place = place._replace(password="secret-2")
    connect(place).close()
    with server().connect(database) as owner:
        remove_account(owner, node)
    with pytest.raises(HubTrouble, match="unreachable"):
        hub.greet()
    with pytest.raises(HubTrouble, match="password"):
        connect(place)
    with Proxy(server().port) as proxy:
        proxy.set(refuse=True)
        with pytest.raises(HubTrouble, match="unreachable"):
            connect(through(place, proxy.port))
    with pytest.raises(HubTrouble, match="unreachable"):
        connect(through(place, proxy.port))


def test_a_hub_of_another_age_is_told(database: str, hub: HubLink, node: str) -> None:
    with server().connect(database) as owner:
        owner.execute("INSERT INTO hub_step (step, name, least) VALUES (90, 'adds', 1)")
        try:
            assert hub.greet().centre == "korat"
            owner.execute("UPDATE hub_step SET least = 90 WHERE step = 90")
            with pytest.raises(HubTrouble, match="newer"):
                hub.greet()
        finally:
            owner.execute("DELETE FROM hub_step WHERE step = 90")


@ONCE
def test_a_network_that_breaks_in_a_handshake_is_no_wrong_certificate(
    place: Place, certificates: dict[str, Certificate]
) -> None:
    made = certificates["good"]
    safe = place._replace(sslmode="verify-full", sslrootcert=str(made.authority))
    with Proxy(server().port, made) as proxy:
        for weather in ({"cut_after": 4}, {"cut_after": 4, "reset": True}, {"swallow": b"\0"},
                        {"refuse": True}):  # fmt: skip
            proxy.set(**weather)
            with pytest.raises(HubTrouble, match="unreachable"):
                connect(through(safe, proxy.port))
    nowhere = safe._replace(url=place.url.replace("127.0.0.1", "ssl-role.invalid"))
    with pytest.raises(HubTrouble, match="unreachable"):
        connect(nowhere)


@ONCE
def test_a_server_that_is_killed_takes_nothing_it_acknowledged_with_it(
    place: Place, node: str, hub: HubLink
) -> None:
    head = head_of(hub, node)
    hub.append(rows_of(node, 1, 500), [head])
    server().kill()
    with pytest.raises(HubTrouble, match="unreachable"):
        hub.greet()
    with pytest.raises(HubTrouble, match="unreachable"):
        connect(place)
    server().start()
    link = connect(place)
    assert link.read(node, 0, 500, 0, 500) == rows_of(node, 1, 500)
    link.close()


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("53100", "full"), ("53200", "full"), ("53300", "busy"), ("28P01", "password"),
        ("42501", "rights"), ("57P01", "unreachable"), ("57P03", "unreachable"),
        ("08006", "unreachable"), ("55P03", "busy"), ("57014", "slow"), ("40P01", "busy"),
        ("42P01", "older"), ("25006", "busy"), ("XX001", "broken"), ("23505", "broken"),
    ],
)  # fmt: skip
def test_each_state_of_the_server_has_its_reason(state: str, reason: str) -> None:
    with pytest.raises(HubTrouble) as raised, told():
        raise psycopg.errors.lookup(state)("a row of somebody's")
    assert raised.value.reason == reason
    assert "somebody" not in str(raised.value)


def test_a_hub_that_was_never_made_is_told(place: Place) -> None:
    name = server().fresh()
    link = connect(place._replace(url=f"{place.url.rpartition('/')[0]}/{name}"))
    with pytest.raises(HubTrouble, match="older"):
        link.greet()
    link.close()


def test_whoever_waits_too_long_for_others_is_told(database: str, hub: HubLink, node: str) -> None:
    head = head_of(hub, node)
    hub._link.execute("SET lock_timeout = 50")
    with server().connect(database) as owner, owner.transaction():
        owner.execute("SELECT * FROM node FOR UPDATE")
        with pytest.raises(HubTrouble, match="busy"):
            hub.append(rows_of(node, 1, 1), [head])
        hub._link.execute("SET lock_timeout = 0; SET statement_timeout = 50")
        with pytest.raises(HubTrouble, match="slow"):
            hub.append(rows_of(node, 1, 1), [head])
    hub._link.execute("SET statement_timeout = 0")
    hub.append(rows_of(node, 1, 1), [head])


def test_the_place_is_no_secret_but_the_password_is(place: Place) -> None:
    assert "secret" not in repr(place)
