pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// A sentence that goes away by itself; what can be taken back stays longer.
Rectangle {
    id: toast

    required property ToastModel said

    width: Math.min(parent.width - 2 * Measure.margin, sentence.implicitWidth + 2 * Measure.margin + (back.visible ? back.width + Measure.gap : 0))
    height: Math.max(sentence.implicitHeight, back.visible ? back.height : 0) + Measure.gap * 2
    visible: toast.said.words !== ""
    radius: Math.min(height / 2, Measure.radius * 3)
    color: Theme.ink
    Accessible.role: Accessible.AlertMessage
    Accessible.name: toast.said.words

    Connections {
        target: toast.said
        property int turn: 0

        function onChanged() {
            if (toast.said.turn !== turn)
                rest.restart();
            turn = toast.said.turn;
        }
    }

    Say {
        id: sentence

        anchors { left: parent.left; leftMargin: Measure.margin; right: back.visible ? back.left : parent.right; rightMargin: back.visible ? Measure.gap : Measure.margin; verticalCenter: parent.verticalCenter }
        text: toast.said.words
        color: Theme.paper
        wrapMode: Text.Wrap
        maximumLineCount: 3
        horizontalAlignment: Text.AlignHCenter
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    DeskButton {
        id: back

        objectName: "toast.undo"
        anchors { right: parent.right; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter }
        visible: toast.said.undoable
        art: "undo"
        text: qsTranslate("walkin", "desk.take_back")
        onClicked: toast.said.undone()
    }
    Timer {
        id: rest

        interval: toast.said.undoable ? Measure.undoMs : Measure.toastMs
        onTriggered: toast.said.passed()
    }
}
