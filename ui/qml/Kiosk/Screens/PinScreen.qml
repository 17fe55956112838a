pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// The PIN of one who works here; nobody behind can read along. The last digit sends it.
Item {
    id: screen

    required property KioskModel kiosk
    required property StaffModel staff
    required property PadModel pin
    required property LookModel look

    readonly property bool wide: Theme.isWide(width, height)
    readonly property bool resting: pin.restLeft > 0
    readonly property real _left: wide ? width * 0.5 - Theme.margin * 1.5 : width - 2 * Theme.margin

    function _clock(seconds: int): string {
        return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    }

    QuestionHead {
        id: head

        x: Theme.margin
        y: Theme.gapSmall
        width: screen._left
        height: (screen.wide ? back.y - Theme.gap : pad.y - Theme.gap) - y - field.height - Theme.gapSmall * 2
        title: qsTranslate("walkin", "pin.title").arg(screen.staff.name)
        hint: screen.look.demo ? qsTranslate("walkin", "pin.demo") : qsTranslate("walkin", "pin.hint")
        art: "cat/lookingup"
    }

    EntryField {
        id: field

        objectName: "pin.field"
        x: Theme.margin
        y: head.y + head.height + Theme.gapSmall
        width: screen._left
        height: Math.min(Theme.mm(44) * Theme.fit * Theme.headScale, screen.height * (screen.wide ? 0.24 : 0.15))
        text: screen.pin.dots
        wrong: screen.pin.wrong || screen.resting
        placeholder: screen.resting ? qsTranslate("walkin", "pin.rest").arg(screen._clock(screen.pin.restLeft)) : screen.pin.wrong ? qsTranslate("walkin", "pin.wrong") : qsTranslate("walkin", "pin.empty")
        Accessible.name: screen.pin.length > 0 ? qsTranslate("walkin", "pad.count").arg(screen.pin.length) : placeholder
    }

    NumberPad {
        id: pad

        x: screen.wide ? screen.width - Theme.margin - width : (screen.width - width) / 2
        y: screen.wide ? Theme.gap : back.y - height - Theme.gap
        width: screen.wide ? screen.width * 0.5 - Theme.margin * 1.5 : screen.width - 2 * Theme.margin
        height: screen.wide ? screen.height - 2 * Theme.gap : Math.min(Theme.mm(150) * Theme.fit, screen.height * 0.5)
        resting: screen.resting
        onPressed: digit => screen.pin.pressed(digit)
        onErased: screen.pin.erased()
        onCleared: screen.pin.cleared()
    }

    BigButton {
        id: back

        objectName: "back"
        x: Theme.margin
        y: screen.height - height - Theme.gap
        width: screen._left
        art: "back"
        text: qsTranslate("walkin", "btn.cancel")
        onClicked: screen.kiosk.wentBack()
    }
}
