pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Today as it comes in: the occurrences, what waits for staff, the check-ins.
FocusScope {
    id: page

    required property DeskBoardModel board
    required property OccurrenceModel occurrences
    required property WaitingModel waiting
    required property AttendanceModel attendance
    required property AlertModel alerts
    required property ApartModel apart
    required property UndoModel undo
    required property MendModel mend
    required property CountingModel counting
    required property LearnerModel learner
    required property ColumnsModel columns

    // Esc: out of the filter, then nothing chosen.
    function leave() {
        if (!strip.activeFocus && filter.filled)
            filter.clear();
        else if (!strip.activeFocus)
            attendance.select(-1);
        toList();
    }

    function toList() {
        list.forceActiveFocus(Qt.TabFocusReason);
    }

    function toAlerts() {
        strip.goTo(0);
    }

    function find(letters: string) {
        filter.find(letters);
    }

    // The check-ins with these words.
    function search(words: string) {
        filter.clear();
        filter.search(words);
        toList();
    }

    Shortcut { sequence: "F4"; enabled: page.activeFocus; onActivated: page.counting.asked() }
    Shortcut { sequence: "F6"; enabled: page.activeFocus; onActivated: page.mend.asked("move") }
    Shortcut { sequence: "F7"; enabled: page.activeFocus; onActivated: page.mend.asked("recount") }
    Shortcut { sequence: "Shift+F7"; enabled: page.activeFocus; onActivated: page.mend.asked("redate") }
    Shortcut { sequence: "F8"; enabled: page.activeFocus; onActivated: page.mend.asked("check_out") }

    OccurrencePanel {
        id: panel

        anchors { top: parent.top; bottom: parent.bottom; left: parent.left; margins: Measure.margin }
        width: Measure.panel(page.width)
        occurrences: page.occurrences
        board: page.board
        apart: page.apart
        sought: filter.words
        onChosen: title => filter.search(title)
        onCallWanted: occurrence => page.waiting.nextCalled(occurrence)
    }

    AlertStrip {
        id: strip

        objectName: "strip"
        anchors { top: parent.top; left: panel.right; right: parent.right; margins: Measure.margin }
        alerts: page.alerts
        room: panel.height * Measure.alertShare
        onNothingLeft: list.forceActiveFocus()
    }

    Rectangle {
        id: card

        property real stood: 0

        // What is being read stays where it is on the screen, whatever appears above. Not anchored:
        // the height must change after the place, or the list scrolls to its chosen line first.
        onYChanged: {
            list.hold(y - stood);
            stood = y;
        }
        y: strip.y + (strip.visible ? strip.height + Measure.margin : 0)
        height: parent.height - y - Measure.margin
        anchors { left: panel.right; right: parent.right; margins: Measure.margin }
        color: Theme.paper
        radius: Measure.radius
        border.width: Measure.hair
        border.color: Theme.line

        FilterBar {
            id: filter

            width: parent.width
            board: page.board
            onListWanted: list.enter()
            onEntered: text => page.learner.entered(text)
            onCountingWanted: page.counting.asked()
        }
        AttendanceList {
            id: list

            anchors { top: filter.bottom; bottom: detail.top; left: parent.left; right: parent.right; margins: Measure.hair; topMargin: 0 }
            focus: true
            attendance: page.attendance
            board: page.board
            columns: page.columns
            onUndoWanted: page.undo.asked()
            onLearnerWanted: page.learner.chosen()
            onTyped: letters => page.find(letters === "/" ? "" : letters)
        }
        DetailBar {
            id: detail

            anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Measure.hair }
            board: page.board
            mend: page.mend
            onUndoWanted: page.undo.asked()
            onLearnerWanted: page.learner.chosen()
        }
    }
}
