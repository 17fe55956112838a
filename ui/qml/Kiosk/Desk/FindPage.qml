pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Learners, found while one types.
FocusScope {
    id: page

    required property BarModel pages
    required property FoundModel found

    onVisibleChanged: if (visible) field.selectAll()

    Rectangle {
        anchors { fill: parent; margins: Measure.margin }
        color: Theme.paper
        radius: Measure.radius
        border.width: Measure.hair
        border.color: Theme.line

        FindField {
            id: field

            objectName: "find"
            anchors { top: parent.top; left: parent.left; right: many.left; margins: Measure.margin }
            focus: true
            found: page.found
            list: list
            onQuit: page.pages.turned("today")
        }
        Say {
            id: many

            objectName: "find.many"
            anchors { right: parent.right; rightMargin: Measure.margin; verticalCenter: field.verticalCenter }
            width: Measure.filter / 2
            horizontalAlignment: Text.AlignRight
            text: page.found.many
            color: Theme.inkSoft
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
            Accessible.role: Accessible.AlertMessage
        }
        FoundList {
            id: list

            anchors { top: field.bottom; topMargin: Measure.gap; bottom: parent.bottom; left: parent.left; right: parent.right; margins: Measure.hair }
            found: page.found
            onPicked: row => page.found.open(row)
        }

        Column {
            anchors.centerIn: list
            width: list.width - 2 * Measure.margin
            visible: page.found.empty !== ""
            spacing: Measure.gap

            Cat {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Measure.cat
                height: Measure.cat
            }
            Say {
                objectName: "find.empty"
                width: parent.width
                text: page.found.empty
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                maximumLineCount: 2
                font { pixelSize: Measure.heading; weight: Font.Bold }
            }
            Say {
                objectName: "find.hint"
                width: parent.width
                text: page.found.hint
                color: Theme.inkSoft
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                maximumLineCount: 3
            }
            Say {
                objectName: "find.instead"
                width: parent.width
                visible: page.found.nobody
                text: qsTranslate("walkin", "desk.found.instead")
                color: Theme.inkSoft
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                maximumLineCount: 3
            }
        }
        Say {
            objectName: "find.problem"
            anchors { bottom: parent.bottom; bottomMargin: Measure.margin; horizontalCenter: parent.horizontalCenter }
            width: list.width - 2 * Measure.margin
            visible: text !== ""
            text: page.found.problem
            color: Theme.clay
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }
    }
}
