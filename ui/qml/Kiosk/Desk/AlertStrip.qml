pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// What waits for staff, newest first; nothing at all when nothing waits.
FocusScope {
    id: strip

    required property AlertModel alerts
    // Height that may be taken when all are shown.
    required property real room
    property bool all: false

    readonly property int _few: 3
    readonly property int _most: all ? Math.max(_few, Math.floor((room - head.height) / Measure.alert)) : _few
    property int _lost: -1
    // What moves under a hand or a key that is on its way must not be answered by it.
    readonly property bool steady: !settling.running

    signal nothingLeft

    function goTo(row: int) {
        if (list.count === 0)
            return;
        const wanted = Math.max(0, Math.min(row, list.count - 1));
        list.forceLayout();
        list.positionViewAtIndex(wanted, ListView.Contain);
        const item = list.itemAtIndex(wanted) as AlertRow;
        if (item)
            item.take();
    }

    function _answer(entry: string, count: bool) {
        if (steady)
            strip.alerts.answered(entry, count);
    }

    function _settle() {
        const lost = strip._lost;
        strip._lost = -1;
        if (list.count <= strip._few)
            strip.all = false;
        if (lost >= 0 && list.count > 0)
            strip.goTo(lost);
        else if (lost >= 0)
            strip.nothingLeft();
        else if (!strip.activeFocus)
            list.currentIndex = 0;
    }

    implicitHeight: alerts.count > 0 ? head.height + list.height + Measure.hair : 0
    visible: alerts.count > 0

    Connections {
        target: strip.alerts
        function onRowsInserted() {
            settling.restart();
        }
        function onRowsAboutToBeRemoved(parent, first, last) {
            const item = list.currentItem as AlertRow;
            if (item && item.activeFocus && list.currentIndex >= first && list.currentIndex <= last)
                strip._lost = first;
        }
        function onRowsRemoved() {
            settling.restart();
        }
        function onChanged() {
            // Said once the list knows of its rows too.
            strip._settle();
        }
    }
    Timer {
        id: settling

        interval: Measure.steadyMs
    }

    Rectangle {
        anchors.fill: parent
        radius: Measure.radius
        color: Theme.paper
        border.width: Measure.hair
        border.color: Theme.clayBright
    }

    Item {
        id: head

        width: parent.width
        height: Measure.target + Measure.gap

        Rectangle {
            anchors { fill: parent; margins: Measure.hair; bottomMargin: 0 }
            topLeftRadius: Measure.radius - Measure.hair
            topRightRadius: topLeftRadius
            color: Theme.claySoft
        }
        Say {
            objectName: "alerts"
            anchors { left: parent.left; leftMargin: Measure.margin; right: tools.left; rightMargin: Measure.gap }
            height: parent.height
            text: qsTranslate("walkin", "desk.alert.waiting").arg(strip.alerts.count)
            color: Theme.clay
            font { pixelSize: Measure.heading; weight: Font.Bold }
        }
        Row {
            id: tools

            anchors { right: parent.right; rightMargin: Measure.margin; verticalCenter: parent.verticalCenter }
            spacing: Measure.gap

            DeskButton {
                objectName: "alerts.more"
                visible: list.count > strip._few
                text: strip.all ? qsTranslate("walkin", "desk.alert.fewer") : qsTranslate("walkin", "desk.alert.more").arg(list.count - strip._few)
                onClicked: {
                    strip.all = !strip.all;
                    list.positionViewAtBeginning();
                }
            }
        }
    }

    ListView {
        id: list

        objectName: "alertlist"
        anchors { top: head.bottom; left: parent.left; right: parent.right; margins: Measure.hair; topMargin: 0 }
        height: Math.min(count, strip._most) * Measure.alert
        clip: true
        model: strip.alerts
        boundsBehavior: Flickable.StopAtBounds
        highlightFollowsCurrentItem: false
        keyNavigationEnabled: false
        Accessible.role: Accessible.List
        Accessible.name: qsTranslate("walkin", "desk.alert.waiting").arg(count)

        T.ScrollBar.vertical: ThinBar {}
        delegate: AlertRow {
            width: ListView.view.width
            writing: strip.alerts.writing
            current: ListView.isCurrentItem
            onAnswered: count => strip._answer(entry, count)
            onNeighbourWanted: step => strip.goTo(index + step)
            onActiveFocusChanged: if (activeFocus) list.currentIndex = index
        }
    }
}
