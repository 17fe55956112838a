pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// What somebody wants to be called, typed with large keys.
Item {
    id: screen

    required property KioskModel kiosk
    required property KeyboardModel keyboard
    required property NewcomerModel newcomer

    readonly property real _keys: Math.min(height * 0.56, Theme.mm(138) * Theme.fit)
    readonly property real _half: (width - 2 * Theme.margin - Theme.gap) / 2

    QuestionHead {
        id: head

        x: Theme.margin
        y: Theme.gapSmall
        width: parent.width - 2 * x
        height: field.y - y - Theme.gapSmall
        step: screen.newcomer.step
        steps: screen.newcomer.steps
        title: qsTranslate("walkin", "new.name")
        hint: qsTranslate("walkin", "new.name.hint")
        art: "cat/lookingup"
    }

    EntryField {
        id: field

        objectName: "name.field"
        x: Theme.margin
        y: keys.y - height - Theme.gap
        width: parent.width - 2 * x
        height: Math.min(Theme.mm(24) * Theme.fit, screen.height * 0.12)
        text: screen.keyboard.text
        placeholder: qsTranslate("walkin", "new.name.empty")
    }

    Keyboard {
        id: keys

        x: Theme.margin / 2
        y: buttons.y - height - Theme.gap
        width: parent.width - 2 * x
        height: screen._keys
        keyboard: screen.keyboard
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
            enabled: screen.newcomer.nameHolds
            text: qsTranslate("walkin", "btn.next")
            onClicked: screen.newcomer.named()
        }
    }
}
