pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Who stands there sees themselves, and the frame to hold a code in. While a code is seen the frame
// is green, and a tick says so too.
Item {
    id: glass

    required property CameraModel camera
    // Width to height; a camera's wider picture loses its edges.
    readonly property real ratio: 4 / 3

    MirrorItem {
        anchors.fill: parent
        camera: glass.camera
        shown: glass.visible ? glass.camera.shown : 0
        radius: Theme.radius
        dark: Theme.glassDark
        light: Theme.glassLight
        aim: glass.camera.found ? Theme.glassFound : Theme.glassLight
        halo: Theme.glassDark
    }

    Rectangle {
        visible: glass.camera.found
        anchors { right: parent.right; bottom: parent.bottom; margins: Theme.gapSmall }
        width: glass.height * 0.24
        height: width
        radius: width / 2
        color: Theme.leaf

        Art {
            anchors { fill: parent; margins: parent.width * 0.2 }
            name: "icon/tick"
            inked: true
            ink: Theme.leafInk
        }
    }
}
