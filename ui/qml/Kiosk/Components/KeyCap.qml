pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// One key of the keyboard. The finger may also hit the gap around it: between keys there is no
// place where nothing happens.
T.AbstractButton {
    id: cap

    property string face
    property string hint
    property real gap: Theme.gapSmall * 0.7
    // Two kinds of keys: those that type a character, and those that do something.
    property bool working: false
    property bool filled: false

    readonly property color inkColor: filled ? Theme.primaryInk : Theme.ink
    readonly property bool isMark: face.length > 1 && !face.endsWith("ำ")
    readonly property real capHeight: height - gap - Theme.lip
    // From the key's size, not the visitor's text size: it fits at 200 % too. What stands on a
    // dotted circle is drawn a little larger.
    readonly property real letter: Math.min(capHeight * 0.54, (width - gap) * 0.56)

    focusPolicy: Qt.TabFocus
    leftInset: gap / 2
    rightInset: gap / 2
    topInset: gap / 2
    bottomInset: gap / 2
    leftPadding: leftInset
    rightPadding: rightInset
    topPadding: topInset + (down ? Theme.lip : 0)
    bottomPadding: bottomInset + (down ? 0 : Theme.lip)

    background: Plate {
        control: cap
        face: cap.filled ? Theme.primary : cap.working ? Theme.silver : Theme.paper
        faceDown: cap.filled ? Theme.primaryDown : Theme.contrast ? Theme.paperDown : Theme.paperLip
        lip: cap.filled ? Theme.primaryLip : Theme.paperLip
        edgeWidth: cap.filled ? 0 : Theme.edge
        edge: cap.working ? Theme.edgeLine : Theme.line
        radius: Theme.radius * 0.8
    }

    contentItem: Item {
        Words {
            // Out of the hint's way.
            x: cap.hint === "" ? 0 : -parent.width * 0.05
            y: cap.hint === "" ? 0 : parent.height * 0.06
            width: parent.width
            height: parent.height
            text: cap.face
            wrapMode: Text.NoWrap
            lineHeight: 1
            color: cap.inkColor
            font.pixelSize: Math.max(1, Math.round(cap.letter * (cap.isMark ? 1.1 : 1)))
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }
        Words {
            x: parent.width - width - cap.gap
            y: Theme.hair
            visible: text !== ""
            text: cap.hint
            wrapMode: Text.NoWrap
            lineHeight: 1
            color: Theme.inkSoft
            font.pixelSize: Math.max(1, Math.round(cap.letter * (cap.hint.length > 1 ? 0.6 : 0.52)))
            font.weight: Font.Medium
            Accessible.ignored: true
        }
    }
}
