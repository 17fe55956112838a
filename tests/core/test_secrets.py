"""The key file: made once, owner-only, changed whole or not at all."""

import itertools
import multiprocessing
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.secrets import Secrets, SecretsTrouble, TrustedKey, load_or_create, replace


def test_keys_are_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "config" / "walkin.key"
    made = load_or_create(file, may_create=True)
    assert load_or_create(file, may_create=False) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(made.database) == len(made.pepper) == len(made.card_keys[made.card_key]) == 32
    assert len({made.database, made.pepper, *made.card_keys.values()}) == 3
    assert list(file.parent.iterdir()) == [file]


def test_a_missing_key_beside_a_database_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(SecretsTrouble, match="put it back"):
        load_or_create(tmp_path / "walkin.key", may_create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"{half", b'{"x":' + b"[" * 100_000, b'{"card_key":"\xff"}'],
    ids=["half", "deep", "no text"],
)
def test_a_damaged_key_file_is_left_alone(tmp_path: Path, content: bytes) -> None:
    made = load_or_create(tmp_path / "other.key", may_create=True)
    file = tmp_path / "walkin.key"
    file.write_bytes(content)
    with pytest.raises(SecretsTrouble, match="cannot be read"):
        load_or_create(file, may_create=True)
    with pytest.raises(SecretsTrouble, match="cannot be written"):
        replace(file, made, made)
    assert file.read_bytes() == content


def test_keys_are_not_shown_in_a_traceback(tmp_path: Path) -> None:
    made = load_or_create(tmp_path / "walkin.key", may_create=True)
    assert made.database.hex() not in repr(made)
    assert repr(made.database) not in repr(made)


def test_changed_keys_take_the_place_of_the_file_and_the_ones_before_stay_beside_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "walkin.key"
    first = load_or_create(file, may_create=True)
    second = msgspec.structs.replace(first, retired=("Z",))
    replace(file, first, second)
    previous = tmp_path / "walkin.key.previous"
    assert load_or_create(file, may_create=False) == second
    assert load_or_create(previous, may_create=False) == first
    assert {stat.S_IMODE(f.stat().st_mode) for f in (file, previous)} == {0o600}
    replace(file, second, first)
    assert load_or_create(previous, may_create=False) == second
    assert sorted(tmp_path.iterdir()) == [file, previous]


def test_keys_that_somebody_else_changed_are_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "walkin.key"
    first = load_or_create(file, may_create=True)
    second = msgspec.structs.replace(first, retired=("Z",))
    replace(file, first, second)
    with pytest.raises(SecretsTrouble, match="somebody else"):
        replace(file, first, msgspec.structs.replace(first, retired=("Y",)))
    assert load_or_create(file, may_create=False) == second


def test_of_two_who_change_the_keys_at_once_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "walkin.key"
    first = load_or_create(file, may_create=True)
    mine, theirs = (msgspec.structs.replace(first, retired=(letter,)) for letter in "YZ")
    other = multiprocessing.get_context("fork").Process(target=_change, args=(file, first, theirs))
    real = os.fsync

    def fsync(handle: int) -> None:
        """The other one begins after our look at the file, and has time to end before our write."""
        monkeypatch.undo()
        other.start()
        other.join(1)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    replace(file, first, mine)
    other.join()
    assert other.exitcode == TOLD
    assert load_or_create(file, may_create=False) == mine
    assert sorted(tmp_path.iterdir()) == [file, tmp_path / "walkin.key.previous"]


TOLD = 3


def _change(file: Path, before: Secrets, after: Secrets) -> None:
    try:
        replace(file, before, after)
    except SecretsTrouble as e:
        sys.exit(TOLD if "somebody else" in str(e) else 1)


def test_a_full_disk_leaves_the_keys_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "walkin.key"
    first = load_or_create(file, may_create=True)
    after = msgspec.structs.replace(first, retired=("Z",))
    real = os.fsync
    for fails_at in range(1, 5):
        calls = itertools.count(1)

        def fsync(handle: int, calls: Iterator[int] = calls, at: int = fails_at) -> None:
            if next(calls) == at:
                raise OSError(28, "No space left on device")
            real(handle)

        monkeypatch.setattr(os, "fsync", fsync)
        with pytest.raises(SecretsTrouble, match="cannot be written"):
            replace(file, first, after)
        monkeypatch.undo()
        if fails_at < 4:
            assert load_or_create(file, may_create=False) == first
        assert not list(tmp_path.glob("*.new"))


def test_keys_of_an_earlier_program_are_read(tmp_path: Path) -> None:
    file = tmp_path / "walkin.key"
    made = load_or_create(file, may_create=True)
    before = msgspec.json.decode(file.read_bytes())
    del before["retired"], before["trusted"]
    file.write_bytes(msgspec.json.encode(before))
    assert load_or_create(file, may_create=False) == made


def test_a_letter_that_is_ours_and_theirs_is_damage(tmp_path: Path) -> None:
    file = tmp_path / "walkin.key"
    made = load_or_create(file, may_create=True)
    theirs = {made.card_key: TrustedKey(centre="x", key=bytes(32))}
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(made, trusted=theirs)))
    with pytest.raises(SecretsTrouble, match="damaged"):
        load_or_create(file, may_create=False)
    assert repr(bytes(32)) not in repr(theirs)
