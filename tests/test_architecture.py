"""The house keeps its own rules (README); every checker here also proves that it looked."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ROOMS = ("kiosk", "ui", "db")

# Past this many lines a file is doing two things.
LONGEST = 300
# These parts of the Qt wheels are GPL-3 only, and would make the whole kiosk so.
GPL_ONLY = ("VirtualKeyboard", "Charts", "Graphs", "DataVisualization", "Quick3D")
# Names that say nothing of what is inside.
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "manager", "managers", "models", "misc"}


def sources(*endings: str) -> list[Path]:
    return sorted(f for room in ROOMS for e in endings for f in (ROOT / room).rglob(f"*.{e}"))


def short(files: Iterable[Path]) -> list[str]:
    return [str(f.relative_to(ROOT)) for f in files]


def test_nobody_imports_upwards() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"NO_COLOR": "1", "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    looked = re.search(r"Analyzed (\d+) files, (\d+) dependencies", done.stdout)
    kept = re.search(r"Contracts: (\d+) kept, 0 broken", done.stdout)
    assert looked is not None
    assert kept is not None
    assert int(looked[1]) >= len(sources("py")) * 0.9
    assert int(looked[2]) > 300
    assert int(kept[1]) == len(PROJECT["tool"]["importlinter"]["contracts"]) >= 5


def test_every_contract_of_imports_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    starts = [n for n, line in enumerate(lines) if line == "[[tool.importlinter.contracts]]"]
    assert len(starts) >= 5
    assert [lines[n] for n in starts if not lines[n - 1].startswith("#")] == []


def test_no_file_does_two_things() -> None:
    files = sources("py", "qml")
    assert len(files) > 40
    long = {f: len(f.read_text("utf-8").splitlines()) for f in files}
    assert {str(f.relative_to(ROOT)): n for f, n in long.items() if n > LONGEST} == {}


def test_every_file_says_what_is_inside() -> None:
    names = [f for f in sources("py", "qml") if EMPTY_WORDS & set(f.stem.lower().split("_"))]
    assert short(names) == []


def gpl_only(name: str, text: str) -> list[str]:
    """What a file imports of the GPL-only parts."""
    if name.endswith(".qml"):
        imported = re.findall(r"^\s*import\s+([\w.]+)", text, re.MULTILINE)
    else:
        nodes = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Import | ast.ImportFrom)]
        imported = [f"{getattr(n, 'module', '')}.{a.name}" for n in nodes for a in n.names]
    return [i for i in imported if any(part in i for part in GPL_ONLY)]


def test_nothing_of_qt_is_used_that_is_gpl_only() -> None:
    texts = {f: f.read_text("utf-8") for f in sources("py", "qml")}
    assert sum("PySide6" in text or "import QtQuick" in text for text in texts.values()) > 5
    found = {f.name: gpl_only(f.name, text) for f, text in texts.items()}
    assert {name: parts for name, parts in found.items() if parts} == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.qml", "import QtQuick\nimport QtQuick.VirtualKeyboard"),
        ("a.qml", "import QtCharts 2.15"),
        ("a.qml", "import QtQuick3D"),
        ("a.py", "from PySide6.QtGraphs import X"),
        ("a.py", "from PySide6 import (\n    QtCore,\n    QtDataVisualization,\n)"),
        ("a.py", "def f():\n    import PySide6.QtCharts"),
    ],
)
def test_the_search_for_gpl_only_parts_finds_them(name: str, text: str) -> None:
    assert gpl_only(name, text)


def test_no_folder_of_tests_hides_a_package() -> None:
    assert (ROOT / "tests" / "__init__.py").exists()
    folders = {f.name for f in (ROOT / "tests").rglob("*") if f.is_dir()}
    assert folders & {*ROOMS, "assets"} == set()


def test_our_names_are_ours_alone() -> None:
    """`ui` and `db` are common words: no dependency may ship a package of that name.

    `tests` is not installed: it is always the one of the folder one stands in.
    """
    ours = {"kiosk", "ui", "db", "assets"}
    shipped: dict[str, set[str]] = {}
    for distribution in importlib.metadata.distributions():
        tops = {file.parts[0].removesuffix(".py") for file in distribution.files or ()}
        shipped[distribution.name] = tops
    shipped.pop("walkin-kiosk")
    assert len(shipped) > 20
    assert {name: tops & ours for name, tops in shipped.items() if tops & ours} == {}


def scripts() -> list[Path]:
    named = [ROOT / "start.sh", ROOT / "test.sh", ROOT / ".ci" / "run"]
    return named + sorted((ROOT / "assets").rglob("*.sh"))


@pytest.mark.parametrize("script", scripts(), ids=lambda f: f.name)
def test_every_script_can_be_read_by_its_shell(script: Path) -> None:
    first = script.read_text("utf-8").splitlines()[0]
    shell = "bash" if "bash" in first else "sh"
    done = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", text, re.MULTILINE))


def named(requirements: Iterable[str]) -> dict[str, str]:
    """Requirements by name, with the exact version where one is asked for."""
    found = (re.match(r"([A-Za-z0-9._-]+)(?:==([\w.]+))?", r) for r in requirements)
    return {f[1].lower().replace("_", "-"): f[2] or "" for f in found if f}


def test_the_lock_files_hold_every_dependency() -> None:
    project = PROJECT["project"]
    runtime = named(project["dependencies"]) | named(project["optional-dependencies"]["devices"])
    runtime |= named(PROJECT["build-system"]["requires"])
    for name, wanted in {
        "requirements.lock": runtime,
        "requirements-dev.lock": runtime | named(PROJECT["dependency-groups"]["dev"]),
    }.items():
        versions = locked(name)
        assert sorted(set(wanted) - set(versions)) == []
        pinned = {n: exact for n, exact in wanted.items() if exact}
        assert {n: versions[n] for n in pinned} == pinned


def test_the_lock_files_agree_and_every_file_in_them_has_its_hash() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8").strip())
        assert len(entries) == len(locked(name)) > 20
        assert [e.split()[0] for e in entries if "--hash=sha256:" not in e] == []


def test_nothing_names_a_place_to_fetch_packages_from() -> None:
    for file in (ROOT / "requirements.lock", ROOT / "requirements-dev.lock", *scripts()):
        text = file.read_text("utf-8")
        assert re.findall(r"https?://|file:/|--(?:extra-)?index|--find-links|@ ", text) == [], file


def test_the_program_says_its_version_once() -> None:
    tree = ast.parse((ROOT / "kiosk" / "__init__.py").read_text("utf-8"))
    versions = [n.value.value for n in ast.walk(tree) if isinstance(n, ast.Assign)]  # type: ignore[attr-defined]
    assert versions == [PROJECT["project"]["version"]]


def test_nothing_else_lies_at_the_top() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git clone")
    tops = {line.split("/")[0] for line in listed.stdout.splitlines()}
    visible = {top for top in tops if not top.startswith(".")}
    assert visible == {
        "kiosk", "ui", "db", "assets", "tests", "pyproject.toml", "README.md", "LICENSE",
        "CHANGELOG.md", "requirements.lock", "requirements-dev.lock", "start.sh", "test.sh",
    }  # fmt: skip
