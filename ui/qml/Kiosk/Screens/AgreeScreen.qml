pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// What is kept of a newcomer, and why, before anything is asked.
Page {
    id: screen

    required property KioskModel kiosk
    required property NewcomerModel newcomer

    pictureShare: 0.36
    buttonColumns: Theme.percent > 125 && (wide || newcomer.ofCard !== "") ? 2 : 1
    picture: [
        Art {
            anchors.fill: parent
            name: "newcomer/notice"
        }
    ]
    buttons: [
        BigButton {
            objectName: "agree"
            width: screen.buttonWidth
            height: screen.buttonHeight
            look: "leaf"
            art: "tick"
            text: screen.newcomer.ofCard === "" ? qsTranslate("walkin", "new.agree") : qsTranslate("walkin", "new.agree_card")
            onClicked: screen.newcomer.agreed()
        },
        BigButton {
            objectName: "disown"
            width: screen.buttonWidth
            height: screen.buttonHeight
            visible: screen.newcomer.ofCard !== ""
            art: "others"
            text: qsTranslate("walkin", "new.not_mine")
            onClicked: screen.newcomer.disowned()
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
            onClicked: screen.kiosk.wentBack()
        }
    ]

    StepDots {
        anchors.horizontalCenter: parent.horizontalCenter
        step: screen.newcomer.step
        steps: screen.newcomer.steps
    }
    Words {
        objectName: "new.title"
        width: parent.width
        text: qsTranslate("walkin", "new.title")
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.title
        font.weight: Font.Bold
    }
    Words {
        width: parent.width
        text: qsTranslate("walkin", "new.notice")
        horizontalAlignment: Text.AlignHCenter
    }
    Words {
        objectName: "new.card_of"
        width: parent.width
        visible: screen.newcomer.ofCard !== ""
        text: qsTranslate("walkin", "new.card_of").arg(screen.newcomer.ofCard)
        horizontalAlignment: Text.AlignHCenter
        font.weight: Font.DemiBold
        color: Theme.leaf
    }
}
