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

            readonly property real low: scene.height * 0.62

            width: scene.width * 0.5
            height: width * 0.75
            x: scene.width * 0.25
            y: low
            name: "scan/card"
        }

        Timer {
            interval: 12000
            running: Theme.moving && hint.visible
            repeat: true
            triggeredOnStart: true
            onTriggered: glide.restart()
        }
        SequentialAnimation {
            id: glide

            NumberAnimation { target: card; property: "y"; to: scene.height * 0.47; duration: Theme.gentle / 2; easing.type: Easing.InOutQuad }
            PauseAnimation { duration: Theme.gentle }
            NumberAnimation { target: card; property: "y"; to: card.low; duration: Theme.gentle / 2; easing.type: Easing.InOutQuad }
        }
    }

    Column {
        x: hint.upright ? 0 : hint._art + Theme.gap
        y: hint.upright ? hint._art + Theme.gapSmall : (hint.height - height) / 2
        width: hint.width - x

        readonly property real _room: hint.upright ? hint.height - y : hint.height

        Sentence {
            id: main

            width: parent.width
            most: parent._room - (how.visible ? how.height : 0)
            text: hint.text
            horizontalAlignment: hint.upright ? Text.AlignHCenter : Text.AlignLeft
            font.pixelSize: Math.round((Theme.heading + Theme.title) / 2)
            font.weight: Font.Bold
            color: hint.asking ? Theme.clay : Theme.ink
        }
        Sentence {
            id: how

            width: parent.width
            visible: Theme.percent < 200 || hint.asking
            most: parent._room * 0.5
            text: hint.detail
            horizontalAlignment: hint.upright ? Text.AlignHCenter : Text.AlignLeft
            font.pixelSize: Theme.caption
            color: Theme.inkSoft
        }
    }
}
