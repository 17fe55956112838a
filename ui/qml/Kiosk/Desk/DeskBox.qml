pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// A box above the window that wants an answer first. Esc closes it.
T.Popup {
    id: box

    property string title
    // A press that comes with the box was meant for what was under the hand before.
    readonly property bool steady: !_settling.running

    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.max(0, Math.round((parent.height - Measure.keys - height) / 2)) : 0
    width: Math.min(Measure.box, parent ? parent.width - 2 * Measure.margin : Measure.box)
    height: contentItem.implicitHeight + topPadding + bottomPadding
    modal: true
    focus: true
    padding: Measure.margin * 1.5
    topPadding: heading.height + Measure.margin
    closePolicy: T.Popup.CloseOnEscape
    T.Overlay.modal: Rectangle { color: Theme.veil }

    onAboutToShow: _settling.restart()

    readonly property Timer _settling: Timer { interval: Measure.steadyMs }
    readonly property Connections _hearing: Connections {
        target: Boxes
        function onCleared() {
            box.close();
        }
    }

    background: Rectangle {
        radius: Measure.radius
        color: Theme.paper
        // The veil is as dark as the box there.
        border.width: Theme.dark || Theme.contrast ? Measure.hair : 0
        border.color: Theme.edgeLine
        Accessible.role: Accessible.Dialog
        Accessible.name: box.title

        Say {
            id: heading

            x: box.leftPadding
            y: Measure.gap
            width: parent.width - 2 * x
            height: Measure.row
            text: box.title
            font { pixelSize: Measure.heading; weight: Font.Bold }
        }
    }
}
