pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A calm sentence across the window; no height when there is nothing to say.
Rectangle {
    id: banner

    required property string words
    property color ink: Theme.clay

    implicitHeight: words === "" ? 0 : sentence.implicitHeight + Measure.gap
    visible: words !== ""
    color: Theme.claySoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words

    Say {
        id: sentence

        anchors { fill: parent; leftMargin: Measure.margin; rightMargin: Measure.margin }
        text: banner.words
        color: banner.ink
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Measure.hair
        color: banner.ink
    }
}
