pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// What the desk does best: new cards and whole groups.
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
            objectName: "open.guests"
            width: screen.buttonWidth
            look: "leaf"
            art: "count"
            text: qsTranslate("walkin", "desk.or_count")
            onClicked: screen.kiosk.opened("guests")
        },
        BigButton {
            objectName: "back"
            width: screen.buttonWidth
            art: "back"
            text: qsTranslate("walkin", "btn.back")
            onClicked: screen.kiosk.wentBack()
        }
    ]

    Words {
        objectName: "desk.title"
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
        font.pixelSize: Theme.heading
        color: Theme.inkSoft
    }
}
