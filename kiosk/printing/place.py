"""Where a receipt printer is, as it is set."""

from __future__ import annotations

import re
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

PORT = 9100
"""Where printers listen for raw data (JetDirect)."""

_HIGHEST_PORT = 65535


class NetworkPlace(NamedTuple):
    """A name or an address, IPv4 or IPv6, and a TCP port."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class UsbPlace(NamedTuple):
    """Vendor and product, as `lsusb` says them."""

    vendor: int
    product: int

    def __str__(self) -> str:
        return f"{self.vendor:04x}:{self.product:04x}"


class FilePlace(NamedTuple):
    """A device file, such as /dev/usb/lp0."""

    path: str

    def __str__(self) -> str:
        return self.path


Place = NetworkPlace | UsbPlace | FilePlace
Slip = Literal["card", "number", "welcome"]


class Printer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A receipt printer: how it is reached, how many dots it prints side by side, which slips.

    Paper of 80 mm takes 576 dots, of 58 mm 384, at 203 dpi.
    """

    kind: Literal["", "network", "usb", "file"] = ""
    address: str = ""
    dots: Annotated[int, Meta(ge=256, le=1024, multiple_of=8)] = 576
    slips: tuple[Slip, ...] = ("card", "number")

    def place(self) -> Place | None:
        """Where it is; None when there is none. Raises ValueError that says how it is written."""
        match self.kind:
            case "network":
                return _network(self.address)
            case "usb":
                return _usb(self.address)
            case "file":
                if not self.address or "\0" in self.address:
                    msg = "is the path of the device for file, like /dev/usb/lp0"
                    raise ValueError(msg)
                return FilePlace(self.address)
            case "":
                return None


def _usb(address: str) -> UsbPlace:
    found = re.fullmatch(r"(?:0x)?([0-9a-f]{4}):(?:0x)?([0-9a-f]{4})", address, re.I)
    if found is None:
        msg = "is written like 04b8:0e15 for usb, as lsusb says it"
        raise ValueError(msg)
    return UsbPlace(int(found[1], 16), int(found[2], 16))


def _network(address: str) -> NetworkPlace:
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^\s:/\[\]\0]+)(?::([0-9]{1,5}))?", address)
    port = PORT if found is None or found[2] is None else int(found[2])
    if found is None or not 0 < port <= _HIGHEST_PORT:
        msg = "is written like 192.168.1.50 or 192.168.1.50:9100 for network"
        raise ValueError(msg)
    return NetworkPlace(found[1].strip("[]"), port)
