"""Every QML file against the Python types it is given, with warnings as errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QML = ROOT / "ui" / "qml"
FILES = sorted(QML.rglob("*.qml"))
MODULE = "Kiosk.ViewModels"
BIN = Path(sys.executable).parent


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def types(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The view-models as QML sees them: a module of type descriptions."""
    folder = tmp_path_factory.mktemp("types")
    sources = [
        f for f in sorted((ROOT / "ui").rglob("*.py")) if "@QmlElement" in f.read_text("utf-8")
    ]
    assert len(sources) >= 7
    done = run(BIN / "pyside6-metaobjectdump", *sources)
    assert done.returncode == 0, done.stderr
    described = json.loads(done.stdout)
    assert {Path(one["inputFile"]).name for one in described} == {f.name for f in sources}
    dump = folder / "types.json"
    dump.write_text(done.stdout, "utf-8")
    module = folder.joinpath(*MODULE.split("."))
    module.mkdir(parents=True)
    done = run(
        BIN / "pyside6-qmltyperegistrar",
        f"--generate-qmltypes={module / 'plugins.qmltypes'}",
        f"--import-name={MODULE}",
        "--major-version=1",
        "--minor-version=0",
        "-o",
        folder / "registration.cpp",
        dump,
    )
    assert done.returncode == 0, done.stderr
    (module / "qmldir").write_text(
        f"module {MODULE}\ntypeinfo plugins.qmltypes\ndepends QtQuick\ndepends QtQml.Models\n",
        "utf-8",
    )
    return folder


def is_singleton(file: Path) -> bool:
    return "pragma Singleton" in file.read_text("utf-8")


def lint(types: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    # A singleton's own file is said to import nothing; qmllint 6.11 is wrong about that.
    alone = ("--import", "disable") if is_singleton(files[0]) else ()
    paths = [file.resolve() for file in files]
    return run(BIN / "pyside6-qmllint", "-I", QML, "-I", types, *alone, "-W", "0", *paths)


@pytest.mark.parametrize("folder", sorted({f.parent for f in FILES}), ids=lambda f: f.name)
def test_lint(folder: Path, types: Path) -> None:
    files = [f for f in FILES if f.parent == folder]
    for those in ([f for f in files if is_singleton(f)], [f for f in files if not is_singleton(f)]):
        done = lint(types, *those) if those else None
        assert done is None or done.returncode == 0, done.stdout + done.stderr


def test_one_wrong_file_among_many_is_seen(tmp_path: Path, types: Path) -> None:
    broken = tmp_path / "Broken.qml"
    broken.write_text("import QtQuick\nItem { width: hieght }\n", "utf-8")
    good = [f for f in FILES if not is_singleton(f)][:2]
    for order in ([broken, *good], [*good, broken]):
        done = lint(types, *order)
        assert done.returncode != 0
        assert "hieght" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("home.clock", "home.clokc", "clokc"),
        ("required property HomeModel home", "required property HomeModle home", "HomeModle"),
        ("Theme.bannerInk", "Theme.banerInk", "banerInk"),
    ],
)
def test_the_linter_sees_what_is_wrong(
    tmp_path: Path, types: Path, right: str, wrong: str, says: str
) -> None:
    text = (QML / "Kiosk" / "Components" / "TopBar.qml").read_text("utf-8")
    assert right in text
    broken = tmp_path / "Broken.qml"
    changed = text.replace(right, wrong)
    imports = "import Kiosk.Components\nimport QtQuick"
    broken.write_text(changed.replace("import QtQuick", imports, 1), "utf-8")
    done = lint(types, broken)
    assert done.returncode != 0
    assert says in done.stdout + done.stderr


def test_there_was_something_to_lint() -> None:
    assert len(FILES) > 30
    assert {f.name for f in FILES} >= {"Main.qml", "Theme.qml", "HomeScreen.qml", "PadScreen.qml"}


FORBIDDEN = ("MultiEffect", "ShaderEffect", "layer.enabled", "property var ", "TextField")
# A text field has undo and the clipboard: what one visitor typed would come back for the next. The
# staff have a keyboard, and one field of their own making.
ALLOWED = {"DeskField.qml": "TextField"}


def habits_broken(name: str, text: str) -> list[str]:
    """What qmllint has no rule for."""
    broken = [word for word in FORBIDDEN if word in text and ALLOWED.get(name) != word]
    if "pragma ComponentBehavior: Bound" not in text:
        broken.append("no ComponentBehavior")
    if '"#' in text and name != "Theme.qml":
        broken.append("a colour of its own")
    blocks = [block.split("}")[0] for block in text.split("Text {")[1:]]
    broken += ["Text without PlainText" for block in blocks if "PlainText" not in block]
    return broken


def test_habits() -> None:
    broken = {f.name: habits_broken(f.name, f.read_text("utf-8")) for f in FILES}
    assert set(broken) >= {"HomeScreen.qml", "AttendanceList.qml", "DeskMain.qml"}
    assert {name: words for name, words in broken.items() if words} == {}
    assert habits_broken("DeskHead.qml", "pragma ComponentBehavior: Bound\nT.TextField {}") != []
    assert len(habits_broken("A.qml", 'Text { color: "#123456" }\nMultiEffect {}')) == 4
