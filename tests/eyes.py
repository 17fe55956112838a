"""A telephone's camera before the kiosk's window."""

from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickWindow
from zxingcpp import BarcodeFormat, read_barcodes


def read_code(window: QQuickWindow) -> str:
    """Text of the one QR code that is to be seen."""
    image = window.grabWindow().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(image.constBits()).cast("B", (image.height(), image.bytesPerLine()))
    (found,) = read_barcodes(pixels, BarcodeFormat.QRCode)
    return found.text
