pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// What computers did that did not know of each other, and seats that a silent one holds.
DeskBox {
    id: box

    required property ApartModel apart

    property int _stood: -1

    // The check-ins that this finds are to be looked at.
    signal sought(string words)

    function _goTo(row: int) {
        if (list.count === 0) {
            close.forceActiveFocus(Qt.TabFocusReason);
            return;
        }
        const wanted = Math.max(0, Math.min(row, list.count - 1));
        list.forceLayout();
        list.positionViewAtIndex(wanted, ListView.Contain);
        list.currentIndex = wanted;
        const item = list.itemAtIndex(wanted) as ApartRow;
        if (item)
            item.take();
    }

    // What moves under a hand or a key that is on its way is not answered by it.
    function _steady(): bool {
        return box.steady && !moving.running;
    }

    objectName: "apartbox"
    width: Math.min(Measure.person, parent ? parent.width - 2 * Measure.margin : Measure.person)
    title: qsTranslate("walkin", "desk.apart.title")
    onOpened: _goTo(0)
    onClosed: if (apart.open) apart.closed()

    Connections {
        target: box.apart
        function onModelAboutToBeReset() {
            box._stood = list.activeFocus ? list.currentIndex : -1;
        }
        function onModelReset() {
            moving.restart();
        }
        function onChanged() {
            if (box.apart.open !== box.visible)
                box.apart.open ? box.open() : box.close();
            else if (box._stood >= 0 && box.visible)
                box._goTo(box._stood);
            box._stood = -1;
        }
    }
    Timer {
        id: moving

        interval: Measure.steadyMs
    }

    contentItem: Column {
        spacing: Measure.gap

        Say {
            objectName: "apart.about"
            width: parent.width
            text: list.count > 0 ? qsTranslate("walkin", "desk.apart.about") : qsTranslate("walkin", "desk.apart.nothing")
            color: Theme.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 4
        }
        ListView {
            id: list

            objectName: "apart.list"
            width: parent.width
            height: Math.min(contentHeight, Math.max(Measure.row * 3, (box.parent ? box.parent.height - Measure.keys : 0) - Measure.row * 7))
            visible: count > 0
            clip: true
            model: box.apart
            boundsBehavior: Flickable.StopAtBounds
            highlightFollowsCurrentItem: false
            keyNavigationEnabled: false
            Accessible.role: Accessible.List
            Accessible.name: box.title

            T.ScrollBar.vertical: ThinBar {}
            delegate: ApartRow {
                width: list.width - Measure.scroll
                asking: box.apart.asking
                writing: box.apart.writing
                current: ListView.isCurrentItem
                onSeen: if (box._steady()) box.apart.seen(name)
                onWarned: if (box._steady()) box.apart.warned(name)
                onKept: box.apart.warned("")
                onLookedFor: {
                    box.close();
                    box.sought(sought);
                }
                onFreed: if (box._steady()) box.apart.freed(name)
                onNeighbourWanted: step => box._goTo(index + step)
                onActiveFocusChanged: if (activeFocus) list.currentIndex = index
            }
        }
        DeskButton {
            id: close

            objectName: "apart.close"
            anchors.right: parent.right
            text: qsTranslate("walkin", "desk.close")
            Keys.onUpPressed: box._goTo(list.count - 1)
            onClicked: box.close()
        }
    }
}
