pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Says on every screen that nothing here is real.
Rectangle {
    implicitHeight: Math.max(words.implicitHeight, end.implicitHeight)
    color: Theme.clay

    Row {
        anchors.centerIn: parent
        spacing: Theme.gap

        Words {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            text: qsTranslate("walkin", "demo")
            color: Theme.clayInk
            font.pixelSize: Theme.bar
            font.weight: Font.Bold
        }
        Words {
            id: end

            anchors.verticalCenter: parent.verticalCenter
            text: qsTranslate("walkin", "demo.end")
            color: words.color
            font.pixelSize: Math.round(Theme.bar * 0.8)
        }
    }
}
