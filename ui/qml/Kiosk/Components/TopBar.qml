pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Where we are and what time it is.
Rectangle {
    id: bar

    required property HomeModel home

    implicitHeight: names.height + Theme.gap * 1.4 + weave.height
    color: Theme.bannerGround

    Column {
        id: names

        anchors { left: parent.left; leftMargin: Theme.margin; right: clock.left; rightMargin: Theme.gap; top: parent.top; topMargin: Theme.gap * 0.7 }

        Words {
            width: parent.width
            height: Theme.banner * Theme.lineRatio
            text: bar.home.title
            color: Theme.bannerInk
            fitted: true
            font.pixelSize: Theme.banner
            font.weight: Font.Bold
            verticalAlignment: Text.AlignVCenter
        }
        Words {
            width: parent.width
            height: Theme.dateline * Theme.lineRatio
            text: bar.home.came === "" ? bar.home.date : bar.home.date + "  ·  " + bar.home.came
            color: Theme.bannerInkSoft
            fitted: true
            font.pixelSize: Theme.dateline
            verticalAlignment: Text.AlignVCenter
        }
    }

    Words {
        id: clock

        objectName: "clock"
        anchors { right: parent.right; rightMargin: Theme.margin; verticalCenter: names.verticalCenter }
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
