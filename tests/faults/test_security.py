"""What a local kiosk must not do: open, run, listen, leave files to others, hold secrets."""

from __future__ import annotations

import ast
import re
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.proofs import ROOT
from tests.faults.sockets import listening
from tests.walkin import Inside, Walkin

OPENS = (
    "QProcess", "QDesktopServices", "openUrlExternally", "openUrl", "webbrowser", "WebEngine",
    "WebView", "XMLHttpRequest", "linkActivated", "QNetworkAccessManager", "WebSocket",
    "createQmlObject", "QFileDialog", "MessageDialog", "ColorDialog", "FontDialog", "QPrintDialog",
)  # fmt: skip
FOR_STAFF = ("FileDialog", "FolderDialog")
"""Behind a PIN, at the desk alone."""
REACHES = {
    "subprocess", "multiprocessing", "concurrent.futures.process", "socket", "socketserver",
    "http.client", "http.server", "urllib.request", "ftplib", "smtplib",
    "asyncio", "ctypes", "psycopg", "requests",
}  # fmt: skip
MAY_REACH = {
    "kiosk/audio.py": {"socket", "ctypes"},  # whether sound and speech are there
    "kiosk/day_files.py": {"subprocess"},  # `walkin export closed`
    "kiosk/companion.py": {"subprocess"},  # `walkin sync`
    "kiosk/compositor.py": {"socket"},  # whether what shows the kiosk answers, on this computer
    "kiosk/cli/screens.py": {"multiprocessing"},  # pictures, on all cores
    "kiosk/cli/supervised.py": {"socket", "subprocess"},  # `walkin`, begun anew after a crash
    "kiosk/cli/update.py": {"subprocess"},  # the new version, to try its tables on a copy
    "kiosk/display.py": {"socket"},  # whether a display is there
    "kiosk/doctor.py": {"ctypes"},  # whether libthai is there
    "kiosk/notify.py": {"socket"},  # to systemd, on this computer
    "kiosk/updating/making.py": {"subprocess"},  # pip, at who makes an update
    "kiosk/updating/packages.py": {"subprocess"},  # Python and pip, for an update
    "kiosk/printing/wire.py": {"socket"},  # the receipt printer
    "ui/thrift.py": {"ctypes"},  # the system's memory
}
RUNS = {"eval", "exec", "compile", "__import__", "execfile"}
LOADS = {
    "pickle", "marshal", "shelve", "dill", "yaml", "lxml", "xml.etree", "xml.dom",
    "xml.sax.parse", "xml.sax.parseString", "xml.sax.make_parser",
}  # fmt: skip


def sources(room: str, *endings: str) -> Iterator[tuple[str, str]]:
    for ending in endings:
        for file in sorted((ROOT / room).rglob(f"*.{ending}")):
            yield file.relative_to(ROOT).as_posix(), file.read_text("utf-8")


def opened(name: str, text: str) -> list[str]:
    """What a screen could open; dialogs for files are the desk's."""
    at_desk = "/Desk" in name
    words = OPENS if at_desk else (*OPENS, *FOR_STAFF)
    code = re.sub(r"(?m)^\s*(?://|#).*$", "", text)
    return [word for word in words if re.search(rf"\b\w*{word}\b", code)]


