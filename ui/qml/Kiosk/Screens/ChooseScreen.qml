pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Several activities are open: which one?
Item {
    id: screen

    required property KioskModel kiosk
    required property OutcomeModel outcome
    required property ProgrammeModel choices

    signal opened(card: Item)

    readonly property bool wide: Theme.isWide(width, height)

    Sentence {
        id: title

        x: Theme.margin
        y: Theme.gap
        width: parent.width - 2 * x
        most: parent.height * 0.24
        text: screen.outcome.title
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.title
        font.weight: Font.Bold
    }

    Shelf {
        id: shelf

        x: Theme.margin
        y: title.y + title.height + Theme.gapSmall
        width: parent.width - 2 * x
        height: buttons.y - y - Theme.gap
        model: screen.choices
        columns: screen.wide && Theme.percent < 150 ? 2 : 1
        least: Theme.heading * Theme.lineRatio + Theme.body * Theme.lineRatio + Theme.caption * Theme.lineRatio * (Theme.percent < 150 ? 2 : 1) + Theme.gap * 2
        most: least * 1.5
        card: ActivityTile {
            id: tile

            width: shelf.cardWidth
            height: shelf.cardHeight
            onClicked: {
                screen.opened(tile);
                screen.kiosk.chosen(key);
            }
        }
    }

    Row {
        id: buttons

        readonly property real each: screen.outcome.visit ? (parent.width - 2 * Theme.margin - Theme.gap) / 2 : parent.width - 2 * Theme.margin

        x: Theme.margin
        y: parent.height - height - Theme.gap
        spacing: Theme.gap

        BigButton {
            objectName: "back"
            width: buttons.each
            art: "back"
            text: qsTranslate("walkin", "btn.cancel")
            onClicked: screen.kiosk.wentBack()
        }
        BigButton {
            objectName: "visit"
            visible: screen.outcome.visit
            width: buttons.each
            look: "leaf"
            art: "visit"
            text: qsTranslate("walkin", "choose.visit")
            onClicked: screen.kiosk.chosen("visit")
        }
    }
}
