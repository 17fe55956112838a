"""A printer on USB, through libusb: it needs no driver of the system's."""

from __future__ import annotations

import errno
import threading
from typing import Any

import usb.core
import usb.util

from kiosk.printing.place import UsbPlace
from kiosk.printing.wire import ABSENT, STALL_S, PrinterTrouble, wait

_PRINTER = 7
"""Interface class of printers (USB Device Class Definition for Printing Devices)."""
_AT_ONCE = 4096
_TRY_MS = 100
_ANSWER = 64
_TIMEOUTS = frozenset({errno.ETIMEDOUT, errno.EAGAIN})


class UsbWire:
    """Claims the printer's interface, and gives it back to the system afterwards."""

    def __init__(self, place: UsbPlace, stop: threading.Event) -> None:
        self._stop = stop
        try:
            self._device = usb.core.find(idVendor=place.vendor, idProduct=place.product)
        except usb.core.NoBackendError as e:
            raise PrinterTrouble("missing", "libusb-1.0") from e
        if self._device is None:
            raise PrinterTrouble("away", ABSENT)
        self._detached = False
        try:
            self._interface = self._chosen()
            self._claim()
        except usb.core.USBError as e:
            self.close()
            raise _trouble_of(e) from e
        except PrinterTrouble:
            self.close()
            raise

    def send(self, data: bytes) -> None:
        """Send all of it."""
        view = memoryview(data)
        while view:
            taken = 0

            def push(_: float, part: bytes = bytes(view[:_AT_ONCE])) -> bool:
                nonlocal taken
                taken = self._push(part)
                return taken > 0

            if not wait(push, STALL_S, self._stop):
                raise PrinterTrouble("stuck")
            view = view[taken:]

    def receive(self, within: float) -> bytes:
        """What the printer says."""
        said = b""

        def pull(_: float) -> bool:
            nonlocal said
            said = self._pull()
            return bool(said)

        if self._in is not None:
            wait(pull, within, self._stop)
        return said

    def drop(self) -> None:
        """Nothing is held back here."""

    def close(self) -> None:
        """Let go."""
        try:
            if self._detached:
                number = self._interface.bInterfaceNumber
                usb.util.release_interface(self._device, number)
                self._device.attach_kernel_driver(number)
        except (usb.core.USBError, NotImplementedError):
            pass  # unplugged
        finally:
            usb.util.dispose_resources(self._device)

    def _chosen(self) -> Any:  # noqa: ANN401
        """The printer's interface and its endpoints; a printer may be several devices in one."""
        if (configuration := self._configured()) is None:
            raise PrinterTrouble("away")
        found = usb.util.find_descriptor(configuration, bInterfaceClass=_PRINTER)
        interface = found or configuration[(0, 0)]
        self._out = _bulk(interface, usb.util.ENDPOINT_OUT)
        self._in = _bulk(interface, usb.util.ENDPOINT_IN)
        if self._out is None:
            raise PrinterTrouble("away")
        return interface

    def _configured(self) -> Any:  # noqa: ANN401
        try:
            return self._device.get_active_configuration()
        except usb.core.USBError:
            self._device.set_configuration()
            return self._device.get_active_configuration()

    def _claim(self) -> None:
        number = self._interface.bInterfaceNumber
        try:
            if self._device.is_kernel_driver_active(number):
                self._device.detach_kernel_driver(number)
                self._detached = True
        except NotImplementedError:
            pass  # not on this system
        usb.util.claim_interface(self._device, number)

    def _push(self, part: bytes) -> int:
        try:
            return int(self._out.write(part, _TRY_MS))
        except usb.core.USBError as e:
            if e.errno in _TIMEOUTS:
                return 0
            raise _trouble_of(e) from e

    def _pull(self) -> bytes:
        try:
            return bytes(self._in.read(_ANSWER, _TRY_MS))
        except usb.core.USBError as e:
            if e.errno in _TIMEOUTS:
                return b""
            raise _trouble_of(e) from e


def _bulk(interface: Any, direction: int) -> Any:  # noqa: ANN401
    return usb.util.find_descriptor(
        interface,
        custom_match=lambda e: (
            usb.util.endpoint_direction(e.bEndpointAddress) == direction
            and usb.util.endpoint_type(e.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        ),
    )


def _trouble_of(error: Any) -> PrinterTrouble:  # noqa: ANN401
    return PrinterTrouble("rights" if error.errno == errno.EACCES else "away")
