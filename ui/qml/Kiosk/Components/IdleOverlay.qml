pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Asks an untouched visitor before everything personal is cleared. Any touch says yes.
Rectangle {
    id: overlay

    required property KioskModel kiosk

    objectName: "idle"
    visible: kiosk.idleLeft > 0
    color: Theme.veil

    MouseArea {
        anchors.fill: parent
        onClicked: overlay.kiosk.moreTime()
    }

    Rectangle {
        width: Math.min(parent.width - 2 * Theme.margin, Theme.mm(250) * Theme.fit * Theme.headScale)
        height: Math.min(parent.height - 2 * Theme.margin, box.implicitHeight + 2 * Theme.margin)
        anchors.centerIn: parent
        radius: Theme.radius * 1.4
        color: Theme.paper
        border.width: Theme.contrast ? Theme.edge * 2 : 0
        border.color: Theme.line

        Column {
            id: box

            anchors { left: parent.left; right: parent.right; margins: Theme.margin; verticalCenter: parent.verticalCenter }
            spacing: Theme.gap

            Cat {
                width: parent.width
                height: Theme.mm(60) * Theme.fit
                visible: Theme.percent < 200
                mood: "puzzled"
            }
            Words {
                width: parent.width
                text: qsTranslate("walkin", "idle.title")
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.title
                font.weight: Font.Bold
            }
            Words {
                objectName: "idle.line"
                width: parent.width
                text: qsTranslate("walkin", "idle.line").arg(overlay.kiosk.idleLeft)
                horizontalAlignment: Text.AlignHCenter
                color: Theme.inkSoft
            }
            BigButton {
                objectName: "more"
                width: parent.width
                look: "primary"
                art: "clock"
                text: qsTranslate("walkin", "btn.more_time")
                onClicked: overlay.kiosk.moreTime()
            }
        }
    }
}
