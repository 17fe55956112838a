pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// My learning this year: visits, hours, a stamp for each feature. Any touch ends it.
Item {
    id: screen

    required property KioskModel kiosk
    required property PassportModel passport

    readonly property bool wide: Theme.isWide(width, height)
    readonly property real _inner: width - 2 * Theme.margin
    readonly property int _columns: wide ? 6 : 3
    readonly property int _rows: wide ? 1 : 2
    readonly property real _hosts: Theme.percent < 150 && passport.partners.length > 0 ? Math.min(passport.partners.length, wide ? 2 : 5) * Theme.caption * Theme.lineRatio : 0
    readonly property real _stampsTop: figures.y + figures.height + Theme.gap
    readonly property real _stampsHigh: height - Theme.gap * 2 - _hosts - _stampsTop
    readonly property real _cell: (_inner + Theme.gapSmall) / _columns - Theme.gapSmall

    component Figure: Rectangle {
        id: figure

        required property string number
        required property string unit

        width: (screen._inner - Theme.gap) / 2
        height: Math.min(screen.height * 0.2, Theme.mm(56) * Theme.fit)
        radius: Theme.radius
        color: Theme.paper
        border.width: Theme.edge
        border.color: Theme.line
        Accessible.role: Accessible.StaticText
        Accessible.name: number + " " + unit

        Words {
            x: Theme.gap
            y: Theme.gapSmall / 2
            width: parent.width - 2 * x
            height: parent.height * 0.58
            fitted: true
            single: true
            fontSizeMode: Text.Fit
            silent: true
            text: figure.number
            color: Theme.leaf
            font.pixelSize: Theme.hero
            font.weight: Font.Bold
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
        }
        Words {
            x: Theme.gap
            y: parent.height * 0.6
            width: parent.width - 2 * x
            height: parent.height - y - Theme.gapSmall / 2
            fitted: true
            silent: true
            text: figure.unit
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
        }
    }

    MouseArea {
        objectName: "anywhere"
        anchors.fill: parent
        onClicked: screen.kiosk.wentBack()
    }

    Sentence {
        id: title

        objectName: "passport.title"
        x: Theme.margin
        y: Theme.gap
        width: screen._inner
        most: screen.height * 0.16
        text: screen.passport.title
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.title
        font.weight: Font.Bold
    }

    Row {
        id: figures

        x: Theme.margin
        y: title.y + title.height + Theme.gap
        spacing: Theme.gap

        Figure {
            number: screen.passport.visits
            unit: qsTranslate("walkin", "passport.visits")
        }
        Figure {
            number: screen.passport.hours
            unit: qsTranslate("walkin", "passport.hours")
        }
    }

    Grid {
        x: Theme.margin
        y: screen._stampsTop
        columns: screen._columns
        spacing: Theme.gapSmall

        Repeater {
            model: screen.passport.stamps

            Item {
                id: stamp

                required property int modelData
                required property int index

                readonly property list<string> codes: ["basic-to-higher", "family-community", "workplace", "modern-technology", "quality-excellence", "lifelong-culture"]
                readonly property real _words: height * 0.36

                width: screen._cell
                height: (screen._stampsHigh + Theme.gapSmall) / screen._rows - Theme.gapSmall
                Accessible.role: Accessible.StaticText
                Accessible.name: (screen.passport.names[index] ?? "") + " " + modelData

                Art {
                    id: seal

                    width: Math.min(parent.width, parent.height - stamp._words)
                    height: width
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: Math.max(0, (parent.height - stamp._words - height) / 2)
                    name: "stamp/" + (stamp.modelData > 0 ? stamp.codes[stamp.index] : "empty")
                }
                Rectangle {
                    visible: stamp.modelData > 0
                    width: Math.max(height, times.implicitWidth + Theme.gapSmall * 2)
                    height: seal.height * 0.34
                    radius: height / 2
                    x: seal.x + seal.width - width
                    y: seal.y + seal.height - height
                    color: Theme.leaf

                    Words {
                        id: times

                        anchors.centerIn: parent
                        silent: true
                        text: stamp.modelData
                        color: Theme.leafInk
                        lineHeight: 1
                        font.pixelSize: Math.max(1, Math.round(parent.height * 0.6))
                        font.weight: Font.Bold
                    }
                }
                Words {
                    y: parent.height - height
                    width: parent.width
                    height: stamp._words
                    fitted: true
                    silent: true
                    text: screen.passport.names[stamp.index] ?? ""
                    font.pixelSize: Theme.caption
                    font.weight: stamp.modelData > 0 ? Font.DemiBold : Font.Normal
                    color: stamp.modelData > 0 ? Theme.ink : Theme.inkSoft
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                }
            }
        }
    }

    Words {
        visible: screen._hosts > 0
        x: Theme.margin
        y: screen.height - height - Theme.gap
        width: screen._inner
        height: screen._hosts
        fitted: true
        text: screen.passport.partners.join(screen.wide ? "   " : "\n")
        font.pixelSize: Theme.caption
        color: Theme.inkSoft
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
    }

    StayBar {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        stay: screen.kiosk.stay
    }
}
