pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Nakhon Ratchasima in the distance, behind whoever is at the front.
Image {
    id: scenery

    property bool night: false

    visible: !Theme.contrast && height > Theme.mm(20)
    source: visible ? "image://art/scene/korat" + (night ? "-night" : "") : ""
    sourceSize: Qt.size(Math.round(Math.max(width, height * 1080 / 520)), 0)
    fillMode: Image.PreserveAspectCrop
    verticalAlignment: Image.AlignBottom
    Accessible.ignored: true
}
