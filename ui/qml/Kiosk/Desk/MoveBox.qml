pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// What they came for instead: a touch on it moves them.
MendBox {
    id: box

    required property DestinationModel destinations

    objectName: "movebox"
    kind: "move"
    title: qsTranslate("walkin", "desk.mend.move.title")
    quick: ["desk.mend.wrong_choice", "desk.mend.changed_mind"]
    onOpened: {
        const first = rows.itemAt(box.destinations.first);
        if (first)
            first.forceActiveFocus(Qt.TabFocusReason);
    }

    Flickable {
        id: view

        function show(item: Item) {
            if (item.y < contentY)
                contentY = item.y;
            else if (item.y + item.height > contentY + height)
                contentY = item.y + item.height - height;
        }

        width: parent.width
        height: Math.min(list.height, Math.max(Measure.row * 3, (box.parent ? box.parent.height : 0) - Measure.row * 9))
        contentHeight: list.height
        clip: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ThinBar {}

        Column {
            id: list

            width: view.width - (view.contentHeight > view.height ? Measure.scroll : 0)
            spacing: Measure.tight

            Repeater {
                id: rows

                model: box.destinations
                delegate: ChoiceRow {
                    required property bool here

                    width: list.width
                    enabled: !here
                    fresh: !box.steady
                    onActiveFocusChanged: if (activeFocus) view.show(this)
                    onClicked: if (!box.mend.busy) box.mend.moved(key, box.reason)
                }
            }
        }
    }
}
