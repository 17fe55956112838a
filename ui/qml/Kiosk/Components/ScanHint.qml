pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// How to scan: every few seconds a card glides under the scanner, then all is still again. While a
// camera sees somebody, its picture shows where to hold the code.
Item {
    id: hint

    required property CameraModel camera
    property string text
    property string detail
    property bool asking: false
    property bool brief: false
    property bool upright: false

    // A share of the scene, so that the card stays in it whatever size it gets meanwhile.
    property real _lift: 0
    readonly property real _art: upright ? Math.min(width * 0.6, height * 0.48) : Math.min(height, width * 0.3)
    // Wider than high, but no more of the words' room than they can give.
    readonly property real _glassHeight: upright ? Math.min(width / glass.ratio, height * 0.56) : Math.min(height, width * 0.4 / glass.ratio)
    readonly property real _picture: camera.live ? _glassHeight * (upright ? 1 : glass.ratio) : _art

    Phrases {
        id: phrases

        text: hint.text
        font: main.font
        room: main.width
        leastWhole: hint.brief && !hint.upright ? 0.5 : hint.upright ? 1 : 0.8
    }

    LookingGlass {
        id: glass

        objectName: "hint.glass"
        visible: hint.camera.live
        camera: hint.camera
        width: hint._glassHeight * ratio
        height: hint._glassHeight
        x: hint.upright ? (hint.width - width) / 2 : 0
        y: hint.upright ? 0 : (hint.height - height) / 2
        transformOrigin: hint.upright ? Item.Top : Item.Left
        onVisibleChanged: if (visible && Theme.moving) arrive.restart()

        NumberAnimation {
            id: arrive

            target: glass
            property: "scale"
            from: 0.9
            to: 1
            duration: Theme.calm
            easing.type: Easing.OutCubic
        }
    }

    Item {
        id: scene

        objectName: "hint.scene"
        visible: !hint.camera.live
        width: hint._art
        height: hint._art
        x: hint.upright ? (hint.width - width) / 2 : 0

        Art {
            anchors.fill: parent
            name: "scan/scanner"
        }
        Art {
            width: scene.width * 0.5
            height: width * 0.75
            x: scene.width * 0.25
            y: scene.height * (0.56 - hint._lift)
            name: "scan/card"
        }

        Timer {
            interval: 12000
            running: Theme.moving && scene.visible
            repeat: true
            triggeredOnStart: true
            onTriggered: glide.restart()
        }
        SequentialAnimation {
            id: glide

            NumberAnimation { target: hint; property: "_lift"; to: 0.12; duration: Theme.gentle / 2; easing.type: Easing.InOutQuad }
            PauseAnimation { duration: Theme.gentle }
            NumberAnimation { target: hint; property: "_lift"; to: 0; duration: Theme.gentle / 2; easing.type: Easing.InOutQuad }
        }
    }

    Column {
        x: hint.upright ? 0 : hint._picture + Theme.gap
        y: hint.upright ? hint._picture + Theme.gap : (hint.height - height) / 2
        width: hint.width - x

        readonly property real _room: hint.upright ? hint.height - y : hint.height

        Sentence {
            id: main

            objectName: "hint.main"
            width: parent.width
            most: parent._room - (how.visible ? how.height : 0)
            text: phrases.lines
            wrapMode: phrases.wrapMode
            horizontalAlignment: hint.upright ? Text.AlignHCenter : Text.AlignLeft
            font.pixelSize: Math.round((Theme.heading + Theme.title) / 2)
            font.weight: Font.Bold
            color: hint.asking ? Theme.clay : Theme.ink
        }
        Sentence {
            id: how

            width: parent.width
            visible: hint.asking || !hint.brief && Theme.percent < (hint.upright ? 150 : 200)
            most: parent._room * 0.5
            text: !hint.camera.live || hint.asking ? hint.detail : hint.camera.found ? qsTranslate("walkin", "camera.found") : qsTranslate("walkin", "camera.how")
            horizontalAlignment: hint.upright ? Text.AlignHCenter : Text.AlignLeft
            font.pixelSize: Theme.caption
            color: Theme.inkSoft
        }
    }
}
