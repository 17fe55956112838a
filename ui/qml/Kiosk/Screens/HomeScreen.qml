pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Today's programme, how to scan, and four ways without a card.
Item {
    id: screen

    required property KioskModel kiosk
    required property HomeModel home
    required property CalledModel called
    required property CameraModel camera
    required property ProgrammeModel openNow
    required property ProgrammeModel later

    readonly property bool wide: Theme.isWide(width, height)
    readonly property bool closed: home.mode === "closed"
    readonly property real leftWidth: wide ? width * 0.6 : width
    // With lowered buttons the hint stands above them all, where nothing needs to be reached.
    readonly property real hintHeight: Theme.lowered ? 0 : wide ? height * 0.5 : Math.min(Theme.mm(50) * Theme.fit * Theme.headScale, height * 0.18)
    readonly property real buttonHeight: Math.max(Theme.touch, Math.min(Theme.mm(wide ? 42 : 32) * Theme.fit * Theme.headScale, height * (wide ? 0.19 : 0.13)))

    Scenery {
        id: view

        visible: (screen.closed || screen.openNow.total === 0 && screen.later.total === 0) && !Theme.contrast
        night: screen.closed
        width: screen.closed ? screen.width : screen.leftWidth
        height: Math.min(width * 0.5, screen.height * (screen.closed ? 0.34 : 0.26))
        y: (screen.closed || screen.wide ? screen.height : lower.y) - height
    }

    CallBand {
        id: calls

        objectName: "called"
        width: screen.width
        height: visible ? implicitHeight : 0
        most: screen.height * (screen.wide ? 0.18 : called.count > 1 ? 0.105 : 0.14) * (Theme.lowered ? 1.25 : 1)
        wide: screen.wide
        called: screen.called
    }

    Item {
        id: programme

        readonly property bool both: screen.openNow.total > 0 && screen.later.total > 0

        x: Theme.margin
        y: calls.height + Theme.gap
        width: screen.leftWidth - Theme.margin * (screen.wide ? 1.5 : 2)
        height: (screen.wide ? screen.height : lower.y) - y - Theme.gap
        visible: screen.home.mode !== "starting"

        Shelf {
            id: openShelf

            // What can be joined now comes first; what comes later is shown where there is room for it.
            readonly property bool _sharing: programme.both && parent.height - laterShelf.asks >= headHeight + _slim
            readonly property real _laterLeast: _sharing ? laterShelf.asks : 0

            visible: screen.openNow.total > 0
            width: parent.width
            height: parent.height - _laterLeast
            model: screen.openNow
            name: qsTranslate("walkin", "home.open_now")
            // Cards give up a line of their own for the host where more of them fit then.
            readonly property real _slim: (Theme.heading + Theme.body + Theme.caption) * Theme.lineRatio + Theme.gap
            readonly property real _full: _slim + Theme.caption * Theme.lineRatio
            readonly property bool slim: Theme.percent >= 150 || Math.floor((height - headHeight + Theme.gap) / (_full + Theme.gap)) < screen.openNow.total

            least: slim ? _slim : _full
            most: least * 1.4
            card: ActivityTile {
                width: openShelf.cardWidth
                height: openShelf.cardHeight
                compact: openShelf.slim
                checkable: true
                chosen: screen.home.wanted === key
                onClicked: screen.kiosk.wanted(key)
            }
        }

        Quiet {
            id: quiet

            visible: screen.openNow.total === 0 && !screen.closed
            width: parent.width
            height: screen.later.total > 0 ? Math.max(Theme.mm(40), parent.height * 0.46) : parent.height
            mood: "welcoming"
            message: screen.home.message
            detail: screen.home.detail
        }

        Shelf {
            id: laterShelf

            readonly property real _above: screen.openNow.total > 0 ? openShelf.used : quiet.height

            readonly property real asks: headHeight + least + Theme.gap * 1.5

            visible: screen.later.total > 0 && !screen.closed && (openShelf._sharing || screen.openNow.total === 0)
            y: _above + Theme.gap
            width: parent.width
            height: parent.height - y
            model: screen.later
            columns: Theme.percent > 125 ? 1 : 2
            name: qsTranslate("walkin", "home.later")
            least: Theme.caption * Theme.lineRatio + (Theme.body + Theme.caption) / 2 * Theme.lineRatio * (Theme.percent > 125 ? 1 : 1.7) + Theme.gapSmall * 2
            most: least * 1.25
            card: LaterTile {
                width: laterShelf.cardWidth
                height: laterShelf.cardHeight
                onClicked: screen.kiosk.wanted(key)
            }
        }
    }

    Quiet {
        visible: screen.closed
        x: Theme.margin
        y: calls.height + Theme.gap
        width: parent.width - 2 * x
        height: parent.height - y - Theme.gap - (view.visible ? view.height : 0)
        mood: "asleep"
        message: screen.home.message
        detail: screen.home.detail
    }

    Rectangle {
        id: lower

        visible: !screen.closed
        x: screen.wide ? screen.leftWidth : 0
        y: screen.wide ? calls.height : screen.height - height
        width: screen.width - x
        height: screen.wide ? screen.height - y : screen.hintHeight + buttons.height + Theme.gap * (Theme.lowered ? 2 : 3) + (Theme.lowered && ribbon.visible ? ribbon.height + Theme.gap : 0)
        color: Theme.paper

        Rectangle {
            width: screen.wide ? Theme.hair : parent.width
            height: screen.wide ? parent.height : Theme.hair
            color: Theme.line
        }

        ScanHint {
            objectName: "hint"
            camera: screen.camera
            visible: !Theme.lowered
            x: Theme.margin
            y: Theme.gap
            width: parent.width - 2 * x
            height: buttons.y - y - Theme.gap - (ribbon.visible ? ribbon.height + Theme.gapSmall : 0)
            upright: screen.wide
            brief: ribbon.visible
            asking: screen.home.wanted !== ""
            text: asking ? qsTranslate("walkin", "scan.wanted").arg(screen.home.wantedTitle) : qsTranslate("walkin", "scan.hint")
            detail: asking ? qsTranslate("walkin", "scan.wanted_how") : qsTranslate("walkin", "scan.how")
        }

        BigButton {
            id: ribbon

            objectName: "undo"
            // A card that is touched is the next one's.
            visible: screen.kiosk.undoLeft > 0 && screen.home.wanted === ""
            x: Theme.margin
            y: buttons.y - height - Theme.gap
            width: parent.width - 2 * x
            height: Theme.action
            look: "soft"
            art: "undo"
            text: screen.kiosk.undoWords + "  ·  \u200b" + qsTranslate("walkin", "btn.cancel_in").arg(screen.kiosk.undoLeft)
            onClicked: screen.kiosk.cancelled()
        }

        Grid {
            id: buttons

            readonly property real each: (parent.width - 2 * Theme.margin - Theme.gap) / 2

            x: Theme.margin
            y: parent.height - height - Theme.gap
            columns: 2
            spacing: Theme.gap

            BigButton {
                objectName: "open.pad"
                width: buttons.each
                height: screen.buttonHeight
                look: "primary"
                art: "keypad"
                text: qsTranslate("walkin", "btn.id")
                onClicked: screen.kiosk.opened("pad")
            }
            BigButton {
                objectName: "open.guests"
                width: buttons.each
                height: screen.buttonHeight
                look: "leaf"
                art: "count"
                text: qsTranslate("walkin", "btn.guest")
                onClicked: screen.kiosk.opened("guests")
            }
            BigButton {
                objectName: "open.new"
                width: buttons.each
                height: screen.buttonHeight
                art: "new"
                text: qsTranslate("walkin", "btn.new")
                onClicked: screen.kiosk.opened("new")
            }
            BigButton {
                objectName: "open.group"
                width: buttons.each
                height: screen.buttonHeight
                art: "group"
                text: qsTranslate("walkin", "btn.group")
                onClicked: screen.kiosk.opened("group")
            }
        }
    }
}
