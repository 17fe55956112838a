pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Which institution somebody, or a group, belongs to.
Item {
    id: screen

    required property KioskModel kiosk
    required property NewcomerModel newcomer

    readonly property bool wide: Theme.isWide(width, height)
    readonly property int columns: wide ? 2 : 1
    readonly property int rows: Math.ceil((newcomer.partners.length + 1) / columns)
    readonly property real _each: (width - 2 * Theme.margin + Theme.gap) / columns - Theme.gap
    readonly property real _room: back.y - grid.y - Theme.gap
    readonly property real _high: Math.min(Theme.mm(34) * Theme.fit * Theme.headScale, (_room + Theme.gapSmall) / rows - Theme.gapSmall)

    QuestionHead {
        id: head

        x: Theme.margin
        y: Theme.gapSmall
        width: parent.width - 2 * x
        height: screen.height * (screen.wide ? 0.2 : Theme.percent > 125 ? 0.17 : 0.24)
        step: screen.newcomer.step
        steps: screen.newcomer.party ? 0 : screen.newcomer.steps
        title: screen.newcomer.party ? qsTranslate("walkin", "party.partner.which") : qsTranslate("walkin", "new.partner")
    }

    Grid {
        id: grid

        x: Theme.margin
        y: head.y + head.height + Theme.gapSmall
        columns: screen.columns
        columnSpacing: Theme.gap
        rowSpacing: Theme.gapSmall

        Repeater {
            model: screen.newcomer.partners

            BigButton {
                required property string modelData
                required property int index

                objectName: "partner." + index
                width: screen._each
                height: screen._high
                art: "building"
                text: modelData
                onClicked: screen.newcomer.belonged(index)
            }
        }
        BigButton {
            objectName: "partner.none"
            width: screen._each
            height: screen._high
            look: "leaf"
            art: "person"
            text: screen.newcomer.party ? qsTranslate("walkin", "party.partner.none") : qsTranslate("walkin", "new.partner.none")
            onClicked: screen.newcomer.belonged(-1)
        }
    }

    BigButton {
        id: back

        objectName: "back"
        x: Theme.margin
        y: parent.height - height - Theme.gap
        width: screen._each
        art: "back"
        text: qsTranslate("walkin", "btn.back")
        onClicked: screen.kiosk.steppedBack()
    }
}
