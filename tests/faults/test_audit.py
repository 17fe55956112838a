"""The packages: what is locked, installed, allowed and forbidden."""

from __future__ import annotations

import pytest

from tests import audit

RULES = "# why\nbad ==1.2 breaks\nold <3.0.1 CVE-1\n"
HASH = " \\\n    --hash=sha256:ab"


def look(name: str) -> audit.Installed | None:
    return {"gone": None, "odd": audit.Installed("1.0", "SSPL")}.get(
        name, audit.Installed("1.2" if name == "bad" else "3.0", "MIT")
    )


def test_our_lock_files_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    code = audit.main()
    assert (code, capsys.readouterr().out) == (0, "")
    for lock in audit.LOCKS:
        assert len(audit.locked((audit.ROOT / lock).read_text("utf-8"))) > 20
    assert len(audit.forbidden((audit.ROOT / "tests" / "forbidden.txt").read_text("utf-8"))) > 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("fine==3.0" + HASH, []),
        ("fine==3.0", ["fine has no hash"]),
        ("fine>=3.0" + HASH, ["fine>=3.0 is not locked to one version"]),
        ("bad==1.2" + HASH, ["bad 1.2 must not be used: breaks"]),
        ("old==3.0" + HASH, ["old 3.0 must not be used: CVE-1"]),
        ("fine==3.1" + HASH, ["fine 3.0 is installed, 3.1 is locked"]),
        ("gone==1.0" + HASH, ["gone is locked and not installed"]),
        ("gone==1.0 ; sys_platform == 'win32'" + HASH, []),
        ("odd==1.0" + HASH, ["odd has a licence that nobody has looked at: SSPL"]),
    ],
)
def test_what_is_wrong_is_seen(line: str, said: list[str]) -> None:
    found = list(audit.wrong_with(line, RULES, shipped=True, look=look))
    assert [s for s in found if not s.startswith("fine>=3.0 3.0")] == said
