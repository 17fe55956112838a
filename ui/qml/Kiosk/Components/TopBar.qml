pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Where we are and what time it is.
Rectangle {
    id: bar

    required property HomeModel home
    // Where the centre's sign is; "" for none.
    property string logo

    readonly property bool wide: width > Theme.mm(400) * Theme.fit
    readonly property real _left: Theme.margin + (sign.visible ? sign.width + Theme.gap : 0)
    readonly property real _room: clock.x - _left - Theme.gap
    readonly property real _pad: Theme.gap * (wide ? 0.3 : 0.6)

    implicitHeight: _pad * 2 + centre.height + (wide ? 0 : date.height) + weave.height
    color: Theme.bannerGround

    TextMetrics {
        id: measure

        text: bar.home.title
        font: centre.font
    }

    Rectangle {
        id: sign

        objectName: "logo"
        x: Theme.margin
        y: bar._pad
        width: picture.width + 2 * Theme.gapSmall
        height: bar.height - weave.height - 2 * bar._pad
        visible: picture.status === Image.Ready
        radius: Theme.radius / 2
        // Signs are drawn for paper.
        color: Theme.cardPaper

        Image {
            id: picture

            x: Theme.gapSmall
            y: Theme.gapSmall / 2
            height: parent.height - 2 * y
            width: Math.min(height * 2.5, height * implicitWidth / Math.max(1, implicitHeight))
            source: bar.logo
            sourceSize.height: Math.round(Theme.mm(60))
            fillMode: Image.PreserveAspectFit
            Accessible.ignored: true
        }
    }

    Words {
        id: centre

        objectName: "centre"
        x: bar._left
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
        x: bar.wide ? centre.x + centre.width + Theme.margin : bar._left
        y: bar.wide ? centre.y + (centre.height - height) / 2 : centre.y + centre.height
        width: bar.wide ? bar._left + bar._room - x : bar._room
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
