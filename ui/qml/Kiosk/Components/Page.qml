pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Picture, words, buttons: one above the other, or side by side on a wide screen.
// The picture gives way first; words that still do not fit are drawn smaller.
Item {
    id: page

    default property alias words: column.data
    property alias picture: art.data
    property alias buttons: actions.data
    property int buttonColumns: wide && Theme.percent > 125 ? 2 : 1
    property real pictureShare: 0.5
    property bool scenery: true
    property bool night: false

    readonly property bool wide: Theme.isWide(width, height)
    readonly property real _artWide: wide ? Math.min(width * 0.38, height) * (Theme.percent > 125 ? 0.72 : 1) : 0
    readonly property real textWidth: width - 2 * Theme.margin - (wide ? _artWide + Theme.margin : 0)
    readonly property real buttonWidth: (textWidth + Theme.gap) / buttonColumns - Theme.gap
    readonly property real buttonHeight: Math.max(Theme.action, Math.min(Theme.mm(26) * Theme.fit, height * 0.085))
    readonly property real _below: actions.height > 0 ? actions.height + Theme.gap : 0
    readonly property real _free: height - 2 * Theme.gap - _below
    readonly property real _artTall: wide ? height - 2 * Theme.gap : Math.max(0, Math.min(height * pictureShare, _free - column.implicitHeight - Theme.gap))
    readonly property bool _artFits: wide || _artTall > Theme.mm(26) * Theme.fit
    readonly property real _top: Theme.gap + (wide || !_artFits ? 0 : _artTall + Theme.gap)
    readonly property real _room: height - _top - _below - Theme.gap
    readonly property real shrink: Math.min(1, _room / Math.max(1, column.implicitHeight))

    Scenery {
        visible: page.scenery && page._artFits && !Theme.contrast
        night: page.night
        x: 0
        y: page.wide ? page.height - height : art.y + art.height - height * 0.96
        width: page.wide ? page._artWide + 2 * Theme.margin : page.width
        height: page.wide ? Math.min(page.height, width * 0.8) : Math.min(art.height, page.width * 0.5)
    }

    Item {
        id: art

        visible: page._artFits
        x: Theme.margin
        y: page.wide ? (page.scenery ? page.height - height - Theme.gap : (page.height - height) / 2) : Theme.gap
        width: page.wide ? page._artWide : page.width - 2 * Theme.margin
        height: page.wide ? Math.min(page._artTall, page._artWide * 1.25) : page._artTall
    }

    Column {
        id: column

        objectName: "words"
        x: page.width - Theme.margin - page.textWidth
        y: page._top + Math.max(0, (page._room - implicitHeight * page.shrink) / 2)
        width: page.textWidth
        spacing: Theme.gapSmall
        scale: page.shrink
        transformOrigin: Item.Top
    }

    Grid {
        id: actions

        x: column.x
        y: page.height - height - Theme.gap
        columns: page.buttonColumns
        spacing: Theme.gap
    }
}
