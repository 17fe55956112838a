pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// One sentence about why not now, and what is possible instead.
Page {
    id: screen

    required property KioskModel kiosk
    required property OutcomeModel outcome

    night: outcome.mood === "asleep"
    picture: [
        Cat {
            anchors.fill: parent
            mood: screen.outcome.mood
        }
    ]
    buttons: [
        BigButton {
            objectName: "others"
            width: screen.buttonWidth
            height: screen.buttonHeight
            visible: screen.outcome.others
            look: "primary"
            art: "others"
            text: qsTranslate("walkin", "btn.see_others")
            onClicked: screen.kiosk.othersAsked()
        },
        BigButton {
            objectName: "visit"
            width: screen.buttonWidth
            height: screen.buttonHeight
            visible: screen.outcome.visit
            look: "leaf"
            art: "visit"
            text: qsTranslate("walkin", "choose.visit")
            onClicked: screen.kiosk.chosen("visit")
        },
        BigButton {
            objectName: "open.guests"
            width: screen.buttonWidth
            height: screen.buttonHeight
            visible: screen.outcome.countable
            look: "leaf"
            art: "count"
            text: qsTranslate("walkin", "btn.guest")
            onClicked: screen.kiosk.opened("guests")
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
        objectName: "notice.title"
        width: parent.width
        text: screen.outcome.title
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.title
        font.weight: Font.Bold
    }
    Words {
        width: parent.width
        visible: text !== ""
        text: screen.outcome.line
        horizontalAlignment: Text.AlignHCenter
        color: Theme.inkSoft
    }
    Words {
        width: parent.width
        visible: text !== ""
        text: screen.outcome.activity
        horizontalAlignment: Text.AlignHCenter
        font.weight: Font.DemiBold
        color: Theme.primary
    }
}
