pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// A large card of an activity that can be joined now.
T.AbstractButton {
    id: tile

    required property string key
    required property string title
    required property string time
    required property string room
    required property string host
    required property string audience
    required property string seats
    required property bool full
    required property string picture
    property bool chosen: false
    property bool compact: false

    readonly property bool _roomy: Theme.percent < 150
    readonly property real _art: _roomy ? Math.min(availableHeight - 2 * border, width * 0.3) : 0
    readonly property real border: chosen ? Theme.edge * 3 : Theme.edge

    component SeatTag: Tag {
        silent: true
        art: tile.full ? "ticket" : "seat"
        text: tile.seats
        ink: tile.full ? Theme.clay : Theme.leaf
        color: tile.full ? Theme.claySoft : Theme.leafSoft
    }

    objectName: "card." + key
    focusPolicy: Qt.TabFocus
    topPadding: down ? Theme.lip : 0
    bottomPadding: down ? 0 : Theme.lip
    text: title
    checked: chosen
    onToggled: checked = Qt.binding(() => tile.chosen)
    Accessible.role: checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.name: [title, time, room, host, audience, seats].filter(part => part !== "").join(", ")

    background: Plate {
        control: tile
        edgeWidth: tile.border
        edge: tile.chosen ? Theme.clayBright : Theme.line
    }

    contentItem: Item {
        Rectangle {
            x: tile.border
            y: tile.border
            width: tile._art
            height: parent.height - 2 * tile.border
            radius: Theme.radius * 0.8
            visible: tile._roomy
            color: Theme.silver

            Art {
                anchors.fill: parent
                anchors.margins: Theme.gapSmall
                name: "feature/" + tile.picture
            }
        }

        Column {
            id: words

            readonly property real _line: Theme.body * Theme.lineRatio

            x: tile._art + Theme.gap * 1.2
            width: parent.width - x - Theme.gap
            anchors.verticalCenter: parent.verticalCenter

            Sentence {
                width: parent.width
                most: tile.height - 2 * Theme.edge - parent._rest
                silent: true
                text: tile.title
                font.pixelSize: Theme.heading
                font.weight: Font.Bold
                color: Theme.ink
            }

            readonly property real _rest: whenRow.height + (hostLine.visible ? hostLine.height : 0) + (foot.visible ? foot.height : 0)

            Item {
                id: whenRow

                width: parent.width
                height: parent._line

                Words {
                    id: when

                    width: parent.width - (early.visible ? early.width + Theme.gapSmall : 0)
                    height: parent.height
                    silent: true
                    fitted: true
                    single: true
                    text: tile.room === "" ? tile.time : tile.time + "  ·  " + tile.room
                    font.weight: Font.DemiBold
                    color: Theme.primary
                    verticalAlignment: Text.AlignVCenter
                }
                SeatTag {
                    id: early

                    visible: tile.compact && tile._roomy && text !== ""
                    anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                    most: parent.width * 0.5
                }
            }
            Words {
                id: hostLine

                width: parent.width
                height: Theme.caption * Theme.lineRatio
                silent: true
                fitted: true
                single: true
                visible: text !== "" && tile._roomy && !tile.compact
                text: tile.host
                font.pixelSize: Theme.caption
                color: Theme.inkSoft
                verticalAlignment: Text.AlignVCenter
            }
            Item {
                id: foot

                // A card with no room for all of it tells what, when and where.
                visible: tile.availableHeight - whenRow.height - Theme.caption * Theme.lineRatio > Theme.heading * Theme.lineRatio
                width: parent.width
                height: Math.max(seatTag.visible ? seatTag.implicitHeight : 0, forWhom.visible ? forWhom.height : 0)

                Words {
                    id: forWhom

                    visible: text !== "" && tile._roomy
                    width: parent.width - (seatTag.visible ? seatTag.width + Theme.gap : 0)
                    height: Theme.caption * Theme.lineRatio
                    anchors.verticalCenter: parent.verticalCenter
                    silent: true
                    fitted: true
                    single: true
                    text: tile.compact ? [tile.host, tile.audience].filter(part => part !== "").join("  ·  ") : tile.audience
                    font.pixelSize: Theme.caption
                    color: Theme.inkSoft
                    verticalAlignment: Text.AlignVCenter
                }
                SeatTag {
                    id: seatTag

                    visible: text !== "" && !early.visible
                    x: tile._roomy ? parent.width - width : 0
                    anchors.verticalCenter: parent.verticalCenter
                    most: tile._roomy ? parent.width * 0.62 : parent.width
                }
            }
        }

        Rectangle {
            visible: tile.chosen
            width: Theme.mm(13) * Theme.fit
            height: width
            radius: width / 2
            anchors { right: parent.right; top: parent.top; margins: Theme.gapSmall }
            color: Theme.clayBright

            Art {
                anchors.fill: parent
                anchors.margins: parent.width * 0.2
                name: "icon/tick"
                inked: true
                ink: Theme.paper
            }
        }
    }
}
