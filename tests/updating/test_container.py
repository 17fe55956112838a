"""An update file: nothing of it is believed before its signature, nothing that was not signed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import msgspec
import pytest

from kiosk.updating.container import opened, wrong_name
from kiosk.updating.keys import as_text, fresh_key, load_signing_key, read_keys
from kiosk.updating.trouble import UpdateTrouble
from tests.updating.files import FILES, KEY, SPARE, STRANGER, everything, signed, update

TRUSTED = [KEY.public]


def why(file: Path, trusted: list = TRUSTED) -> str:
    """For which reason a file is refused."""
    with pytest.raises(UpdateTrouble) as raised, opened(file, trusted) as found:
        found.prove()
    assert str(file) in str(raised.value)
    return raised.value.reason


def test_what_was_signed_comes_out(tmp_path: Path) -> None:
    made, out = update(tmp_path), tmp_path / "out"
    out.mkdir()
    with opened(made, [STRANGER.public, *TRUSTED]) as found:
        found.prove()
        found.unpack(out)
        assert (found.manifest.version, found.signer.name) == ("0.2.0", "office")
    assert everything(out) == {name: body.decode() for name, body in FILES.items()}


def test_every_changed_byte_and_every_missing_end_is_noticed(tmp_path: Path) -> None:
    made = update(tmp_path)
    whole = made.read_bytes()
    seen = set()
    for place in range(0, len(whole), 3):
        made.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        seen.add(why(made))
    assert seen == {"not_one", "signature", "damaged"}
    seen.clear()
    for length in range(0, len(whole), 7):
        made.write_bytes(whole[:length])
        seen.add(why(made))
    assert seen == {"not_one", "damaged"}
    made.write_bytes(whole + b"\0")
    assert why(made) == "damaged"


def test_a_stranger_signs_in_vain(tmp_path: Path) -> None:
    assert why(update(tmp_path, STRANGER)) == "signature"
    assert why(update(tmp_path), []) == "signature"
    # Under the name of a key that is trusted.
    made = update(tmp_path, STRANGER)
    made.write_bytes(made.read_bytes().replace(STRANGER.public.id.encode(), KEY.public.id.encode()))
    assert why(made) == "signature"


def test_the_second_key_is_as_good_as_the_first(tmp_path: Path) -> None:
    with opened(update(tmp_path, STRANGER, SPARE), [KEY.public, SPARE.public]) as found:
        assert found.signer == SPARE.public


@pytest.mark.parametrize(
    "name",
    [
        "program/../../etc/passwd", "/etc/passwd", "program//x", "program/", "program", "x",
        "program/..", "program/.venv/x", "program/.complete", "other/x", "program/a\\b",
        "program/c:", "program/a\0b", "program/ก", "program/x.", "../program/x", "",
    ],
)  # fmt: skip
def test_even_a_signed_file_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    assert wrong_name([name]) == name
    assert why(update(tmp_path, files={name: b"x"})) == "name"


@pytest.mark.parametrize(
    "names",
    [
        ["program/a", "program/a"],
        ["program/a", "program/A"],
        ["program/a", "program/a/b"],
        ["program/a/b", "program/a"],
    ],
)
def test_no_name_stands_twice(names: list[str]) -> None:
    assert wrong_name(names) == names[1]
    assert wrong_name(["program/a/b", "program/a/c", "wheels/a"]) is None


def test_what_claims_to_be_huge_or_is_none_at_all_is_refused(tmp_path: Path) -> None:
    member = {"name": "program/x", "size": 3 << 30, "sha256": "0" * 64}
    manifest = {
        "version": "0.2.0", "made_at": "2026-11-26T00:00:00Z", "system": "linux",
        "machine": "x86_64", "python": "3.11", "room": 0,
    }  # fmt: skip
    two = [member, member | {"name": "program/y"}]
    assert why(signed(tmp_path, manifest | {"members": two})) == "damaged"
    assert why(signed(tmp_path, manifest | {"members": [member]})) == "damaged"
    for odd in (
        {"members": [member | {"link": "/etc/passwd"}]},
        {"members": [member | {"size": -1}]},
        {"members": []},
        {"members": [member], "version": "0.2"},
        {"members": [member], "version": "../../x"},
        {"members": [member], "later": 1},
    ):
        assert why(signed(tmp_path, manifest | odd)) == "not_one"
    for not_one in (b"", b"{" * 100_000, b"WALKIN-BACKUP-1\n{}\n"):
        (tmp_path / "x").write_bytes(not_one)
        assert why(tmp_path / "x") == "not_one"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../x", b"0" * 1_000_000)
    (tmp_path / "x").write_bytes(bomb.getvalue())
    assert why(tmp_path / "x") == "not_one"
    (tmp_path / "x").write_bytes(b"WALKIN-UPDATE-1\n" + b"[" * 100_000)
    assert why(tmp_path / "x") == "damaged"
    assert why(tmp_path / "none") == "missing"
    assert why(tmp_path) == "unreadable"


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "program").mkdir(parents=True)
    (tmp_path / "elsewhere").write_text("mine")
    (out / "program" / "start.sh").symlink_to(tmp_path / "elsewhere")
    with opened(update(tmp_path), TRUSTED) as found, pytest.raises(FileExistsError):
        found.unpack(out)
    assert (tmp_path / "elsewhere").read_text() == "mine"


def test_a_key_is_read_as_it_was_written(tmp_path: Path) -> None:
    key = fresh_key("a")
    for words in ("", "a passphrase"):
        (tmp_path / "a.pem").write_bytes(key.as_pem(words))
        assert load_signing_key(tmp_path / "a.pem", words).public == key.public
    with pytest.raises(UpdateTrouble, match="passphrase"):
        load_signing_key(tmp_path / "a.pem", "another")
    (tmp_path / "a.pem").write_text("nothing")
    with pytest.raises(UpdateTrouble, match="no key"):
        load_signing_key(tmp_path / "a.pem")
    text = as_text([key.public, SPARE.public])
    assert read_keys(f"# ours\n\n{text}{text}", "x") == [key.public, SPARE.public]
    for odd in ("ssh-ed25519 AAAA", key.public.line[:-2] + "é=", key.public.line + " x"):
        with pytest.raises(UpdateTrouble, match="x:1: "):
            read_keys(odd, "x")
    assert msgspec.json.encode(key.public.id) == f'"{key.public.id}"'.encode()
