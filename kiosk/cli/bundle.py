"""What somebody who helps from afar needs to know of an installation, without anybody in it."""

from __future__ import annotations

import platform
import re
import zipfile
from collections.abc import Iterable
from importlib import metadata
from io import BufferedRandom
from pathlib import Path

import msgspec

from kiosk import __version__
from kiosk.app import Installation
from kiosk.config import SettingsTrouble
from kiosk.crashes import Crashes
from kiosk.log_file import tail_of
from kiosk.verdict import Check

_SECRET = re.compile(r"pass|secret|token|key|pin$|url|dsn|user", re.IGNORECASE)
_HIDDEN = "set, not told"
_PACKAGES = ("PySide6-Essentials", "PySide6-Addons", "sqlalchemy", "sqlcipher3", "msgspec", "click")
# A fixed time: the same state gives the same bytes.
_AT = (2026, 1, 1, 0, 0, 0)


def write_bundle(file: BufferedRandom, installation: Installation, checks: Iterable[Check]) -> None:
    """Write the archive: what doctor says, versions, settings, crash reports, the log's end.

    Settings that could be secrets are told as set or not, and the home folder is called ~.
    """
    crashes = Crashes(installation.data, installation.clock.now)
    parts = {
        "doctor.json": msgspec.json.encode(list(checks)),
        "versions.json": msgspec.json.encode(_versions()),
        "settings.json": msgspec.json.encode(_settings(installation)),
        "crashes.json": msgspec.json.encode(crashes.all()),
        "walkin.log": tail_of(installation.data),
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            text = content.replace(str(Path.home()).encode(), b"~")
            if name.endswith(".json"):
                text = msgspec.json.format(text, indent=2)
            entry = zipfile.ZipInfo(name, _AT)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, text, zipfile.ZIP_DEFLATED)


def _versions() -> dict[str, str]:
    found = {"walkin": __version__, "python": platform.python_version()}
    found["system"] = platform.platform()
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def _settings(installation: Installation) -> object:
    try:
        return without_secrets(msgspec.to_builtins(installation.settings))
    except SettingsTrouble as e:
        # Not the message: it quotes what stands there.
        return {"wrong": e.rule, "setting": e.setting, "line": e.line}


def without_secrets(value: object, name: str = "") -> object:
    """The same settings; what could be a secret is only told to be set."""
    if isinstance(value, dict):
        return {key: without_secrets(one, str(key)) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(one, name) for one in value]
    return _HIDDEN if value and _SECRET.search(name) else value
