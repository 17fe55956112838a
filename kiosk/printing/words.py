"""How a receipt printer is, and what to do about it, in plain words."""

from __future__ import annotations

from pathlib import Path

from kiosk.printing.place import FilePlace, Place, UsbPlace
from kiosk.printing.wire import ABSENT, PrinterTrouble

_OF_TROUBLE = {
    "away": (
        "There is no answer from the receipt printer at {place}.",
        "Check its power, its cable, and address in [printer].",
    ),
    "not_found": (
        "{place} is no printer: it is an ordinary file, a folder or a disk.",
        "Nothing was written into it. Set address in [printer] to the device, like /dev/usb/lp0.",
    ),
    "stuck": (
        "The receipt printer at {place} takes nothing any more.",
        "Switch it off and on; look for jammed paper.",
    ),
    "rights": (
        "This account may not use the receipt printer at {place}.",
        "Put it into the printer's group: sudo usermod -aG lp ACCOUNT, then log in again.",
    ),
    "paper": ("The receipt printer at {place} is out of paper.", "Put a new roll in."),
    "cover": ("The cover of the receipt printer at {place} is open.", "Close it."),
    "fault": (
        "The receipt printer at {place} reports a fault.",
        "Switch it off and on; look at its lights.",
    ),
}
_USB_LIBRARY = "libusb-1.0"


def trouble(why: PrinterTrouble, place: Place) -> tuple[str, str]:
    """What is wrong with the printer at this place, and what to do."""
    match why.reason, why.what, place:
        case "missing", part, _:
            return f"{part} is missing, to speak to the receipt printer.", _install(part)
        case "away", what, FilePlace(path) if what == ABSENT:
            return f"There is no {path}.", "Check the printer's power and cable; `ls /dev/usb`."
        case "away", what, UsbPlace() if what == ABSENT:
            return f"There is no {place} on USB.", "Check its power and cable; `lsusb` lists them."
        case "rights", _, FilePlace(path):
            group = _group(path)
            return (
                f"{path} may not be opened by this account (group {group}).",
                f"sudo usermod -aG {group} ACCOUNT, then log in again.",
            )
    usual = "The receipt printer at {place} cannot print ({reason}).", "Try again."
    said, advice = _OF_TROUBLE.get(why.reason, usual)
    return said.format(place=place, reason=why.reason), advice


def _install(part: str) -> str:
    if part == _USB_LIBRARY:
        return "Install it: sudo apt-get install libusb-1.0-0"
    return "Install it: ./start.sh does."


def _group(path: str) -> str:
    try:
        return Path(path).group()
    except (OSError, KeyError, NotImplementedError):
        return "lp"
