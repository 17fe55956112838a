pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// The waiting numbers that are called, each on its ticket, and where to come. Nothing to press:
// whoever stands before the kiosk goes on with what they do.
Rectangle {
    id: band

    required property CalledModel called
    // How high one row may be, and whether two of them stand side by side.
    property real most: Theme.mm(40)
    property bool wide: false

    readonly property int _columns: wide ? Math.max(1, called.count) : 1
    readonly property bool _crowded: called.more.some(more => more !== "")
    readonly property real _row: Math.min(Theme.mm(40) * Theme.fit * Theme.headScale, most) * (_crowded ? 1.25 : 1)

    visible: called.count > 0
    implicitHeight: Math.ceil(called.count / _columns) * _row + weave.height
    color: Theme.leafSoft
    clip: true

    Grid {
        columns: band._columns

        Repeater {
            model: band.called.count

            Item {
                id: group

                required property int index

                readonly property string tickets: band.called.tickets[index] ?? ""
                readonly property string said: band.called.spoken[index] ?? ""

                objectName: "called." + index
                width: band.width / band._columns
                height: band._row
                Accessible.role: Accessible.StaticText
                Accessible.name: said
                Accessible.description: band.called.titles[index] ?? ""

                Rectangle {
                    readonly property bool upright: band._columns > 1

                    visible: group.index > 0
                    x: upright ? 0 : Theme.margin
                    y: upright ? Theme.gap : 0
                    width: upright ? Theme.hair : parent.width - 2 * x
                    height: upright ? parent.height - 2 * y : Theme.hair
                    color: Theme.leaf
                    opacity: Theme.contrast ? 1 : 0.3
                }

                Row {
                    id: tickets

                    readonly property int many: numbers.count

                    // A ticket is 16 to 10; several of them leave room for the words.
                    readonly property real each: Math.min(group.height * 0.78 * 1.6, (group.width * 0.46 - spacing * (many - 1)) / Math.max(1, many))

                    x: Theme.margin
                    height: parent.height
                    spacing: Theme.gapSmall

                    Repeater {
                        id: numbers

                        model: group.tickets.split(" ")

                        Item {
                            id: ticket

                            required property string modelData

                            width: tickets.each
                            height: tickets.height

                            Art {
                                id: paper

                                anchors.centerIn: parent
                                width: parent.width
                                height: width / 1.6
                                name: "ticket/ticket"
                            }
                            Words {
                                objectName: "called.number"
                                anchors.centerIn: paper
                                width: paper.width * 0.66
                                height: paper.height * 0.9
                                fitted: true
                                single: true
                                silent: true
                                text: ticket.modelData
                                horizontalAlignment: Text.AlignHCenter
                                verticalAlignment: Text.AlignVCenter
                                font.pixelSize: Math.max(1, Math.round(paper.height * 0.46))
                                font.weight: Font.Bold
                                color: Theme.contrast ? Theme.ground : Theme.clay
                            }
                        }
                    }
                }

                Column {
                    id: words

                    readonly property string more: band.called.more[group.index] ?? ""
                    readonly property string title: band.called.titles[group.index] ?? ""
                    // What it is about gives way to where.
                    readonly property bool _third: title !== "" && more === "" && group.height > Theme.caption * Theme.lineRatio * 3.4
                    readonly property real _part: group.height * 0.96 / (3 + (_third ? 1 : 0) + (more !== "" ? 1 : 0))

                    // One line of Thai in so many pixels.
                    function fitting(high: real, most: int): int {
                        return Math.max(1, Math.min(most, Math.floor(high / 1.7)));
                    }

                    x: tickets.x + tickets.width + Theme.gap
                    y: (group.height - height) / 2
                    width: group.width - x - Theme.margin

                    Words {
                        visible: text !== ""
                        width: parent.width
                        height: words._part
                        fitted: true
                        single: true
                        silent: true
                        text: words.more
                        font.pixelSize: words.fitting(height, Theme.caption)
                        font.weight: Font.Bold
                        verticalAlignment: Text.AlignVCenter
                        color: Theme.clay
                    }
                    Words {
                        width: parent.width
                        height: words._part * 1.1
                        fitted: true
                        single: true
                        silent: true
                        text: band.called.bids[group.index] ?? ""
                        font.pixelSize: words.fitting(height, Theme.body)
                        font.weight: Font.DemiBold
                        verticalAlignment: Text.AlignVCenter
                        color: Theme.leaf
                    }
                    Words {
                        objectName: "called.place"
                        width: parent.width
                        height: words._part * 1.9
                        fitted: true
                        silent: true
                        text: band.called.places[group.index] ?? ""
                        // As small as it may get, two lines of it stand.
                        font.pixelSize: words.fitting(height / 2 / Theme.smallestFit, Theme.title)
                        font.weight: Font.Bold
                        verticalAlignment: Text.AlignVCenter
                    }
                    Words {
                        visible: words._third
                        width: parent.width
                        height: words._part
                        fitted: true
                        single: true
                        silent: true
                        text: words.title
                        font.pixelSize: words.fitting(height, Theme.caption)
                        verticalAlignment: Text.AlignVCenter
                        color: Theme.inkSoft
                    }
                }
            }
        }
    }

    Weave {
        id: weave

        y: parent.height - height
        width: parent.width
        height: Theme.mm(2.6) * Theme.fit
    }
}
