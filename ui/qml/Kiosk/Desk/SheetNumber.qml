pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A number of the sheet, whom it names, and what becomes of it.
Item {
    id: row

    required property string number
    required property string name
    required property string words
    required property string trouble
    required property string spoken

    signal takenOff

    objectName: "sheet.row"
    implicitHeight: Measure.row
    Accessible.role: Accessible.ListItem
    Accessible.name: row.spoken

    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Measure.hair
        color: Theme.line
    }
    Say {
        id: typed

        anchors { left: parent.left; verticalCenter: parent.verticalCenter }
        width: Measure.number * 1.5
        text: row.number
        font { weight: Font.DemiBold; features: { "tnum": 1 } }
        Accessible.ignored: true
    }
    Say {
        objectName: "sheet.name"
        anchors { left: typed.right; leftMargin: Measure.gap; right: words.left; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter }
        text: row.name
        Accessible.ignored: true
    }
    Say {
        id: words

        objectName: "sheet.words"
        anchors { right: off.left; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter }
        width: Math.min(implicitWidth, row.width / 2)
        text: row.words
        color: row.trouble === "" ? Theme.leaf : row.trouble === "unknown" || row.trouble === "suspended" ? Theme.clay : Theme.inkSoft
        font { pixelSize: Measure.small; weight: Font.DemiBold }
        Accessible.ignored: true
    }
    DeskButton {
        id: off

        objectName: "sheet.off"
        anchors { right: parent.right; rightMargin: Measure.scroll; verticalCenter: parent.verticalCenter }
        implicitWidth: Measure.target
        text: "×"
        Accessible.name: qsTranslate("walkin", "desk.sheet.off").arg(row.number)
        onClicked: row.takenOff()
    }
}
