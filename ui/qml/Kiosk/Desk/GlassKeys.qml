pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Keys for fingers at the bottom of the window, above every box, while a field has the focus.
T.Popup {
    id: bar

    required property KeyboardModel keyboard

    parent: T.Overlay.overlay
    y: parent ? parent.height - height : 0
    z: 1
    width: parent ? parent.width : 0
    height: contentItem.implicitHeight + topPadding + bottomPadding
    padding: Measure.gap
    closePolicy: T.Popup.NoAutoClose

    background: Rectangle {
        color: Theme.silver
        border.width: Measure.hair
        border.color: Theme.edgeLine
    }
    contentItem: Item {
        readonly property int rows: 5

        implicitHeight: rows * (Theme.touchLeast + Theme.gapSmall + Theme.lip)

        Loader {
            anchors.fill: parent
            // Its words find their size by the room there is.
            active: bar.visible && width > 0 && height > 0
            sourceComponent: Keyboard { keyboard: bar.keyboard }
        }
    }
}
