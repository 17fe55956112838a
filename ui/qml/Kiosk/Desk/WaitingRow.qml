pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// The head of a list with "call next", or a number and what is done with it.
Item {
    id: row

    required property int index
    required property string occurrence
    required property string entry
    required property string number
    required property string who
    required property string detail
    required property string turn
    required property string stands
    required property bool could
    required property string spoken
    property bool chosen: false
    property bool focused: false

    readonly property bool head: entry === ""
    readonly property bool isCalled: turn === "called"

    signal pressed
    signal callNextWanted
    signal callWanted
    signal letInWanted
    signal goneWanted
    signal againWanted

    implicitHeight: head ? Measure.alert + Measure.gap : Measure.alert
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken

    Rectangle {
        anchors { fill: parent; topMargin: row.head ? Measure.gap : 0 }
        color: row.head ? Theme.silver : row.isCalled ? Theme.leafSoft : row.chosen ? Theme.ground : Theme.paper
        border.width: row.chosen && row.focused ? Measure.ring : 0
        border.color: Theme.primary
    }
    TapHandler { onTapped: row.pressed() }

    Say {
        id: name

        objectName: "waiting.number"
        anchors { left: parent.left; leftMargin: Measure.margin; verticalCenter: words.verticalCenter }
        width: row.head ? 0 : Measure.queue
        text: row.number
        font { pixelSize: Measure.clock; weight: Font.Bold; features: { "tnum": 1 } }
        Accessible.ignored: true
    }
    Column {
        id: words

        anchors { left: name.right; right: acts.left; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter; verticalCenterOffset: row.head ? Measure.gap / 2 : 0 }

        Say {
            width: parent.width
            text: row.stands === "" ? row.who : row.who + " · " + row.stands
            color: row.isCalled ? Theme.leaf : row.turn === "missed" ? Theme.clay : Theme.ink
            font { pixelSize: row.head ? Measure.heading : Measure.text; weight: Font.Bold; features: { "tnum": 1 } }
            Accessible.ignored: true
        }
        Say {
            objectName: "waiting.detail"
            width: parent.width
            text: row.detail
            color: Theme.inkSoft
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
            Accessible.ignored: true
        }
    }
    Row {
        id: acts

        anchors { right: parent.right; rightMargin: Measure.margin; verticalCenter: words.verticalCenter }
        spacing: Measure.tight

        DeskButton {
            objectName: "waiting.next"
            visible: row.head
            look: row.could ? "primary" : "plain"
            art: "sound"
            text: qsTranslate("walkin", "desk.waiting.call_next")
            onClicked: row.callNextWanted()
        }
        DeskButton {
            objectName: "waiting.call"
            visible: !row.head && !row.isCalled
            text: row.turn === "missed" ? qsTranslate("walkin", "desk.waiting.call_again") : qsTranslate("walkin", "desk.waiting.call")
            onClicked: row.callWanted()
        }
        DeskButton {
            objectName: "waiting.again"
            visible: row.isCalled
            text: qsTranslate("walkin", "desk.waiting.back")
            onClicked: row.againWanted()
        }
        DeskButton {
            objectName: "waiting.in"
            visible: !row.head
            look: row.isCalled ? "primary" : "plain"
            art: "tick"
            text: qsTranslate("walkin", "desk.waiting.let_in")
            onClicked: row.letInWanted()
        }
        DeskButton {
            objectName: "waiting.gone"
            visible: !row.head
            text: qsTranslate("walkin", "desk.waiting.is_gone")
            onClicked: row.goneWanted()
        }
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Measure.hair
        color: Theme.line
    }
}
