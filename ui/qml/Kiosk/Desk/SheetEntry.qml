pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// What stands on a paper sheet: numbers one after another, and how many came without one.
FocusScope {
    id: entry

    required property SheetsModel sheets
    required property NumberModel numbers
    required property BandsModel bands

    readonly property bool _chosen: sheets.title !== ""

    function begin() {
        if (entry.sheets.visits && entry.sheets.time === "")
            time.forceActiveFocus(Qt.TabFocusReason);
        else
            field.forceActiveFocus(Qt.TabFocusReason);
    }

    function _enter() {
        if (field.text.trim() === "")
            return;
        entry.sheets.numbered(field.text);
        field.clear();
    }

    Timer {
        id: breath

        objectName: "sheet.breath"
        interval: Measure.steadyMs
    }
    Connections {
        target: entry.sheets
        property bool again: false

        function onChanged() {
            if (entry.sheets.again && !again)
                breath.restart();
            again = entry.sheets.again;
        }
    }
    Rectangle {
        anchors.fill: parent
        radius: Measure.radius
        color: Theme.paper
        border.width: Measure.hair
        border.color: Theme.line
    }

    Column {
        anchors.centerIn: parent
        width: parent.width - 4 * Measure.margin
        visible: !entry._chosen
        spacing: Measure.gap

        Cat {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Measure.cat
            height: Measure.cat
        }
        Say {
            objectName: "sheet.empty"
            width: parent.width
            text: qsTranslate("walkin", "desk.sheet.choose")
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font { pixelSize: Measure.heading; weight: Font.Bold }
        }
        Say {
            width: parent.width
            text: qsTranslate("walkin", "desk.sheet.choose.hint")
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }
    }

    Column {
        id: top

        anchors { top: parent.top; left: parent.left; right: parent.right; margins: Measure.margin }
        visible: entry._chosen
        spacing: Measure.gap

        Column {
            width: parent.width

            Say {
                objectName: "sheet.title"
                width: parent.width
                text: entry.sheets.title
                font { pixelSize: Measure.heading; weight: Font.Bold }
            }
            Say {
                width: parent.width
                text: entry.sheets.detail
                color: Theme.inkSoft
                font { pixelSize: Measure.small; features: { "tnum": 1 } }
            }
        }
        Row {
            width: parent.width
            spacing: Measure.gap

            DeskField {
                id: time

                objectName: "sheet.time"
                visible: entry.sheets.visits
                width: Measure.digit * 2
                maximumLength: 5
                label: qsTranslate("walkin", "desk.sheet.time")
                placeholderText: label
                text: entry.sheets.time
                onTextChanged: if (activeFocus) entry.sheets.timed(text)
                Keys.onReturnPressed: field.forceActiveFocus(Qt.TabFocusReason)
                Keys.onEnterPressed: field.forceActiveFocus(Qt.TabFocusReason)
            }
            DeskField {
                id: field

                objectName: "sheet.number"
                focus: true
                width: parent.width - x
                maximumLength: 200
                label: qsTranslate("walkin", "desk.sheet.number")
                placeholderText: label
                Keys.onReturnPressed: entry._enter()
                Keys.onEnterPressed: entry._enter()
            }
        }
    }

    ListView {
        id: list

        objectName: "sheet.numbers"
        anchors { top: top.bottom; topMargin: Measure.gap; bottom: below.top; bottomMargin: Measure.gap; left: parent.left; right: parent.right; leftMargin: Measure.margin; rightMargin: Measure.margin }
        visible: entry._chosen
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: entry.numbers
        Accessible.role: Accessible.List
        Accessible.name: qsTranslate("walkin", "desk.sheet.number")
        T.ScrollBar.vertical: ThinBar {}
        delegate: SheetNumber {
            width: ListView.view.width
            onTakenOff: {
                entry.sheets.removed(number);
                entry.begin();
            }
        }
    }

    Column {
        id: below

        anchors { bottom: parent.bottom; left: parent.left; right: parent.right; margins: Measure.margin }
        visible: entry._chosen
        spacing: Measure.gap

        Say {
            text: qsTranslate("walkin", "desk.sheet.others")
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        BandSteppers {
            width: parent.width
            bands: entry.bands
            onEntered: if (!entry.sheets.busy) entry.sheets.confirmed(false)
        }
        Item {
            width: parent.width
            height: Math.max(Measure.target, said.implicitHeight)

            Say {
                id: said

                objectName: "sheet.said"
                anchors { left: parent.left; right: confirm.left; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter }
                text: entry.sheets.problem !== "" ? entry.sheets.problem : entry.sheets.summary
                color: entry.sheets.problem !== "" ? Theme.clay : Theme.leaf
                wrapMode: Text.Wrap
                maximumLineCount: 3
                font.weight: Font.DemiBold
                Accessible.role: Accessible.AlertMessage
            }
            DeskButton {
                id: confirm

                objectName: "sheet.confirm"
                anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                look: "primary"
                art: "save"
                enabled: !entry.sheets.busy
                text: entry.sheets.busy ? qsTranslate("walkin", "desk.undo.writing") : entry.sheets.again ? qsTranslate("walkin", "desk.sheet.again") : entry.sheets.people
                // What it says changed under the hand: another sheet with the same count.
                onClicked: if (!breath.running) entry.sheets.confirmed(entry.sheets.again)
            }
        }
    }
}
