"""Our drawings, in the size and colour a screen asks for."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

PROVIDER = "art"
"""QML asks for image://art/FOLDER/NAME, or …?RRGGBB for what is drawn in `currentColor`."""


class ArtProvider(QQuickImageProvider):
    """Draws assets/art/FOLDER/NAME.svg with QtSvg, which the software renderer shows faithfully."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N803
        """The drawing, scaled into the requested size."""
        renderer = _renderer(id)
        natural = renderer.defaultSize()
        size.setWidth(natural.width())
        size.setHeight(natural.height())
        wanted = (
            requestedSize if requestedSize.width() > 0 and requestedSize.height() > 0 else natural
        )
        image = QImage(wanted, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        return image


def drawing(name: str) -> str:
    """The SVG of FOLDER/NAME."""
    file = resources.files("assets").joinpath("art", *f"{name}.svg".split("/"))
    return file.read_text("utf-8")


@lru_cache(maxsize=128)
def _renderer(id: str) -> QSvgRenderer:  # noqa: A002 - as in requestImage
    """The drawing, read once. All requests come on the interface's thread."""
    name, _, ink = id.partition("?")
    svg = drawing(name)
    if ink:
        svg = svg.replace("currentColor", f"#{ink}")
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return renderer
