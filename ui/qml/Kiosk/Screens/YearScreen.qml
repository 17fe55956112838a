pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// The year of birth, of either era, read back before it is believed.
Item {
    id: screen

    required property KioskModel kiosk
    required property NewcomerModel newcomer

    readonly property bool wide: Theme.isWide(width, height)
    readonly property real _left: wide ? width * 0.5 - Theme.margin * 1.5 : width - 2 * Theme.margin
    readonly property real _half: (_left - Theme.gap) / 2

    QuestionHead {
        id: head

        x: Theme.margin
        y: Theme.gapSmall
        width: screen._left
        height: (screen.wide ? buttons.y - Theme.gap : pad.y - Theme.gap) - y - field.height - Theme.gapSmall * 2
        step: screen.newcomer.step
        steps: screen.newcomer.steps
        title: qsTranslate("walkin", "new.year")
        hint: qsTranslate("walkin", "new.year.hint")
        art: "cat/lookingup"
    }

    EntryField {
        id: field

        objectName: "year.field"
        x: Theme.margin
        y: head.y + head.height + Theme.gapSmall
        width: screen._left
        height: Math.min(Theme.mm(44) * Theme.fit * Theme.headScale, screen.height * 0.24)
        text: screen.newcomer.year
        detail: screen.newcomer.readBack
        wrong: screen.newcomer.readBack !== "" && !screen.newcomer.yearHolds
        fine: screen.newcomer.yearHolds
        placeholder: qsTranslate("walkin", "new.year.empty")
    }

    NumberPad {
        id: pad

        x: screen.wide ? screen.width - Theme.margin - width : (screen.width - width) / 2
        y: screen.wide ? Theme.gap : buttons.y - height - Theme.gap
        width: screen.wide ? screen.width * 0.5 - Theme.margin * 1.5 : screen.width - 2 * Theme.margin
        height: screen.wide ? screen.height - 2 * Theme.gap : Math.min(Theme.mm(150) * Theme.fit, screen.height * 0.46)
        onPressed: digit => screen.newcomer.pressed(digit)
        onErased: screen.newcomer.erased()
        onCleared: screen.newcomer.cleared()
    }

    Row {
        id: buttons

        x: Theme.margin
        y: parent.height - height - Theme.gap
        spacing: Theme.gap

        BigButton {
            objectName: "back"
            width: screen._half
            art: "back"
            text: qsTranslate("walkin", "btn.back")
            onClicked: screen.kiosk.steppedBack()
        }
        BigButton {
            objectName: "next"
            width: screen._half
            look: "leaf"
            art: "tick"
            centred: true
            enabled: screen.newcomer.yearHolds
            text: qsTranslate("walkin", "btn.next")
            onClicked: screen.newcomer.dated()
        }
    }
}
