pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// The list's title, how many lines there are, and the field that finds some of them.
Item {
    id: bar

    required property DeskBoardModel board
    readonly property bool filled: field.text !== ""
    readonly property string words: field.text

    signal listWanted
    signal entered(string text)
    signal countingWanted

    function find(letters: string) {
        field.forceActiveFocus(Qt.ShortcutFocusReason);
        if (letters === "")
            field.selectAll();
        else
            field.insert(field.cursorPosition, letters);
    }

    // These words, or nothing when they stand there already.
    function search(words: string) {
        field.text = field.text === words ? "" : words;
    }

    function clear() {
        field.clear();
    }

    implicitHeight: Measure.target + Measure.gap * 2

    Say {
        id: title

        x: Measure.margin
        height: parent.height
        text: qsTranslate("walkin", "desk.list")
        font { pixelSize: Measure.heading; weight: Font.Bold }
    }
    Say {
        objectName: "matches"
        anchors { left: title.right; leftMargin: Measure.gap; right: count.left; rightMargin: Measure.gap }
        height: parent.height
        text: bar.board.matches
        color: Theme.inkSoft
        font { pixelSize: Measure.small; features: { "tnum": 1 } }
    }
    DeskButton {
        id: count

        objectName: "countpeople"
        anchors { right: field.left; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter }
        art: "count"
        text: qsTranslate("walkin", "desk.counting")
        onClicked: bar.countingWanted()
    }
    DeskField {
        id: field

        objectName: "filter"
        anchors { right: parent.right; rightMargin: Measure.margin; verticalCenter: parent.verticalCenter }
        width: Math.min(Measure.filter, Math.round(bar.width * 0.36))
        rightPadding: Measure.gap + (bar.filled ? Measure.target : 0)
        maximumLength: 200
        label: qsTranslate("walkin", "desk.filter")
        placeholderText: label
        onTextChanged: bar.board.filtered(text)
        Keys.onDownPressed: bar.listWanted()
        Keys.onReturnPressed: bar.entered(text)
        Keys.onEnterPressed: bar.entered(text)

        DeskButton {
            objectName: "clear"
            anchors { right: parent.right; rightMargin: Measure.tight; verticalCenter: parent.verticalCenter }
            implicitWidth: Measure.target - Measure.tight * 2
            implicitHeight: implicitWidth
            visible: bar.filled
            text: "×"
            Accessible.name: qsTranslate("walkin", "desk.filter.clear")
            onClicked: {
                bar.clear();
                field.forceActiveFocus();
            }
        }
    }
}
