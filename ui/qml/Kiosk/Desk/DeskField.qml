pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// A field to type in. `label` is its name for screen readers.
T.TextField {
    id: field

    required property string label

    implicitHeight: Measure.target
    leftPadding: Measure.gap
    rightPadding: Measure.gap
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.ink
    selectionColor: Theme.primary
    selectedTextColor: Theme.primaryInk
    placeholderTextColor: Theme.faded
    // Qt's own theme has another family for fields.
    font { family: Application.font.family; pixelSize: Measure.text }
    selectByMouse: true
    Accessible.name: label
    // Where nothing was typed Ctrl+Z takes back what was done, and brings no cleared text again.
    Keys.onPressed: event => {
        if (event.matches(StandardKey.Undo) && (text === "" || !canUndo)) {
            event.accepted = true;
            Boxes.takenBack();
        }
    }

    background: Rectangle {
        radius: Measure.radius
        color: Theme.paper
        border.width: field.activeFocus ? Measure.ring : Measure.hair
        border.color: field.activeFocus ? Theme.primary : Theme.edgeLine
    }

    Say {
        anchors { fill: parent; leftMargin: field.leftPadding; rightMargin: field.rightPadding }
        visible: field.text === "" && field.preeditText === ""
        text: field.placeholderText
        color: field.placeholderTextColor
        Accessible.ignored: true
    }
}
