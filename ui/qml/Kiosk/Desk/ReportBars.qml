pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Bars below each other, each with its number at the end.
Rectangle {
    id: chart

    required property string title
    required property BarsModel bars

    implicitHeight: rows.height + 2 * Measure.gap
    radius: Measure.radius
    color: Theme.paper
    border.width: Measure.hair
    border.color: Theme.line
    Accessible.role: Accessible.Chart
    Accessible.name: chart.title

    Column {
        id: rows

        x: Measure.gap
        y: Measure.gap
        width: parent.width - 2 * Measure.gap

        Say {
            width: parent.width
            height: Measure.row
            text: chart.title
            font { pixelSize: Measure.heading; weight: Font.Bold }
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Measure.small
        }
        Repeater {
            model: chart.bars

            Item {
                id: line

                required property string label
                required property string said
                required property real share
                required property string spoken

                width: rows.width
                height: Measure.keyLine
                Accessible.role: Accessible.StaticText
                Accessible.name: line.spoken

                Say {
                    id: words

                    width: parent.width * 0.46
                    height: parent.height
                    text: line.label
                    font.pixelSize: Measure.small
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Math.round(Measure.small * 0.75)
                    Accessible.ignored: true
                }
                Rectangle {
                    id: bar

                    anchors { left: words.right; leftMargin: Measure.gap; verticalCenter: parent.verticalCenter }
                    width: (parent.width - words.width - number.width - 3 * Measure.gap) * line.share
                    height: parent.height * 0.62
                    color: Theme.primary
                }
                Say {
                    id: number

                    anchors { left: bar.right; leftMargin: Measure.tight }
                    width: Measure.born
                    height: parent.height
                    text: line.said
                    font { pixelSize: Measure.small; weight: Font.DemiBold; features: { "tnum": 1 } }
                    Accessible.ignored: true
                }
            }
        }
    }
}
