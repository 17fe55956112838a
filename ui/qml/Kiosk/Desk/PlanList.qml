pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// Four weeks one below the other, under the days.
ListView {
    id: list

    required property TimetableModel timetable
    required property PlanModel plan

    function go(row: int) {
        if (row >= 0)
            list.currentIndex = row;
    }

    function _take(act: string) {
        const line = list.currentItem as Line;
        if (!line)
            return;
        if (act === "off")
            list.timetable.calledOff(line.tile.key, line.tile.day);
        else
            list.timetable.opened(line.tile.key, line.tile.day);
    }

    objectName: "planlist"
    activeFocusOnTab: true
    clip: true
    spacing: Measure.tight
    boundsBehavior: Flickable.StopAtBounds
    model: list.plan
    Accessible.role: Accessible.List
    Accessible.name: qsTranslate("walkin", "desk.page.programme")
    T.ScrollBar.vertical: ThinBar {}
    Keys.onReturnPressed: list._take("open")
    Keys.onEnterPressed: list._take("open")
    Keys.onDeletePressed: list._take("off")

    component Line: Column {
        id: line

        required property int index
        required property string key
        required property string day
        required property string heading
        required property string title
        required property string time
        required property string detail
        required property string note
        required property string kind
        required property bool repeats
        required property string spoken
        readonly property alias tile: tile

        objectName: "plan.line." + line.index
        spacing: Measure.tight

        Say {
            objectName: "plan.heading"
            width: parent.width
            height: Measure.row
            visible: text !== ""
            text: line.heading
            verticalAlignment: Text.AlignBottom
            color: Theme.inkSoft
            font.weight: Font.Bold
        }
        PlanTile {
            id: tile

            width: parent.width
            broad: true
            focused: line.ListView.isCurrentItem && list.activeFocus
            index: line.index
            key: line.key
            day: line.day
            title: line.title
            time: line.time
            detail: line.detail
            note: line.note
            kind: line.kind
            repeats: line.repeats
            spoken: line.spoken
            onTaken: {
                list.currentIndex = line.index;
                list.timetable.opened(line.key, line.day);
            }
        }
    }

    delegate: Line {
        width: list.width - Measure.scroll
    }
}
