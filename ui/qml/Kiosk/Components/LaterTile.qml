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
    focusPolicy: Qt.TabFocus
    topPadding: down ? Theme.lip : 0
    bottomPadding: down ? 0 : Theme.lip
    text: title
    Accessible.name: [title, time, room, seats].filter(part => part !== "").join(", ")

    background: Plate {
        control: tile
        edgeWidth: Theme.hair
        edge: Theme.line
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
            silent: true
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
            silent: true
            text: tile.title
            font.pixelSize: Math.round((Theme.body + Theme.caption) / 2)
            font.weight: Font.DemiBold
        }
    }
}
