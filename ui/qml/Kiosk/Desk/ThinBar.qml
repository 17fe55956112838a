pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// Where in a long list we are.
T.ScrollBar {
    id: bar

    implicitWidth: Measure.scroll
    padding: Measure.ring
    minimumSize: Math.min(1, Measure.thumbLeast / Math.max(1, height))
    visible: size < 1
    hoverEnabled: true

    contentItem: Rectangle {
        radius: width / 2
        color: bar.pressed || bar.hovered ? Theme.primary : Theme.edgeLine
    }
}
