pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// Something to press: a picture and words together.
T.AbstractButton {
    id: button

    property string art
    property string picture
    property string look: "plain"
    property bool stacked: false
    property bool centred: false
    property string detail
    property int textSize: Theme.body
    // How much of a stacked button's width its picture may take.
    property real artWide: 0.7

    readonly property bool loud: look !== "plain" && look !== "soft"
    readonly property color fill: look === "primary" ? Theme.primary : look === "leaf" ? Theme.leaf : look === "clay" ? Theme.clay : look === "soft" ? Theme.silver : Theme.paper
    readonly property color inkColor: look === "primary" ? Theme.primaryInk : look === "leaf" ? Theme.leafInk : look === "clay" ? Theme.clayInk : Theme.ink
    readonly property real _pad: Theme.gap
    readonly property real _art: art === "" && picture === "" ? 0 : stacked ? Math.min(height * (Theme.percent > 125 ? 0.44 : detail === "" ? artWide > 0.7 ? 0.66 : 0.52 : 0.58), width * artWide) : Math.min(height * 0.62, width * 0.26, Theme.mm(22))

    Phrases {
        id: phrases

        text: button.text
        font: words.font
        room: words.width
    }

    implicitWidth: Theme.mm(60)
    implicitHeight: Theme.action
    focusPolicy: Qt.TabFocus
    opacity: enabled ? 1 : 0.45
    topPadding: down ? Theme.lip : 0
    bottomPadding: down ? 0 : Theme.lip
    Accessible.name: phrases.plain

    background: Plate {
        control: button
        face: button.fill
        faceDown: button.look === "primary" ? Theme.primaryDown : button.look === "leaf" ? Theme.leafDown : button.look === "clay" ? Theme.clayDown : Theme.paperDown
        lip: button.look === "primary" ? Theme.primaryLip : button.look === "leaf" ? Theme.leafLip : button.look === "clay" ? Theme.clayLip : Theme.paperLip
        edgeWidth: button.loud ? 0 : Theme.edge
    }

    contentItem: Item {
        Art {
            id: drawing

            visible: button._art > 0
            name: button.art !== "" ? "icon/" + button.art : button.picture
            inked: button.art !== ""
            ink: button.inkColor
            width: button._art
            height: button._art
            x: button.stacked ? (parent.width - width) / 2 : button.centred ? words.x + (words.width - words.contentWidth) / 2 - width - button._pad / 2 : button._pad
            y: button.stacked ? button._pad * 0.7 : (parent.height - height) / 2
        }

        Words {
            id: words

            readonly property real _left: button.stacked || button._art === 0 ? button._pad / 2 : button.centred ? button._art : button._pad + button._art + button._pad * 0.7

            x: _left
            y: button.stacked && button._art > 0 ? drawing.y + drawing.height : 0
            width: parent.width - x - button._pad * 0.6
            height: parent.height - y - (second.visible ? second.height + Theme.gapSmall : 0)
            text: phrases.lines
            wrapMode: phrases.wrapMode
            color: button.inkColor
            fitted: true
            font.pixelSize: Math.max(1, button.textSize)
            font.weight: Font.DemiBold
            horizontalAlignment: button.stacked || button.centred || button._art === 0 ? Text.AlignHCenter : Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }

        Words {
            id: second

            visible: text !== "" && (!button.stacked || parent.height - drawing.y - drawing.height - Theme.caption * Theme.lineRatio > button.textSize * 0.8)
            x: words.x
            y: parent.height - height - Theme.gapSmall
            width: words.width
            height: Theme.caption * Theme.lineRatio
            text: button.detail
            color: button.loud ? button.inkColor : Theme.inkSoft
            fitted: true
            font.pixelSize: Theme.caption
            horizontalAlignment: words.horizontalAlignment
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }
    }
}
