pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// The database cannot be written; it heals by itself.
Page {
    id: screen

    required property OutcomeModel outcome

    pictureShare: 0.5
    night: true
    picture: [
        Cat {
            anchors.fill: parent
            mood: "asleep"
        }
    ]

    Words {
        objectName: "trouble.title"
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
    Words {
        objectName: "trouble.code"
        width: parent.width
        text: screen.outcome.note
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.caption
        color: Theme.inkSoft
    }
}
