pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Ten digits, clear and erase, as on a telephone; fills the size it is given.
Item {
    id: pad

    property real gap: Theme.gapSmall * 1.4
    property bool resting: false
    readonly property real keyWidth: (width - 2 * gap) / 3
    readonly property real keyHeight: (height - 3 * gap) / 4

    signal pressed(digit: string)
    signal cleared
    signal erased

    implicitWidth: 3 * Theme.touch * 1.5 + 2 * gap
    implicitHeight: 4 * Theme.touch + 3 * gap

    component Key: BigButton {
        required property int place

        x: place % 3 * (pad.keyWidth + pad.gap)
        y: Math.floor(place / 3) * (pad.keyHeight + pad.gap)
        width: pad.keyWidth
        height: pad.keyHeight
        enabled: !pad.resting
        opacity: enabled ? 1 : 0.4
    }
    component Digit: Key {
        property string digit

        objectName: "key." + digit
        text: digit
        textSize: Math.round(Math.min(height * 0.42, Theme.title))
        onClicked: pad.pressed(digit)
    }

    Repeater {
        model: 9

        Digit {
            required property int index

            place: index
            digit: index + 1
        }
    }
    Key {
        objectName: "key.clear"
        place: 9
        look: "soft"
        text: qsTranslate("walkin", "pad.clear")
        textSize: Theme.body
        onClicked: pad.cleared()
    }
    Digit {
        place: 10
        digit: "0"
    }
    Key {
        objectName: "key.erase"
        place: 11
        look: "soft"
        art: "erase"
        text: qsTranslate("walkin", "pad.erase")
        textSize: Theme.caption
        onClicked: pad.erased()
    }
}
