pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// The waiting number, large enough to be read by the whole family.
Page {
    id: screen

    required property KioskModel kiosk
    required property OutcomeModel outcome
    required property SlipModel slip

    pictureShare: 0.4
    // The number itself stays, whatever can be pressed.
    buttonColumns: Theme.percent > 125 && (wide || slip.offered) ? 2 : 1
    picture: [
        Art {
            id: ticket

            anchors.fill: parent
            name: "ticket/ticket"
        },
        Words {
            objectName: "standby.number"
            anchors.centerIn: parent
            width: Math.min(parent.width, parent.height * 1.6) * 0.56
            height: width * 0.62
            fitted: true
            text: screen.outcome.number
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            lineHeight: 1
            font.pixelSize: Math.max(1, Math.round(Math.min(Theme.giant, height * 0.62)))
            font.weight: Font.Bold
            color: Theme.contrast ? Theme.ground : Theme.clay
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
            text: qsTranslate("walkin", "standby.others")
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
            objectName: "slip.print"
            width: screen.buttonWidth
            height: screen.buttonHeight
            visible: screen.slip.offered
            art: "printer"
            text: screen.slip.again ? qsTranslate("walkin", "slip.again") : qsTranslate("walkin", "slip.print")
            onClicked: screen.slip.wanted()
        },
        BigButton {
            objectName: "back"
            width: screen.buttonWidth
            height: screen.buttonHeight
            art: "tick"
            text: qsTranslate("walkin", "btn.done")
            onClicked: screen.kiosk.wentBack()
        }
    ]

    Words {
        objectName: "standby.title"
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
        font.weight: Font.DemiBold
        color: Theme.primary
    }
    Words {
        width: parent.width
        text: screen.outcome.line
        horizontalAlignment: Text.AlignHCenter
        color: Theme.inkSoft
    }
    SlipNote {
        width: parent.width
        slip: screen.slip.state
    }
}
