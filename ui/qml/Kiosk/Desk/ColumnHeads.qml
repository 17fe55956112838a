pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// The names of the list's columns, and where each of them stands.
Item {
    id: heads

    readonly property real _inner: width - 2 * Measure.margin - Measure.scroll
    readonly property bool _wide: width >= Measure.roomForNumber
    readonly property real time: Measure.time
    readonly property real number: _wide ? Measure.number : 0
    readonly property real how: Measure.how
    readonly property real _gaps: Measure.gap * (_wide ? 5 : 4)
    readonly property real _rest: _inner - time - number - how - _gaps
    readonly property real name: Math.min(Measure.nameMost, Math.round(_rest * Measure.nameShare))
    readonly property real activity: Math.min(Measure.activityMost, Math.round(_rest * Measure.activityShare))
    readonly property real notes: _rest - name - activity

    implicitHeight: Math.round(Measure.small * 2)

    component Head: Say {
        height: parent.height
        visible: width > 0
        color: Theme.inkSoft
        font { pixelSize: Measure.small; weight: Font.DemiBold }
        Accessible.role: Accessible.ColumnHeader
    }

    Row {
        x: Measure.margin
        height: parent.height
        spacing: Measure.gap

        Head { width: heads.time; text: qsTranslate("walkin", "desk.column.time") }
        Head { width: heads.name; text: qsTranslate("walkin", "desk.column.name") }
        Head { width: heads.number; text: qsTranslate("walkin", "desk.column.number") }
        Head { width: heads.activity; text: qsTranslate("walkin", "desk.column.activity") }
        Head { width: heads.how; text: qsTranslate("walkin", "desk.column.how") }
        Head { width: heads.notes; text: qsTranslate("walkin", "desk.column.notes") }
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Measure.hair
        color: Theme.line
    }
}
