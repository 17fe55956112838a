pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// The Korat cat. It blinks now and then while somebody may look at it.
Item {
    id: cat

    property string mood: "welcoming"
    property bool hops: false
    // Looks up at who is coming before it shows its mood.
    property bool looksUp: false

    function hop() {
        if (Theme.moving) {
            leap.restart();
            if (looksUp)
                glance.restart();
        }
    }

    onVisibleChanged: if (visible && hops) hop()
    Component.onCompleted: if (visible && hops) hop()

    Art {
        id: body

        width: Math.min(cat.width, cat.height)
        height: width
        anchors.centerIn: parent
        transformOrigin: Item.Bottom
        name: "cat/" + (glance.running ? "lookingup" : blink.shut && cat.mood === "welcoming" ? "blinking" : cat.mood)
    }

    Timer {
        id: blink

        property bool shut: false

        interval: shut ? 140 : 5200
        repeat: true
        running: Theme.moving && cat.visible && cat.mood === "welcoming"
        onTriggered: shut = !shut
        onRunningChanged: shut = false
    }

    Timer {
        id: glance

        interval: Theme.unfold
    }

    SequentialAnimation {
        id: leap

        NumberAnimation { target: body; property: "scale"; from: 0.86; to: 1.05; duration: Theme.calm; easing.type: Easing.OutCubic }
        NumberAnimation { target: body; property: "scale"; to: 1; duration: Theme.calm; easing.type: Easing.InOutQuad }
    }
}
