pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Where we are, what time it is, how many people are here.
Rectangle {
    id: head

    required property DeskBoardModel board
    required property LookModel look

    signal keysWanted
    signal settingsWanted

    implicitHeight: Measure.head + weave.height
    color: Theme.bannerGround

    Item {
        anchors { left: parent.left; leftMargin: Measure.margin; right: counts.left; rightMargin: Measure.margin }
        height: Measure.head

        Column {
            width: parent.width
            anchors.verticalCenter: parent.verticalCenter

            Say {
                objectName: "centre"
                width: parent.width
                text: head.board.centre
                color: Theme.bannerInk
                font { pixelSize: Measure.heading; weight: Font.Bold }
            }
            Say {
                objectName: "date"
                width: parent.width
                text: head.board.date === "" ? qsTranslate("walkin", "desk.window") : head.board.date
                color: Theme.bannerInkSoft
                font.pixelSize: Measure.small
            }
        }
    }

    Row {
        id: counts

        anchors { right: tools.left; rightMargin: Measure.margin * 2; verticalCenter: tools.verticalCenter }
        spacing: Measure.margin * 2

        HeadCount {
            objectName: "inside"
            number: head.board.inside
            words: qsTranslate("walkin", "desk.inside")
        }
        HeadCount {
            objectName: "came"
            number: head.board.came
            words: qsTranslate("walkin", "desk.came")
        }
    }

    Row {
        id: tools

        anchors { right: parent.right; rightMargin: Measure.margin }
        height: Measure.head
        spacing: Measure.gap

        Say {
            objectName: "clock"
            height: parent.height
            rightPadding: Measure.gap
            text: head.board.clock
            color: Theme.bannerInk
            font { pixelSize: Measure.clock; weight: Font.DemiBold; features: { "tnum": 1 } }
        }
        DeskButton {
            objectName: "thai"
            anchors.verticalCenter: parent.verticalCenter
            look: "banner"
            text: "ไทย"
            checked: head.look.language === "th"
            onClicked: head.look.speak("th")
        }
        DeskButton {
            objectName: "english"
            anchors.verticalCenter: parent.verticalCenter
            look: "banner"
            text: "English"
            checked: head.look.language === "en"
            onClicked: head.look.speak("en")
        }
        DeskButton {
            objectName: "dark"
            anchors.verticalCenter: parent.verticalCenter
            look: "banner"
            art: "moon"
            checked: head.look.dark
            Accessible.name: qsTranslate("walkin", "desk.dark")
            onClicked: head.look.toggleDark()
        }
        DeskButton {
            objectName: "settings"
            anchors.verticalCenter: parent.verticalCenter
            look: "banner"
            art: "setup"
            Accessible.name: qsTranslate("walkin", "desk.settings")
            onClicked: head.settingsWanted()
        }
        DeskButton {
            objectName: "keys"
            anchors.verticalCenter: parent.verticalCenter
            look: "banner"
            text: qsTranslate("walkin", "desk.help")
            onClicked: head.keysWanted()
        }
    }

    Weave {
        id: weave

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Measure.weave
    }
}
