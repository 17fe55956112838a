pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// One of the report's tables, and which others there are.
Rectangle {
    id: table

    required property ReportModel report
    required property TableModel tables
    required property FigureModel lines
    readonly property real _label: Math.round((width - 2 * Measure.gap) * 0.28)
    readonly property real _cell: (width - 2 * Measure.gap - _label) / Math.max(1, report.heads.length)

    implicitHeight: rows.height + 2 * Measure.gap
    radius: Measure.radius
    color: Theme.paper
    border.width: Measure.hair
    border.color: Theme.line

    component Cell: Say {
        width: table._cell
        horizontalAlignment: Text.AlignRight
        font { pixelSize: Measure.small; features: { "tnum": 1 } }
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Math.round(Measure.small * 0.6)
        Accessible.ignored: true
    }

    Column {
        id: rows

        x: Measure.gap
        y: Measure.gap
        width: parent.width - 2 * Measure.gap

        Flow {
            width: parent.width
            spacing: Measure.tight
            bottomPadding: Measure.gap

            Repeater {
                model: table.tables

                DeskButton {
                    id: tab

                    required property string table
                    required property string title
                    required property bool chosen

                    objectName: "report.table." + tab.table
                    text: tab.title
                    checked: tab.chosen
                    Accessible.role: Accessible.PageTab
                    onClicked: table.report.tableChosen(tab.table)
                }
            }
        }
        Row {
            height: Measure.row

            Say {
                width: table._label
                height: parent.height
                text: table.report.title
                font.weight: Font.Bold
            }
            Repeater {
                model: table.report.heads

                Cell {
                    required property string modelData

                    height: Measure.row
                    text: modelData
                    color: Theme.inkSoft
                }
            }
        }
        Repeater {
            model: table.lines

            Item {
                id: line

                required property string label
                required property list<string> cells
                required property string spoken

                objectName: "report.line"
                width: rows.width
                height: Measure.keyLine
                Accessible.role: Accessible.Row
                Accessible.name: line.spoken

                Rectangle {
                    width: parent.width
                    height: Measure.hair
                    color: Theme.line
                }
                Row {
                    Say {
                        width: table._label
                        height: line.height
                        text: line.label
                        font.pixelSize: Measure.small
                        Accessible.ignored: true
                    }
                    Repeater {
                        model: line.cells

                        Cell {
                            required property string modelData

                            height: line.height
                            text: modelData
                        }
                    }
                }
            }
        }
    }
}
