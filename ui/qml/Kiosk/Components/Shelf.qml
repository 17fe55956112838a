pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Cards of one kind under their name, as many as fit; the rest on further pages.
Item {
    id: shelf

    required property ProgrammeModel model
    required property Component card
    property string name
    property int columns: 1
    property real least: Theme.mm(40)
    property real most: Theme.mm(80)

    readonly property bool _turns: model.total > Math.floor((height + Theme.gap) / (least + Theme.gap)) * columns
    // The largest letters leave the room to the cards.
    readonly property real _headSize: Theme.body * (Theme.percent > 150 ? 0.65 : 1)
    readonly property real headHeight: name !== "" || _turns ? Math.max(_headSize * Theme.lineRatio, Theme.touchLeast) + Theme.gapSmall : 0
    readonly property int rowsFit: Math.max(1, Math.floor((height - headHeight + Theme.gap) / (least + Theme.gap)))
    readonly property int rowsUsed: Math.max(1, Math.min(rowsFit, Math.ceil(model.total / columns)))
    readonly property real cardHeight: Math.min(most, (height - headHeight + Theme.gap) / rowsUsed - Theme.gap)
    readonly property real cardWidth: (width + Theme.gap) / columns - Theme.gap
    readonly property real used: headHeight + rowsUsed * (cardHeight + Theme.gap) - Theme.gap

    function fit() {
        model.fit(rowsFit * columns);
    }

    // Once for all that changes together: every answer makes the cards anew.
    onRowsFitChanged: Qt.callLater(fit)
    onColumnsChanged: Qt.callLater(fit)
    Component.onCompleted: fit()

    Words {
        visible: shelf.name !== ""
        width: parent.width - (pager.visible ? pager.width + Theme.gap : 0)
        height: shelf.headHeight - Theme.gapSmall
        fitted: true
        single: true
        text: shelf.name
        font.pixelSize: shelf._headSize
        font.weight: Font.Bold
        color: Theme.inkSoft
        verticalAlignment: Text.AlignVCenter
    }

    Pager {
        id: pager

        anchors.right: parent.right
        model: shelf.model
    }

    Grid {
        y: shelf.headHeight
        columns: shelf.columns
        spacing: Theme.gap

        Repeater {
            model: shelf.model
            delegate: shelf.card
        }
    }
}
