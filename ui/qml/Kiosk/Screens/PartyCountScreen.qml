pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// How many of each age: large plus and minus, or a number typed for the band that is lit.
Item {
    id: screen

    required property KioskModel kiosk
    required property PartyModel party

    readonly property bool wide: Theme.isWide(width, height)
    readonly property real _bands: wide ? width * 0.58 - Theme.margin * 1.5 : width - 2 * Theme.margin
    readonly property real _padHigh: wide ? buttons.y - 2 * Theme.gap : Math.max(4 * Theme.touch + 3 * Theme.gapSmall, Math.min(Theme.mm(128) * Theme.fit, height * 0.36))
    readonly property real _gridTop: head.y + head.height + Theme.gapSmall
    readonly property real _gridHigh: (wide ? buttons.y : pad.y) - Theme.gap - _gridTop
    readonly property real _cell: (_gridHigh - Theme.gapSmall) / 2

    QuestionHead {
        id: head

        x: Theme.margin
        y: Theme.gapSmall
        width: screen._bands
        height: screen.height * (screen.wide ? 0.2 : 0.13)
        title: screen.party.people > 0 ? qsTranslate("walkin", "party.sum").arg(screen.party.people) : qsTranslate("walkin", "party.count")
        hint: screen.party.who
    }

    Grid {
        x: Theme.margin
        y: screen._gridTop
        columns: 2
        spacing: Theme.gapSmall

        BandCounter {
            code: "child"
            text: qsTranslate("walkin", "band.child")
            count: screen.party.child
            width: (screen._bands - Theme.gapSmall) / 2
            height: screen._cell
            party: screen.party
        }
        BandCounter {
            code: "youth"
            text: qsTranslate("walkin", "band.youth")
            count: screen.party.youth
            width: (screen._bands - Theme.gapSmall) / 2
            height: screen._cell
            party: screen.party
        }
        BandCounter {
            code: "adult"
            text: qsTranslate("walkin", "band.adult")
            count: screen.party.adult
            width: (screen._bands - Theme.gapSmall) / 2
            height: screen._cell
            party: screen.party
        }
        BandCounter {
            code: "senior"
            text: qsTranslate("walkin", "band.senior")
            count: screen.party.senior
            width: (screen._bands - Theme.gapSmall) / 2
            height: screen._cell
            party: screen.party
        }
    }

    NumberPad {
        id: pad

        x: screen.wide ? screen.width - Theme.margin - width : Theme.margin
        y: screen.wide ? Theme.gap : buttons.y - height - Theme.gap
        width: screen.wide ? screen.width - screen._bands - 3 * Theme.margin : screen.width - 2 * Theme.margin
        height: screen._padHigh
        onPressed: digit => screen.party.pressed(digit)
        onErased: screen.party.erased()
        onCleared: screen.party.cleared()
    }

    Row {
        id: buttons

        x: Theme.margin
        y: parent.height - height - Theme.gap
        spacing: Theme.gap

        BigButton {
            objectName: "back"
            width: (screen.width - 2 * Theme.margin - Theme.gap) / 2
            art: "back"
            text: qsTranslate("walkin", "btn.back")
            onClicked: screen.kiosk.steppedBack()
        }
        BigButton {
            objectName: "party.done"
            width: (screen.width - 2 * Theme.margin - Theme.gap) / 2
            look: "leaf"
            art: "tick"
            centred: true
            enabled: screen.party.people > 0
            text: qsTranslate("walkin", "btn.next")
            onClicked: screen.party.finished()
        }
    }
}
