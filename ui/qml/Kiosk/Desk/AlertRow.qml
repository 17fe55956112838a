pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme

// One thing that waits for staff, and what they can answer.
FocusScope {
    id: row

    required property int index
    required property string entry
    required property string kind
    required property string title
    required property string detail
    required property bool held
    required property string spoken

    required property string writing
    // Whether the Tab key comes by here; the arrow keys go to the others.
    required property bool current

    readonly property bool _writing: writing === entry

    signal answered(bool count)
    signal neighbourWanted(int step)

    function take() {
        yes.forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: Measure.alert
    Accessible.role: Accessible.AlertMessage
    Accessible.name: spoken
    Keys.onUpPressed: neighbourWanted(-1)
    Keys.onDownPressed: neighbourWanted(1)

    Rectangle {
        id: disc

        anchors { left: parent.left; leftMargin: Measure.margin; verticalCenter: parent.verticalCenter }
        width: Measure.target
        height: width
        radius: width / 2
        color: Theme.claySoft

        Art {
            anchors.centerIn: parent
            width: Measure.icon * 1.2
            height: width
            name: "icon/" + ({ help: "help", guardian: "family", card: "card", fast: "count", many: "group", pin: "keypad", device: "setup" })[row.kind]
            inked: true
            ink: Theme.clay
        }
    }
    Column {
        anchors { left: disc.right; leftMargin: Measure.margin; right: answers.left; rightMargin: Measure.margin; verticalCenter: parent.verticalCenter }

        Say {
            objectName: "alert"
            width: parent.width
            text: row.title
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Say {
            objectName: "alert.detail"
            width: parent.width
            visible: text !== ""
            text: row._writing ? qsTranslate("walkin", "desk.undo.writing") : row.detail
            color: Theme.inkSoft
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
            Accessible.ignored: true
        }
    }
    Row {
        id: answers

        anchors { right: parent.right; rightMargin: Measure.margin; verticalCenter: parent.verticalCenter }
        spacing: Measure.gap

        DeskButton {
            id: yes

            focus: true
            objectName: row.held ? "alert.count" : "alert.see"
            activeFocusOnTab: row.current || row.activeFocus
            art: row.held ? "plus" : "tick"
            text: row.held ? qsTranslate("walkin", "desk.alert.count") : qsTranslate("walkin", "desk.alert.see")
            Accessible.description: row.spoken
            KeyNavigation.right: no
            onClicked: row.answered(row.held)
        }
        DeskButton {
            id: no

            objectName: "alert.leave"
            visible: row.held
            activeFocusOnTab: row.current || row.activeFocus
            text: qsTranslate("walkin", "desk.alert.leave_out")
            Accessible.description: row.spoken
            KeyNavigation.left: yes
            onClicked: row.answered(false)
        }
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; top: parent.top }
        height: Measure.hair
        color: Theme.line
    }
}
