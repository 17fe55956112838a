pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// What the printer does for whoever stands here: a slip coming out of it, and words.
Rectangle {
    id: note

    property string slip
    property real most: Theme.mm(40)

    readonly property string _text: slip === "printed" ? qsTranslate("walkin", "slip.printed") : qsTranslate("walkin", "slip.printing")
    readonly property real _icon: Theme.body * 1.4

    visible: slip !== ""
    implicitHeight: Math.min(most, words.implicitHeight + Theme.gapSmall)
    radius: Theme.radius
    color: Theme.leafSoft
    border.width: Theme.contrast ? Theme.hair : 0
    border.color: Theme.leaf

    Art {
        x: words.x - width - Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        width: note._icon
        height: note._icon
        name: "icon/printer"
        inked: true
        ink: Theme.leaf
    }
    Sentence {
        id: words

        objectName: "slip.words"
        x: (note.width - width) / 2 + (note._icon + Theme.gapSmall) / 2
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(probe.advanceWidth + Theme.gapSmall, note.width - note._icon - 4 * Theme.gapSmall)
        most: note.most - Theme.gapSmall
        text: note._text
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.body
        font.weight: Font.DemiBold
        color: Theme.leaf
    }
    TextMetrics {
        id: probe

        text: note._text
        font.pixelSize: Theme.body
        font.weight: Font.DemiBold
    }
}
