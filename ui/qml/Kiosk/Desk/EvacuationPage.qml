pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Everybody must leave: how many, who, and who was found. Read aloud at arm's length.
FocusScope {
    id: page

    required property EvacuationModel inside
    required property DeskBoardModel board

    // Somebody came or left since the list was read.
    readonly property bool _old: inside.known && board.inside !== "–" && board.inside !== inside.total
    readonly property int _columns: Math.max(1, Math.floor(list.width / Measure.found))

    signal goBack

    Keys.onEscapePressed: page.goBack()

    Rectangle {
        id: side

        anchors { top: parent.top; bottom: parent.bottom; left: parent.left; margins: Measure.margin }
        width: Measure.panel(page.width)
        color: Theme.paper
        radius: Measure.radius
        border.width: Measure.hair
        border.color: Theme.line

        Column {
            id: figures

            x: Measure.margin
            y: Measure.margin
            width: parent.width - 2 * x
            spacing: Measure.tight

            Say {
                width: parent.width
                text: qsTranslate("walkin", "desk.inside.title")
                wrapMode: Text.Wrap
                font { pixelSize: Measure.heading; weight: Font.Bold }
            }
            Say {
                objectName: "inside.total"
                width: parent.width
                height: Measure.alarm
                text: page.inside.known ? page.inside.total : page.board.inside
                font { pixelSize: Measure.alarm; weight: Font.Bold; features: { "tnum": 1 } }
            }
            Say {
                objectName: "inside.named"
                width: parent.width
                visible: page.inside.known
                text: page.inside.named + " · " + page.inside.unnamed
                wrapMode: Text.Wrap
                font.weight: Font.DemiBold
            }
            Say {
                objectName: "inside.bands"
                width: parent.width
                visible: text !== ""
                text: page.inside.bands
                color: Theme.inkSoft
                wrapMode: Text.Wrap
            }
            Say {
                objectName: "inside.missing"
                width: parent.width
                visible: page.inside.anyFound
                topPadding: Measure.gap
                text: page.inside.missing > 0 ? qsTranslate("walkin", "desk.inside.missing").arg(page.inside.missing) : qsTranslate("walkin", "desk.inside.all_found")
                color: page.inside.missing > 0 ? Theme.clay : Theme.leaf
                wrapMode: Text.Wrap
                font { pixelSize: Measure.heading; weight: Font.Bold }
                Accessible.role: Accessible.AlertMessage
            }
        }

        Column {
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Measure.margin }
            spacing: Measure.gap

            Say {
                objectName: "inside.taken"
                width: parent.width
                visible: page.inside.known
                text: page._old ? qsTranslate("walkin", "desk.inside.old").arg(page.board.inside) : page.inside.taken
                color: page._old ? Theme.clay : Theme.inkSoft
                wrapMode: Text.Wrap
                font.weight: page._old ? Font.Bold : Font.Normal
            }
            DeskButton {
                objectName: "inside.print"
                width: parent.width
                implicitHeight: Measure.alert
                look: "primary"
                art: "printer"
                enabled: page.inside.known && !page.inside.busy
                text: page.inside.busy ? qsTranslate("walkin", "desk.card.printing") : qsTranslate("walkin", "desk.inside.print")
                onClicked: page.inside.printed()
            }
            DeskButton {
                objectName: "inside.refresh"
                width: parent.width
                text: qsTranslate("walkin", "desk.inside.refresh")
                onClicked: page.inside.refreshed()
            }
            DeskButton {
                objectName: "inside.back"
                width: parent.width
                art: "back"
                text: qsTranslate("walkin", "desk.inside.back")
                onClicked: page.goBack()
            }
        }
    }

    Column {
        id: said

        anchors { top: parent.top; left: side.right; right: parent.right; margins: Measure.margin; topMargin: height > 0 ? Measure.margin : 0 }

        Say {
            objectName: "inside.note"
            width: parent.width
            visible: text !== ""
            text: page.inside.note
            color: Theme.leaf
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }
        Say {
            objectName: "inside.problem"
            width: parent.width
            visible: text !== ""
            text: page.inside.problem
            color: Theme.clay
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }
    }

    Rectangle {
        anchors { top: said.bottom; bottom: parent.bottom; left: side.right; right: parent.right; margins: Measure.margin }
        color: Theme.paper
        radius: Measure.radius
        border.width: list.activeFocus ? Measure.ring : Measure.hair
        border.color: list.activeFocus ? Theme.primary : Theme.line

        GridView {
            id: list

            objectName: "inside.list"
            anchors { fill: parent; margins: Measure.gap; rightMargin: Measure.scroll }
            clip: true
            focus: true
            model: page.inside
            cellWidth: Math.floor(width / page._columns)
            cellHeight: Measure.foundHigh
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            Accessible.role: Accessible.List
            Accessible.name: qsTranslate("walkin", "desk.inside.title")
            Keys.onSpacePressed: page.inside.tick(currentIndex)
            Keys.onReturnPressed: page.inside.tick(currentIndex)
            Keys.onPressed: event => {
                const screen = Math.max(1, Math.floor(height / cellHeight)) * page._columns;
                if (event.key === Qt.Key_PageDown)
                    currentIndex = Math.min(count - 1, currentIndex + screen);
                else if (event.key === Qt.Key_PageUp)
                    currentIndex = Math.max(0, currentIndex - screen);
                else if (event.key === Qt.Key_Home)
                    currentIndex = 0;
                else if (event.key === Qt.Key_End)
                    currentIndex = count - 1;
                else
                    return;
                event.accepted = true;
            }

            T.ScrollBar.vertical: ThinBar {}
            delegate: EvacuationRow {
                width: GridView.view.cellWidth
                height: GridView.view.cellHeight
                current: GridView.isCurrentItem && list.activeFocus
                onPressed: {
                    list.forceActiveFocus();
                    list.currentIndex = index;
                    page.inside.tick(index);
                }
            }
        }

        Column {
            anchors.centerIn: parent
            width: parent.width - 2 * Measure.margin
            visible: page.inside.known && list.count === 0
            spacing: Measure.gap

            Cat {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Measure.cat
                height: Measure.cat
            }
            Say {
                objectName: "inside.nobody"
                width: parent.width
                text: qsTranslate("walkin", "desk.inside.nobody")
                horizontalAlignment: Text.AlignHCenter
                font { pixelSize: Measure.heading; weight: Font.Bold }
            }
        }
    }
}
