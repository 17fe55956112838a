pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Everything about the chosen line, and what can be done with it.
Rectangle {
    id: bar

    required property DeskBoardModel board

    signal undoWanted
    signal learnerWanted

    readonly property bool _chosen: board.detailTitle !== ""

    implicitHeight: Math.max(words.height, Measure.target) + Measure.gap * 2
    color: Theme.silver

    Column {
        id: words

        anchors { left: parent.left; leftMargin: Measure.margin; right: card.left; rightMargin: Measure.margin; verticalCenter: parent.verticalCenter }

        Say {
            objectName: "detail.title"
            width: parent.width
            text: bar._chosen ? bar.board.detailTitle : bar.board.empty === "" ? qsTranslate("walkin", "desk.choose") : ""
            color: bar._chosen ? Theme.ink : Theme.inkSoft
            font.weight: bar._chosen ? Font.Bold : Font.Normal
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
        Say {
            objectName: "detail"
            width: parent.width
            visible: bar._chosen
            text: bar.board.detail
            color: Theme.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font.pixelSize: Measure.small
        }
    }

    DeskButton {
        id: card

        objectName: "card"
        anchors { right: undo.left; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter }
        art: "card"
        text: qsTranslate("walkin", "desk.card.title")
        enabled: bar.board.identified
        onClicked: bar.learnerWanted()
    }
    DeskButton {
        id: undo

        objectName: "undo"
        anchors { right: parent.right; rightMargin: Measure.margin; verticalCenter: parent.verticalCenter }
        art: "undo"
        text: qsTranslate("walkin", "desk.undo")
        enabled: bar.board.undoable
        onClicked: bar.undoWanted()
    }
}
