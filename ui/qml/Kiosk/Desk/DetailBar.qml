pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Everything about the chosen line, and what can be done with it.
Rectangle {
    id: bar

    required property DeskBoardModel board
    required property MendModel mend

    signal undoWanted
    signal learnerWanted

    readonly property bool _chosen: board.detailTitle !== ""

    implicitHeight: Math.max(words.height, Measure.target) + Measure.gap * 2
    color: Theme.silver

    Column {
        id: words

        anchors { left: parent.left; leftMargin: Measure.margin; right: acts.left; rightMargin: Measure.margin; verticalCenter: parent.verticalCenter }

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

    Row {
        id: acts

        readonly property bool roomy: bar.width > Measure.roomForNumber

        anchors { right: parent.right; rightMargin: Measure.margin; verticalCenter: parent.verticalCenter }
        spacing: Measure.gap

        DeskButton {
            objectName: "card"
            visible: !bar.mend.counted
            art: acts.roomy ? "person" : ""
            text: qsTranslate("walkin", "desk.mend.learner")
            enabled: bar.board.identified
            onClicked: bar.learnerWanted()
        }
        ActButton {
            name: "recount"
            visible: bar.mend.counted
            art: acts.roomy ? "count" : ""
            text: qsTranslate("walkin", "desk.mend.recount")
            why: bar.mend.recountWhy
            onClicked: bar.mend.asked("recount")
            onRefused: why => bar.mend.refused(why)
        }
        ActButton {
            name: "move"
            art: acts.roomy ? "next" : ""
            text: qsTranslate("walkin", "desk.mend.move")
            why: bar.mend.moveWhy
            onClicked: bar.mend.asked("move")
            onRefused: why => bar.mend.refused(why)
        }
        ActButton {
            name: "redate"
            visible: bar.mend.administrator
            art: acts.roomy ? "clock" : ""
            text: qsTranslate("walkin", "desk.mend.redate")
            why: bar.mend.redateWhy
            onClicked: bar.mend.asked("redate")
            onRefused: why => bar.mend.refused(why)
        }
        ActButton {
            name: "checkout"
            art: acts.roomy ? "leave" : ""
            text: qsTranslate("walkin", "desk.mend.check_out")
            why: bar.mend.checkOutWhy
            onClicked: bar.mend.asked("check_out")
            onRefused: why => bar.mend.refused(why)
        }
        ActButton {
            name: "undo"
            art: acts.roomy ? "undo" : ""
            text: qsTranslate("walkin", "desk.undo")
            why: bar.mend.undoWhy
            onClicked: bar.undoWanted()
            onRefused: why => bar.mend.refused(why)
        }
    }
}
