pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// One setting: what it is, the right thing to change it with, and what is wrong with it.
Item {
    id: row

    required property SettingModel fields
    required property string key
    required property string kind
    required property string title
    required property string hint
    required property string unit
    required property string value
    required property list<string> options
    required property list<string> choices
    required property string facts
    required property string note
    required property string problem
    required property bool open
    required property bool changed
    required property bool undoable

    readonly property bool _typed: ["text", "whole", "number", "days", "hours", "cards"].indexOf(kind) >= 0
    readonly property bool _short: ["whole", "number"].indexOf(kind) >= 0

    signal entered
    signal reached

    objectName: "setting." + row.key
    implicitHeight: Math.max(words.height, parts.height) + Measure.gap * 2

    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; leftMargin: Measure.margin; rightMargin: Measure.margin }
        height: Measure.hair
        color: Theme.line
    }
    Rectangle {
        anchors { left: parent.left; top: parent.top; bottom: parent.bottom; topMargin: Measure.gap; bottomMargin: Measure.gap }
        width: Measure.mark
        visible: row.changed || row.problem !== ""
        color: row.problem !== "" ? Theme.clay : Theme.primary
    }

    Column {
        id: words

        anchors { left: parent.left; leftMargin: Measure.margin; top: parts.top }
        width: Math.round((parent.width - Measure.margin * 3) * 0.4)

        Say {
            objectName: "setting.label"
            width: parent.width
            text: row.title
            wrapMode: Text.Wrap
            maximumLineCount: 2
            font.weight: Font.DemiBold
        }
        Say {
            objectName: "setting.hint"
            width: parent.width
            text: row.hint
            color: Theme.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 6
            font.pixelSize: Measure.small
        }
    }

    Column {
        id: parts

        anchors { left: words.right; right: parent.right; leftMargin: Measure.margin; rightMargin: Measure.margin + Measure.scroll; top: parent.top; topMargin: Measure.gap }
        spacing: Measure.tight

        Item {
            width: parent.width
            height: Math.max(Measure.target, many.visible ? many.height : 0)

            Row {
                id: line

                visible: row._typed
                spacing: Measure.gap
                width: parent.width - (back.visible ? back.width + Measure.gap : 0)

                DeskField {
                    id: field

                    objectName: "field." + row.key
                    width: row._short ? Measure.digit * 1.6 : Math.min(parent.width, Measure.box)
                    enabled: row.open
                    maximumLength: 4000
                    label: row.title
                    text: row.value
                    color: row.open ? Theme.ink : Theme.faded
                    inputMethodHints: Qt.ImhNoPredictiveText
                    onTextChanged: if (text !== row.value) row.fields.edited(row.key, text)
                    onActiveFocusChanged: if (activeFocus) row.reached()
                    Keys.onReturnPressed: row.entered()
                    Keys.onEnterPressed: row.entered()
                }
                Say {
                    objectName: "setting.unit"
                    visible: text !== ""
                    height: Measure.target
                    text: row.unit
                    color: Theme.inkSoft
                }
            }
            DeskButton {
                objectName: "switch." + row.key
                visible: row.kind === "switch"
                enabled: row.open
                checked: row.value === "true"
                art: checked ? "tick" : ""
                text: checked ? qsTranslate("walkin", "setting.on") : qsTranslate("walkin", "setting.off")
                Accessible.role: Accessible.CheckBox
                Accessible.checked: checked
                Accessible.name: row.title + ", " + text
                onClicked: row.fields.picked(row.key, checked ? "false" : "true")
                onActiveFocusChanged: if (activeFocus) row.reached()
            }
            Flow {
                id: many

                visible: row.options.length > 0
                width: line.width
                spacing: Measure.tight

                Repeater {
                    model: row.options
                    delegate: DeskButton {
                        id: choice

                        required property string modelData
                        required property int index

                        objectName: "choice." + row.key + "." + modelData
                        enabled: row.open
                        checked: row.kind === "choice" ? row.value === modelData : row.value.split(" ").indexOf(modelData) >= 0
                        art: checked && row.kind === "several" ? "tick" : ""
                        text: row.choices[choice.index] ?? ""
                        Accessible.role: row.kind === "choice" ? Accessible.RadioButton : Accessible.CheckBox
                        Accessible.checked: checked
                        onClicked: row.fields.picked(row.key, choice.modelData)
                        onActiveFocusChanged: if (activeFocus) row.reached()
                    }
                }
            }
            DeskButton {
                id: back

                objectName: "restore." + row.key
                anchors.right: parent.right
                visible: row.undoable
                art: "undo"
                text: qsTranslate("walkin", "setting.restore")
                Accessible.name: text + ", " + row.title
                onClicked: row.fields.restored(row.key)
            }
        }

        Say {
            objectName: "setting.wrong"
            width: parent.width
            visible: text !== ""
            text: row.problem
            color: Theme.clay
            wrapMode: Text.Wrap
            maximumLineCount: 4
            font { pixelSize: Measure.small; weight: Font.DemiBold }
            Accessible.role: Accessible.AlertMessage
        }
        Say {
            objectName: "setting.facts"
            width: parent.width
            text: row.facts
            color: Theme.faded
            wrapMode: Text.Wrap
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
        }
        Say {
            objectName: "setting.note"
            width: parent.width
            visible: text !== ""
            text: row.note
            color: Theme.clay
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font.pixelSize: Measure.small
        }
    }

    // What is typed breaks the binding of the field.
    onValueChanged: if (field.text !== value) field.text = value
}
