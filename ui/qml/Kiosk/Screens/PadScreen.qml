pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Member, student, phone or citizen number; nobody behind can read along.
Item {
    id: screen

    required property KioskModel kiosk
    required property PadModel pad

    readonly property bool wide: Theme.isWide(width, height)
    readonly property bool resting: pad.restLeft > 0
    readonly property real keyGap: Theme.gapSmall * 1.4
    readonly property real padWidth: wide ? Math.min(width * 0.44, keyHeight * 1.5 * 3 + 2 * keyGap) : width - 2 * Theme.margin
    readonly property real padHeight: wide ? height - 2 * Theme.gap : Math.min(height * 0.64, 5 * Theme.mm(46) * Theme.fit)
    readonly property real keyHeight: Math.max(Theme.touchLeast, (padHeight - 4 * keyGap) / 5)
    readonly property real halfWidth: (padWidth - Theme.gap) / 2
    readonly property real infoHeight: wide ? height - 2 * Theme.gap : height - padHeight - 3 * Theme.gap

    Item {
        id: info

        x: Theme.margin
        y: Theme.gap
        width: screen.wide ? screen.width - screen.padWidth - 3 * Theme.margin : screen.width - 2 * Theme.margin
        height: screen.infoHeight - (screen.wide ? Theme.action + Theme.gap : 0)

        Sentence {
            id: title

            width: parent.width
            most: parent.height * 0.3
            text: qsTranslate("walkin", "pad.title")
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.title
            font.weight: Font.Bold
        }
        Sentence {
            id: hint

            anchors.top: title.bottom
            width: parent.width
            most: parent.height * 0.26
            text: screen.resting ? qsTranslate("walkin", "pad.rest_hint") : qsTranslate("walkin", "pad.hint")
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.caption
            color: Theme.inkSoft
        }
        Rectangle {
            id: field

            readonly property real _free: parent.height - hint.y - hint.height - 2 * Theme.gapSmall

            y: hint.y + hint.height + Theme.gapSmall + Math.max(0, (_free - height) / 2)
            width: parent.width
            height: Math.min(_free, Math.max(Theme.touch * 1.4, Theme.body * Theme.lineRatio * 2))
            radius: Theme.radius
            color: screen.pad.wrong || screen.resting ? Theme.claySoft : Theme.paper
            border.width: Theme.edge
            border.color: screen.pad.wrong || screen.resting ? Theme.clay : Theme.edgeLine

            Words {
                objectName: "pad.field"
                anchors.fill: parent
                anchors.margins: Theme.gapSmall
                fitted: true
                text: screen.resting ? qsTranslate("walkin", "pad.rest").arg(screen.pad.restLeft) : screen.pad.wrong ? qsTranslate("walkin", "mistyped") : screen.pad.length > 0 ? screen.pad.dots : qsTranslate("walkin", "pad.empty")
                color: screen.pad.wrong || screen.resting ? Theme.clay : screen.pad.length > 0 ? Theme.ink : Theme.inkSoft
                font.pixelSize: screen.pad.length > 0 ? Theme.title : Theme.body
                font.weight: Font.DemiBold
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                Accessible.name: screen.pad.length > 0 ? qsTranslate("walkin", "pad.count").arg(screen.pad.length) : text
            }
        }
    }

    NumberPad {
        id: keys

        x: screen.wide ? screen.width - Theme.margin - screen.padWidth : (screen.width - screen.padWidth) / 2
        y: ok.y - screen.keyGap - height
        width: screen.padWidth
        height: 4 * screen.keyHeight + 3 * screen.keyGap
        gap: screen.keyGap
        resting: screen.resting
        onPressed: digit => screen.pad.pressed(digit)
        onCleared: screen.pad.cleared()
        onErased: screen.pad.erased()
    }

    BigButton {
        objectName: "back"
        x: Theme.margin
        y: screen.height - Theme.gap - height
        width: screen.wide ? info.width : screen.halfWidth
        height: screen.wide ? Theme.action : screen.keyHeight
        art: "back"
        text: qsTranslate("walkin", "btn.back")
        onClicked: screen.kiosk.wentBack()
    }

    BigButton {
        id: ok

        objectName: "key.ok"
        x: keys.x + screen.padWidth - width
        y: screen.height - Theme.gap - height
        width: screen.wide ? screen.padWidth : screen.halfWidth
        height: screen.keyHeight
        look: "leaf"
        art: "tick"
        centred: true
        text: qsTranslate("walkin", "btn.ok")
        textSize: Theme.heading
        enabled: !screen.resting
        opacity: enabled ? 1 : 0.4
        onClicked: screen.pad.submitted()
    }
}
