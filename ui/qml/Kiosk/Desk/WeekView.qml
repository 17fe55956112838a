pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// A week side by side: arrows go over it, Enter opens, Delete calls off.
FocusScope {
    id: week

    required property TimetableModel timetable
    required property PlanModel plan
    required property DayModel days
    property int current: 0
    readonly property int _day: Math.floor(width / 7)

    function begin() {
        grid.forceActiveFocus(Qt.TabFocusReason);
    }

    function go(row: int) {
        if (row < 0)
            return;
        week.current = row;
        const tile = tiles.itemAt(row);
        if (!tile)
            return;
        if (tile.y < grid.contentY)
            grid.contentY = Math.max(0, tile.y - Measure.gap);
        else if (tile.y + tile.height > grid.contentY + grid.height)
            grid.contentY = tile.y + tile.height + Measure.gap - grid.height;
    }

    function _take(act: string) {
        const tile = tiles.itemAt(week.current) as PlanTile;
        if (!tile)
            return;
        if (act === "off")
            week.timetable.calledOff(tile.key, tile.day);
        else
            week.timetable.opened(tile.key, tile.day);
    }

    Row {
        id: heads

        width: parent.width
        height: Measure.dayHead

        Repeater {
            model: week.days
            delegate: WeekHead {
                width: week._day
                height: heads.height
                onNewWanted: day => week.timetable.wanted(day)
            }
        }
    }
    Flickable {
        id: grid

        objectName: "weekgrid"
        anchors { top: heads.bottom; topMargin: Measure.tight; bottom: parent.bottom; left: parent.left; right: parent.right }
        focus: true
        activeFocusOnTab: true
        contentHeight: week.timetable.most * (Measure.planTile + Measure.tight) + Measure.gap
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTranslate("walkin", "desk.page.programme")
        T.ScrollBar.vertical: ThinBar {}
        Keys.onLeftPressed: week.go(week.plan.beside(week.current, -1, 0))
        Keys.onRightPressed: week.go(week.plan.beside(week.current, 1, 0))
        Keys.onUpPressed: week.go(week.plan.beside(week.current, 0, -1))
        Keys.onDownPressed: week.go(week.plan.beside(week.current, 0, 1))
        Keys.onReturnPressed: week._take("open")
        Keys.onEnterPressed: week._take("open")
        Keys.onDeletePressed: week._take("off")

        Repeater {
            id: tiles

            model: week.plan
            delegate: PlanTile {
                id: tile

                required property int column
                required property int place

                x: column * week._day + Measure.ring
                y: place * (Measure.planTile + Measure.tight) + Measure.ring
                width: week._day - Measure.tight
                height: Measure.planTile
                focused: grid.activeFocus && week.current === tile.index
                onTaken: {
                    week.current = tile.index;
                    week.timetable.opened(tile.key, tile.day);
                }
            }
        }
    }
}
