"""The recipes that lock a computer down are ones that its programs understand."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.walkin import ROOT

SERVICE = ROOT / "assets" / "service"
UNITS = ("walkin.service", "walkin-x11.service")
SOUND = "walkin-sound.service"
PROGRAMS = ("bin/sh", "usr/bin/cage", "usr/bin/xinit", "usr/bin/Xorg", "usr/bin/pulseaudio")
SYSTEM = Path("/usr/lib/systemd/system")
# Of 10: what systemd calls OK ends at 4.9, and X11 needs root.
EXPOSURE = {"walkin.service": 2.0, SOUND: 2.0}


@pytest.fixture
def placed(tmp_path: Path) -> Path:
    """A system with everything put in place; without the programs themselves."""
    for way in ("cage", "x11"):
        subprocess.run(
            [SERVICE / "lock-down.sh", way],
            env=os.environ | {"DESTDIR": str(tmp_path)},
            capture_output=True,
            check=True,
        )
    session = ROOT / "assets/service/linux/x11-session.sh"
    launcher = ROOT / "assets/service/current.sh"
    for program in (*PROGRAMS, f".{launcher}", f".{session}"):
        file = tmp_path / program
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("#!/bin/sh\n")
        file.chmod(0o755)
    return tmp_path


def unit(name: str) -> dict[str, list[str]]:
    """Every option of a unit, with each of its values."""
    found: dict[str, list[str]] = {}
    for line in (SERVICE / "linux" / name).read_text("utf-8").splitlines():
        if line and line[0] not in "#[":
            option, _, value = line.partition("=")
            found.setdefault(option, []).append(value)
    return found


def test_every_recipe_is_put_where_it_belongs(placed: Path) -> None:
    files = [f for folder in ("etc", "usr/lib", "usr/local") for f in (placed / folder).rglob("*")]
    texts = [f.read_text("utf-8") for f in files if f.is_file()]
    assert len(texts) == 11
    assert not any("/opt/walkin" in text for text in texts if str(ROOT) != "/opt/walkin")
    recipes = {f.name for f in (SERVICE / "linux").iterdir()}
    script = (SERVICE / "lock-down.sh").read_text("utf-8")
    by_hand = {"usbguard-rules.conf", "x11-session.sh"}
    assert {name for name in recipes - by_hand if name not in script} == set(UNITS) - set(
        re.findall(r"unit=(\S+)", script.replace(" ;;", ""))
    )


def test_the_recipes_of_a_newer_version_name_what_outlives_it(tmp_path: Path) -> None:
    newer, to = tmp_path / "walkin" / "versions" / "0.2.0" / "assets", tmp_path / "to"
    shutil.copytree(SERVICE, newer / "service")
    script, environ = newer / "service" / "lock-down.sh", os.environ | {"DESTDIR": str(to)}
    subprocess.run([script], env=environ, capture_output=True, check=True)
    text = (to / "etc/systemd/system/walkin.service").read_text("utf-8")
    assert f"{tmp_path}/walkin/assets/service/current.sh run" in text
    assert f"ReadWritePaths=-{tmp_path}/walkin/switch" in text
    assert "versions" not in text


@pytest.mark.parametrize("name", [*UNITS, SOUND])
def test_systemd_understands_the_unit(placed: Path, name: str) -> None:
    if shutil.which("systemd-analyze") is None:
        assert unit(name)["ProtectSystem"] == ["strict"]
        return
    shutil.copytree(SYSTEM, placed / SYSTEM.relative_to("/"), symlinks=True)
    done = subprocess.run(
        ["systemd-analyze", "verify", f"--root={placed}", name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "walkin" in line] == []
    exposed = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", f"--root={placed}", "--no-pager", name],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"exposure level for .*: ([\d.]+)", exposed.stdout)
    assert found is not None
    assert float(found[1]) <= EXPOSURE.get(name, 10)


@pytest.mark.parametrize("name", UNITS)
def test_the_service_watches_and_never_gives_up(name: str) -> None:
    options = unit(name)
    assert options["Type"] == ["notify"]
    assert options["NotifyAccess"] == ["all"]
    assert options["Restart"] == ["always"]
    assert options["StartLimitIntervalSec"] == ["0"]
    assert options["ProtectSystem"] == ["strict"]
    assert options["LimitCORE"] == ["0"]
    # Ours comes first: it starts the kiosk again without the screen going dark.
    from kiosk.cli.supervised import PATIENCE_S, START_S

    assert int(options["WatchdogSec"][0]) > 2 * PATIENCE_S
    assert int(options["TimeoutStartSec"][0]) > 2 * START_S


def test_kiosk_and_loudspeaker_meet_in_one_place() -> None:
    [place] = re.findall(
        r"module-native-protocol-unix socket=(\S+?)\"", unit(SOUND)["ExecStart"][0]
    )
    [folder] = unit(SOUND)["RuntimeDirectory"]
    assert place.startswith(f"/run/{folder}/")
    for name in UNITS:
        assert f"PULSE_SERVER=unix:{place}" in unit(name)["Environment"]
        assert SOUND in unit(name)["Wants"][0].split()
        # One account: nobody else may speak or listen there.
        assert unit(name)["User"] == unit(SOUND)["User"]


def test_its_commands_are_on_the_data_and_the_sound_of_the_service() -> None:
    said = re.findall(r"export (\S+)", (SERVICE / "linux" / "walkin.sh").read_text("utf-8"))
    assert {line.partition("=")[0] for line in said} >= {
        *("WALKIN_DATA", "WALKIN_CONFIG", "XDG_RUNTIME_DIR", "PULSE_SERVER")
    }
    for name in UNITS:
        assert set(said) <= set(" ".join(unit(name)["Environment"]).split())


def test_cage_does_not_switch_consoles() -> None:
    [command] = unit("walkin.service")["ExecStart"]
    launcher = r"/opt/walkin/(assets/service/current\.sh)"
    found = re.match(rf"/usr/bin/cage -d -- {launcher} run --supervised$", command)
    assert found is not None
    assert os.access(ROOT / found[1], os.X_OK)


def test_the_files_of_windows_can_be_read_and_start_the_kiosk() -> None:
    for name in ("shell-launcher.xml", "assigned-access.xml"):
        text = (SERVICE / "windows" / name).read_text("utf-8")
        profiles = [e for e in ET.fromstring(text).iter() if e.tag.endswith("}Profile")]
        ids = {e.get("ID") or e.get("Id") for e in profiles}
        assert len(ids) == 1
        assert "walkin.exe" in text
        assert "run --supervised" in text


def test_the_other_files_have_the_form_their_programs_read() -> None:
    logind = configparser.ConfigParser(interpolation=None)
    logind.read_string((SERVICE / "linux" / "logind.conf").read_text("utf-8"))
    assert logind["Login"]["NAutoVTs"] == "0"
    sysctl = (SERVICE / "linux" / "sysctl.conf").read_text("utf-8").splitlines()
    assert "kernel.sysrq = 0" in sysctl
    assert all(re.fullmatch(r"#.*|[\w.-]+ = .+", line) for line in sysctl)
    rules = (SERVICE / "linux" / "usbguard-rules.conf").read_text("utf-8").splitlines()
    lines = [rule for rule in rules if rule and not rule.startswith("#")]
    kind = r" [0-9a-f]{2}:[0-9a-f*]+(:[0-9a-f*]+)?"
    form = rf"(allow|reject) with-interface (one-of|equals) \{{({kind})+ \}}"
    assert [line for line in lines if not re.fullmatch(form, line)] == []
    assert "08:*:*" in lines[0]


def test_the_account_of_the_kiosk_sets_nothing_up() -> None:
    """Packages that came since change nothing for who may not write there."""
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        for name in ("assets/service/set-up.sh", "assets/service/debian-packages.txt", "start.sh"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
        for name in ("requirements.lock", "pyproject.toml"):
            (root / name).touch()
        (root / ".venv" / "bin").mkdir(parents=True)
        python = root / ".venv" / "bin" / "python"
        python.write_text('#!/bin/sh\necho "$@"\n')
        python.chmod(0o755)
        stamp = ["sh", "-c", f"root={root}; . $root/assets/service/set-up.sh; stamp run"]
        ready = root / ".venv" / ".ready-run"
        ready.write_text(subprocess.check_output(stamp, text=True) + "\n")
        os.utime(ready, (0, 0))
        root.chmod(0o555)
        other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        done = subprocess.run(
            [*(other if os.geteuid() == 0 else []), root / "start.sh", "doctor"],
            capture_output=True,
            text=True,
            check=False,
        )
        root.chmod(0o755)
    assert (done.stdout, done.stderr) == ("-P -m kiosk doctor\n", "")
