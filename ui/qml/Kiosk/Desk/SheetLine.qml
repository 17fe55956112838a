pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// One sheet: a touch types it in, its button prints it.
Rectangle {
    id: row

    required property int index
    required property string code
    required property string title
    required property string detail
    required property string typed
    required property bool chosen
    required property string spoken
    property bool focused: false
    property bool printing: false

    signal taken
    signal printWanted

    function take() {
        row.taken();
    }

    objectName: "sheet." + index
    implicitHeight: Math.max(Measure.row, words.height + Measure.gap)
    radius: Measure.radius
    color: row.chosen ? Theme.silver : mouse.hovered ? Theme.ground : Theme.paper
    border.width: row.focused ? Measure.ring : Measure.hair
    border.color: row.focused ? Theme.primary : Theme.line
    Accessible.role: Accessible.ListItem
    Accessible.name: row.spoken
    Accessible.onPressAction: row.taken()

    HoverHandler { id: mouse }
    TapHandler { onTapped: row.taken() }

    Column {
        id: words

        anchors { left: parent.left; leftMargin: Measure.gap; right: printer.left; rightMargin: Measure.tight; verticalCenter: parent.verticalCenter }

        Say {
            width: parent.width
            text: row.title
            wrapMode: Text.Wrap
            maximumLineCount: 2
            font.weight: row.chosen ? Font.Bold : Font.DemiBold
            Accessible.ignored: true
        }
        Say {
            width: parent.width
            visible: text !== ""
            text: row.detail
            color: Theme.inkSoft
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
            Accessible.ignored: true
        }
        Say {
            objectName: "sheet.typed"
            width: parent.width
            visible: text !== ""
            text: row.typed
            color: Theme.clay
            font { pixelSize: Measure.small; weight: Font.DemiBold }
            Accessible.ignored: true
        }
    }
    DeskButton {
        id: printer

        objectName: "sheet.print." + row.index
        anchors { right: parent.right; rightMargin: Measure.tight; verticalCenter: parent.verticalCenter }
        width: Measure.target
        art: "printer"
        enabled: !row.printing
        Accessible.name: qsTranslate("walkin", "desk.sheet.print").arg(row.title)
        onClicked: row.printWanted()
    }
}
