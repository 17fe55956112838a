"""A printer on USB, in the place of libusb."""

from __future__ import annotations

import array
import errno
from types import SimpleNamespace
from typing import Any

import usb.core
from usb.backend import IBackend

from tests.fake_printer import Paper

VENDOR, PRODUCT = 0x04B8, 0x0E15
_IN, _OUT = 0x83, 0x02
"""Not the endpoints python-escpos would guess."""


class FakeUsb(IBackend):
    """One device with a keyboard's interface and a printer's, which the system's driver holds.

    It takes at most `most` bytes a transfer, and says so; `plugged` and `allowed` as it is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.paper = Paper()
        self.plugged = self.allowed = True
        self.most = 500
        self.driver = True
        self.claimed: set[int] = set()
        self.opened = 0
        self._said = b""

    def enumerate_devices(self) -> Any:
        return iter(["printer"] if self.plugged else [])

    def get_device_descriptor(self, dev: Any) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=VENDOR, idProduct=PRODUCT,
            bcdDevice=0x100, iManufacturer=0, iProduct=0, iSerialNumber=0, bNumConfigurations=1,
            address=1, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: Any, config: int) -> Any:
        if config:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=55, bNumInterfaces=2, bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0x80, bMaxPower=50, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: Any, intf: int, alt: int, config: int) -> Any:
        if alt or intf > 1:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=intf, bAlternateSetting=0,
            bNumEndpoints=(1, 2)[intf], bInterfaceClass=(3, 7)[intf], bInterfaceSubClass=1,
            bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: Any, ep: int, intf: int, alt: int, config: int) -> Any:
        address = ((0x81,), (_OUT, _IN))[intf][ep]
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=address,
            bmAttributes=2 if intf else 3, wMaxPacketSize=64, bInterval=0, bRefresh=0,
            bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev: Any) -> Any:
        if not self.allowed:
            raise usb.core.USBError("Access denied", -3, errno.EACCES)
        self.opened += 1
        return "handle"

    def close_device(self, dev_handle: Any) -> None:
        self.opened -= 1

    def get_configuration(self, dev_handle: Any) -> int:
        return 1

    def is_kernel_driver_active(self, dev_handle: Any, intf: int) -> bool:
        return self.driver

    def detach_kernel_driver(self, dev_handle: Any, intf: int) -> None:
        self.driver = False

    def attach_kernel_driver(self, dev_handle: Any, intf: int) -> None:
        self.driver = True

    def claim_interface(self, dev_handle: Any, intf: int) -> None:
        assert not self.driver
        self.claimed.add(intf)

    def release_interface(self, dev_handle: Any, intf: int) -> None:
        self.claimed.discard(intf)

    def bulk_write(self, dev_handle: Any, ep: int, intf: int, data: Any, timeout: int) -> int:
        self._check(ep, _OUT, timeout)
        if not self.most:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        taken = bytes(data)[: self.most]
        self._said += self.paper.take(taken)
        return len(taken)

    def bulk_read(self, dev_handle: Any, ep: int, intf: int, buff: Any, timeout: int) -> int:
        self._check(ep, _IN, timeout)
        if not self._said:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        said, self._said = self._said[: len(buff)], self._said[len(buff) :]
        buff[: len(said)] = array.array("B", said)
        return len(said)

    def _check(self, ep: int, wanted: int, timeout: int) -> None:
        assert ep == wanted
        assert 0 < timeout < 1000
        if not self.plugged:
            raise usb.core.USBError("No such device", -4, errno.ENODEV)
        assert self.claimed == {1}
