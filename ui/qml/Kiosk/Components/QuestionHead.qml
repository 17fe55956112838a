pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// The question of a screen: how far one is, what is asked, and how. A picture where there is room.
Item {
    id: head

    property int step: 0
    property int steps: 0
    property string title
    property string hint
    property string art

    readonly property real _dots: dots.visible ? dots.height + Theme.gapSmall : 0
    readonly property real _least: _dots + Theme.title * Theme.lineRatio + (hint === "" ? 0 : Theme.body * Theme.lineRatio)
    readonly property real _art: art === "" ? 0 : Math.min(height - _least - Theme.gap, width * 0.7, Theme.mm(120) * Theme.fit)
    readonly property bool _drawn: _art > Theme.mm(24) * Theme.fit

    Art {
        id: drawing

        visible: head._drawn
        width: head._art
        height: head._art
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (head.height - height - Theme.gapSmall - words.height) / 2)
        name: head._drawn ? head.art : ""
    }

    Column {
        id: words

        readonly property real _room: head.height - head._dots - (head._drawn ? head._art + Theme.gapSmall : 0)

        width: parent.width
        y: head._drawn ? drawing.y + drawing.height + Theme.gapSmall : (head.height - height) / 2
        spacing: 0

        StepDots {
            id: dots

            visible: head.steps > 0
            anchors.horizontalCenter: parent.horizontalCenter
            bottomPadding: Theme.gapSmall
            step: head.step
            steps: head.steps
        }
        Sentence {
            objectName: "question"
            width: parent.width
            most: words._room * (head.hint === "" ? 1 : 0.62)
            text: head.title
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.title
            font.weight: Font.Bold
        }
        Sentence {
            visible: head.hint !== ""
            width: parent.width
            most: words._room * 0.38
            text: head.hint
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.caption
            color: Theme.inkSoft
        }
    }
}
