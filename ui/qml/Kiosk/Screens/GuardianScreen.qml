pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// A child under the age: its grown-up says yes.
Page {
    id: screen

    required property KioskModel kiosk
    required property NewcomerModel newcomer

    pictureShare: 0.42
    picture: [
        Art {
            anchors.fill: parent
            name: "newcomer/guardian"
        }
    ]
    buttons: [
        BigButton {
            objectName: "guarded"
            width: screen.buttonWidth
            height: screen.buttonHeight
            look: "leaf"
            art: "family"
            text: qsTranslate("walkin", "new.guardian.yes")
            onClicked: screen.newcomer.guarded()
        },
        BigButton {
            objectName: "open.guests"
            width: screen.buttonWidth
            height: screen.buttonHeight
            art: "count"
            text: qsTranslate("walkin", "new.rather_count")
            onClicked: screen.kiosk.opened("guests")
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
        objectName: "guardian.title"
        width: parent.width
        text: qsTranslate("walkin", "new.guardian")
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.title
        font.weight: Font.Bold
    }
    Words {
        width: parent.width
        text: qsTranslate("walkin", "new.guardian.line")
        horizontalAlignment: Text.AlignHCenter
        color: Theme.inkSoft
    }
}
