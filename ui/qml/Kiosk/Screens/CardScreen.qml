pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// The new card, to be photographed; its number stands under it for typing.
Item {
    id: screen

    required property KioskModel kiosk
    required property NewcomerModel newcomer
    required property SlipModel slip

    readonly property bool wide: Theme.isWide(width, height)
    readonly property real _side: wide ? Math.min(width * 0.44, height - 2 * Theme.gap) : Math.min(width - 2 * Theme.margin, height * 0.5)
    readonly property real _words: wide ? width - _side - 3 * Theme.margin : width - 2 * Theme.margin

    Rectangle {
        id: sheet

        x: screen.wide ? Theme.margin : (screen.width - width) / 2
        y: screen.wide ? (screen.height - height) / 2 : Theme.gap
        width: screen._side
        height: screen._side
        radius: Theme.radius
        color: Theme.cardPaper
        border.width: Theme.edge
        border.color: Theme.edgeLine

        QrItem {
            objectName: "card.code"
            anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.edge }
            height: parent.height - number.height - Theme.gapSmall - Theme.edge
            modules: screen.newcomer.code
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTranslate("walkin", "new.card")
        }
        Words {
            id: number

            objectName: "card.number"
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Theme.gapSmall }
            height: Math.min(Theme.mm(22) * Theme.fit, parent.height * 0.16)
            fitted: true
            single: true
            fontSizeMode: Text.Fit
            text: screen.newcomer.number
            color: Theme.cardInk
            font.pixelSize: Math.max(1, Math.round(height / Theme.lineRatio))
            font.weight: Font.Bold
            font.features: { "tnum": 1 }
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
        }
    }

    Column {
        id: words

        readonly property real _top: screen.wide ? Theme.gap : sheet.y + sheet.height + Theme.gap
        readonly property real _room: done.y - _top - Theme.gap

        x: screen.width - Theme.margin - width
        y: _top + (_room - height) / 2
        width: screen._words
        spacing: Theme.gapSmall

        Sentence {
            objectName: "card.title"
            width: parent.width
            most: words._room * 0.36
            text: screen.newcomer.title
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            color: Theme.leaf
        }
        Sentence {
            width: parent.width
            most: words._room * 0.36
            text: qsTranslate("walkin", "new.card")
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.heading
            font.weight: Font.DemiBold
        }
        SlipNote {
            width: parent.width
            most: words._room * 0.24
            slip: screen.slip.state
        }
        Sentence {
            width: parent.width
            visible: screen.slip.state === ""
            most: words._room * 0.24
            text: screen.newcomer.ofCard === "" ? qsTranslate("walkin", "new.card.line") : qsTranslate("walkin", "new.card.student").arg(screen.newcomer.ofCard)
            horizontalAlignment: Text.AlignHCenter
            color: Theme.inkSoft
        }
    }

    BigButton {
        id: again

        objectName: "slip.print"
        visible: screen.slip.offered
        x: words.x
        y: done.y
        width: (words.width - Theme.gap) * 0.44
        height: done.height
        art: "printer"
        text: screen.slip.again ? qsTranslate("walkin", "slip.again") : qsTranslate("walkin", "slip.print")
        onClicked: screen.slip.wanted()
    }
    BigButton {
        id: done

        objectName: "card.done"
        x: words.x + (again.visible ? again.width + Theme.gap : 0)
        y: screen.height - height - Theme.gap
        width: words.width - (x - words.x)
        height: Math.max(Theme.action, Math.min(Theme.mm(26) * Theme.fit, screen.height * 0.09))
        look: "leaf"
        art: "camera"
        centred: !again.visible
        text: qsTranslate("walkin", "new.card.done")
        onClicked: screen.newcomer.finished()
    }
}
