"""The key file: made once, owner-only, never replaced."""

import stat
from pathlib import Path

import pytest

from kiosk.secrets import SecretsTrouble, load_or_create


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


def test_a_damaged_key_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "walkin.key"
    file.write_text("{half")
    with pytest.raises(SecretsTrouble, match="cannot be read"):
        load_or_create(file, may_create=True)
    assert file.read_text() == "{half"


def test_keys_are_not_shown_in_a_traceback(tmp_path: Path) -> None:
    made = load_or_create(tmp_path / "walkin.key", may_create=True)
    assert made.database.hex() not in repr(made)
    assert repr(made.database) not in repr(made)
