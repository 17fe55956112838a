"""A version is put beside the one at work and switched to; whatever interrupts it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.updating import house as houses
from kiosk.updating.container import opened
from kiosk.updating.house import House, house_of
from kiosk.updating.installing import SPARE as LEFT_ALONE
from kiosk.updating.installing import Here, Steps, check, install
from kiosk.updating.trouble import UpdateTrouble
from tests.updating.files import FILES, HERE, KEY, SPARE, everything, house, update


class Cut(BaseException):
    """The power is gone: nothing is tidied up after it."""


def nothing(folder: Path, version: str) -> None:
    """Packages and database are looked at elsewhere."""


FINE = Steps(nothing, nothing)


def put(made: Path, home: House, steps: Steps = FINE, **other: Any) -> Path:
    with opened(made, home.keys) as found:
        check(found.manifest, home, HERE, older=bool(other.pop("older", False)))
        return install(found, home, steps, **other)


def test_the_new_version_is_at_work_and_on_trial(tmp_path: Path) -> None:
    home = house(tmp_path)
    assert (home.current(), home.before(), home.on_trial()) == (home.root, None, "")
    new = put(update(tmp_path), home)
    assert new == home.versions / "0.2.0"
    assert house_of(new).root == house_of(home.root).root == home.root
    assert (home.current(), home.before(), home.on_trial()) == (new, home.root, "0.2.0")
    assert (new / "start.sh").read_bytes() == FILES["program/start.sh"]
    assert not (new / "wheels").exists()
    home.proven()
    assert (home.current(), home.on_trial()) == (new, "")
    assert home.go_back() == home.root
    assert (home.current(), home.before(), home.gone_back_from()) == (home.root, None, "0.2.0")
    assert home.go_back() is None
    assert home.gone_back_from() == "0.2.0"
    # Mended, and with the same number.
    mended = FILES | {"program/mended": b"x"}
    put(update(tmp_path, files=mended), home)
    assert (new / "mended").exists()
    assert home.gone_back_from() == ""


def test_two_versions_are_kept_and_no_more(tmp_path: Path) -> None:
    home = house(tmp_path)
    for version in ("0.2.0", "0.3.0", "0.4.0"):
        put(update(tmp_path, version=version), home)
        home.proven()
    (home.versions / "0.2.0" / "left").mkdir(parents=True)
    put(update(tmp_path, version="0.5.0"), home)
    assert {f.name for f in home.versions.iterdir()} == {"0.3.0", "0.4.0", "0.5.0"}
    home.go_back()
    assert home.current().name == "0.4.0"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"version": "0.1.0"}, "there"),
        ({"version": "0.0.9"}, "older"),
        ({"system": "win32"}, "platform"),
        ({"machine": "aarch64"}, "platform"),
        ({"python": "3.13"}, "platform"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, other: dict[str, str], reason: str) -> None:
    home = house(tmp_path)
    with pytest.raises(UpdateTrouble) as raised:
        put(update(tmp_path, **other), home)
    assert raised.value.reason == reason
    assert home.current() == home.root
    assert not home.versions.exists()


def test_versions_go_down_only_when_asked(tmp_path: Path) -> None:
    home = house(tmp_path, version="0.10.0")
    with pytest.raises(UpdateTrouble, match="--older"):
        put(update(tmp_path, version="0.9.0"), home)
    put(update(tmp_path, version="0.9.0"), home, older=True)
    assert home.current().name == "0.9.0"
    assert Here() != HERE._replace(system="plan9")


@pytest.mark.parametrize("step", ["packages", "database"])
def test_what_fails_leaves_the_old_version_at_work(tmp_path: Path, step: str) -> None:
    def fails(folder: Path, version: str) -> None:
        raise UpdateTrouble(step, "no")

    home = house(tmp_path)
    with pytest.raises(UpdateTrouble, match="no"):
        put(update(tmp_path), home, FINE._replace(**{step: fails}))
    assert (home.current(), home.on_trial()) == (home.root, "")
    # What is whole may stay for the next try; nothing else takes the disk's room.
    assert home.folder_of("0.2.0").exists() == (step == "database")
    put(update(tmp_path), home)
    assert home.on_trial() == "0.2.0"


def test_a_changed_file_in_it_is_never_set_up(tmp_path: Path) -> None:
    home, made = house(tmp_path), update(tmp_path)
    made.write_bytes(made.read_bytes()[:-1] + b"X")
    with pytest.raises(UpdateTrouble, match="not what was signed"):
        put(made, home, Steps(lambda *_: pytest.fail("set up"), nothing))
    assert home.current() == home.root


def test_without_room_nothing_is_begun(tmp_path: Path) -> None:
    home = house(tmp_path)
    with pytest.raises(UpdateTrouble, match="too full"):
        put(update(tmp_path, room=5_000_000), home, free=LEFT_ALONE + 5_000_000)
    assert list(home.versions.iterdir()) == []
    put(update(tmp_path, room=5_000_000), home, free=LEFT_ALONE + 5_001_000)


@pytest.mark.parametrize(("number", "reason"), [(errno.ENOSPC, "full"), (errno.EROFS, "readonly")])
def test_a_disk_that_fails_midway_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    home, made = house(tmp_path), update(tmp_path)
    real = os.fdopen

    def fails(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(os, "fdopen", real)
        raise OSError(number, "no", "walkin")

    with opened(made, home.keys) as found:
        monkeypatch.setattr(os, "fdopen", fails)
        with pytest.raises(UpdateTrouble) as raised:
            install(found, home, FINE)
    assert raised.value.reason == reason
    put(made, home)


def test_keys_are_replaced_by_a_signed_update_alone(tmp_path: Path) -> None:
    home = house(tmp_path, KEY, SPARE)
    put(update(tmp_path, SPARE, keys=(SPARE.public.line,)), home)
    assert home.keys == [SPARE.public]
    with pytest.raises(UpdateTrouble) as raised:
        put(update(tmp_path, KEY, version="0.3.0"), home)
    assert raised.value.reason == "signature"


def cuts(monkeypatch: pytest.MonkeyPatch, at: int) -> Callable[[], int]:
    """The power goes before the step of that number; says how many there were."""
    count = 0

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == at:
                raise Cut
            return real(*args, **kwargs)

        return call

    for name in ("_put", "_link", "_remove", "_name", "_keep_names"):
        monkeypatch.setattr(houses, name, counted(getattr(houses, name)))
    monkeypatch.setattr(os, "fdopen", counted(os.fdopen))
    monkeypatch.setattr(Path, "rename", counted(Path.rename))
    return lambda: count


def every_cut(
    monkeypatch: pytest.MonkeyPatch, folder: Path, act: Callable[[Path, int], None]
) -> Iterator[Path]:
    """A new folder for every step before which the power goes while something is done there."""
    # What is not synced is lost elsewhere (storage); here it is names that count.
    monkeypatch.setattr(os, "sync", lambda: None)
    monkeypatch.setattr(os, "fsync", lambda _: None)
    for at in range(1, 1000):
        place = folder / str(at)
        place.mkdir()
        with monkeypatch.context() as patch:
            act(place, 0)
            count = cuts(patch, at)
            try:
                act(place, at)
            except Cut:
                pass
            else:
                assert count() < at
                return
        yield place


def test_a_power_cut_at_every_step_leaves_the_old_one_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = update(tmp_path, keys=(KEY.public.line,))
    homes: dict[Path, House] = {}

    def act(place: Path, at: int) -> None:
        if at:
            put(made, homes[place])
        else:
            homes[place] = house(place, KEY, SPARE)

    sides: list[tuple[str, str]] = []
    for place in every_cut(monkeypatch, tmp_path, act):
        home = homes[place]
        assert home.keys in ([KEY.public, SPARE.public], [KEY.public])
        at_work = home.current()
        sides.append((at_work.name, home.on_trial()))
        program = everything(at_work)
        assert program["kiosk/__init__.py"] == f'__version__ = "{home.version_of(at_work)}"\n'
        assert at_work == home.root or "start.sh" in program
        if at_work == home.root:
            # The same command again.
            put(made, home)
        assert (home.current().name, home.on_trial()) == ("0.2.0", "0.2.0")
        assert home.before() == home.root
    assert set(sides) == {("walkin", ""), ("0.2.0", "0.2.0")}
    assert len(sides) > 15


def test_a_power_cut_while_going_back_leaves_one_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = update(tmp_path)
    homes: dict[Path, House] = {}

    def act(place: Path, at: int) -> None:
        if at:
            homes[place].go_back()
        else:
            homes[place] = house(place)
            put(made, homes[place])

    sides = set()
    for place in every_cut(monkeypatch, tmp_path, act):
        home = homes[place]
        sides.add(home.current().name)
        # The old version knows why the database may be newer; the new one goes on with its trial.
        assert home.current().name == "0.2.0" or home.gone_back_from() == "0.2.0"
        assert home.current() == home.root or home.on_trial() == "0.2.0"
        home.go_back()
        assert home.current() == home.root
    assert sides == {"walkin", "0.2.0"}


def test_no_link_leads_out_of_the_house(tmp_path: Path) -> None:
    home = house(tmp_path)
    put(update(tmp_path), home)
    evil = tmp_path / "0.9.0"
    evil.mkdir()
    (evil / ".complete").write_text("x")
    (home.versions / "0.8.0").symlink_to(evil)
    (home.versions / "0.7.0").mkdir()
    current = home.switch / "current"
    for to in (evil, Path("../../0.9.0"), Path("../versions/0.8.0"), Path("../versions/0.7.0"),
               Path("../versions/../../0.9.0"), Path("../versions/.."), Path()):  # fmt: skip
        current.unlink()
        current.symlink_to(to)
        assert home.current() == home.root, to
    # What is written there goes to no place that a link names.
    mine = tmp_path / "mine"
    mine.write_text("mine")
    (home.switch / "trial").unlink()
    for name in ("trial", "back", "tries"):
        (home.switch / name).symlink_to(mine)
    home.switch_to(home.folder_of("0.2.0"))
    home.go_back()
    home.proven()
    assert mine.read_text() == "mine"
