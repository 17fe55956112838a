pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Which period, for whom, and where it is saved to.
FocusScope {
    id: head

    required property ReportModel report

    implicitHeight: rows.implicitHeight

    component Kind: DeskButton {
        required property string kind

        objectName: "report." + kind
        checked: head.report.kind === kind
        Accessible.role: Accessible.RadioButton
        onClicked: head.report.kindChosen(kind)
    }

    Column {
        id: rows

        width: parent.width
        spacing: Measure.gap

        Flow {
            width: parent.width
            spacing: Measure.tight

            Kind { kind: "fiscal"; focus: true; text: qsTranslate("walkin", "desk.report.fiscal") }
            Kind { kind: "calendar"; text: qsTranslate("walkin", "desk.report.calendar") }
            Kind { kind: "two-years"; text: qsTranslate("walkin", "desk.report.two_years") }
            DeskButton {
                objectName: "report.public"
                checked: head.report.isPublic
                text: qsTranslate("walkin", "report.public")
                Accessible.role: Accessible.CheckBox
                onClicked: head.report.publicChosen(!head.report.isPublic)
            }
            DeskButton {
                objectName: "report.pdf"
                art: "save"
                enabled: head.report.made && !head.report.saving
                text: qsTranslate("walkin", "desk.report.save").arg("PDF")
                onClicked: head.report.saved("pdf")
            }
            DeskButton {
                objectName: "report.xlsx"
                art: "save"
                enabled: head.report.made && !head.report.saving
                text: qsTranslate("walkin", "desk.report.save").arg("XLSX")
                onClicked: head.report.saved("xlsx")
            }
        }
        Row {
            width: parent.width
            spacing: Measure.gap

            DeskButton {
                id: earlier

                objectName: "report.earlier"
                width: Measure.target
                text: "‹"
                enabled: head.report.earlier && head.report.made
                Accessible.name: qsTranslate("walkin", "desk.report.earlier")
                onClicked: head.report.turned(-1)
            }
            DeskButton {
                id: later

                objectName: "report.later"
                width: Measure.target
                text: "›"
                enabled: head.report.later && head.report.made
                Accessible.name: qsTranslate("walkin", "desk.report.later")
                onClicked: head.report.turned(1)
            }
            Say {
                objectName: "report.period"
                width: parent.width - x - (head.report.busy ? bar.width + stop.width + 2 * parent.spacing : 0)
                height: Measure.target
                text: head.report.problem !== "" ? head.report.problem : head.report.period
                font { pixelSize: Measure.heading; weight: Font.Bold }
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Measure.small
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
            Rectangle {
                id: bar

                objectName: "report.progress"
                anchors.verticalCenter: parent.verticalCenter
                visible: head.report.busy
                width: Measure.filter / 2
                height: Measure.bar
                radius: height / 2
                color: Theme.silver
                Accessible.role: Accessible.ProgressBar
                Accessible.name: qsTranslate("walkin", "desk.report.counting")

                Rectangle {
                    width: parent.width * head.report.progress
                    height: parent.height
                    radius: parent.radius
                    color: Theme.primary
                }
            }
            DeskButton {
                id: stop

                objectName: "report.stop"
                visible: head.report.busy
                text: qsTranslate("walkin", "desk.report.stop")
                onClicked: head.report.stopped()
            }
        }
    }
}
