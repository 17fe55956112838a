pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A tick that draws itself: the short stroke, then the long one.
Item {
    id: tick

    property color ink: Theme.leafInk
    // Turns true when there is something to tick; false and true again draws it anew.
    property bool drawn: true

    property real _short: 1
    property real _long: 1
    readonly property real _pen: width * 0.13

    function draw() {
        if (Theme.moving)
            strokes.restart();
    }

    onDrawnChanged: if (drawn) draw()
    onVisibleChanged: if (visible && drawn) draw()
    Component.onCompleted: if (visible && drawn) draw()

    component Stroke: Rectangle {
        property real full: 0
        property real share: 1

        height: tick._pen
        width: Math.max(tick._pen, full * share)
        radius: height / 2
        color: tick.ink
        visible: share > 0
        antialiasing: true
        transformOrigin: Item.Left
    }

    Stroke {
        x: tick.width * 0.14
        y: tick.height * 0.52 - height / 2
        full: tick.width * 0.36
        share: tick._short
        rotation: 45
    }
    Stroke {
        x: tick.width * 0.355
        y: tick.height * 0.735 - height / 2
        full: tick.width * 0.68
        share: tick._long
        rotation: -47
    }

    SequentialAnimation {
        id: strokes

        PropertyAction { target: tick; property: "_long"; value: 0 }
        NumberAnimation { target: tick; property: "_short"; from: 0; to: 1; duration: Theme.quick; easing.type: Easing.InQuad }
        NumberAnimation { target: tick; property: "_long"; from: 0; to: 1; duration: Theme.unfold; easing.type: Easing.OutCubic }
    }
}
