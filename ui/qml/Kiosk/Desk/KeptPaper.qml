pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// All that is kept of somebody, to be read together with them.
Rectangle {
    id: paper

    required property PersonModel person

    function begin() {
        scroll.contentY = 0;
        scroll.forceActiveFocus(Qt.TabFocusReason);
    }

    height: Measure.row * 9
    radius: Measure.radius
    color: Theme.ground
    border.width: scroll.activeFocus ? Measure.ring : Measure.hair
    border.color: scroll.activeFocus ? Theme.primary : Theme.line

    Flickable {
        id: scroll

        objectName: "kept"
        anchors { fill: parent; margins: Measure.gap }
        clip: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: words.height
        Keys.onUpPressed: flick(0, Measure.row * 20)
        Keys.onDownPressed: flick(0, -Measure.row * 20)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_PageDown || event.key === Qt.Key_PageUp) {
                const by = event.key === Qt.Key_PageDown ? height : -height;
                contentY = Math.max(0, Math.min(contentHeight - height, contentY + by));
                event.accepted = true;
            }
        }
        T.ScrollBar.vertical: ThinBar {}

        Say {
            id: words

            objectName: "kept.words"
            width: scroll.width - Measure.scroll
            text: paper.person.words
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            verticalAlignment: Text.AlignTop
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
        }
    }
}
