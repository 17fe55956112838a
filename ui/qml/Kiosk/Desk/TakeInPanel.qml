pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Templates as T
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// A list of learners: chosen or dropped here, looked at, then taken in.
FocusScope {
    id: panel

    required property FilesModel files
    required property ColumnMatchModel columns
    required property TakenModel rows

    readonly property bool _busy: files.busy !== ""
    readonly property bool _open: files.file !== ""

    Rectangle {
        anchors.fill: parent
        radius: Measure.radius
        color: drop.containsDrag ? Theme.silver : Theme.paper
        border.width: drop.containsDrag ? Measure.ring : Measure.hair
        border.color: drop.containsDrag ? Theme.primary : Theme.line
    }
    DropArea {
        id: drop

        anchors.fill: parent
        onDropped: event => {
            if (event.hasUrls) {
                panel.files.fileChosen(event.urls[0]);
                event.accept();
            }
        }
    }
    FileDialog {
        id: dialog

        title: qsTranslate("walkin", "desk.files.in")
        nameFilters: ["CSV, XLSX (*.csv *.xlsx *.txt *.tsv)"]
        onAccepted: panel.files.fileChosen(selectedFile)
    }

    Say {
        id: title

        anchors { top: parent.top; left: parent.left; right: choose.left; margins: Measure.margin }
        height: choose.height
        text: qsTranslate("walkin", "desk.files.in")
        font { pixelSize: Measure.heading; weight: Font.Bold }
    }
    DeskButton {
        id: choose

        objectName: "file.choose"
        anchors { top: parent.top; right: parent.right; margins: Measure.margin }
        enabled: !panel._busy
        text: qsTranslate("walkin", "desk.files.choose")
        onClicked: dialog.open()
    }

    Column {
        anchors.centerIn: parent
        width: parent.width - 4 * Measure.margin
        visible: !panel._open && !panel._busy
        spacing: Measure.gap

        Cat {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Measure.cat
            height: Measure.cat
        }
        Say {
            width: parent.width
            text: qsTranslate("walkin", "desk.files.empty")
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font { pixelSize: Measure.heading; weight: Font.Bold }
        }
        Say {
            width: parent.width
            text: qsTranslate("walkin", "desk.files.empty_hint")
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }
    }

    Column {
        id: head

        anchors { top: title.bottom; left: parent.left; right: parent.right; margins: Measure.margin }
        visible: panel._open || panel._busy
        spacing: Measure.gap

        Say {
            objectName: "file.counts"
            width: parent.width
            text: panel.files.busy === "look" ? qsTranslate("walkin", "desk.files.looking") : panel.files.counts
            wrapMode: Text.Wrap
            font { weight: Font.DemiBold; features: { "tnum": 1 } }
        }
        Say {
            width: parent.width
            visible: panel._open
            text: panel.files.file
            color: Theme.inkSoft
            font.pixelSize: Measure.small
        }
        ListView {
            id: headings

            width: parent.width
            height: Math.min(contentHeight, Measure.target * 4.5)
            visible: panel._open
            clip: true
            spacing: Measure.tight
            boundsBehavior: Flickable.StopAtBounds
            model: panel.columns
            Accessible.role: Accessible.List
            Accessible.name: qsTranslate("walkin", "desk.files.columns")
            T.ScrollBar.vertical: ThinBar {}
            delegate: Row {
                id: match

                required property string heading
                required property string words

                width: ListView.view.width - Measure.scroll
                spacing: Measure.gap

                Say {
                    width: (match.width - match.spacing) / 2
                    height: field.height
                    text: match.heading
                }
                FieldChoice {
                    id: field

                    objectName: "file.column"
                    width: (match.width - match.spacing) / 2
                    label: match.heading
                    enabled: !panel._busy
                    model: panel.files.fields
                    currentIndex: panel.files.fields.indexOf(match.words)
                    onActivated: index => panel.files.matched(match.heading, index)
                }
            }
        }
    }
    ListView {
        id: list

        anchors { top: head.bottom; bottom: foot.top; left: parent.left; right: parent.right; margins: Measure.margin }
        visible: panel._open
        clip: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        model: panel.rows
        Accessible.role: Accessible.List
        T.ScrollBar.vertical: ThinBar {}
        delegate: Column {
            id: row

            required property string title
            required property string detail
            required property bool wary
            required property string spoken

            width: ListView.view.width - Measure.scroll
            Accessible.role: Accessible.ListItem
            Accessible.name: row.spoken

            Say {
                objectName: "file.row"
                width: parent.width
                text: row.title
                color: row.wary ? Theme.clay : Theme.ink
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Say {
                width: parent.width
                bottomPadding: Measure.tight
                text: row.detail
                color: Theme.inkSoft
                font.pixelSize: Measure.small
                wrapMode: Text.Wrap
                maximumLineCount: 3
                Accessible.ignored: true
            }
        }
    }
    Column {
        id: foot

        anchors { bottom: parent.bottom; left: parent.left; right: parent.right; margins: Measure.margin }
        spacing: Measure.gap

        Say {
            objectName: "file.trouble"
            width: parent.width
            visible: text !== ""
            text: panel.files.trouble
            color: Theme.clay
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            Accessible.role: Accessible.AlertMessage
        }
        Rectangle {
            width: parent.width
            height: Measure.bar
            visible: panel.files.busy === "in"
            radius: height / 2
            color: Theme.silver

            Rectangle {
                width: parent.width * Math.max(0, panel.files.done)
                height: parent.height
                radius: height / 2
                color: Theme.leaf
            }
        }
        Row {
            width: parent.width
            visible: panel._open
            spacing: Measure.gap

            DeskButton {
                objectName: "file.take"
                width: parent.width - other.width - parent.spacing
                look: "primary"
                art: "person"
                enabled: panel.files.ready && !panel._busy
                text: qsTranslate("walkin", "desk.files.take")
                onClicked: panel.files.taken()
            }
            DeskButton {
                id: other

                objectName: "file.away"
                text: panel.files.busy === "in" ? qsTranslate("walkin", "desk.files.stop") : qsTranslate("walkin", "desk.files.away")
                onClicked: panel.files.busy === "in" ? panel.files.cancelled() : panel.files.closed()
            }
        }
    }
}
