pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// One occurrence: when, what, where, its state in words, and how full it is.
Item {
    id: tile

    required property string time
    required property string key
    required property bool could
    required property string title
    required property string room
    required property string words
    required property string numbers
    required property string more
    property string sought

    signal pressed
    signal callWanted

    readonly property bool _picked: title !== "" && sought === title
    required property real fill
    required property string spoken
    required property string kind

    readonly property bool _over: kind === "ended" || kind === "cancelled"
    readonly property bool _full: kind === "full"
    readonly property color _ink: _over ? Theme.faded : Theme.ink

    activeFocusOnTab: true
    Keys.onReturnPressed: tile.pressed()
    Keys.onSpacePressed: tile.pressed()
    Accessible.onPressAction: tile.pressed()
    implicitHeight: column.height + Measure.gap * 2
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken

    Rectangle {
        anchors { fill: parent; margins: Measure.hair }
        visible: tile._picked || tile.activeFocus || hover.hovered
        radius: Measure.radius
        color: tile._picked ? Theme.silver : Theme.none
        border.width: tile.activeFocus ? Measure.ring : Measure.hair
        border.color: tile.activeFocus ? Theme.primary : Theme.line
    }
    HoverHandler { id: hover }
    TapHandler { onTapped: tile.pressed() }

    Column {
        id: column

        x: Measure.margin
        y: Measure.gap
        width: parent.width - 2 * x

        Item {
            width: parent.width
            height: visible ? chip.height : 0
            visible: tile.time !== ""

            Say {
                anchors { left: parent.left; right: chip.left; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter }
                text: tile.time
                color: tile._ink
                font { pixelSize: Measure.small; weight: Font.DemiBold; features: { "tnum": 1 } }
                Accessible.ignored: true
            }
            Rectangle {
                id: chip

                anchors.right: parent.right
                width: chipWords.implicitWidth + Measure.gap * 2
                height: chipWords.implicitHeight
                radius: height / 2
                color: tile.kind === "open" ? Theme.leafSoft : tile._full ? Theme.claySoft : Theme.ground

                Say {
                    id: chipWords

                    anchors.centerIn: parent
                    text: tile.words
                    color: tile.kind === "open" ? Theme.leaf : tile._full ? Theme.clay : tile._over ? Theme.faded : Theme.inkSoft
                    font { pixelSize: Measure.small; weight: Font.DemiBold }
                    Accessible.ignored: true
                }
            }
        }
        Say {
            objectName: "tile.title"
            width: parent.width
            text: tile.title
            color: tile._ink
            wrapMode: Text.Wrap
            maximumLineCount: 2
            font { weight: tile._over ? Font.Normal : Font.DemiBold; strikeout: tile.kind === "cancelled" }
            Accessible.ignored: true
        }
        Item {
            width: parent.width
            height: numbers.height

            Say {
                id: numbers

                text: tile.numbers
                color: tile._ink
                font { pixelSize: Measure.small; features: { "tnum": 1 } }
                Accessible.ignored: true
            }
            Say {
                anchors { left: numbers.right; leftMargin: Measure.gap; right: parent.right }
                text: tile.room
                color: tile._over ? Theme.faded : Theme.inkSoft
                horizontalAlignment: Text.AlignRight
                font.pixelSize: Measure.small
                Accessible.ignored: true
            }
        }
        Say {
            objectName: "tile.more"
            width: parent.width
            visible: text !== ""
            text: tile.more
            color: tile._over ? Theme.faded : Theme.clay
            wrapMode: Text.Wrap
            maximumLineCount: 2
            font { pixelSize: Measure.small; weight: Font.DemiBold; features: { "tnum": 1 } }
            Accessible.ignored: true
        }
        DeskButton {
            objectName: "tile.next"
            anchors.right: parent.right
            visible: tile.could
            art: "sound"
            text: qsTranslate("walkin", "desk.waiting.call_next")
            onClicked: tile.callWanted()
        }
        Item {
            width: parent.width
            height: Measure.tight
            visible: tile.fill >= 0
        }
        Rectangle {
            width: parent.width
            height: Measure.bar
            visible: tile.fill >= 0
            radius: height / 2
            color: Theme.silver

            Rectangle {
                width: Math.max(tile.fill > 0 ? height : 0, parent.width * tile.fill)
                height: parent.height
                radius: height / 2
                color: tile._over ? Theme.edgeLine : tile._full ? Theme.clayBright : Theme.leaf
            }
        }
    }

    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; leftMargin: Measure.margin; rightMargin: Measure.margin }
        height: Measure.hair
        color: Theme.line
    }
}
