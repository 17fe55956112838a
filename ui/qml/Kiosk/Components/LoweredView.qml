pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// With lowered buttons the upper half is a picture, and everything to press stands below it. On Home
// it also shows how to scan.
Item {
    id: view

    required property string screen
    required property HomeModel home
    required property CameraModel camera

    Scenery {
        anchors.fill: parent
    }
    Cat {
        readonly property real _side: Math.min(parent.width * 0.42, parent.height * 0.92)

        width: _side
        height: _side
        x: hint.visible ? parent.width - width - Theme.margin / 2 : (parent.width - width) / 2
        y: parent.height - height
        mood: view.screen === "trouble" || view.home.mode === "closed" ? "asleep" : "welcoming"
    }
    ScanHint {
        id: hint

        camera: view.camera
        visible: view.visible && view.screen === "home" && view.home.mode !== "closed"
        x: Theme.margin
        y: Theme.gap
        width: parent.width * 0.58 - Theme.margin
        height: parent.height - 2 * Theme.gap
        upright: true
        asking: view.home.wanted !== ""
        text: asking ? qsTranslate("walkin", "scan.wanted").arg(view.home.wantedTitle) : qsTranslate("walkin", "scan.hint")
        detail: asking ? qsTranslate("walkin", "scan.wanted_how") : qsTranslate("walkin", "scan.how")
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.edge
        color: Theme.line
    }
}
