pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// A card or number nobody knows yet, and three ways on.
Page {
    id: screen

    required property KioskModel kiosk
    required property OutcomeModel outcome
    required property CameraModel camera

    picture: [
        Cat {
            id: cat

            readonly property bool aside: glass.visible

            // Beside the picture, or below it.
            width: aside && !screen.wide ? parent.width - glass.width - Theme.gap : parent.width
            height: aside && screen.wide ? parent.height - glass.height - Theme.gap : aside ? Math.min(parent.height, width) : parent.height
            y: parent.height - height
            visible: width > Theme.mm(20)
            mood: screen.outcome.mood
        },
        LookingGlass {
            id: glass

            objectName: "unknown.glass"
            // A number is typed again, not aimed.
            visible: screen.camera.live && !screen.outcome.typed
            camera: screen.camera
            height: screen.wide ? parent.width / ratio : Math.min(parent.height, parent.width * 0.62 / ratio)
            width: height * ratio
            x: parent.width - width
            y: screen.wide ? 0 : (parent.height - height) / 2
        }
    ]
    buttons: [
        BigButton {
            objectName: "open.new"
            visible: screen.outcome.registers
            width: screen.buttonWidth
            height: screen.buttonHeight
            look: "primary"
            art: "new"
            text: qsTranslate("walkin", "unknown.register")
            onClicked: screen.kiosk.opened("new")
        },
        BigButton {
            objectName: "retry"
            width: screen.buttonWidth
            height: screen.buttonHeight
            look: screen.outcome.registers ? "" : "primary"
            art: screen.outcome.typed ? "keypad" : "scan"
            text: screen.outcome.typed ? qsTranslate("walkin", "unknown.retype") : qsTranslate("walkin", "unknown.retry")
            onClicked: screen.kiosk.retried()
        },
        BigButton {
            objectName: "open.guests"
            width: screen.buttonWidth
            height: screen.buttonHeight
            look: "leaf"
            art: "count"
            text: qsTranslate("walkin", "btn.guest")
            onClicked: screen.kiosk.opened("guests")
        },
        BigButton {
            objectName: "open.new"
            visible: !screen.outcome.registers
            width: screen.buttonWidth
            height: screen.buttonHeight
            art: "new"
            text: qsTranslate("walkin", "btn.new")
            onClicked: screen.kiosk.opened("new")
        },
        BigButton {
            objectName: "back"
            width: screen.buttonWidth
            height: screen.buttonHeight
            art: "back"
            text: qsTranslate("walkin", "btn.back")
            onClicked: screen.kiosk.wentBack()
        }
    ]

    Words {
        objectName: "unknown.title"
        width: parent.width
        text: screen.outcome.title
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.title
        font.weight: Font.Bold
    }
    Words {
        width: parent.width
        text: screen.outcome.line
        horizontalAlignment: Text.AlignHCenter
        color: Theme.inkSoft
    }
}
