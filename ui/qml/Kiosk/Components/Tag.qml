pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A small sign: picture and words on a soft ground.
Rectangle {
    id: tag

    property string art
    property string text
    property color ink: Theme.leaf
    property int textSize: Theme.caption
    property real most: Theme.mm(200)
    property alias silent: words.silent

    readonly property real _icon: textSize * 1.1

    visible: text !== ""
    implicitHeight: words.implicitHeight + Theme.hair * 2
    implicitWidth: Math.min(most, words.x + words._whole + Theme.gapSmall * 1.4)
    radius: Math.min(height / 2, Theme.radius)
    color: Theme.leafSoft
    border.width: Theme.contrast ? Theme.hair : 0
    border.color: ink

    Art {
        x: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        width: tag._icon
        height: tag._icon
        name: "icon/" + tag.art
        inked: true
        ink: tag.ink
    }

    TextMetrics {
        id: whole

        text: tag.text
        font: words.font
    }
    Words {
        id: words

        readonly property real _whole: Math.ceil(whole.advanceWidth) + 1

        x: Theme.gapSmall * 1.6 + tag._icon
        width: Math.min(_whole, tag.most - x - Theme.gapSmall)
        anchors.verticalCenter: parent.verticalCenter
        fitted: true
        single: true
        text: tag.text
        color: tag.ink
        lineHeight: 1
        font.pixelSize: tag.textSize
        font.weight: Font.DemiBold
    }
}
