pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Somebody was called, or a code is not known; what was on the screen is still there. Any touch
// goes on.
Rectangle {
    id: overlay

    required property KioskModel kiosk

    readonly property bool called: kiosk.help === "called"
    readonly property bool unread: kiosk.help === "unread"

    objectName: "help.said"
    visible: kiosk.help !== ""
    color: Theme.veil

    MouseArea {
        anchors.fill: parent
        onClicked: overlay.kiosk.helpEnded()
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
                height: Theme.mm(62) * Theme.fit
                visible: Theme.percent < 200
                mood: overlay.unread ? "puzzled" : "ringing"
                hops: true
            }
            Words {
                objectName: "help.title"
                width: parent.width
                text: overlay.called ? qsTranslate("walkin", "help.called") : overlay.unread ? qsTranslate("walkin", "help.unread") : qsTranslate("walkin", "help.desk")
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.title
                font.weight: Font.Bold
            }
            Words {
                width: parent.width
                visible: overlay.called || overlay.unread
                text: overlay.called ? qsTranslate("walkin", "help.line") : qsTranslate("walkin", "help.unread.line")
                horizontalAlignment: Text.AlignHCenter
                color: Theme.inkSoft
            }
            BigButton {
                objectName: "help.end"
                width: parent.width
                look: "primary"
                art: "tick"
                centred: true
                text: qsTranslate("walkin", "btn.done")
                onClicked: overlay.kiosk.helpEnded()
            }
            BigButton {
                objectName: "help.withdraw"
                visible: overlay.called
                width: parent.width
                art: "undo"
                centred: true
                text: qsTranslate("walkin", "help.withdraw")
                onClicked: overlay.kiosk.helpWithdrawn()
            }
        }
    }
}
