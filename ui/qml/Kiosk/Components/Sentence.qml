pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Words as high as they need, but never higher than `most`: then they get smaller.
Item {
    id: sentence

    property alias text: words.text
    property alias color: words.color
    property alias font: words.font
    property alias wrapMode: words.wrapMode
    property alias horizontalAlignment: words.horizontalAlignment
    property alias silent: words.silent
    property real most: Theme.mm(200)

    implicitHeight: Math.min(probe.implicitHeight, most)
    height: implicitHeight

    Text {
        id: probe

        visible: false
        width: sentence.width
        textFormat: Text.PlainText
        wrapMode: words.wrapMode
        lineHeight: Theme.lineHeight
        text: words.text
        font: words.font
    }

    Words {
        id: words

        width: sentence.width
        height: sentence.height
        fitted: true
        verticalAlignment: Text.AlignVCenter
    }
}
