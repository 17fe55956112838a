pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// The tick. Any touch ends it.
Item {
    id: screen

    required property KioskModel kiosk
    required property OutcomeModel outcome

    MouseArea {
        objectName: "anywhere"
        anchors.fill: parent
        onClicked: screen.kiosk.wentBack()
    }

    Page {
        id: page

        anchors.fill: parent
        picture: [
            Rectangle {
                width: Math.min(parent.width, parent.height)
                height: width
                radius: width / 2
                anchors.centerIn: parent
                color: Theme.leafSoft
                border.width: Theme.contrast ? Theme.edge : 0
                border.color: Theme.leaf
            },
            Cat {
                anchors.fill: parent
                anchors.margins: Math.min(parent.width, parent.height) * 0.06
                mood: screen.outcome.mood
                looksUp: true
                hops: true
            },
            Rectangle {
                width: Math.min(parent.width, parent.height) * 0.3
                height: width
                radius: width / 2
                x: parent.width / 2 + Math.min(parent.width, parent.height) * 0.22
                y: (parent.height + Math.min(parent.width, parent.height)) / 2 - height
                color: Theme.leaf

                DrawnTick {
                    anchors.fill: parent
                    anchors.margins: parent.width * 0.17
                }
            }
        ]
        buttonColumns: screen.outcome.passport && screen.kiosk.undoLeft > 0 && Theme.percent < 150 ? 2 : 1
        buttons: [
            BigButton {
                objectName: "passport"
                width: page.buttonWidth
                height: page.buttonHeight
                visible: screen.outcome.passport
                look: "primary"
                art: "stamp"
                text: qsTranslate("walkin", "btn.passport")
                onClicked: screen.kiosk.passportAsked()
            },
            BigButton {
                objectName: "cancel"
                width: page.buttonWidth
                height: page.buttonHeight
                visible: screen.kiosk.undoLeft > 0
                art: "undo"
                text: qsTranslate("walkin", "btn.cancel_in").arg(screen.kiosk.undoLeft)
                onClicked: screen.kiosk.cancelled()
            }
        ]

        Words {
            objectName: "welcome.title"
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
            font.weight: Font.DemiBold
            color: Theme.leaf
        }
        Rectangle {
            width: parent.width
            height: where.implicitHeight + Theme.gap * 1.4
            radius: Theme.radius
            color: Theme.paper
            border.width: Theme.hair
            border.color: Theme.line

            Column {
                id: where

                anchors { left: parent.left; right: parent.right; margins: Theme.gap; verticalCenter: parent.verticalCenter }
                spacing: Theme.gapSmall / 2

                Words {
                    objectName: "welcome.activity"
                    width: parent.width
                    text: screen.outcome.activity
                    horizontalAlignment: Text.AlignHCenter
                    font.pixelSize: Theme.heading
                    font.weight: Font.DemiBold
                }
                Words {
                    width: parent.width
                    visible: text !== ""
                    text: screen.outcome.room
                    horizontalAlignment: Text.AlignHCenter
                    color: Theme.primary
                    font.weight: Font.DemiBold
                }
                Tag {
                    anchors.horizontalCenter: parent.horizontalCenter
                    most: parent.width
                    art: "seat"
                    text: screen.outcome.seats
                }
            }
        }
        Rectangle {
            width: parent.width
            height: note.implicitHeight + Theme.gap
            visible: screen.outcome.note !== ""
            radius: Theme.radius
            color: Theme.claySoft
            border.width: Theme.contrast ? Theme.hair : 0
            border.color: Theme.clay

            Words {
                id: note

                objectName: "welcome.note"
                anchors { left: parent.left; right: parent.right; margins: Theme.gap; verticalCenter: parent.verticalCenter }
                text: screen.outcome.note
                horizontalAlignment: Text.AlignHCenter
                color: Theme.clay
                font.pixelSize: Theme.caption
                font.weight: Font.DemiBold
            }
        }
    }

    StayBar {
        id: left

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        stay: screen.kiosk.stay
    }
}
