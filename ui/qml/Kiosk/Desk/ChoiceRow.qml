pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// One of several things, done as soon as it is pressed.
T.AbstractButton {
    id: row

    required property string key
    required property string title
    required property string detail
    required property string note
    required property bool wary
    required property string spoken
    // It came under the hand just now: a press was meant for something else.
    property bool fresh: false

    objectName: "choice." + key
    implicitHeight: Math.max(Measure.row, words.height + Measure.gap)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: spoken
    Keys.onReturnPressed: event => { if (enabled && !event.isAutoRepeat) click(); }
    Keys.onEnterPressed: event => { if (enabled && !event.isAutoRepeat) click(); }
    Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

    background: Rectangle {
        radius: Measure.radius
        color: row.down ? Theme.silver : row.hovered ? Theme.ground : Theme.paper
        border.width: row.visualFocus ? Measure.ring : Measure.hair
        border.color: row.visualFocus ? Theme.primary : Theme.edgeLine
    }
    contentItem: Item {
        Column {
            id: words

            anchors { left: parent.left; right: note.left; margins: Measure.margin; verticalCenter: parent.verticalCenter }

            Say {
                objectName: "choice.title"
                width: parent.width
                text: row.title
                color: row.enabled ? Theme.ink : Theme.faded
                font.weight: Font.DemiBold
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
        }
        Say {
            id: note

            objectName: "choice.note"
            anchors { right: parent.right; rightMargin: Measure.margin; verticalCenter: parent.verticalCenter }
            width: Math.min(implicitWidth, row.width / 2)
            text: row.note
            color: row.wary ? Theme.clay : Theme.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 2
            horizontalAlignment: Text.AlignRight
            font { pixelSize: Measure.small; weight: row.wary ? Font.DemiBold : Font.Normal }
            Accessible.ignored: true
        }
    }

    MouseArea {
        anchors.fill: parent
        visible: row.fresh
    }
}
