pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// People of one age band of a group: touch it to type its number, or add and take away.
T.AbstractButton {
    id: counter

    required property PartyModel party
    required property string code
    required property int count

    readonly property bool lit: party.band === code
    readonly property real _step: Math.max(Theme.touch, Math.min(Theme.mm(24) * Theme.fit, height * 0.42))
    readonly property bool _drawn: height - _step > Theme.mm(26)

    objectName: "count." + code
    focusPolicy: Qt.TabFocus
    checkable: true
    checked: lit
    Accessible.role: Accessible.RadioButton
    Accessible.name: text + " " + count
    onToggled: checked = Qt.binding(() => counter.lit)
    onClicked: party.chosen(code)

    background: Rectangle {
        radius: Theme.radius
        color: counter.lit ? Theme.leafSoft : Theme.paper
        border.width: counter.lit ? Theme.edge * 2.4 : Theme.edge
        border.color: counter.lit ? Theme.leaf : Theme.edgeLine

        FocusRing {
            control: counter
        }
    }

    contentItem: Item {
        Art {
            id: drawing

            visible: counter._drawn
            x: Theme.gapSmall
            y: Theme.gapSmall
            width: visible ? Math.min(parent.width * 0.42, parent.height - counter._step - 3 * Theme.gapSmall) : 0
            height: width
            name: "band/" + counter.code
        }
        Words {
            id: name

            x: drawing.x + drawing.width + Theme.gapSmall
            y: Theme.gapSmall / 2
            width: parent.width - x - number.width - Theme.gapSmall
            height: less.y - y
            fitted: true
            single: true
            fontSizeMode: Text.Fit
            text: counter.text
            font.pixelSize: Theme.heading
            font.weight: Font.DemiBold
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }
        Words {
            id: number

            objectName: "number." + counter.code
            x: parent.width - width - Theme.gapSmall
            y: Theme.gapSmall / 2
            width: parent.width * 0.3
            height: less.y - y
            fitted: true
            single: true
            fontSizeMode: Text.Fit
            text: counter.count
            lineHeight: 1
            color: counter.count > 0 ? Theme.leaf : Theme.inkSoft
            font.pixelSize: Math.ceil(Math.min(Theme.hero, Math.max(1, height) / Theme.lineRatio * 1.1))
            font.weight: Font.Bold
            horizontalAlignment: Text.AlignRight
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }
        BigButton {
            id: less

            objectName: "less." + counter.code
            x: Theme.gapSmall
            y: parent.height - height - Theme.gapSmall
            width: (parent.width - 3 * Theme.gapSmall) / 2
            height: counter._step
            stacked: true
            art: "minus"
            enabled: counter.count > 0
            Accessible.name: qsTranslate("walkin", "party.less").arg(counter.text)
            onClicked: counter.party.removed(counter.code)
        }
        BigButton {
            objectName: "more." + counter.code
            x: less.x + less.width + Theme.gapSmall
            y: less.y
            width: less.width
            height: counter._step
            look: "leaf"
            stacked: true
            art: "plus"
            Accessible.name: qsTranslate("walkin", "party.more").arg(counter.text)
            onClicked: counter.party.added(counter.code)
        }
    }
}
