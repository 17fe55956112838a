pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// One of a few choices in the bar below; the chosen one is filled and ticked.
T.AbstractButton {
    id: choice

    property bool chosen: false
    property string art
    property int textSize: Theme.bar

    implicitHeight: Theme.touchLeast
    implicitWidth: Theme.touchLeast
    focusPolicy: Qt.TabFocus
    checkable: true
    checked: chosen
    Accessible.name: text
    // Who told what was chosen says what is chosen now.
    onToggled: checked = Qt.binding(() => choice.chosen)

    background: Rectangle {
        radius: Theme.radius * 0.7
        color: choice.chosen ? Theme.primary : choice.down ? Theme.paperDown : Theme.paper
        border.width: Theme.edge
        border.color: choice.chosen ? Theme.primary : Theme.edgeLine

        FocusRing {
            control: choice
        }
    }

    contentItem: Item {
        Art {
            id: drawing

            visible: choice.art !== ""
            x: choice.text === "" ? (parent.width - width) / 2 : Theme.gapSmall
            anchors.verticalCenter: parent.verticalCenter
            width: visible ? Theme.mm(7) * Theme.fit : 0
            height: width
            name: choice.art === "" ? "" : "icon/" + choice.art
            inked: true
            ink: choice.chosen ? Theme.primaryInk : Theme.ink
        }

        Words {
            x: drawing.visible ? drawing.x + drawing.width : 0
            width: parent.width - x
            height: parent.height
            text: choice.text
            fitted: true
            color: choice.chosen ? Theme.primaryInk : Theme.ink
            font.pixelSize: Math.max(1, choice.textSize)
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }
    }
}
