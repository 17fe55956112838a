pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// A small card of an activity later today.
T.AbstractButton {
    id: tile

    required property string key
    required property string title
    required property string time
    required property string room
    required property string seats
    required property bool full
    required property string picture

    readonly property bool _roomy: Theme.percent < 150

    objectName: "later." + key
    focusPolicy: Qt.NoFocus
    scale: down ? 0.98 : 1
    text: title
    Accessible.name: [title, time, room, seats].filter(part => part !== "").join(", ")

    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.silver : Theme.paper
        border.width: Theme.hair
        border.color: Theme.line
    }

    contentItem: Item {
        Art {
            id: drawing

            x: Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            visible: tile._roomy
            width: visible ? Math.min(parent.height - Theme.gapSmall * 2, parent.width * 0.22) : 0
            height: width
            name: "feature/" + tile.picture
        }

        Words {
            id: when

            x: drawing.x + drawing.width + Theme.gap * 0.8
            y: (parent.height - height - what.height) / 2
            width: parent.width - x - Theme.gapSmall
            height: Theme.caption * Theme.lineRatio
            fitted: true
            single: true
            text: tile.room === "" ? tile.time : tile.time + "  ·  " + tile.room
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
            color: Theme.primary
            verticalAlignment: Text.AlignVCenter
        }
        Sentence {
            id: what

            x: when.x
            anchors.top: when.bottom
            width: when.width
            most: parent.height - when.height - Theme.gapSmall
            text: tile.title
            font.pixelSize: Math.round((Theme.body + Theme.caption) / 2)
            font.weight: Font.DemiBold
        }
    }

    Behavior on scale {
        enabled: Theme.moving
        NumberAnimation { duration: Theme.quick }
    }
}
