"""`walkin release` and `walkin update`: from a checkout to a kiosk, and every way it is refused."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace

import pytest

from kiosk.alone import hold
from kiosk.cli import doctor
from kiosk.cli import release as releasing
from kiosk.cli import update as updating
from kiosk.safety import upgrading
from kiosk.updating import house as houses
from kiosk.updating import packages
from kiosk.updating.container import Here
from kiosk.updating.house import House
from tests import walkin
from tests.faults.test_security import others_may
from tests.storage.kept import Kept
from tests.storage.test_upgrading import newer, place_of
from tests.updating.files import STRANGER, house, update
from tests.updating.wheels import pip_into
from tests.walkin import ROOT, Inside

# The new version's interpreter: this one, with the program of this checkout.
PYTHON = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" "$@"\n'


class Centre(Inside):
    """An office that makes updates, and a kiosk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.home: House = house(folder)
        self.home.keys_file.unlink()
        self.checkout = folder / "checkout"
        for name in ("kiosk/__init__.py", "kiosk/__main__.py", "ui/a.qml", "db/__init__.py",
                     "assets/a.svg", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md",
                     "requirements.lock", "start.sh", "kiosk/__pycache__/a.pyc"):  # fmt: skip
            file = self.checkout / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(name)
        self.version("0.2.0")
        (self.checkout / "start.sh").chmod(0o755)
        (folder / "wheels").mkdir()
        pip_into(folder / "wheels")

    def version(self, number: str) -> None:
        (self.checkout / "kiosk" / "__init__.py").write_text(f'__version__ = "{number}"\n')

    def made(self, *words: str) -> Path:
        done = self("release", "make", "--key", "office.pem", "--wheels", "wheels", *words)
        assert done.returncode == 0, done.stderr
        return self.folder / done.stdout.decode().split(":")[0]

    def trusts_the_office(self) -> None:
        assert self("release", "key", "office.pem").returncode == 0
        assert self("update", "--trust", "office.pub").returncode == 0

    def fails(self, code: int, word: str, *words: str) -> None:
        """Said in words, with nothing changed."""
        at_work = self.home.current()
        done: CompletedProcess[bytes] = self("update", *words)
        said = done.stderr.decode()
        assert (done.returncode, word in said) == (code, True), said
        assert "Traceback" not in said
        assert self.home.current() == at_work


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Centre:
    made = Centre(tmp_path)
    # Nothing here has a database open, and many commands are tried.
    monkeypatch.setattr(walkin, "gc", SimpleNamespace(collect=lambda: 0))
    monkeypatch.setattr(releasing, "ROOT", made.checkout)
    for room in (updating, doctor, houses):
        monkeypatch.setattr(room, "our_house", lambda: made.home)
    monkeypatch.setattr(packages, "make", fake_packages)
    monkeypatch.setattr(packages, "prove", lambda *_: None)
    fake_packages(made.home.root)
    return made


def fake_packages(folder: Path) -> None:
    python = packages.python_of(folder)
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON)
    python.chmod(0o755)


def test_from_the_office_to_the_kiosk_and_back(centre: Centre) -> None:
    assert centre("release", "key", "office.pem").returncode == 0
    assert others_may(centre.folder / "office.pem") == []
    assert (centre.folder / "office.pem").stat().st_mode & 0o077 == 0
    assert centre("release", "key", "office.pem").returncode == 73
    file = centre.made()
    centre.fails(78, "walkin update --trust", str(file))
    assert b"trusted: office" in centre("update", "--trust", "office.pub").stdout
    kiosk = Kept(centre.folder)
    kiosk.come(1, 3)
    known = kiosk.bodies()
    done = centre("update", "--check", str(file))
    assert (done.returncode, b"can be installed here" in done.stdout) == (0, True)
    assert not centre.home.versions.exists()
    done = centre("update", str(file))
    assert done.returncode == 0, done.stderr
    assert b"Version 0.2.0 is ready." in done.stdout
    new = centre.home.folder_of("0.2.0")
    assert centre.home.on_trial() == "0.2.0"
    assert (new / "start.sh").stat().st_mode & 0o777 == 0o755
    assert not (new / "kiosk" / "__pycache__").exists()
    # The new version itself has tried its tables on a copy.
    copy = kiosk.database.with_name("walkin.db.before-update-0.2.0")
    assert copy.stat().st_mode & 0o077 == 0
    assert kiosk.left_over == []
    again = centre("update", str(file))
    assert (again.returncode, b"at work already" in again.stdout) == (0, True)
    (centre.checkout / "ui" / "b.qml").touch()
    centre.fails(65, "another version 0.2.0", str(centre.made("-o", "other.update")))
    said = centre("update").stdout.decode().splitlines()
    assert said[:2] == ["version 0.2.0, on trial", "before: 0.1.0"]
    assert centre("update", "--back").returncode == 0
    assert centre("update").stdout.decode().splitlines()[:2] == [
        "version 0.1.0",
        "taken back: 0.2.0",
    ]
    assert b"0.2.0 was taken back" in centre("doctor").stdout
    centre.fails(69, "no version before", "--back")
    assert kiosk.bodies() == known


