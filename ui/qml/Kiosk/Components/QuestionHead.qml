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

    // The question stays, whatever else must give way to it.
    readonly property real _question: Theme.title * Theme.lineRatio * 0.8
    readonly property bool _hinted: hint !== "" && height >= _question + Theme.caption * Theme.lineRatio * 0.9
    readonly property bool _dotted: steps > 0 && height >= _question + (_hinted ? Theme.caption * Theme.lineRatio : 0) + Theme.mm(10) * Theme.fit
    readonly property real _dots: _dotted ? dots.height + Theme.gapSmall : 0
    readonly property real _least: _dots + Theme.title * Theme.lineRatio + (_hinted ? Theme.body * Theme.lineRatio : 0)
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

            visible: head._dotted
            anchors.horizontalCenter: parent.horizontalCenter
            bottomPadding: Theme.gapSmall
            step: head.step
            steps: head.steps
        }
        Sentence {
            objectName: "question"
            width: parent.width
            most: words._room * (head._hinted ? 0.62 : 1)
            text: head.title
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.title
            font.weight: Font.Bold
        }
        Sentence {
            visible: head._hinted
            width: parent.width
            most: words._room * 0.38
            text: head.hint
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.caption
            color: Theme.inkSoft
        }
    }
}
