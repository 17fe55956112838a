pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// A short goodbye, or "cancelled for you". Any touch ends it.
Item {
    id: screen

    required property KioskModel kiosk
    required property OutcomeModel outcome

    MouseArea {
        anchors.fill: parent
        onClicked: screen.kiosk.wentBack()
    }

    Page {
        anchors.fill: parent
        pictureShare: 0.56
        picture: [
            Cat {
                anchors.fill: parent
                mood: screen.outcome.mood
                hops: true
            }
        ]

        Words {
            objectName: "bye.title"
            width: parent.width
            text: screen.outcome.title
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.hero
            font.weight: Font.Bold
        }
        Words {
            width: parent.width
            text: screen.outcome.line
            horizontalAlignment: Text.AlignHCenter
            color: Theme.inkSoft
        }
    }

    StayBar {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        stay: screen.kiosk.stay
    }
}
