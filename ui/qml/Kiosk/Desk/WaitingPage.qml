pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Who waits for a seat, and what is done with their numbers.
FocusScope {
    id: page

    required property WaitingModel waiting

    // Enter: what is most likely wanted of the chosen row.
    function _enter() {
        const row = list.itemAtIndex(list.currentIndex) as WaitingRow;
        if (!row)
            return;
        if (row.head)
            page.waiting.nextCalled(row.occurrence);
        else if (row.isCalled)
            page.waiting.letIn(row.entry);
        else
            page.waiting.called(row.entry);
    }

    function _gone() {
        const row = list.itemAtIndex(list.currentIndex) as WaitingRow;
        if (row && !row.head)
            page.waiting.gone(row.entry);
    }

    Rectangle {
        anchors { fill: parent; margins: Measure.margin }
        color: Theme.paper
        radius: Measure.radius
        border.width: Measure.hair
        border.color: Theme.line

        Say {
            id: title

            x: Measure.margin
            height: Measure.target + Measure.gap * 2
            text: qsTranslate("walkin", "desk.waiting.title")
            font { pixelSize: Measure.heading; weight: Font.Bold }
        }
        DeskField {
            id: field

            objectName: "waiting.field"
            anchors { right: parent.right; rightMargin: Measure.margin; verticalCenter: title.verticalCenter }
            width: Measure.filter
            maximumLength: 20
            label: qsTranslate("walkin", "desk.waiting.field")
            placeholderText: label
            Keys.onDownPressed: list.forceActiveFocus(Qt.TabFocusReason)
            Keys.onReturnPressed: {
                page.waiting.sought(text);
                clear();
                list.forceActiveFocus(Qt.TabFocusReason);
            }
            Keys.onEscapePressed: {
                clear();
                list.forceActiveFocus(Qt.TabFocusReason);
            }
        }
        ListView {
            id: list

            objectName: "waiting.list"
            anchors { top: title.bottom; bottom: parent.bottom; left: parent.left; right: parent.right; margins: Measure.ring }
            clip: true
            focus: true
            model: page.waiting
            currentIndex: page.waiting.chosenRow
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            highlightResizeDuration: 0
            keyNavigationEnabled: false
            Accessible.role: Accessible.List
            Accessible.name: title.text
            onCurrentIndexChanged: positionViewAtIndex(currentIndex, ListView.Contain)
            Keys.onUpPressed: page.waiting.select(Math.max(0, currentIndex - 1))
            Keys.onDownPressed: page.waiting.select(Math.min(count - 1, currentIndex + 1))
            Keys.onReturnPressed: event => { if (!event.isAutoRepeat) page._enter(); }
            Keys.onEnterPressed: event => { if (!event.isAutoRepeat) page._enter(); }
            Keys.onDeletePressed: event => { if (!event.isAutoRepeat) page._gone(); }
            Keys.onPressed: event => {
                if (event.text.trim() === "" || event.text < " " || (event.modifiers & (Qt.ControlModifier | Qt.AltModifier)))
                    return;
                // A number that is read out is typed at once.
                field.forceActiveFocus(Qt.TabFocusReason);
                field.text = event.text;
                event.accepted = true;
            }

            T.ScrollBar.vertical: ThinBar {}
            delegate: WaitingRow {
                width: ListView.view.width
                chosen: ListView.isCurrentItem
                focused: list.activeFocus
                onPressed: {
                    list.forceActiveFocus();
                    page.waiting.select(index);
                }
                onCallNextWanted: page.waiting.nextCalled(occurrence)
                onCallWanted: page.waiting.called(entry)
                onLetInWanted: page.waiting.letIn(entry)
                onGoneWanted: page.waiting.gone(entry)
                onAgainWanted: page.waiting.again(entry)
            }
        }
        Column {
            anchors.centerIn: list
            width: list.width - 2 * Measure.margin
            visible: page.waiting.count === 0
            spacing: Measure.gap

            Cat {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Measure.cat
                height: Measure.cat
            }
            Say {
                objectName: "waiting.nobody"
                width: parent.width
                text: qsTranslate("walkin", "desk.waiting.nobody")
                horizontalAlignment: Text.AlignHCenter
                font { pixelSize: Measure.heading; weight: Font.Bold }
            }
            Say {
                width: parent.width
                text: qsTranslate("walkin", "desk.waiting.nobody.hint")
                color: Theme.inkSoft
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
            }
        }
    }
}
