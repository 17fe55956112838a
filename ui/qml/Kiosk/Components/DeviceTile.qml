pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// A device: its picture, how it is in colour, shape and words, and what it read last. Touched, it
// is tested.
T.AbstractButton {
    id: tile

    required property string kind
    required property string name
    required property string how
    required property string health
    required property string line
    required property string last
    required property bool trying
    required property string spoken

    readonly property color stateInk: health === "ready" ? Theme.leaf : health === "waiting" ? Theme.amber : health === "gone" ? Theme.alarm : Theme.inkSoft
    readonly property real _pad: Theme.gap
    readonly property real _art: Math.min(height * 0.7, width * 0.2, Theme.mm(34) * Theme.fit)
    readonly property real _row: (height - Theme.lip - 2 * _pad) / 3

    // One line of Thai needs nearly twice its size.
    readonly property int _size: Math.max(1, Math.min(Theme.body, Math.floor(_row * Theme.lineHeight / Theme.lineRatio)))

    focusPolicy: Qt.TabFocus
    topPadding: down ? Theme.lip : 0
    bottomPadding: down ? 0 : Theme.lip
    Accessible.name: spoken

    background: Plate {
        control: tile
        edge: tile.trying ? Theme.primary : Theme.edgeLine
        edgeWidth: Theme.edge * (tile.trying ? 2 : 1)
    }

    contentItem: Item {
        Art {
            id: drawing

            x: tile._pad
            anchors.verticalCenter: parent.verticalCenter
            width: tile._art
            height: tile._art
            name: "device/" + tile.kind
            inked: true
            ink: Theme.ink
        }
        Item {
            id: words

            x: drawing.x + drawing.width + tile._pad
            y: tile._pad
            width: parent.width - x - tile._pad
            height: parent.height - 2 * y

            Words {
                id: title

                width: parent.width * 0.52
                height: tile._row
                text: tile.name
                fitted: true
                single: true
                fontSizeMode: Text.Fit
                font.pixelSize: tile._size
                font.weight: Font.Bold
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }
            Art {
                id: badge

                x: state.x + state.width - state.paintedWidth - width - Theme.gapSmall
                y: (tile._row - height) / 2
                width: Math.min(tile._row * 0.8, Theme.mm(13) * Theme.fit)
                height: width
                name: "state/" + tile.health
                inked: true
                ink: tile.stateInk
            }
            Words {
                id: state

                x: parent.width - width
                width: parent.width - title.width - badge.width - 2 * Theme.gapSmall
                height: tile._row
                text: tile.how
                fitted: true
                single: true
                fontSizeMode: Text.Fit
                font.pixelSize: tile._size
                color: tile.stateInk
                horizontalAlignment: Text.AlignRight
                font.weight: Font.Bold
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }
            Words {
                y: tile._row
                width: parent.width
                height: tile._row
                text: tile.line
                fitted: true
                color: Theme.inkSoft
                font.pixelSize: Theme.caption
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }
            Words {
                y: 2 * tile._row
                width: parent.width
                height: tile._row
                text: tile.last
                fitted: true
                color: tile.trying ? Theme.primary : Theme.ink
                font.pixelSize: Theme.caption
                font.weight: tile.trying ? Font.Bold : Font.Medium
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }
        }
    }
}
