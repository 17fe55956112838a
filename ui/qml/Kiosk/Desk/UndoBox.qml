pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Why a check-in is taken back; kept with it for ever.
DeskBox {
    id: box

    required property UndoModel undo
    property bool _missing: false

    function _confirm() {
        box._missing = reason.text.trim() === "";
        if (box._missing)
            reason.forceActiveFocus(Qt.TabFocusReason);
        else
            box.undo.confirmed(reason.text);
    }

    // It stands in the field too, should it not be written.
    function _take(words: string) {
        reason.text = words;
        box._confirm();
    }

    objectName: "undobox"
    title: qsTranslate("walkin", "desk.undo.title")
    onAboutToShow: {
        reason.clear();
        _missing = false;
        reason.forceActiveFocus(Qt.TabFocusReason);
    }
    onClosed: if (undo.open) undo.closed()

    Connections {
        target: box.undo
        function onChanged() {
            if (box.undo.open !== box.visible)
                box.undo.open ? box.open() : box.close();
        }
    }

    contentItem: Column {
        spacing: Measure.gap

        Whom {
            width: parent.width
            who: box.undo.who
            detail: box.undo.detail
        }

        Say {
            text: qsTranslate("walkin", "desk.undo.touch")
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Row {
            spacing: Measure.gap

            Repeater {
                id: quick

                model: ["desk.undo.wrong_person", "desk.undo.twice", "desk.undo.not_in"]
                delegate: DeskButton {
                    required property string modelData

                    objectName: modelData
                    text: qsTranslate("walkin", modelData)
                    enabled: !box.undo.busy
                    onClicked: box._take(text)

                    MouseArea {
                        anchors.fill: parent
                        visible: !box.steady
                    }
                }
            }
        }
        DeskField {
            id: reason

            objectName: "reason"
            width: parent.width
            maximumLength: 200
            label: qsTranslate("walkin", "desk.undo.reason")
            placeholderText: qsTranslate("walkin", "desk.undo.reason.hint")
            Keys.onReturnPressed: box._confirm()
            Keys.onEnterPressed: box._confirm()
        }

        Say {
            objectName: "problem"
            width: parent.width
            text: box.undo.problem !== "" ? box.undo.problem : box._missing ? qsTranslate("walkin", "desk.undo.missing") : ""
            color: Theme.clay
            wrapMode: Text.Wrap
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }

        Row {
            anchors.right: parent.right
            spacing: Measure.gap

            DeskButton {
                objectName: "keep"
                text: qsTranslate("walkin", "desk.undo.keep")
                onClicked: box.close()
            }
            DeskButton {
                objectName: "confirm"
                look: "primary"
                art: "undo"
                enabled: !box.undo.busy
                text: box.undo.busy ? qsTranslate("walkin", "desk.undo.writing") : qsTranslate("walkin", "desk.undo.confirm")
                onClicked: box._confirm()
            }
        }
    }
}
