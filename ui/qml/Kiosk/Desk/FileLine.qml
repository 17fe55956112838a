pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// What would become of one thing of a file.
Rectangle {
    id: line

    required property int index
    required property string kind
    required property string mark
    required property string title
    required property string detail
    required property string spoken
    property bool focused: false

    objectName: "file.row." + index
    implicitHeight: Math.max(Measure.row, words.height + Measure.gap)
    radius: Measure.radius
    color: line.kind === "rejected" ? Theme.claySoft : line.kind === "added" ? Theme.leafSoft : Theme.paper
    border.width: line.focused ? Measure.ring : Measure.hair
    border.color: line.focused ? Theme.primary : Theme.line
    Accessible.role: Accessible.ListItem
    Accessible.name: line.spoken

    Say {
        id: mark

        objectName: "file.mark"
        anchors { left: parent.left; leftMargin: Measure.gap; verticalCenter: parent.verticalCenter }
        width: Measure.label
        text: line.mark
        color: line.kind === "rejected" ? Theme.clay : line.kind === "added" ? Theme.leaf : Theme.ink
        font { pixelSize: Measure.small; weight: Font.DemiBold }
        Accessible.ignored: true
    }
    Column {
        id: words

        anchors { left: mark.right; right: parent.right; margins: Measure.gap; verticalCenter: parent.verticalCenter }

        Say {
            objectName: "file.title"
            width: parent.width
            text: line.title
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Say {
            objectName: "file.detail"
            width: parent.width
            visible: text !== ""
            text: line.detail
            color: Theme.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
            Accessible.ignored: true
        }
    }
}
