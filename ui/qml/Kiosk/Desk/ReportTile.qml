pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// A large figure, and what it counts.
Rectangle {
    id: tile

    required property ReportModel report
    required property string figure
    required property string name
    required property string more
    required property string definition
    required property string spoken

    implicitHeight: Measure.reportTile
    radius: Measure.radius
    color: Theme.paper
    border.width: Measure.hair
    border.color: Theme.line
    opacity: tile.report.busy ? 0.6 : 1
    Accessible.role: Accessible.StaticText
    Accessible.name: tile.spoken

    Column {
        anchors { fill: parent; margins: Measure.gap }

        Row {
            width: parent.width
            spacing: Measure.gap

            Say {
                id: number

                objectName: "report.figure"
                text: tile.figure
                font { pixelSize: Measure.count; weight: Font.Bold; features: { "tnum": 1 } }
                Accessible.ignored: true
            }
            Column {
                width: parent.width - number.width - parent.spacing
                anchors.verticalCenter: parent.verticalCenter

                Say {
                    width: parent.width
                    text: tile.name
                    font.weight: Font.DemiBold
                    Accessible.ignored: true
                }
                Say {
                    width: parent.width
                    visible: tile.more !== ""
                    text: tile.more
                    color: Theme.inkSoft
                    font { pixelSize: Measure.small; features: { "tnum": 1 } }
                    Accessible.ignored: true
                }
            }
        }
        Say {
            width: parent.width
            height: parent.height - y
            text: tile.definition
            color: Theme.inkSoft
            wrapMode: Text.Wrap
            verticalAlignment: Text.AlignTop
            font.pixelSize: Measure.small
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(Measure.small * 0.8)
            Accessible.ignored: true
        }
    }
}
