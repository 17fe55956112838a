pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// The other record of the same person is found, then both stand side by side.
Column {
    id: pair

    required property PersonModel person
    required property FoundModel others
    readonly property bool chosen: person.stays !== ""

    function begin() {
        field.clear();
        field.forceActiveFocus(Qt.TabFocusReason);
    }

    spacing: Measure.gap

    component Side: Rectangle {
        id: side

        property string title
        property string told

        width: Math.floor((pair.width - Measure.gap) / 2)
        height: Math.max(told1.height, Measure.row * 4) + 2 * Measure.gap
        radius: Measure.radius
        color: Theme.silver

        Column {
            id: told1

            x: Measure.margin
            y: Measure.gap
            width: parent.width - 2 * x

            Say {
                width: parent.width
                text: side.title
                color: Theme.inkSoft
                font { pixelSize: Measure.small; weight: Font.DemiBold }
            }
            Say {
                objectName: "pair.told"
                width: parent.width
                text: side.told
                wrapMode: Text.Wrap
                maximumLineCount: 14
                font.features: { "tnum": 1 }
            }
        }
    }

    FindField {
        id: field

        objectName: "other"
        width: parent.width
        visible: !pair.chosen
        found: pair.others
        list: list
        onQuit: pair.person.backed()
    }
    Rectangle {
        width: parent.width
        height: Measure.row * 5
        visible: !pair.chosen
        color: Theme.paper
        border.width: Measure.hair
        border.color: Theme.line

        FoundList {
            id: list

            anchors { fill: parent; margins: Measure.hair }
            found: pair.others
            onPicked: row => pair.others.open(row)
        }
        Say {
            anchors.centerIn: parent
            width: parent.width - 2 * Measure.margin
            visible: pair.others.empty !== ""
            text: pair.others.empty
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
    }
    Row {
        visible: pair.chosen
        spacing: Measure.gap

        Side { title: qsTranslate("walkin", "desk.merge.stays"); told: pair.person.stays }
        Side { title: qsTranslate("walkin", "desk.merge.goes"); told: pair.person.goes }
    }
    DeskButton {
        objectName: "pair.swap"
        visible: pair.chosen
        text: qsTranslate("walkin", "desk.merge.swap")
        onClicked: pair.person.swapped()
    }
}
