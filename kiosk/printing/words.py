"""How a receipt printer is, and what to do about it, in plain words."""

from __future__ import annotations

_OF_TROUBLE = {
    "away": (
        "There is no answer from the receipt printer.",
        "Check its power, its cable, and address in [printer].",
    ),
    "stuck": (
        "The receipt printer takes nothing any more.",
        "Switch it off and on; look for jammed paper.",
    ),
    "rights": (
        "This account may not use the receipt printer.",
        "Put it into the printer's group: sudo usermod -aG lp ACCOUNT, then log in again.",
    ),
    "missing": (
        "What speaks to the receipt printer is not installed.",
        "Install python-escpos: ./start.sh does. For kind = usb also: apt-get install libusb-1.0-0",
    ),
    "paper": ("The receipt printer is out of paper.", "Put a new roll in."),
    "cover": ("The receipt printer's cover is open.", "Close it."),
    "fault": ("The receipt printer reports a fault.", "Switch it off and on; look at its lights."),
}


def trouble(reason: str) -> tuple[str, str]:
    """What is wrong, and what to do, by the reason of a PrinterTrouble."""
    return _OF_TROUBLE.get(reason, (f"The receipt printer cannot print ({reason}).", "Try again."))
