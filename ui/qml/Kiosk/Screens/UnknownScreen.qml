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

    picture: [
        Cat {
            anchors.fill: parent
            mood: screen.outcome.mood
        }
    ]
    buttons: [
        BigButton {
            objectName: "retry"
            width: screen.buttonWidth
            height: screen.buttonHeight
            look: "primary"
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