def test_every_file_that_is_no_good_is_told_with_what_to_do(centre: Centre) -> None:
    centre.trusts_the_office()
    file = centre.made()
    whole = file.read_bytes()
    for content, word in (
        (whole[:-1], "copy it again"),
        (whole[: len(whole) // 2], "copy it again"),
        (whole[:-1] + b"X", "copy it again"),
        (whole.replace(b"0.2.0", b"9.2.0"), "do not use it"),
        (b"PK\3\4", "no update of walkin"),
        (b"", "no update of walkin"),
    ):
        file.write_bytes(content)
        centre.fails(65, word, str(file))
    centre.fails(65, "does not trust", str(update(centre.folder, STRANGER)))
    centre.fails(65, "cannot be read", "nothing.update")
    centre.fails(64, "one thing at a time", str(file), "--back")
    centre.fails(64, "which FILE", "--check")
    centre.fails(65, "is not there", "--trust", "none.pub")
    (centre.folder / "odd.pub").write_text("ssh-ed25519 AAAA")
    centre.fails(65, "odd.pub:1", "--trust", "odd.pub")
    file.write_bytes(whole[:-1] + b"X")
    centre.fails(65, "not what was signed", str(file), "--check")
    file.write_bytes(whole)
    one = hold(centre.home.root, "update.lock")
    assert one is not None
    centre.fails(75, "another update", str(file))
    one.let_go()
    assert centre("update", str(file)).returncode == 0


def test_versions_and_computers_that_do_not_fit(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.trusts_the_office()
    centre.version("0.0.9")
    older = centre.made()
    centre.fails(65, "--older", str(older))
    centre.fails(65, "--older", str(older), "--check")
    assert centre("update", str(older), "--older", "--check").returncode == 0
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(updating, "Here", lambda: Here(machine="riscv64"))
        centre.fails(69, "riscv64", str(older), "--older")
    monkeypatch.setattr(updating, "our_house", lambda: None)
    centre.fails(69, "README", str(older))


def test_a_database_that_does_not_pass_keeps_the_old_version(centre: Centre) -> None:
    centre.trusts_the_office()
    file = centre.made()
    kiosk = Kept(centre.folder)
    kiosk.come(1, 3)
    whole = kiosk.database.read_bytes()
    kiosk.database.write_bytes(whole[:5000] + bytes([whole[5000] ^ 4]) + whole[5001:])
    centre.fails(69, "get on with the data", str(file))
    (centre.folder / "walkin.toml").write_text("[centre]\nshoe = 1\n")
    centre.fails(69, "shoe", str(file))
    assert centre.home.on_trial() == ""


def test_nobody_goes_back_where_the_data_cannot(centre: Centre) -> None:
    kiosk = Kept(centre.folder)
    kiosk.come(1, 3)
    copy = upgrading.prove_on_copy(place_of(kiosk.installation), "0.2.0")
    newer(kiosk)
    new = centre.home.folder_of("0.2.0")
    new.mkdir(parents=True)
    centre.home.complete(new, "0" * 64)
    centre.home.switch_to(new)
    kept = copy.read_bytes()
    copy.unlink()
    centre.fails(69, "newer version", "--back")
    copy.write_bytes(kept)
    assert centre("update", "--back").returncode == 0
    assert centre.home.current() == centre.home.root


def test_root_leaves_the_data_its_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert updating.as_owner(tmp_path / "none") == {}
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    owner = tmp_path.stat()
    said = updating.as_owner(tmp_path)
    assert (said["user"], said["group"]) == (owner.st_uid, owner.st_gid)
    assert (said["extra_groups"], said["umask"]) == ([], 0o077)
    monkeypatch.setattr(os, "geteuid", lambda: owner.st_uid + 1)
    assert updating.as_owner(tmp_path) == {}


def test_root_has_to_say_where_the_data_is(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    centre.trusts_the_office()
    file = centre.made()
    centre.home.switch.mkdir()
    owner = centre.home.switch.stat()
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(updating, "owner_of", lambda _: owner.st_uid + 1)
    centre.fails(78, "WALKIN_DATA", str(file))


def test_the_second_key_takes_the_place_of_a_lost_one(centre: Centre) -> None:
    centre.trusts_the_office()
    assert centre("release", "key", "safe.pem").returncode == 0
    assert centre("update", "--trust", "safe.pub").returncode == 0
    (centre.folder / "words").write_text("a passphrase\n")
    assert centre("release", "key", "next.pem", "--passphrase-file", "words").returncode == 0
    done = centre("release", "make", "--key", "safe.pem", "--wheels", "wheels",
                  "--trusts", "safe.pub", "--trusts", "next.pub")  # fmt: skip
    assert centre("update", str(centre.folder / done.stdout.decode().split(":")[0])).returncode == 0
    assert [key.name for key in centre.home.keys] == ["safe", "next"]
    centre.version("0.3.0")
    centre.fails(65, "does not trust", str(centre.made()))
    words = ("--key", "next.pem", "--wheels", "wheels", "-o", "x.update")
    assert centre("release", "make", *words).returncode == 65
    assert centre("release", "make", *words, "--passphrase-file", "words").returncode == 0
    assert centre("update", "x.update").returncode == 0


def test_only_a_whole_program_is_made_an_update_of(centre: Centre) -> None:
    centre.trusts_the_office()
    words = ("release", "make", "--key", "office.pem", "--wheels", "wheels")
    (centre.checkout / "ui" / "link").symlink_to("/etc/passwd")
    done = centre(*words)
    assert (done.returncode, b"link is no file" in done.stderr) == (65, True)
    (centre.checkout / "ui" / "link").unlink()
    (centre.checkout / "ui" / "ก").touch()
    assert b"no file may be called" in centre(*words).stderr
    (centre.checkout / "ui" / "ก").unlink()
    centre.version("next")
    assert b"no version" in centre(*words).stderr
    centre.version("0.2.0")
    for one in (centre.folder / "wheels").iterdir():
        one.unlink()
    assert b"no wheel of pip" in centre(*words).stderr
    assert not list(centre.folder.glob("*.update"))
