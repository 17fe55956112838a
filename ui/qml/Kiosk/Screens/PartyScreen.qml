pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Who is the group?
Item {
    id: screen

    required property KioskModel kiosk
    required property PartyModel party

    readonly property bool wide: Theme.isWide(width, height)
    readonly property real _gridTop: head.y + head.height + Theme.gap
    readonly property real _gridHigh: back.y - _gridTop - Theme.gap
    readonly property int _columns: wide ? 4 : 2
    readonly property real _each: (width - 2 * Theme.margin + Theme.gap) / _columns - Theme.gap
    readonly property real _high: Math.min(_each * 1.25, wide ? _gridHigh : (_gridHigh - Theme.gap) / 2)

    component Who: BigButton {
        required property string code

        objectName: "party." + code
        width: screen._each
        height: screen._high
        stacked: true
        picture: "party/" + code
        artWide: 0.86
        textSize: Theme.heading
        onClicked: screen.party.came(code)
    }

    QuestionHead {
        id: head

        x: Theme.margin
        y: Theme.gap
        width: parent.width - 2 * x
        height: screen.height * (screen.wide ? 0.22 : 0.16)
        title: qsTranslate("walkin", "party.title")
        hint: screen.party.activity === "" ? qsTranslate("walkin", "party.hint") : qsTranslate("walkin", "guest.for").arg(screen.party.activity)
    }

    Grid {
        x: Theme.margin
        y: screen._gridTop + Math.max(0, (screen._gridHigh - height) / 2)
        columns: screen._columns
        spacing: Theme.gap

        Who {
            code: "school"
            text: qsTranslate("walkin", "party.school")
        }
        Who {
            code: "family"
            text: qsTranslate("walkin", "party.family")
        }
        Who {
            code: "partner"
            text: qsTranslate("walkin", "party.partner")
        }
        Who {
            code: "other"
            text: qsTranslate("walkin", "party.other")
        }
    }

    BigButton {
        id: back

        objectName: "back"
        x: Theme.margin
        y: parent.height - height - Theme.gap
        width: screen.wide ? screen._each : parent.width - 2 * x
        art: "back"
        text: qsTranslate("walkin", "btn.back")
        onClicked: screen.kiosk.wentBack()
    }
}
