pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// Those who were found. The keys that move among them are pressed in the field above.
Item {
    id: page

    required property FoundModel found

    signal picked(int row)

    function move(key: int): bool {
        const screen = Math.max(1, Math.floor(list.height / Measure.row) - 1);
        const last = list.count - 1;
        const now = page.found.chosen;
        if (key === Qt.Key_Down)
            page.found.choose(now + 1);
        else if (key === Qt.Key_Up)
            page.found.choose(Math.max(0, now - 1));
        else if (key === Qt.Key_PageDown)
            page.found.choose(Math.min(last, now + screen));
        else if (key === Qt.Key_PageUp)
            page.found.choose(Math.max(0, now - screen));
        else
            return false;
        list.positionViewAtIndex(Math.max(0, page.found.chosen), ListView.Contain);
        return true;
    }

    ListView {
        id: list

        objectName: "foundlist"
        anchors.fill: parent
        clip: true
        model: page.found
        reuseItems: true
        cacheBuffer: Measure.row * 10
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: false
        Accessible.role: Accessible.List
        Accessible.name: qsTranslate("walkin", "desk.page.find")
        onContentYChanged: if (contentHeight > 0 && contentY + 2 * height > contentHeight + originY) page.found.more()

        T.ScrollBar.vertical: ThinBar {}
        delegate: FoundRow {
            width: ListView.view.width
            selected: index === page.found.chosen
            onPressed: {
                page.found.choose(index);
                page.picked(index);
            }
        }
    }
}
