"""How the versions of an installation stand, for the doctor."""

from __future__ import annotations

from kiosk.updating.house import House
from kiosk.verdict import Check, ok, warn


def examine(house: House | None) -> list[Check]:
    """Which version is at work, where there was ever another one."""
    if house is None or not house.switch.exists():
        return []
    version = house.version_of(house.current())
    failed, trial = house.gone_back_from(), house.on_trial()
    if failed:
        advice = "Tell who made it; another one is put in place by `walkin update FILE`."
        return [warn("update", f"Version {version} is back: {failed} was taken back.", advice)]
    if trial:
        return [ok("update", f"Version {version} is new and has yet to prove itself.")]
    return [ok("update", f"Version {version} is at work.")]
