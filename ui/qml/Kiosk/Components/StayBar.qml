pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Shrinks while the screen stays by itself.
Item {
    id: bar

    property int stay: 0
    property color ink: Theme.leaf

    implicitHeight: Theme.mm(2.2) * Theme.fit
    visible: stay > 0

    Rectangle {
        width: parent.width
        height: parent.height
        radius: height / 2
        color: Theme.line
        opacity: Theme.contrast ? 0.4 : 1
    }
    Rectangle {
        width: parent.width
        height: parent.height
        radius: height / 2
        color: bar.ink
        transform: Scale { id: squeeze; xScale: 1 }
    }

    NumberAnimation {
        target: squeeze
        property: "xScale"
        from: 1
        to: 0
        duration: bar.stay
        running: Theme.moving && bar.visible && bar.stay > 0
    }
}
