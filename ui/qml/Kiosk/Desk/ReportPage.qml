pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// The learning-city report of a year: large figures, bars, and every table.
FocusScope {
    id: page

    required property ReportModel report
    required property TileModel tiles
    required property BarsModel months
    required property BarsModel features
    required property TableModel tables
    required property FigureModel lines

    onVisibleChanged: if (visible) page.report.entered()

    ReportHead {
        id: head

        anchors { top: parent.top; left: parent.left; right: parent.right; margins: Measure.margin }
        focus: true
        report: page.report
    }

    Flickable {
        id: sheet

        // How far the wheel of a key goes.
        readonly property real step: Measure.row * 3

        function move(pixels: real) {
            contentY = Math.max(0, Math.min(contentHeight - height, contentY + pixels));
        }

        objectName: "report.sheet"
        anchors { top: head.bottom; topMargin: Measure.gap; bottom: parent.bottom; left: parent.left; right: parent.right }
        visible: page.report.made
        clip: true
        contentHeight: all.height + 2 * Measure.margin
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Accessible.role: Accessible.Pane
        Accessible.name: page.report.period
        T.ScrollBar.vertical: ThinBar {}
        Keys.onDownPressed: move(step)
        Keys.onUpPressed: move(-step)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_PageDown || event.key === Qt.Key_PageUp) {
                sheet.move(event.key === Qt.Key_PageDown ? sheet.height : -sheet.height);
                event.accepted = true;
            }
        }

        Column {
            id: all

            readonly property bool wide: width > Measure.reportWide
            readonly property real half: wide ? (width - Measure.gap) / 2 : width

            x: Measure.margin
            width: sheet.width - 2 * Measure.margin
            spacing: Measure.gap

            Say {
                width: parent.width
                visible: page.report.note !== ""
                text: page.report.note
                color: Theme.inkSoft
                wrapMode: Text.Wrap
                font.pixelSize: Measure.small
            }
            Grid {
                id: figures

                width: parent.width
                columns: all.wide ? 3 : 2
                spacing: Measure.gap

                Repeater {
                    model: page.tiles

                    ReportTile {
                        width: (figures.width - (figures.columns - 1) * figures.spacing) / figures.columns
                        report: page.report
                    }
                }
            }
            Grid {
                width: parent.width
                columns: all.wide ? 2 : 1
                spacing: Measure.gap

                ReportBars {
                    objectName: "report.months"
                    width: all.half
                    title: qsTranslate("walkin", "report.table.months") + " · " + qsTranslate("walkin", "report.figure.visits")
                    bars: page.months
                }
                ReportBars {
                    objectName: "report.features"
                    width: all.half
                    title: qsTranslate("walkin", "report.table.features") + " · " + qsTranslate("walkin", "report.figure.attendances")
                    bars: page.features
                }
            }
            ReportTable {
                width: parent.width
                report: page.report
                tables: page.tables
                lines: page.lines
            }
        }
    }

    Column {
        anchors.centerIn: parent
        visible: !page.report.made
        spacing: Measure.gap

        Say {
            objectName: "report.empty"
            anchors.horizontalCenter: parent.horizontalCenter
            text: page.report.busy ? qsTranslate("walkin", "desk.report.counting") : qsTranslate("walkin", "desk.report.empty")
            color: Theme.inkSoft
        }
        DeskButton {
            objectName: "report.count"
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !page.report.busy
            look: "primary"
            art: "count"
            text: qsTranslate("walkin", "desk.report.count")
            onClicked: page.report.wanted()
        }
    }
}
