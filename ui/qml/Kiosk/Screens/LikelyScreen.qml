pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Somebody of that name and year is here already: is it the same person? No name is shown.
Page {
    id: screen

    required property KioskModel kiosk
    required property NewcomerModel newcomer

    pictureShare: 0.42
    picture: [
        Cat {
            anchors.fill: parent
            mood: "puzzled"
        }
    ]
    buttons: [
        BigButton {
            objectName: "open.pad"
            width: screen.buttonWidth
            height: screen.buttonHeight
            look: "primary"
            art: "keypad"
            text: qsTranslate("walkin", "new.likely.yes")
            onClicked: screen.kiosk.opened("pad")
        },
        BigButton {
            objectName: "strangers"
            width: screen.buttonWidth
            height: screen.buttonHeight
            look: "leaf"
            art: "new"
            text: qsTranslate("walkin", "new.likely.no")
            onClicked: screen.newcomer.strangers()
        },
        BigButton {
            objectName: "back"
            width: screen.buttonWidth
            height: screen.buttonHeight
            art: "back"
            text: qsTranslate("walkin", "btn.back")
            onClicked: screen.kiosk.steppedBack()
        }
    ]

    Words {
        objectName: "likely.title"
        width: parent.width
        text: qsTranslate("walkin", "new.likely")
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.title
        font.weight: Font.Bold
    }
    Words {
        width: parent.width
        text: qsTranslate("walkin", "new.likely.line").arg(screen.newcomer.tail)
        horizontalAlignment: Text.AlignHCenter
        color: Theme.inkSoft
    }
}
