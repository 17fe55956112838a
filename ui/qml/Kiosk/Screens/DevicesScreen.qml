pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Every device of this kiosk, for those who look after it.
Item {
    id: screen

    required property KioskModel kiosk
    required property DevicesModel devices

    readonly property bool wide: Theme.isWide(width, height)
    readonly property int columns: wide ? 2 : 1
    readonly property int rows: Math.max(1, Math.ceil(devices.total / columns))
    readonly property real _each: (width - 2 * Theme.margin + Theme.gap) / columns - Theme.gap
    readonly property real _room: buttons.y - grid.y - Theme.gap
    readonly property real _high: Math.min(Theme.mm(72), (_room + Theme.gapSmall) / rows - Theme.gapSmall)

    QuestionHead {
        id: head

        x: Theme.margin
        y: Theme.gapSmall
        width: parent.width - 2 * x
        height: screen.height * (screen.wide ? 0.19 : 0.12)
        title: qsTranslate("walkin", "devices.title")
        hint: qsTranslate("walkin", "devices.hint").arg(screen.devices.who)
    }

    Grid {
        id: grid

        x: Theme.margin
        y: head.y + head.height + Theme.gapSmall
        columns: screen.columns
        columnSpacing: Theme.gap
        rowSpacing: Theme.gapSmall

        Repeater {
            model: screen.devices

            DeviceTile {
                required property int index

                objectName: "device." + kind
                width: screen._each
                height: screen._high
                onClicked: screen.devices.tested(kind)
            }
        }
    }

    Grid {
        id: buttons

        readonly property real _each: (screen.width - 2 * Theme.margin + Theme.gap) / columns - Theme.gap
        readonly property int _size: Theme.lowered ? Theme.caption : Theme.body

        x: Theme.margin
        y: parent.height - height - Theme.gap
        // Lowered there is no room for two rows.
        columns: screen.wide || Theme.lowered ? 4 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gapSmall

        BigButton {
            objectName: "back"
            width: buttons._each
            textSize: buttons._size
            look: "leaf"
            art: "tick"
            text: qsTranslate("walkin", "devices.done")
            onClicked: screen.kiosk.wentBack()
        }
        BigButton {
            objectName: "open.desk"
            width: buttons._each
            textSize: buttons._size
            look: "primary"
            art: "building"
            text: qsTranslate("walkin", "devices.desk")
            onClicked: screen.devices.deskAsked()
        }
        BigButton {
            objectName: "open.setup"
            width: buttons._each
            textSize: buttons._size
            art: "setup"
            text: qsTranslate("walkin", "devices.setup")
            onClicked: screen.devices.setupAsked()
        }
        BigButton {
            objectName: "close"
            width: buttons._each
            textSize: buttons._size
            look: screen.devices.closing ? "clay" : "plain"
            art: "leave"
            text: screen.devices.closing ? qsTranslate("walkin", "devices.close.sure") : qsTranslate("walkin", "devices.close")
            onClicked: screen.devices.closeAsked()
        }
    }
}
