pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme

// Somebody to be found: touched when they were.
Item {
    id: row

    required property int index
    required property string name
    required property string detail
    required property int people
    required property bool found
    property bool current: false

    signal pressed

    Accessible.role: Accessible.CheckBox
    Accessible.name: name + ", " + detail
    Accessible.checked: found
    Accessible.onPressAction: row.pressed()

    Rectangle {
        anchors { fill: parent; margins: Measure.tight }
        radius: Measure.radius
        color: row.found ? Theme.leafSoft : row.people > 1 ? Theme.claySoft : Theme.paper
        border.width: row.current ? Measure.ring : Measure.hair
        border.color: row.current ? Theme.primary : Theme.line

        Rectangle {
            id: box

            anchors { left: parent.left; leftMargin: Measure.gap; verticalCenter: parent.verticalCenter }
            width: Measure.target - Measure.gap
            height: width
            radius: Measure.tight
            color: row.found ? Theme.leaf : Theme.paper
            border.width: Measure.ring
            border.color: row.found ? Theme.leaf : Theme.edgeLine

            Art {
                anchors.centerIn: parent
                visible: row.found
                width: Measure.icon
                height: Measure.icon
                name: "icon/tick"
                inked: true
                ink: Theme.leafInk
            }
        }
        Column {
            anchors { left: box.right; leftMargin: Measure.gap; right: parent.right; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter }

            Say {
                objectName: "inside.name"
                width: parent.width
                text: row.name
                color: row.found ? Theme.leaf : Theme.ink
                font { pixelSize: Measure.loud; weight: Font.Bold; strikeout: row.found }
                Accessible.ignored: true
            }
            Say {
                width: parent.width
                text: row.detail
                color: Theme.inkSoft
                font { pixelSize: Measure.small; features: { "tnum": 1 } }
                Accessible.ignored: true
            }
        }
    }
    TapHandler {
        onTapped: row.pressed()
    }
}
