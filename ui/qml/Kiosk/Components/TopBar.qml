pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Where we are and what time it is.
Rectangle {
    id: bar

    required property HomeModel home

    readonly property bool wide: width > Theme.mm(400) * Theme.fit
    readonly property real _room: clock.x - Theme.margin - Theme.gap
    readonly property real _pad: Theme.gap * (wide ? 0.3 : 0.6)

    implicitHeight: _pad * 2 + centre.height + (wide ? 0 : date.height) + weave.height
    color: Theme.bannerGround

    TextMetrics {
        id: measure

        text: bar.home.title
        font: centre.font
    }

    Words {
        id: centre

        objectName: "centre"
        x: Theme.margin
        y: bar._pad
        width: bar.wide ? Math.min(measure.advanceWidth + Theme.gap, bar._room * 0.56) : bar._room
        height: Theme.banner * Theme.lineRatio
        text: bar.home.title
        color: Theme.bannerInk
        fitted: true
        single: bar.wide
        font.pixelSize: Theme.banner
        font.weight: Font.Bold
        verticalAlignment: Text.AlignVCenter
    }
    Words {
        id: date

        objectName: "date"
        x: bar.wide ? centre.x + centre.width + Theme.margin : Theme.margin
        y: bar.wide ? centre.y + (centre.height - height) / 2 : centre.y + centre.height
        width: bar.wide ? Theme.margin + bar._room - x : bar._room
        height: Theme.dateline * Theme.lineRatio
        text: bar.home.came === "" ? bar.home.date : bar.home.date + "  ·  " + bar.home.came
        color: Theme.bannerInkSoft
        fitted: true
        single: true
        font.pixelSize: Theme.dateline
        verticalAlignment: Text.AlignVCenter
    }
    Words {
        id: clock

        objectName: "clock"
        x: bar.width - Theme.margin - width
        y: (bar.height - weave.height - height) / 2
        text: bar.home.clock
        color: Theme.bannerInk
        wrapMode: Text.NoWrap
        font.pixelSize: Theme.clock
        font.weight: Font.DemiBold
        font.features: { "tnum": 1 }
    }

    Weave {
        id: weave

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
    }
}
