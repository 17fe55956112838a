pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Nakhon Ratchasima in the distance, behind whoever is at the front.
Art {
    id: scenery

    property bool night: false

    visible: !Theme.contrast && height > Theme.mm(20)
    name: "scene/korat" + (night ? "-night" : "")
    drawn: Qt.size(Math.max(width, height * 1080 / 520), 0)
    fillMode: Image.PreserveAspectCrop
    verticalAlignment: Image.AlignBottom
}
