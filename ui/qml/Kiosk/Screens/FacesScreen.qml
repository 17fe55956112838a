pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// How was it? Five cats, one touch, or none.
Item {
    id: screen

    required property KioskModel kiosk
    required property OutcomeModel outcome

    readonly property bool wide: Theme.isWide(width, height)
    readonly property real _each: (width - 2 * Theme.margin - 4 * Theme.gapSmall) / 5
    readonly property real _gridTop: head.y + head.height
    readonly property real _gridHigh: skip.y - _gridTop - Theme.gap
    readonly property real _high: Math.min(_gridHigh, _each * 1.55, Theme.mm(110))

    component Face: BigButton {
        required property int face

        objectName: "face." + face
        width: screen._each
        height: screen._high
        stacked: true
        picture: "face/" + face
        artWide: 0.92
        textSize: Theme.caption
        onClicked: screen.kiosk.rated(face)
    }

    QuestionHead {
        id: head

        x: Theme.margin
        y: Theme.gap
        width: parent.width - 2 * x
        height: screen.height * (screen.wide ? 0.36 : 0.46)
        title: screen.outcome.title
        hint: screen.outcome.line
        art: "cat/waving"
    }

    Row {
        x: Theme.margin
        y: screen._gridTop + (screen._gridHigh - height) / 2
        spacing: Theme.gapSmall

        Face {
            face: 1
            text: qsTranslate("walkin", "face.1")
        }
        Face {
            face: 2
            text: qsTranslate("walkin", "face.2")
        }
        Face {
            face: 3
            text: qsTranslate("walkin", "face.3")
        }
        Face {
            face: 4
            text: qsTranslate("walkin", "face.4")
        }
        Face {
            face: 5
            text: qsTranslate("walkin", "face.5")
        }
    }

    BigButton {
        id: skip

        objectName: "back"
        x: Theme.margin
        y: parent.height - height - Theme.gap
        width: parent.width - 2 * x
        art: "leave"
        centred: true
        text: qsTranslate("walkin", "feedback.skip")
        onClicked: screen.kiosk.wentBack()
    }

    StayBar {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        stay: screen.kiosk.stay
    }
}
