pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A big number and what it counts.
Item {
    id: count

    required property string number
    required property string words

    implicitWidth: Math.max(digits.implicitWidth, under.implicitWidth)
    implicitHeight: digits.height + under.height
    Accessible.role: Accessible.StaticText
    Accessible.name: words + " " + number

    Say {
        id: digits

        width: parent.width
        height: Math.round(Measure.count * 1.2)
        text: count.number
        color: Theme.bannerInk
        horizontalAlignment: Text.AlignHCenter
        font { pixelSize: Measure.count; weight: Font.Bold; features: { "tnum": 1 } }
        Accessible.ignored: true
    }
    Say {
        id: under

        y: digits.height
        width: parent.width
        height: Math.round(Measure.small * 1.6)
        text: count.words
        color: Theme.bannerInkSoft
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Measure.small
        Accessible.ignored: true
    }
}
