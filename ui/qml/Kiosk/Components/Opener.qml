pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// The card that was touched grows into the welcome it leads to. Only a plain rectangle moves: that is
// what the software renderer draws in a few milliseconds.
Item {
    id: opener

    required property string screen
    // Where the card is; emptied once it has opened, or something else came.
    property rect from: Qt.rect(0, 0, 0, 0)
    property real _share: 0
    readonly property bool opening: unfold.running

    onScreenChanged: {
        if (screen === "welcome" && from.width > 0 && Theme.moving)
            unfold.restart();
        else if (screen !== "choose")
            from = Qt.rect(0, 0, 0, 0);
    }

    Rectangle {
        visible: unfold.running
        x: opener.from.x * (1 - opener._share)
        y: opener.from.y * (1 - opener._share)
        width: opener.from.width + (opener.width - opener.from.width) * opener._share
        height: opener.from.height + (opener.height - opener.from.height) * opener._share
        radius: Theme.radius * (1 - opener._share)
        color: Theme.leafSoft
        border.width: Theme.edge
        border.color: Theme.leaf
    }

    SequentialAnimation {
        id: unfold

        NumberAnimation { target: opener; property: "_share"; from: 0; to: 1; duration: Theme.unfold; easing.type: Easing.OutCubic }
        ScriptAction { script: opener.from = Qt.rect(0, 0, 0, 0) }
    }
}
