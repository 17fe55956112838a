pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Behind the hidden corner: who of those who work here it is.
Item {
    id: screen

    required property KioskModel kiosk
    required property StaffModel staff

    readonly property bool wide: Theme.isWide(width, height)
    readonly property bool nobody: staff.names.length === 0
    readonly property int columns: wide ? 4 : 2
    readonly property real _each: (width - 2 * Theme.margin + Theme.gap) / columns - Theme.gap
    readonly property int rows: Math.ceil(staff.names.length / columns)
    readonly property real _room: buttons.y - Theme.gap - screen.height * (wide ? 0.24 : 0.2)
    readonly property real _high: Math.max(Theme.touch, Math.min(Theme.mm(34) * Theme.fit, (_room + Theme.gapSmall) / (8 / columns) - Theme.gapSmall))

    QuestionHead {
        id: head

        x: Theme.margin
        y: Theme.gapSmall
        width: parent.width - 2 * x
        height: (screen.nobody ? buttons.y : grid.y) - 2 * y
        title: screen.nobody ? qsTranslate("walkin", "staff.none") : qsTranslate("walkin", "staff.title")
        hint: screen.nobody ? qsTranslate("walkin", "staff.none.line") : qsTranslate("walkin", "staff.hint")
        art: screen.nobody ? "cat/puzzled" : "cat/lookingup"
    }

    Grid {
        id: grid

        x: Theme.margin
        y: buttons.y - Theme.gap - screen.rows * (screen._high + rowSpacing) + rowSpacing
        columns: screen.columns
        columnSpacing: Theme.gap
        rowSpacing: Theme.gapSmall

        Repeater {
            model: screen.staff.names

            BigButton {
                required property string modelData
                required property int index

                objectName: "who." + index
                width: screen._each
                height: screen._high
                art: "person"
                text: modelData
                onClicked: screen.staff.chosen(modelData)
            }
        }
    }

    Row {
        id: buttons

        x: Theme.margin
        y: parent.height - height - Theme.gap
        spacing: Theme.gap

        BigButton {
            objectName: "back"
            width: (screen.width - 2 * Theme.margin + Theme.gap) / 2 - Theme.gap
            art: "back"
            text: qsTranslate("walkin", "btn.back")
            onClicked: screen.kiosk.wentBack()
        }
        BigButton {
            objectName: "staff.more"
            visible: screen.staff.pages > 1
            width: (screen.width - 2 * Theme.margin + Theme.gap) / 2 - Theme.gap
            art: "next"
            text: qsTranslate("walkin", "staff.more")
            onClicked: screen.staff.turned()
        }
        BigButton {
            objectName: "close"
            visible: screen.nobody
            width: (screen.width - 2 * Theme.margin + Theme.gap) / 2 - Theme.gap
            art: "leave"
            text: qsTranslate("walkin", "devices.close")
            onClicked: screen.kiosk.closeWanted()
        }
    }
}
