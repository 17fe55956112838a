"""`walkin hub` as whoever keeps it types it, and as a kiosk comes to it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from kiosk import hub_invitation
from kiosk.cli.hub_words import advice, exit_of
from tests.postgres import server
from tests.proxy import Proxy, certificate
from tests.walkin import Inside


@pytest.fixture(scope="module")
def url() -> str:
    """A database of a keeper who rules nothing but it, and may make roles."""
    name, keeper = server().fresh(), "keeper"
    with server().connect() as link:
        link.execute(f"CREATE ROLE {keeper} LOGIN CREATEROLE PASSWORD 'keep-word'")
        link.execute(f"ALTER DATABASE {name} OWNER TO {keeper}")
    return server().url(name, keeper, "keep-word")


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory, url: str) -> Inside:
    made = Inside(tmp_path_factory.mktemp("owner"))
    done = made("hub", "init", "-", given=f"{url}\n".encode())
    assert done.returncode == 0, done.stderr
    assert b"Made: tables, tending, seats, cards." in done.stdout
    assert b"keep-word" not in done.stdout
    assert made("hub", "centre", "korat", "โคราช").returncode == 0
    return made


@pytest.fixture
def kiosk(tmp_path: Path) -> Inside:
    (tmp_path / "kiosk").mkdir()
    return Inside(tmp_path / "kiosk")


def password_in(kiosk: Inside) -> str:
    return json.loads((kiosk.folder / "walkin.key").read_text())["hub"]


def test_doing_it_again_changes_nothing(owner: Inside, url: str) -> None:
    done = owner("hub", "init", url)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, b"The tables are of this version.")
    done = owner("hub", "centre", "korat", "เมืองโคราช")
    assert done.stdout.decode() == "korat is called เมืองโคราช.\n"
    file = owner.folder / "walkin.hub"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert owner("hub", "tend").stdout.splitlines()[1:] == [
        b"0 months prepared", b"0 entries forgot somebody",
        b"0 cards that nobody knew are let go"]  # fmt: skip


def test_a_kiosk_is_invited_joins_and_leaves(owner: Inside, kiosk: Inside) -> None:
    done = owner("hub", "add", "korat.A", "--centre", "korat")
    (invitation,) = done.stdout.decode().splitlines()
    secret = hub_invitation.read(invitation).password
    (kiosk.folder / "walkin.toml").write_text("# ours\n[sound]\non = false\n")
    joined = kiosk("hub", "join", given=invitation.encode() + b"\n")
    assert joined.returncode == 0, joined.stderr
    assert b"korat.A of korat exchanges its entries" in joined.stdout
    settings = (kiosk.folder / "walkin.toml").read_text()
    assert settings.startswith("# ours\n[sound]\non = false\n")
    assert "postgresql://walkin_korat_a_" in settings
    assert 'name = "korat.A"' in settings
    assert secret not in settings
    assert password_in(kiosk) == secret
    assert stat.S_IMODE((kiosk.folder / "walkin.key").stat().st_mode) == 0o600
    assert kiosk("today").returncode == 0
    # Somebody's second thoughts: the old invitation is worth nothing, the account stays.
    again = owner("hub", "add", "korat.A", "--again").stdout
    assert kiosk("hub", "join", invitation).returncode == 69
    assert kiosk("hub", "join", again.decode()).returncode == 0
    assert password_in(kiosk) != secret
    assert kiosk("hub", "leave").returncode == 0
    assert "postgresql" not in (kiosk.folder / "walkin.toml").read_text()
    assert password_in(kiosk) == ""
    assert owner("hub", "remove", "korat.A").returncode == 0
    refused = kiosk("hub", "join", again.decode())
    assert refused.returncode == 69
    assert b"does not take this account" in refused.stderr
    assert owner("hub", "remove", "korat.A").returncode == 65
    assert owner("hub", "add", "korat.A", "--centre", "korat").returncode == 0


def test_a_certificate_travels_with_the_invitation(
    owner: Inside, kiosk: Inside, tmp_path: Path, url: str
) -> None:
    made = certificate(tmp_path)
    with Proxy(server().port, made) as proxy:
        done = owner(
            "hub", "add", "B", "--centre", "korat", "--ca", str(made.authority),
            "--address", f"localhost:{proxy.port}",
        )  # fmt: skip
        joined = kiosk("hub", "join", done.stdout.decode())
        assert joined.returncode == 0, joined.stderr
        assert (kiosk.folder / "walkin.hub.pem").read_text() == made.authority.read_text()
        assert 'sslmode = "verify-full"' in (kiosk.folder / "walkin.toml").read_text()
        proxy.set(refuse=True)
        assert kiosk("hub", "join", done.stdout.decode()).returncode == 75
        keeper = Inside(tmp_path)
        proxy.set()
        through = url.replace(f"127.0.0.1:{server().port}", f"localhost:{proxy.port}")
        assert keeper("hub", "init", through, "--ca", str(made.authority)).returncode == 0
        assert json.loads(keeper("hub", "status", "--json").stdout)["tls"] is True
    (tmp_path / "other").mkdir()
    with Proxy(server().port, certificate(tmp_path / "other")) as proxy:
        wrong = url.replace(f"127.0.0.1:{server().port}", f"localhost:{proxy.port}")
        refused = keeper("hub", "init", wrong, "--ca", str(made.authority))
        assert (refused.returncode, refused.stdout) == (69, b"")
        assert b"certificate" in refused.stderr


def test_the_keeper_sees_how_it_is(owner: Inside) -> None:
    assert owner("hub", "add", "gate", "--centre", "korat", "--reads", "all").returncode == 0
    found = json.loads(owner("hub", "status", "--json").stdout)
    assert (found["parted"], found["tls"], found["step"]) == (True, False, found["latest"])
    assert [centre["code"] for centre in found["centres"]] == ["korat"]
    said = owner("hub", "status").stdout.decode()
    assert "korat  " in said
    assert "prepared until" in said
    assert "  gate  0 entries, never heard" in said
    assert owner("hub", "remove", "gate").returncode == 0
    assert "gate" not in owner("hub", "status").stdout.decode()


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("init", "mysql://x/y"), 64, "postgresql://"),
        (("centre", "no good", "x"), 65, "letters, digits"),
        (("centre", "KORAT", "x"), 65, "a centre korat already"),
        (("add", "X", "--centre", "nowhere"), 65, "no centre nowhere"),
        (("add", "X"), 64, "--centre CODE"),
        (("add", "X Y", "--centre", "korat"), 64, "korat.A"),
        (("add", "X", "--again"), 65, "no account"),
        (("remove", "X"), 65, "no account"),
        (("join", "walkin-hub:AAAA"), 65, "damaged"),
        (("join", "hello"), 65, "begins with"),
        (("init", "postgresql://x:y@127.0.0.1:1/walkin"), 75, "port and database in its URL"),
    ],
)
def test_what_cannot_be_is_said(
    owner: Inside, args: tuple[str, ...], code: int, words: str
) -> None:
    done = owner("hub", *args)
    assert (done.returncode, done.stdout) == (code, b"")
    assert words in done.stderr.decode()


def test_a_keeper_with_a_wrong_password_is_told_of_the_url(owner: Inside, url: str) -> None:
    done = owner("hub", "init", url.replace("keep-word", "wrong"))
    assert (done.returncode, b"Look at its URL" in done.stderr) == (69, True)
    assert owner("hub", "status").returncode == 0


def test_a_database_that_cannot_hold_thai_is_refused(kiosk: Inside) -> None:
    with server().connect() as link:
        link.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    done = kiosk("hub", "init", server().url("latin"))
    assert (done.returncode, done.stdout) == (65, b"")
    assert b"ENCODING 'UTF8'" in done.stderr
    assert not (kiosk.folder / "walkin.hub").exists()


def test_without_a_hub_the_keeper_is_told_to_make_one(kiosk: Inside) -> None:
    done = kiosk("hub", "status")
    assert done.returncode == 69
    assert b"walkin hub init URL" in done.stderr


def test_a_broken_line_of_an_invitation_is_mended() -> None:
    made = hub_invitation.Invitation(node="A", centre="k", url="postgresql://r@h/w", password="p")
    text = hub_invitation.written(made)
    assert hub_invitation.read(f"  {text[:40]}\r\n {text[40:]}\n") == made
    assert "p" not in repr(made).partition("(")[2].replace("Invitation", "")
    inside = hub_invitation.written(hub_invitation.Invitation(
        node="A", centre="k", url="postgresql://r:x@h/w", password="p"))  # fmt: skip
    with pytest.raises(ValueError, match="damaged"):
        hub_invitation.read(inside)


def test_every_reason_has_words_and_a_code() -> None:
    for reason in ("unreachable", "slow", "password", "tls", "full", "rights", "newer", "older",
                   "busy", "broken"):  # fmt: skip
        assert f"({reason})" not in advice(reason)[0]
        assert exit_of(reason) in (69, 73, 75)
