pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// A button that says why it cannot be pressed: under the mouse, and when it is pressed all the same.
Item {
    id: act

    property alias name: button.objectName
    property alias text: button.text
    property alias art: button.art
    property string why

    signal clicked
    signal refused(string why)

    implicitWidth: button.implicitWidth
    implicitHeight: button.implicitHeight

    DeskButton {
        id: button

        anchors.fill: parent
        enabled: act.why === ""
        Accessible.description: act.why
        onClicked: act.clicked()
    }
    HoverHandler {
        id: mouse
    }
    TapHandler {
        enabled: !button.enabled
        onTapped: act.refused(act.why)
    }
    T.ToolTip {
        id: tip

        y: -height - Measure.tight
        x: Math.min(0, act.width - width)
        visible: mouse.hovered && act.why !== ""
        delay: Measure.steadyMs
        padding: Measure.gap
        implicitWidth: words.implicitWidth + 2 * padding
        implicitHeight: words.implicitHeight + 2 * padding
        background: Rectangle {
            radius: Measure.radius
            color: Theme.ink
        }
        contentItem: Say {
            id: words

            text: act.why
            color: Theme.paper
            font.pixelSize: Measure.small
            Accessible.ignored: true
        }
    }
}
