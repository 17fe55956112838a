"""`python -m tests.audit`: the locked packages, looked at without a network.

Every one has the hashes of its files, is installed in the version that is locked, has a licence
that we may ship with, and is not among the versions in forbidden.txt. What this is not: a look into
a database of known vulnerabilities. Who has a network runs pip-audit on the lock file, too.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
SHIPPED = LOCKS[0]

LICENCES = re.compile(
    r"\b(MIT|BSD|Apache|LGPL|GNU Lesser|PSF|Python Software|MPL|Mozilla|zlib|ISC|Unlicense)\b", re.I
)
SAID_BY_THEIR_FILES = {"sqlcipher3": "zlib"}
"""Packages whose metadata names no licence, and what their LICENSE says."""
Metadata = Callable[[str], "Installed | None"]


class Installed(NamedTuple):
    """What an installed package says of itself."""

    version: str
    licence: str


class Locked(NamedTuple):
    """One entry of a lock file."""

    name: str
    version: str
    hashes: int
    marker: str


def installed(name: str) -> Installed | None:
    """What is installed under a name."""
    try:
        said = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    classified = [c for c in said.get_all("Classifier") or [] if c.startswith("License")]
    words = [said.get("License-Expression") or said.get("License") or "", *classified]
    return Installed(said["Version"], " ".join(words))


def locked(text: str) -> list[Locked]:
    """The entries of a lock file."""
    entries = re.split(r"\n(?=\S)", text.strip())
    found = []
    for entry in (e for e in entries if not e.startswith("#")):
        head = re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(;[^\\\n]*)?", entry)
        name, version, marker = head.groups() if head else (entry.split()[0], "", "")
        found.append(Locked(name, version, entry.count("--hash=sha256:"), marker or ""))
    return found


def forbidden(text: str) -> dict[str, list[tuple[str, tuple[int, ...], str]]]:
    """Of each package: comparison, version, why."""
    found: dict[str, list[tuple[str, tuple[int, ...], str]]] = {}
    for line in (one for one in text.splitlines() if one and not one.startswith("#")):
        name, rule, why = line.split(None, 2)
        sign, version = rule[: -len(rule.lstrip("<="))], rule.lstrip("<=")
        found.setdefault(name, []).append((sign, numbers(version), why))
    return found


def numbers(version: str) -> tuple[int, ...]:
    """A version to be compared: its numbers, without what stands behind them."""
    start = re.match(r"\d+(\.\d+)*", version)
    return tuple(int(n) for n in start[0].split(".")) if start else ()


def wrong_with(
    text: str, rules: str, *, shipped: bool, look: Metadata = installed
) -> Iterator[str]:
    """What is wrong with a lock file, in sentences; only what is shipped needs our licences."""
    never = forbidden(rules)
    for one in locked(text):
        if not one.version:
            yield f"{one.name} is not locked to one version"
        if not one.hashes:
            yield f"{one.name} has no hash"
        for sign, version, why in never.get(one.name, []):
            mine = numbers(one.version)
            if mine == version if sign == "==" else mine < version:
                yield f"{one.name} {one.version} must not be used: {why}"
        here = look(one.name)
        if here is None:
            if not one.marker:
                yield f"{one.name} is locked and not installed"
            continue
        if here.version != one.version:
            yield f"{one.name} {here.version} is installed, {one.version} is locked"
        licence = SAID_BY_THEIR_FILES.get(one.name, here.licence)
        if shipped and not LICENCES.search(licence):
            yield f"{one.name} has a licence that nobody has looked at: {licence.strip() or 'none'}"


def main() -> int:
    """Print what is wrong; returns the exit code."""
    rules = (ROOT / "tests" / "forbidden.txt").read_text("utf-8")
    wrong = [
        f"{lock}: {said}"
        for lock in LOCKS
        for said in wrong_with((ROOT / lock).read_text("utf-8"), rules, shipped=lock == SHIPPED)
    ]
    for said in wrong:
        print(said)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
