pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Four pictures; one touch counts one person.
Item {
    id: screen

    required property KioskModel kiosk
    required property GuestModel guests

    readonly property bool wide: Theme.isWide(width, height)
    readonly property real headHeight: wide ? height - 2 * Theme.gap - foot.height - Theme.gap : Math.min(height * 0.26, Theme.mm(110) * Theme.fit * Theme.headScale)
    readonly property real gridWidth: wide ? width * 0.62 - Theme.margin : width - 2 * Theme.margin
    readonly property real gridHeight: wide ? height - 2 * Theme.gap : height - headHeight - foot.height - 4 * Theme.gap

    component Band: BigButton {
        id: band

        required property string code
        required property string ages
        required property int count

        objectName: "band." + code
        width: (screen.gridWidth - Theme.gap) / 2
        height: (screen.gridHeight - Theme.gap) / 2
        stacked: true
        picture: "band/" + code
        artWide: 0.8
        textSize: Theme.heading
        detail: ages
        Accessible.name: text + " " + ages + (count > 0 ? ", " + count : "")
        onClicked: screen.guests.counted(code)

        Rectangle {
            visible: band.count > 0
            width: Math.max(height, badge.implicitWidth + Theme.gap * 1.4)
            height: Math.min(Theme.mm(24) * Theme.fit, parent.height * 0.28)
            radius: height / 2
            anchors { right: parent.right; top: parent.top; margins: Theme.gapSmall }
            color: Theme.leaf

            Words {
                id: badge

                objectName: "count." + band.code
                anchors.centerIn: parent
                silent: true
                text: band.count
                color: Theme.leafInk
                lineHeight: 1
                font.pixelSize: Math.max(1, Math.round(parent.height * 0.52))
                font.weight: Font.Bold
            }
        }
    }

    Item {
        id: head

        x: Theme.margin
        y: Theme.gap
        width: screen.wide ? screen.width * 0.38 - 1.5 * Theme.margin : screen.width - 2 * Theme.margin
        height: screen.headHeight

        Column {
            width: parent.width
            anchors.verticalCenter: parent.verticalCenter

            Sentence {
                width: parent.width
                most: head.height * 0.6
                text: screen.guests.people > 0 ? qsTranslate("walkin", "guest.counted").arg(screen.guests.people) : qsTranslate("walkin", "guest.title")
                objectName: "guest.title"
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.title
                font.weight: Font.Bold
                color: screen.guests.people > 0 ? Theme.leaf : Theme.ink
            }
            Sentence {
                width: parent.width
                most: head.height * 0.38
                text: screen.guests.activity === "" ? qsTranslate("walkin", "guest.hint") : qsTranslate("walkin", "guest.for").arg(screen.guests.activity)
                horizontalAlignment: Text.AlignHCenter
                color: Theme.inkSoft
            }
        }
    }

    Grid {
        x: screen.wide ? screen.width - Theme.margin - screen.gridWidth : Theme.margin
        y: screen.wide ? Theme.gap : screen.headHeight + 2 * Theme.gap
        columns: 2
        spacing: Theme.gap

        Band {
            code: "child"
            text: qsTranslate("walkin", "band.child")
            ages: qsTranslate("walkin", "guest.ages.child")
            count: screen.guests.child
        }
        Band {
            code: "youth"
            text: qsTranslate("walkin", "band.youth")
            ages: qsTranslate("walkin", "guest.ages.youth")
            count: screen.guests.youth
        }
        Band {
            code: "adult"
            text: qsTranslate("walkin", "band.adult")
            ages: qsTranslate("walkin", "guest.ages.adult")
            count: screen.guests.adult
        }
        Band {
            code: "senior"
            text: qsTranslate("walkin", "band.senior")
            ages: qsTranslate("walkin", "guest.ages.senior")
            count: screen.guests.senior
        }
    }

    Grid {
        id: foot

        readonly property real each: screen.wide ? head.width : (screen.width - 2 * Theme.margin - Theme.gap) / 2

        x: Theme.margin
        y: screen.height - height - Theme.gap
        columns: screen.wide ? 1 : 2
        spacing: Theme.gap

        BigButton {
            objectName: "guest.undo"
            width: foot.each
            visible: screen.guests.undoLeft > 0
            art: "undo"
            text: qsTranslate("walkin", "guest.undo").arg(screen.guests.undoLeft)
            onClicked: screen.guests.undone()
        }
        BigButton {
            objectName: "back"
            width: foot.each
            visible: screen.guests.undoLeft === 0
            art: "back"
            text: qsTranslate("walkin", "btn.back")
            onClicked: screen.kiosk.wentBack()
        }
        BigButton {
            objectName: "guest.done"
            width: foot.each
            look: "leaf"
            art: "tick"
            // Nobody is counted by this button.
            enabled: screen.guests.begun
            text: qsTranslate("walkin", "btn.done")
            onClicked: screen.guests.finished()
        }
    }
}