def imported(text: str) -> set[str]:
    """Every module that is imported, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def among(names: set[str], modules: set[str]) -> set[str]:
    return {m for m in modules if any(n == m or n.startswith(f"{m}.") for n in names)}


def run_by(text: str) -> set[str]:
    """Calls that run what was read, and modules that do so."""
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return (calls & RUNS) | among(imported(text), LOADS)


def test_no_screen_opens_a_program_a_dialog_or_an_address() -> None:
    looked = list(sources("ui", "qml", "py"))
    assert len(looked) > 150
    found = {name: opened(name, text) for name, text in looked if opened(name, text)}
    # It takes every address away from the system.
    assert found == {"ui/guard.py": ["QDesktopServices"]}
    assert "QDesktopServices.openUrl" not in (ROOT / "ui" / "guard.py").read_text("utf-8")
    assert opened("ui/qml/Kiosk/Home.qml", "import QtQuick.Dialogs\nFileDialog {}") != []
    assert opened("ui/qml/Kiosk/Desk/Box.qml", "FileDialog {}") == []
    assert opened("ui/a.py", "    QDesktopServices.openUrl(x)") != []
    assert opened("ui/a.qml", "onClicked: Qt.openUrlExternally(x)") != []


def test_only_known_places_start_programs_or_open_connections() -> None:
    found = {
        name: reached
        for room in ("kiosk", "ui", "db")
        for name, text in sources(room, "py")
        if (reached := among(imported(text), REACHES))
    }
    # What exchanges entries with the hub, where one is set.
    away = {name for name in found if name.startswith("db/hub")}
    assert {n: r for n, r in found.items() if n not in away} == MAY_REACH
    assert among(imported("def f():\n    from urllib.request import urlopen"), REACHES) == {
        "urllib.request"
    }


def test_nothing_is_run_that_was_read() -> None:
    looked = [pair for room in ("kiosk", "ui", "db") for pair in sources(room, "py")]
    assert len(looked) > 300
    assert {name: run_by(text) for name, text in looked if run_by(text)} == {}
    assert run_by("import pickle\neval('1')") == {"pickle", "eval"}


SECRET = re.compile(
    r"(?i)(?:password|passphrase|secret|token|api_?key|pepper)\w*\s*[:=]\s*[\"'][^\"'\s{}]{6,}[\"']"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY|postgres(?:ql)?://\w+:(?-i:(?!PASSWORD@))[^@{}\s]+@"
)


def test_no_secret_stands_in_the_code() -> None:
    looked = [
        pair
        for room in ("kiosk", "ui", "db", "assets")
        for pair in sources(room, "py", "qml", "toml", "sh")
    ]
    assert len(looked) > 350
    assert {name: found[0] for name, text in looked if (found := SECRET.search(text))} == {}
    assert SECRET.search('PASSWORD = "hunter22"')
    assert SECRET.search("postgresql://walkin:hunter22@host/db")
    assert SECRET.search("postgresql://walkin:password@host/db")
    assert not SECRET.search("postgresql://NAME:PASSWORD@HOST/DATABASE")


def others_may(folder: Path) -> list[str]:
    """Files and folders below that anybody but their owner may touch."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def test_every_file_we_write_is_its_owners_alone(tmp_path: Path) -> None:
    inputs, ours = tmp_path / "given", tmp_path / "ours"
    inputs.mkdir()
    ours.mkdir(mode=0o700)
    (inputs / "few.csv").write_text("member_no,name_th\nK100001,กมล ใจดี\n", "utf-8")
    walkin = Inside(ours)
    reason = ("--names", "--reason", "ตรวจ")
    for words in (
        ("import", "learners", str(inputs / "few.csv")),
        ("check-in", "K100001"),
        ("card", "issue", "K100001", "-o", "card.svg"),
        ("export", "log", "-o", "log.csv", *reason),
        ("export", "log", "-o", "log.xlsx"),
        ("export", "log", "-o", "log.jsonl"),
        ("export", "learners", "-o", "all.csv", "--reason", "ตรวจ"),
        ("export", "programme", "-o", "programme.ics"),
        ("learner", "export", "K100001", "--by", "สมศรี", "--reason", "ขอ"),
        ("report",),
    ):
        done = walkin(*words)
        assert done.returncode == 0, (words, done.stderr)
    assert len(list(ours.rglob("*"))) >= 10
    assert others_may(ours) == []
    (ours / "open").touch(mode=0o644)
    assert others_may(ours) == ["open"]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    made = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "station"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=Walkin(tmp_path).environ,
        cwd=ROOT,
    )
    yield made
    made.communicate()


def test_a_station_listens_to_nobody(running: subprocess.Popen[bytes]) -> None:
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b"K100001\n")
    running.stdin.flush()
    assert b"unknown" in running.stdout.readline()
    assert listening(running.pid) == []


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM], ids=["tcp", "udp"])
def test_one_that_listens_is_seen(kind: int) -> None:
    code = (
        "import socket, sys\n"
        f"s = socket.socket(type={int(kind)})\n"
        "s.bind(('127.0.0.1', 0))\n"
        f"{'s.listen()' if kind == socket.SOCK_STREAM else ''}\n"
        "print(flush=True)\nsys.stdin.read()\n"
    )
    parent = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {code!r}])"
    made = subprocess.Popen(
        [sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert made.stdout is not None
    made.stdout.readline()
    try:
        assert len(listening(made.pid)) == 1
    finally:
        made.communicate()
