pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// The ground of something to press: a face on a lip that it sinks into under the finger. Elevation
// without shadows, which the software renderer would have to blend.
Item {
    id: plate

    required property T.AbstractButton control
    property color face: Theme.paper
    property color faceDown: Theme.paperDown
    property color lip: Theme.paperLip
    property color edge: Theme.edgeLine
    property real edgeWidth: Theme.edge
    property real radius: Theme.radius

    Rectangle {
        y: Theme.lip
        width: parent.width
        height: parent.height - y
        radius: plate.radius
        color: plate.lip
    }
    Rectangle {
        y: plate.control.down ? Theme.lip : 0
        width: parent.width
        height: parent.height - Theme.lip
        radius: plate.radius
        color: plate.control.down ? plate.faceDown : plate.face
        border.width: plate.edgeWidth
        border.color: plate.edge
    }
    FocusRing {
        control: plate.control
    }
}
