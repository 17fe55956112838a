pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A section of the settings; a touch shows it.
Rectangle {
    id: row

    required property int index
    required property string key
    required property string title
    required property string note
    required property bool wary
    required property bool chosen
    required property string spoken
    property bool focused: false

    signal taken

    function take() {
        row.taken();
    }

    objectName: "section." + row.key
    implicitHeight: Math.max(Measure.target, words.height + Measure.gap)
    radius: Measure.radius
    color: row.chosen ? Theme.silver : mouse.hovered ? Theme.ground : Theme.paper
    border.width: row.focused ? Measure.ring : row.chosen ? Measure.hair : 0
    border.color: row.focused ? Theme.primary : Theme.line
    Accessible.role: Accessible.ListItem
    Accessible.name: row.spoken
    Accessible.onPressAction: row.taken()

    HoverHandler { id: mouse }
    TapHandler { onTapped: row.taken() }

    Column {
        id: words

        anchors { left: parent.left; right: parent.right; margins: Measure.gap; verticalCenter: parent.verticalCenter }

        Say {
            width: parent.width
            text: row.title
            font.weight: row.chosen ? Font.Bold : Font.DemiBold
            Accessible.ignored: true
        }
        Say {
            objectName: "section.note"
            width: parent.width
            visible: text !== ""
            text: row.note
            color: row.wary ? Theme.clay : Theme.inkSoft
            font { pixelSize: Measure.small; weight: Font.DemiBold }
            Accessible.ignored: true
        }
    }
}
