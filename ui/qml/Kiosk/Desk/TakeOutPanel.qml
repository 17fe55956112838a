pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// What is written into a file: which, of which days, how, and why with names.
FocusScope {
    id: panel

    required property FilesModel files

    readonly property bool _busy: files.busy !== ""

    function _save() {
        panel.files.saved(first.text, last.text, reason.text);
    }

    component Group: Column {
        property alias title: words.text

        width: parent?.width ?? 0
        spacing: Measure.tight

        Say {
            id: words

            width: parent.width
            color: Theme.inkSoft
            font { pixelSize: Measure.small; weight: Font.DemiBold }
        }
    }

    component What: DeskButton {
        required property string kind

        objectName: "file.what." + kind
        checked: panel.files.what === kind
        Accessible.role: Accessible.RadioButton
        onClicked: panel.files.whatChosen(kind)
    }

    component Span: DeskButton {
        required property string span

        objectName: "file.span." + span
        checked: panel.files.span === span
        Accessible.role: Accessible.RadioButton
        onClicked: panel.files.spanChosen(span)
    }

    component Form: DeskButton {
        objectName: "file.form." + text.toLowerCase()
        checked: panel.files.form === text.toLowerCase()
        Accessible.role: Accessible.RadioButton
        onClicked: panel.files.formChosen(text.toLowerCase())
    }

    Rectangle {
        anchors.fill: parent
        radius: Measure.radius
        color: Theme.paper
        border.width: Measure.hair
        border.color: Theme.line
    }

    Flickable {
        anchors { top: parent.top; bottom: foot.top; left: parent.left; right: parent.right; margins: Measure.margin }
        clip: true
        contentHeight: all.height
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: all

            width: parent.width
            spacing: Measure.margin

            Say {
                text: qsTranslate("walkin", "desk.files.out")
                font { pixelSize: Measure.heading; weight: Font.Bold }
            }
            Flow {
                width: parent.width
                spacing: Measure.gap

                What { kind: "log"; text: qsTranslate("walkin", "desk.files.log"); focus: true }
                What { kind: "learners"; text: qsTranslate("walkin", "desk.files.learners") }
                What { kind: "access"; text: qsTranslate("walkin", "desk.files.access") }
            }
            Group {
                visible: panel.files.what !== "learners"
                title: qsTranslate("walkin", "desk.files.days")

                Flow {
                    width: parent.width
                    spacing: Measure.gap

                    Span { span: "today"; text: qsTranslate("walkin", "desk.files.span.today") }
                    Span { span: "yesterday"; text: qsTranslate("walkin", "desk.files.span.yesterday") }
                    Span { span: "month"; text: qsTranslate("walkin", "desk.files.span.month") }
                    Span { span: "last_month"; text: qsTranslate("walkin", "desk.files.span.last_month") }
                    Span { span: "year"; text: qsTranslate("walkin", "desk.files.span.year") }
                    Span { span: "last_year"; text: qsTranslate("walkin", "desk.files.span.last_year") }
                    Span { span: "own"; text: qsTranslate("walkin", "desk.files.span.own") }
                }
                Say {
                    objectName: "file.days"
                    width: parent.width
                    visible: text !== ""
                    text: panel.files.days
                    wrapMode: Text.Wrap
                    color: Theme.inkSoft
                }
                Row {
                    visible: panel.files.span === "own"
                    spacing: Measure.gap

                    DeskField {
                        id: first

                        objectName: "file.first"
                        width: Measure.digit * 1.6
                        maximumLength: 10
                        label: qsTranslate("walkin", "desk.files.first")
                        placeholderText: qsTranslate("walkin", "desk.files.day_hint")
                    }
                    Say { height: first.height; text: "–"; Accessible.ignored: true }
                    DeskField {
                        id: last

                        objectName: "file.last"
                        width: first.width
                        maximumLength: 10
                        label: qsTranslate("walkin", "desk.files.last")
                        placeholderText: qsTranslate("walkin", "desk.files.day_hint")
                    }
                }
            }
            Group {
                visible: panel.files.what === "log"
                title: qsTranslate("walkin", "desk.files.form")

                Flow {
                    width: parent.width
                    spacing: Measure.gap

                    Form { text: "CSV" }
                    Form { text: "XLSX" }
                    Form { text: "PDF" }
                    Form { text: "JSONL" }
                }
            }
            DeskButton {
                objectName: "file.names"
                visible: panel.files.what === "log"
                checked: panel.files.names
                art: checked ? "tick" : ""
                text: qsTranslate("walkin", "desk.files.names")
                Accessible.role: Accessible.CheckBox
                Accessible.checked: checked
                onClicked: panel.files.namesAsked(!checked)
            }
            Group {
                visible: panel.files.names
                title: qsTranslate("walkin", "desk.files.reason")

                DeskField {
                    id: reason

                    objectName: "file.reason"
                    width: parent.width
                    maximumLength: 200
                    label: qsTranslate("walkin", "desk.files.reason")
                    placeholderText: qsTranslate("walkin", "desk.files.reason_hint")
                    Keys.onReturnPressed: panel._save()
                }
            }
        }
    }

    Column {
        id: foot

        anchors { bottom: parent.bottom; left: parent.left; right: parent.right; margins: Measure.margin }
        spacing: Measure.gap

        Say {
            objectName: "file.said"
            width: parent.width
            visible: text !== ""
            text: panel.files.problem !== "" ? panel.files.problem : panel.files.said
            color: panel.files.problem !== "" ? Theme.clay : Theme.leaf
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            Accessible.role: Accessible.AlertMessage
        }
        Say {
            width: parent.width
            visible: panel.files.busy === "out"
            text: panel.files.far
            color: Theme.inkSoft
            font.features: { "tnum": 1 }
        }
        DeskButton {
            objectName: "file.save"
            width: parent.width
            look: "primary"
            art: "save"
            visible: panel.files.busy !== "out"
            enabled: !panel._busy
            text: qsTranslate("walkin", "desk.files.save")
            onClicked: panel._save()
        }
        DeskButton {
            objectName: "file.stop"
            width: parent.width
            visible: panel.files.busy === "out"
            text: qsTranslate("walkin", "desk.files.stop")
            onClicked: panel.files.cancelled()
        }
    }
}
