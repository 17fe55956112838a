pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// Shows which thing the keyboard would press.
Rectangle {
    required property T.AbstractButton control

    anchors.fill: parent
    anchors.margins: -Theme.ring
    z: 1
    visible: control.visualFocus
    radius: Theme.radius + Theme.ring
    color: Theme.none
    border.width: Theme.ring * 1.6
    border.color: Theme.clayBright

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.ring * 1.6
        radius: Theme.radius
        color: Theme.none
        border.width: Theme.ring * 0.5
        border.color: Theme.paper
    }
}
