pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Whom a box is about, and how they came.
Rectangle {
    id: card

    required property string who
    required property string detail

    implicitHeight: words.height + Measure.gap * 2
    radius: Measure.radius
    color: Theme.silver

    Column {
        id: words

        x: Measure.margin
        y: Measure.gap
        width: parent.width - 2 * x

        Say {
            objectName: "whom"
            width: parent.width
            text: card.who
            wrapMode: Text.Wrap
            maximumLineCount: 2
            font.weight: Font.Bold
        }
        Say {
            width: parent.width
            text: card.detail
            color: Theme.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font.pixelSize: Measure.small
        }
    }
}
