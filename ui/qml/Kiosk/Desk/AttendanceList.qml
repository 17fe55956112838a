pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Check-ins, newest first. What is being read does not move when new ones come in above.
FocusScope {
    id: page

    required property AttendanceModel attendance
    required property DeskBoardModel board
    required property ColumnsModel columns
    property int newer: 0

    signal undoWanted
    signal learnerWanted
    signal typed(string letters)

    readonly property bool _atTop: list.contentY <= list.originY
    // Whoever scrolled or chose a line is reading: what is on the screen stays where it is.
    readonly property bool _held: !_atTop || attendance.selectedRow >= 0
    property int _anchor: -1
    property int _above: 0
    property real _offset: 0

    // The list as a whole moved down by so much.
    function hold(moved: real) {
        if (page._held)
            list.contentY = Math.max(list.originY, list.contentY + moved);
    }

    // From the field above: the first line is chosen, so that Enter means somebody.
    function enter() {
        list.forceActiveFocus(Qt.TabFocusReason);
        if (page.attendance.selectedRow < 0)
            page._choose(0);
    }

    // As wide as the widest of what is on the screen.
    function _widen(column: string) {
        let most = heads.naturalOf(column);
        for (let i = 0; i < list.contentItem.children.length; i++) {
            const row = list.contentItem.children[i] as AttendanceRow;
            if (row?.visible)
                most = Math.max(most, row.naturalOf(column));
        }
        page.columns.widen(column, Math.ceil(most) + Measure.tight);
    }

    function toNewest() {
        page.attendance.select(-1);
        list.positionViewAtBeginning();
        page.newer = 0;
    }

    function _choose(row: int) {
        page.attendance.select(row);
        list.forceLayout();
        list.positionViewAtIndex(page.attendance.selectedRow, ListView.Contain);
    }

    function _move(rows: int) {
        const now = page.attendance.selectedRow;
        const top = list.indexAt(0, list.contentY + Measure.row / 2);
        page._choose(now < 0 ? Math.max(0, top) : Math.max(0, now + rows));
    }

    // The bar below grows with what it says of the chosen line, and must not cover that line.
    function _keepChosen() {
        const row = page.attendance.selectedRow;
        const item = list.itemAtIndex(row);
        if (item && item.y > list.contentY && item.y < list.contentY + list.height + 2 * Measure.row)
            list.positionViewAtIndex(row, ListView.Contain);
    }

    function _tell() {
        const first = list.indexAt(0, list.contentY + Measure.hair);
        const last = list.indexAt(0, list.contentY + list.height - Measure.hair);
        if (first >= 0)
            page.attendance.look(first, last < 0 ? list.count - 1 : last);
    }

    function _hold() {
        list.forceLayout();
        const item = list.itemAtIndex(page._anchor + page._above);
        if (item)
            list.contentY = item.y - page._offset;
        page.newer += page._above;
        page._above = 0;
    }

    on_AtTopChanged: if (_atTop) newer = 0

    Connections {
        target: page.attendance
        function onRowsAboutToBeInserted() {
            if (page._above > 0 || !page._held)
                return;
            page._anchor = list.indexAt(0, list.contentY + Measure.hair);
            const item = list.itemAtIndex(page._anchor);
            page._offset = item ? item.y - list.contentY : 0;
        }
        function onRowsInserted(parent, first, last) {
            if (page._held && first <= page._anchor + page._above)
                page._above += last - first + 1;
        }
        function onChanged() {
            // Said once the list knows of the new lines too.
            if (page._above > 0)
                page._hold();
        }
        function onModelAboutToBeReset() {
            list.contentY = list.originY;
        }
        function onModelReset() {
            page.newer = 0;
            page._above = 0;
        }
    }

    ColumnHeads {
        id: heads

        width: parent.width
        columns: page.columns
        onNaturalWanted: column => page._widen(column)
    }

    ListView {
        id: list

        objectName: "attendance"
        anchors { top: heads.bottom; bottom: parent.bottom; left: parent.left; right: parent.right }
        clip: true
        focus: true
        activeFocusOnTab: true
        model: page.attendance
        reuseItems: true
        cacheBuffer: Measure.row * 10
        boundsBehavior: Flickable.StopAtBounds
        highlightFollowsCurrentItem: false
        keyNavigationEnabled: false
        Accessible.role: Accessible.List
        Accessible.name: qsTranslate("walkin", "desk.list")
        // Told while it moves too, so that older lines are there before they are reached.
        onContentYChanged: settle.start()
        onHeightChanged: {
            page._keepChosen();
            settle.start();
        }
        onCountChanged: settle.start()

        Keys.onUpPressed: page._move(-1)
        Keys.onDownPressed: page._move(1)
        Keys.onPressed: event => {
            const screen = Math.max(1, Math.floor(height / Measure.row) - 1);
            event.accepted = true;
            if (event.key === Qt.Key_PageDown)
                page._move(screen);
            else if (event.key === Qt.Key_PageUp)
                page._move(-screen);
            else if (event.key === Qt.Key_Home)
                page.toNewest();
            else if (event.key === Qt.Key_End)
                page._choose(page.attendance.loaded - 1);
            else if (event.key === Qt.Key_Delete)
                page.undoWanted();
            else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && !event.isAutoRepeat)
                page.learnerWanted();
            else if (event.text.trim() !== "" && event.text >= " " && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier)))
                page.typed(event.text);
            else
                event.accepted = false;
        }

        T.ScrollBar.vertical: ThinBar {}
        delegate: AttendanceRow {
            width: ListView.view.width
            heads: heads
            selected: entry === page.attendance.selected
            focused: list.activeFocus
            onPressed: {
                list.forceActiveFocus();
                page.attendance.select(index);
            }
        }

        Timer {
            id: settle

            interval: Measure.settleMs
            onTriggered: page._tell()
        }
    }

    DeskButton {
        objectName: "newer"
        anchors { top: heads.bottom; topMargin: Measure.gap; horizontalCenter: parent.horizontalCenter }
        visible: page.newer > 0
        look: "primary"
        art: "back"
        text: qsTranslate("walkin", "desk.newer").arg(page.newer)
        onClicked: {
            page.toNewest();
            list.forceActiveFocus();
        }
    }

    Column {
        anchors.centerIn: list
        width: list.width - 2 * Measure.margin
        visible: page.board.empty !== ""
        spacing: Measure.gap

        Cat {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Measure.cat
            height: Measure.cat
        }
        Say {
            objectName: "empty"
            width: parent.width
            text: page.board.empty
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font { pixelSize: Measure.heading; weight: Font.Bold }
        }
        Say {
            width: parent.width
            text: page.board.emptyHint
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }
    }
}
