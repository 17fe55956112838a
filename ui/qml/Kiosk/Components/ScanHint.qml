pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// How to scan: every few seconds a card glides under the scanner, then all is still again.
Item {
    id: hint

    property string text
    property string detail
    property bool asking: false
    property bool upright: false

    readonly property real _art: upright ? Math.min(width * 0.6, height * 0.48) : Math.min(height, width * 0.3)

    Item {
        id: scene

        width: hint._art
        height: hint._art
        x: hint.upright ? (hint.width - width) / 2 : 0

        Art {
            anchors.fill: parent
            name: "scan/scanner"
        }
        Art {
            id: card

            readonly property real away: scene.height * 0.12

            width: scene.width * 0.5
            height: width * 0.75
            x: scene.width * 0.25
            y: scene.height * 0.6 + away
            name: "scan/card"
        }

        Timer {
            interval: 6000
            running: Theme.moving && hint.visible
            repeat: true
            triggeredOnStart: true
            onTriggered: glide.restart()
        }
        SequentialAnimation {
            id: glide

            NumberAnimation { target: card; property: "y"; to: scene.height * 0.5; duration: Theme.gentle / 2; easing.type: Easing.InOutQuad }
            PauseAnimation { duration: Theme.gentle }
            NumberAnimation { target: card; property: "y"; to: scene.height * 0.6 + card.away; duration: Theme.gentle / 2; easing.type: Easing.InOutQuad }
        }
    }

    Column {
        x: hint.upright ? 0 : hint._art + Theme.gap
        y: hint.upright ? hint._art + Theme.gapSmall : (hint.height - height) / 2
        width: hint.width - x

        readonly property real _room: hint.upright ? hint.height - y : hint.height

        Words {
            id: main

            width: parent.width
            height: Math.min(implicitHeight, parent._room - (how.visible ? how.height : 0))
            fitted: true
            text: hint.text
            horizontalAlignment: hint.upright ? Text.AlignHCenter : Text.AlignLeft
            font.pixelSize: Theme.heading
            font.weight: Font.Bold
            color: hint.asking ? Theme.clay : Theme.ink
        }
        Words {
            id: how

            width: parent.width
            visible: Theme.percent < 200 || hint.asking
            height: Math.min(implicitHeight, parent._room * 0.5)
            fitted: true
            text: hint.detail
            horizontalAlignment: hint.upright ? Text.AlignHCenter : Text.AlignLeft
            font.pixelSize: Theme.caption
            color: Theme.inkSoft
        }
    }
}
