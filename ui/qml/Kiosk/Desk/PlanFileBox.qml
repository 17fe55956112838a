pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// What a file would change in the programme, before it is taken in.
DeskBox {
    id: box

    required property PlanFileModel file
    required property FileModel rows
    property string _stage

    function _begin() {
        if (box.file.stage === "choose") {
            path.forceActiveFocus(Qt.TabFocusReason);
            path.selectAll();
        } else {
            list.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    objectName: "planfilebox"
    width: Math.min(Measure.person, parent ? parent.width - 2 * Measure.margin : Measure.person)
    title: qsTranslate("walkin", "desk.file.title")
    onOpened: _begin()
    onClosed: if (file.open) file.closed()

    Connections {
        target: box.file
        function onChanged() {
            if (box.file.open !== box.visible)
                box.file.open ? box.open() : box.close();
            else if (box.file.open && box._stage !== box.file.stage)
                box._begin();
            box._stage = box.file.stage;
        }
    }
    FileDialog {
        id: dialog

        title: box.title
        nameFilters: [qsTranslate("walkin", "desk.file.kinds") + " (*.ics *.csv *.xlsx)"]
        onAccepted: box.file.named(selectedFile.toString())
    }

    contentItem: Column {
        spacing: Measure.gap

        Say {
            width: parent.width
            visible: box.file.stage === "choose"
            text: qsTranslate("walkin", "desk.file.how")
            wrapMode: Text.Wrap
            maximumLineCount: 4
        }
        Item {
            width: parent.width
            height: Measure.target
            visible: box.file.stage === "choose"

            DeskField {
                id: path

                objectName: "file.path"
                anchors { left: parent.left; right: choose.left; rightMargin: Measure.gap }
                label: qsTranslate("walkin", "desk.file.path")
                placeholderText: label
                text: box.file.file
                Keys.onReturnPressed: box.file.named(text)
                Keys.onEnterPressed: box.file.named(text)
            }
            DeskButton {
                id: choose

                objectName: "file.choose"
                anchors.right: parent.right
                text: qsTranslate("walkin", "desk.file.choose")
                onClicked: dialog.open()
            }
        }
        Say {
            objectName: "file.name"
            width: parent.width
            visible: box.file.stage !== "choose"
            text: box.file.file
            color: Theme.inkSoft
            elide: Text.ElideMiddle
            font.pixelSize: Measure.small
        }
        Rectangle {
            width: parent.width
            height: Measure.gap
            visible: box.file.stage === "reading"
            radius: height / 2
            color: Theme.silver
            border.width: Measure.hair
            border.color: Theme.edgeLine
            Accessible.role: Accessible.ProgressBar
            Accessible.name: qsTranslate("walkin", "desk.file.reading")

            Rectangle {
                objectName: "file.share"
                width: parent.width * box.file.share
                height: parent.height
                radius: height / 2
                color: Theme.primary
            }
        }
        Say {
            objectName: "file.summary"
            width: parent.width
            visible: text !== ""
            text: box.file.stage === "reading" ? qsTranslate("walkin", "desk.file.reading") : box.file.summary
            wrapMode: Text.Wrap
            font { weight: Font.DemiBold; features: { "tnum": 1 } }
            Accessible.role: Accessible.AlertMessage
        }
        ListView {
            id: list

            objectName: "file.list"
            width: parent.width
            height: Math.min(contentHeight, Math.max(Measure.row * 3, (box.parent ? box.parent.height : 0) - Measure.row * 8))
            visible: box.file.stage === "preview" && count > 0
            activeFocusOnTab: true
            clip: true
            spacing: Measure.tight
            boundsBehavior: Flickable.StopAtBounds
            model: box.rows
            Accessible.role: Accessible.List
            Accessible.name: box.title
            T.ScrollBar.vertical: ThinBar {}
            delegate: FileLine {
                width: list.width - Measure.scroll
                focused: ListView.isCurrentItem && list.activeFocus
            }
        }
        Say {
            objectName: "file.note"
            width: parent.width
            visible: text !== ""
            text: box.file.note
            color: Theme.inkSoft
        }
        Say {
            objectName: "file.problem"
            width: parent.width
            visible: text !== ""
            text: box.file.problem
            color: Theme.clay
            wrapMode: Text.Wrap
            maximumLineCount: 4
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }
        Row {
            anchors.right: parent.right
            spacing: Measure.gap

            DeskButton {
                objectName: "file.leave"
                text: box.file.stage === "reading" ? qsTranslate("walkin", "desk.file.stop") : qsTranslate("walkin", "desk.close")
                onClicked: box.close()
            }
            DeskButton {
                objectName: "file.confirm"
                visible: box.file.stage !== "reading"
                look: "primary"
                art: "save"
                enabled: !box.file.busy && (box.file.stage === "choose" ? path.text !== "" : box.file.ready)
                text: {
                    if (box.file.busy)
                        return qsTranslate("walkin", "desk.undo.writing");
                    return box.file.stage === "choose" ? qsTranslate("walkin", "desk.file.look") : qsTranslate("walkin", "desk.file.take");
                }
                onClicked: box.file.stage === "choose" ? box.file.named(path.text) : box.file.confirmed()
            }
        }
    }
}
