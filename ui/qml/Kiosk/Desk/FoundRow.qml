pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Somebody who was found.
Rectangle {
    id: row

    required property int index
    required property string name
    required property string nickname
    required property string number
    required property string partner
    required property string born
    required property string phone
    required property string note
    required property string spoken

    required property bool selected

    signal pressed

    readonly property real _inner: width - 2 * Measure.margin - Measure.scroll - 6 * Measure.gap
    readonly property bool _wide: width >= Measure.roomForNumber
    readonly property real _rest: _inner - Measure.number - Measure.born - Measure.phone

    implicitHeight: Measure.row
    color: selected ? Theme.silver : touch.containsMouse ? Theme.ground : Theme.paper
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Accessible.selectable: true
    Accessible.selected: selected
    Accessible.onPressAction: row.pressed()

    Rectangle {
        width: Measure.mark
        height: parent.height
        visible: row.selected
        color: Theme.primary
    }

    component Cell: Say {
        height: parent.height
        visible: width > 0
        color: Theme.inkSoft
        Accessible.ignored: true
    }

    Row {
        x: Measure.margin
        height: parent.height
        spacing: Measure.gap

        Cell {
            objectName: "found.name"
            width: Math.round(row._rest * (row._wide ? 0.26 : 0.42))
            text: row.name
            color: Theme.ink
            font.weight: Font.DemiBold
        }
        Cell {
            width: Math.round(row._rest * (row._wide ? 0.14 : 0.18))
            text: row.nickname
        }
        Cell {
            width: Measure.number
            text: row.number
            font.features: { "tnum": 1 }
        }
        Cell {
            width: row._wide ? Math.round(row._rest * 0.36) : 0
            text: row.partner
            font.pixelSize: Measure.small
        }
        Cell {
            width: Measure.born
            text: row.born
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
        }
        Cell {
            width: Measure.phone
            text: row.phone
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
        }
        Cell {
            objectName: "found.note"
            width: Math.round(row._rest * (row._wide ? 0.24 : 0.4))
            text: row.note
            color: Theme.clay
            font { pixelSize: Measure.small; weight: Font.DemiBold }
        }
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Measure.hair
        color: Theme.ground
    }
    MouseArea {
        id: touch

        anchors.fill: parent
        hoverEnabled: true
        onClicked: row.pressed()
    }
}
