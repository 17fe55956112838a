pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// A second scan never means leaving by itself: it asks.
Page {
    id: screen

    required property KioskModel kiosk
    required property OutcomeModel outcome

    picture: [
        Cat {
            anchors.fill: parent
            mood: "welcoming"
        }
    ]
    buttons: [
        BigButton {
            objectName: "leave"
            width: screen.buttonWidth
            height: screen.buttonHeight
            look: "primary"
            art: "leave"
            text: qsTranslate("walkin", "already.leave")
            onClicked: screen.kiosk.left()
        },
        BigButton {
            objectName: "others"
            width: screen.buttonWidth
            height: screen.buttonHeight
            visible: screen.outcome.others
            look: "leaf"
            art: "others"
            text: qsTranslate("walkin", "already.other")
            onClicked: screen.kiosk.othersAsked()
        },
        BigButton {
            objectName: "passport"
            width: screen.buttonWidth
            height: screen.buttonHeight
            visible: screen.outcome.passport
            art: "stamp"
            text: qsTranslate("walkin", "btn.passport")
            onClicked: screen.kiosk.passportAsked()
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
        objectName: "already.title"
        width: parent.width
        text: screen.outcome.title
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.title
        font.weight: Font.Bold
    }
    Words {
        width: parent.width
        visible: text !== ""
        text: screen.outcome.activity
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.heading
        font.weight: Font.DemiBold
        color: Theme.primary
    }
    Words {
        width: parent.width
        text: screen.outcome.line
        horizontalAlignment: Text.AlignHCenter
        color: Theme.inkSoft
    }
}
