pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme

// What happened, where from and when, what can be done; seats of a silent computer with a warning.
FocusScope {
    id: row

    required property int index
    required property string name
    required property string kind
    required property string title
    required property string detail
    required property string hint
    required property string risk
    required property string button
    required property string sought
    required property string spoken

    required property string asking
    required property string writing
    // Whether the Tab key comes by here; the arrow keys go to the others.
    required property bool current

    readonly property bool _warned: asking === name
    readonly property bool _writing: writing === name

    signal seen
    signal warned
    signal kept
    signal freed
    signal lookedFor
    signal neighbourWanted(int step)

    function take() {
        (row._warned ? keep : act).forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: words.implicitHeight + 2 * Measure.gap
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Keys.onUpPressed: neighbourWanted(-1)
    Keys.onDownPressed: neighbourWanted(1)
    on_WarnedChanged: if (activeFocus) take()

    Rectangle {
        anchors.fill: parent
        visible: row._warned
        color: Theme.claySoft
    }
    Rectangle {
        id: disc

        anchors { left: parent.left; leftMargin: Measure.gap; top: parent.top; topMargin: Measure.gap }
        width: Measure.target
        height: width
        radius: width / 2
        color: row.kind === "silent" ? Theme.claySoft : Theme.silver

        Art {
            anchors.centerIn: parent
            width: Measure.icon * 1.2
            height: width
            name: "icon/" + ({ twice: "person", two_seats: "seat", overfull: "group", two_numbers: "ticket", silent: "clock" })[row.kind]
            inked: true
            ink: row.kind === "silent" ? Theme.clay : Theme.ink
        }
    }
    Column {
        id: words

        anchors { left: disc.right; leftMargin: Measure.margin; right: acts.left; rightMargin: Measure.margin; top: parent.top; topMargin: Measure.gap }
        spacing: Measure.tight

        Say {
            objectName: "apart.title"
            width: parent.width
            text: row.title
            wrapMode: Text.Wrap
            maximumLineCount: 2
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Say {
            objectName: "apart.detail"
            width: parent.width
            text: row.detail
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
            Accessible.ignored: true
        }
        Say {
            objectName: "apart.hint"
            width: parent.width
            text: row._writing ? qsTranslate("walkin", "desk.undo.writing") : row._warned ? row.risk : row.hint
            color: row._warned ? Theme.clay : Theme.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 5
            font { pixelSize: Measure.small; weight: row._warned ? Font.DemiBold : Font.Normal }
            Accessible.role: row._warned ? Accessible.AlertMessage : Accessible.StaticText
            Accessible.ignored: !row._warned
        }
        Row {
            visible: row._warned
            spacing: Measure.gap

            DeskButton {
                id: keep

                objectName: "apart.keep"
                enabled: !row._writing
                text: qsTranslate("walkin", "desk.apart.keep")
                KeyNavigation.right: sure
                onClicked: row.kept()
            }
            DeskButton {
                id: sure

                objectName: "apart.sure"
                look: "primary"
                enabled: !row._writing
                text: row.button
                Accessible.description: row.risk
                KeyNavigation.left: keep
                onClicked: row.freed()
            }
        }
    }
    Row {
        id: acts

        anchors { right: parent.right; rightMargin: Measure.gap; top: parent.top; topMargin: Measure.gap }
        spacing: Measure.gap

        DeskButton {
            id: show

            objectName: "apart.show"
            visible: row.sought !== ""
            activeFocusOnTab: row.current || row.activeFocus
            text: qsTranslate("walkin", "desk.apart.show")
            Accessible.description: row.spoken
            KeyNavigation.right: act
            onClicked: row.lookedFor()
        }
        DeskButton {
            id: act

            focus: true
            objectName: row.kind === "silent" ? "apart.free" : "apart.see"
            visible: !row._warned
            enabled: !row._writing
            activeFocusOnTab: row.current || row.activeFocus
            art: row.kind === "silent" ? "" : "tick"
            text: row.kind === "silent" ? row.button + "…" : qsTranslate("walkin", "desk.alert.see")
            Accessible.description: row.spoken
            KeyNavigation.left: show.visible ? show : null
            onClicked: row.kind === "silent" ? row.warned() : row.seen()
        }
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Measure.hair
        color: Theme.line
    }
}
