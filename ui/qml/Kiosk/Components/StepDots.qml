pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// How far somebody is: "2 of 4", in dots and in words.
Row {
    id: dots

    required property int step
    required property int steps

    spacing: Theme.gapSmall
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    Repeater {
        model: dots.steps

        Rectangle {
            required property int index

            readonly property bool here: index + 1 === dots.step

            width: Theme.mm(here ? 14 : 6) * Theme.fit
            height: Theme.mm(6) * Theme.fit
            radius: height / 2
            anchors.verticalCenter: parent.verticalCenter
            color: index < dots.step ? Theme.primary : Theme.none
            border.width: Theme.edge
            border.color: index < dots.step ? Theme.primary : Theme.edgeLine
        }
    }
    Words {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        text: qsTranslate("walkin", "card.page").arg(dots.step).arg(dots.steps)
        font.pixelSize: Theme.bar
        font.weight: Font.DemiBold
        lineHeight: 1
        color: Theme.inkSoft
        Accessible.ignored: true
    }
}
