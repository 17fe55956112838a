pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A band of woven diamonds, as on Korat silk.
Item {
    implicitHeight: Theme.mm(4.6) * Theme.fit

    Image {
        anchors.fill: parent
        source: Theme.contrast ? "image://art/pattern/weave-sharp" : "image://art/pattern/weave"
        sourceSize: Qt.size(Math.round(parent.height * 3), Math.round(parent.height))
        fillMode: Image.TileHorizontally
        horizontalAlignment: Image.AlignLeft
        Accessible.ignored: true
    }
}
