pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// The names of the list's columns, and how wide each of them is: by the edge behind its name.
FocusScope {
    id: heads

    required property ColumnsModel columns
    readonly property int time: columns.time
    readonly property int name: columns.name
    readonly property int number: columns.number
    readonly property int activity: columns.activity
    readonly property int how: columns.how
    readonly property int notes: columns.notes
    // The column whose edge the keys move.
    property string edge: "name"

    signal naturalWanted(string column)

    function naturalOf(column: string): real {
        for (let i = 0; i < names.children.length; i++) {
            const head = names.children[i] as Head;
            if (head?.column === column)
                return head.natural;
        }
        return 0;
    }

    function _go(by: int) {
        const all = columns.shown.slice(0, -1);
        heads.edge = all[Math.max(0, Math.min(all.length - 1, all.indexOf(heads.edge) + by))];
    }

    function _fit() {
        columns.fit(width - 2 * Measure.margin - Measure.scroll, Measure.scale);
    }

    implicitHeight: Measure.target
    onWidthChanged: _fit()
    Component.onCompleted: _fit()

    component Head: Item {
        id: head

        required property string column
        required property int span
        property alias text: words.text
        readonly property real natural: words.implicitWidth
        readonly property bool last: heads.columns.shown[heads.columns.shown.length - 1] === column
        readonly property bool held: keys.activeFocus && heads.edge === column

        width: span
        height: parent?.height ?? 0
        visible: span > 0

        Say {
            id: words

            width: parent.width
            height: parent.height
            color: Theme.inkSoft
            font { pixelSize: Measure.small; weight: Font.DemiBold }
            Accessible.role: Accessible.ColumnHeader
        }
        Rectangle {
            readonly property bool wide: head.held || grip.containsMouse || grip.pressed

            x: head.width + (Measure.gap - width) / 2
            y: (head.height - height) / 2
            width: wide ? Measure.tight : Measure.hair
            height: head.height * (wide ? 0.8 : 0.4)
            visible: !head.last
            color: wide ? Theme.primary : Theme.edgeLine
        }
        MouseArea {
            id: grip

            property real grabbed: 0

            objectName: "edge." + head.column
            x: head.width + (Measure.gap - width) / 2
            width: Measure.target
            height: head.height
            enabled: !head.last
            hoverEnabled: true
            preventStealing: true
            cursorShape: enabled ? Qt.SplitHCursor : Qt.ArrowCursor
            onPressed: mouse => {
                heads.edge = head.column;
                grabbed = head.span - mapToItem(heads, mouse.x, 0).x;
            }
            onPositionChanged: mouse => {
                if (pressed)
                    heads.columns.widen(head.column, grabbed + mapToItem(heads, mouse.x, 0).x);
            }
            onDoubleClicked: heads.naturalWanted(head.column)
        }
    }

    Row {
        id: names

        x: Measure.margin
        height: parent.height
        spacing: Measure.gap

        Head { column: "time"; span: heads.time; text: qsTranslate("walkin", "desk.column.time") }
        Head { column: "name"; span: heads.name; text: qsTranslate("walkin", "desk.column.name") }
        Head { column: "number"; span: heads.number; text: qsTranslate("walkin", "desk.column.number") }
        Head { column: "activity"; span: heads.activity; text: qsTranslate("walkin", "desk.column.activity") }
        Head { column: "how"; span: heads.how; text: qsTranslate("walkin", "desk.column.how") }
        Head { column: "notes"; span: heads.notes; text: qsTranslate("walkin", "desk.column.notes") }
    }
    Item {
        id: keys

        objectName: "heads"
        anchors.fill: parent
        focus: true
        activeFocusOnTab: true
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTranslate("walkin", "desk.columns")
        Accessible.description: qsTranslate("walkin", "desk.keys.columns")
        Keys.onPressed: event => {
            const wide = event.modifiers & Qt.ShiftModifier;
            const by = event.key === Qt.Key_Left ? -1 : event.key === Qt.Key_Right ? 1 : 0;
            event.accepted = true;
            if (by !== 0 && wide)
                heads.columns.widen(heads.edge, heads.columns[heads.edge] + by * Measure.gap);
            else if (by !== 0)
                heads._go(by);
            else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
                heads.naturalWanted(heads.edge);
            else
                event.accepted = false;
        }
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Measure.hair
        color: Theme.line
    }
}
