pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// One check-in.
Rectangle {
    id: row

    required property int index
    required property string entry
    required property string time
    required property string name
    required property string number
    required property string activity
    required property string how
    required property string notes
    required property bool noticed
    required property bool undone
    required property bool gone
    required property string spoken

    required property ColumnHeads heads
    required property bool selected
    required property bool focused

    signal pressed

    readonly property color _ink: undone ? Theme.faded : Theme.ink
    readonly property color _soft: undone || gone ? Theme.faded : Theme.inkSoft

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
    Rectangle {
        anchors.fill: parent
        visible: row.selected && row.focused
        color: Theme.none
        border.width: Measure.ring
        border.color: Theme.primary
    }

    function naturalOf(column: string): real {
        for (let i = 0; i < cells.children.length; i++) {
            const cell = cells.children[i] as Cell;
            if (cell?.column === column)
                return cell.implicitWidth;
        }
        return 0;
    }

    component Cell: Say {
        required property string column

        height: parent.height
        visible: width > 0
        color: row._soft
        Accessible.ignored: true
    }

    Row {
        id: cells

        x: Measure.margin
        height: parent.height
        spacing: Measure.gap

        Cell {
            column: "time"
            width: row.heads.time
            text: row.time
            color: row._ink
            font.features: { "tnum": 1 }
        }
        Cell {
            objectName: "name"
            column: "name"
            width: row.heads.name
            text: row.name
            color: row._ink
            font { weight: row.undone ? Font.Normal : Font.DemiBold; strikeout: row.undone }
        }
        Cell {
            column: "number"
            width: row.heads.number
            text: row.number
            font { strikeout: row.undone; features: { "tnum": 1 } }
        }
        Cell {
            column: "activity"
            width: row.heads.activity
            text: row.activity
            font.strikeout: row.undone
        }
        Cell {
            column: "how"
            width: row.heads.how
            text: row.how
            font.pixelSize: Measure.small
        }
        Cell {
            objectName: "notes"
            column: "notes"
            width: row.heads.notes
            text: row.notes
            color: row.noticed ? Theme.clay : row._soft
            font { pixelSize: Measure.small; weight: row.noticed || row.undone ? Font.DemiBold : Font.Normal }
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
