pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// Today's occurrences beside the list.
Rectangle {
    id: panel

    required property OccurrenceModel occurrences
    required property DeskBoardModel board
    required property ApartModel apart
    // What the list is searched for.
    required property string sought

    signal chosen(string title)
    signal callWanted(string occurrence)

    color: Theme.paper
    radius: Measure.radius
    border.width: list.activeFocus ? Measure.ring : Measure.hair
    border.color: list.activeFocus ? Theme.primary : Theme.line

    Say {
        id: title

        x: Measure.margin
        width: parent.width - 2 * x
        height: Measure.target + Measure.gap * 2
        text: qsTranslate("walkin", "desk.panel")
        font { pixelSize: Measure.heading; weight: Font.Bold }
    }

    ListView {
        id: list

        objectName: "occurrences"
        anchors { top: title.bottom; bottom: foot.top; left: parent.left; right: parent.right; margins: Measure.ring }
        clip: true
        model: panel.occurrences
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: contentHeight > height
        highlightFollowsCurrentItem: false
        keyNavigationEnabled: false
        Accessible.role: Accessible.List
        Accessible.name: title.text
        Keys.onUpPressed: flick(0, Measure.row * 12)
        Keys.onDownPressed: flick(0, -Measure.row * 12)

        T.ScrollBar.vertical: ThinBar {}
        delegate: OccurrenceTile {
            id: tile

            width: ListView.view.width
            sought: panel.sought
            onPressed: panel.chosen(tile.title)
            onCallWanted: panel.callWanted(tile.key)
        }
        footer: Say {
            width: ListView.view.width
            visible: panel.occurrences.alone
            padding: visible ? Measure.margin : 0
            text: visible ? qsTranslate("walkin", "desk.panel.none") : ""
            color: Theme.inkSoft
            wrapMode: Text.Wrap
            font.pixelSize: Measure.small
        }
    }

    Column {
        id: foot

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; leftMargin: Measure.margin; rightMargin: Measure.margin; bottomMargin: Measure.gap }
        topPadding: Measure.gap

        Rectangle {
            width: parent.width
            height: Measure.hair
            color: Theme.line
        }
        Say {
            objectName: "bands"
            width: parent.width
            visible: text !== ""
            topPadding: Measure.tight
            text: panel.board.bands
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
        }
        Say {
            objectName: "nodes"
            width: parent.width
            visible: panel.board.nodes !== ""
            topPadding: Measure.tight
            text: qsTranslate("walkin", "desk.nodes").arg(panel.board.nodes)
            color: Theme.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 4
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
        }
        Say {
            objectName: "hub"
            width: parent.width
            visible: text !== ""
            topPadding: Measure.tight
            text: panel.board.hub
            color: panel.board.hubBad ? Theme.clay : Theme.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 4
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
        }
        Item {
            width: parent.width
            height: apartAct.height + Measure.gap
            visible: panel.apart.count > 0

            DeskButton {
                id: apartAct

                objectName: "apart"
                anchors.bottom: parent.bottom
                width: parent.width
                text: qsTranslate("walkin", "desk.apart.look").arg(panel.apart.count)
                onClicked: panel.apart.asked()
            }
        }
    }
}
