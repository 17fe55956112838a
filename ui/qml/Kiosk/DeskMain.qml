pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Desk
import Kiosk.Theme
import Kiosk.ViewModels

// The staff's window: today's check-ins as they come in.
Window {
    id: root

    required property LookModel look
    required property DeskBoardModel board
    required property OccurrenceModel occurrences
    required property AttendanceModel attendance
    required property AlertModel alerts
    required property UndoModel undo
    required property LearnerModel learner

    minimumWidth: 1024
    minimumHeight: 640
    color: Theme.ground
    title: (alerts.count > 0 ? "(" + alerts.count + ") " : "") + qsTranslate("walkin", "desk.window") + " – " + board.centre

    function leave() {
        if (!strip.activeFocus && filter.filled)
            filter.clear();
        else if (!strip.activeFocus)
            attendance.select(-1);
        list.forceActiveFocus();
    }

    function typed(letters) {
        filter.find(letters === "/" ? "" : letters);
    }

    // "/" is no shortcut: a scanner may type it.
    Shortcut { sequence: "Ctrl+F"; onActivated: filter.find("") }
    Shortcut { sequence: "Escape"; onActivated: root.leave() }
    Shortcut { sequence: "F1"; onActivated: keys.open() }
    Shortcut { sequence: "F2"; onActivated: strip.goTo(0) }
    Shortcut { sequence: "F5"; onActivated: root.board.refreshed() }
    Shortcut { sequence: "Ctrl+L"; onActivated: root.look.speak(root.look.language === "th" ? "en" : "th") }

    Connections {
        target: root.board
        function onLetterTyped(letter) {
            if (letter === "/")
                root.typed(letter);
        }
    }
    Connections {
        target: root.learner
        function onSaid(words) {
            toast.say(words);
        }
        function onListWanted() {
            list.forceActiveFocus(Qt.TabFocusReason);
        }
    }
    Connections {
        target: root.undo
        function onSaid(words) {
            toast.say(words);
        }
    }
    Connections {
        target: root.alerts
        function onSaid(words) {
            toast.say(words);
        }
    }

    DeskHead {
        id: head

        width: parent.width
        board: root.board
        look: root.look
        onKeysWanted: keys.open()
    }
    Banner {
        id: demo

        objectName: "demo"
        anchors.top: head.bottom
        width: parent.width
        words: root.look.demo ? qsTranslate("walkin", "demo") : ""
    }
    Banner {
        id: trouble

        objectName: "trouble"
        anchors.top: demo.bottom
        width: parent.width
        words: root.board.trouble
    }

    OccurrencePanel {
        id: panel

        anchors { top: trouble.bottom; bottom: parent.bottom; left: parent.left; margins: Measure.margin }
        width: Measure.panel(root.width)
        occurrences: root.occurrences
    }

    AlertStrip {
        id: strip

        objectName: "strip"
        anchors { top: trouble.bottom; left: panel.right; right: parent.right; margins: Measure.margin }
        alerts: root.alerts
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
            board: root.board
            onListWanted: list.forceActiveFocus(Qt.TabFocusReason)
            onEntered: text => root.learner.entered(text)
        }
        AttendanceList {
            id: list

            anchors { top: filter.bottom; bottom: detail.top; left: parent.left; right: parent.right; margins: Measure.hair; topMargin: 0 }
            focus: true
            attendance: root.attendance
            board: root.board
            onUndoWanted: root.undo.asked()
            onLearnerWanted: root.learner.chosen()
            onTyped: letters => root.typed(letters)
        }
        DetailBar {
            id: detail

            anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Measure.hair }
            board: root.board
            onUndoWanted: root.undo.asked()
            onLearnerWanted: root.learner.chosen()
        }
        Toast {
            id: toast

            objectName: "toast"
            anchors { bottom: detail.top; bottomMargin: Measure.margin; horizontalCenter: parent.horizontalCenter }
        }
    }

    UndoBox {
        id: undoing

        undo: root.undo
    }
    NameBox { alerts: root.alerts }
    LearnerBox { learner: root.learner }
    KeysBox { id: keys }
}
