pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Components
import Kiosk.Theme

// Something to press with the mouse, a finger, Space or Enter. `look` is plain, primary or banner.
T.AbstractButton {
    id: button

    property string look: "plain"
    property string art
    // A drawing instead of words, in its own colours.
    property string picture

    readonly property bool _banner: look === "banner"
    readonly property bool _filled: look === "primary" || checked
    readonly property color _ink: !enabled ? Theme.faded : _filled && (!_banner || Theme.contrast) ? Theme.primaryInk : !_banner || checked ? Theme.ink : down || hovered ? Theme.primaryInk : Theme.bannerInk

    implicitHeight: Measure.target
    implicitWidth: picture !== "" ? Measure.target * 1.5 + (art === "" ? 0 : Measure.icon) : Math.max(Measure.target, words.implicitWidth + (art === "" ? 0 : Measure.icon + Measure.tight) + Measure.margin * 2)
    // Black and white alone have no grey for what cannot be pressed.
    opacity: enabled || !Theme.contrast ? 1 : 0.45
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: text
    // A key that is held down presses once.
    Keys.onReturnPressed: event => { if (enabled && !event.isAutoRepeat) click(); }
    Keys.onEnterPressed: event => { if (enabled && !event.isAutoRepeat) click(); }

    background: Rectangle {
        radius: Measure.radius
        color: {
            if (button._banner)
                return button.checked ? (Theme.contrast ? Theme.primary : Theme.silver) : button.down || button.hovered ? Theme.primary : Theme.bannerGround;
            if (!button.enabled)
                return Theme.ground;
            if (button._filled)
                return button.down || button.hovered ? Theme.primaryDown : Theme.primary;
            return button.down ? Theme.silver : button.hovered ? Theme.ground : Theme.paper;
        }
        border.width: button._filled && !button._banner ? 0 : Measure.hair
        border.color: button._banner ? Theme.bannerInkSoft : button.enabled ? Theme.edgeLine : Theme.line

        Rectangle {
            anchors { fill: parent; margins: -Measure.ring * 2 }
            visible: button.visualFocus
            radius: Measure.radius + Measure.ring * 2
            color: Theme.none
            border.width: Measure.ring
            border.color: button._banner ? Theme.bannerInk : Theme.primary
        }
    }

    contentItem: Item {
        Row {
            anchors.centerIn: parent
            height: parent.height
            spacing: Measure.tight

            Art {
                visible: button.art !== ""
                anchors.verticalCenter: parent.verticalCenter
                width: Measure.icon
                height: Measure.icon
                name: button.art === "" ? "" : "icon/" + button.art
                inked: true
                ink: button._ink
            }
            Art {
                visible: button.picture !== ""
                anchors.verticalCenter: parent.verticalCenter
                width: Measure.target - Measure.tight
                height: width
                name: button.picture
            }
            Say {
                id: words

                visible: button.picture === ""
                height: parent.height
                text: button.text
                color: button._ink
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
        }
    }
}
