pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// One occurrence of the programme: a touch opens it.
Rectangle {
    id: tile

    required property int index
    required property string key
    required property string day
    required property string title
    required property string time
    required property string detail
    required property string note
    required property string kind
    required property bool repeats
    required property string spoken
    // In a list there is room beside the time.
    property bool broad: false
    property bool focused: false

    signal taken

    objectName: "plan." + index
    implicitHeight: Math.max(Measure.target, words.height + Measure.gap)
    radius: Measure.radius
    color: tile.kind === "off" ? Theme.claySoft : tile.kind === "over" ? Theme.ground : mouse.hovered ? Theme.ground : Theme.paper
    border.width: tile.focused ? Measure.ring : Measure.hair
    border.color: tile.focused ? Theme.primary : Theme.edgeLine
    Accessible.role: Accessible.ListItem
    Accessible.name: tile.spoken
    Accessible.onPressAction: tile.taken()

    HoverHandler { id: mouse }
    TapHandler { onTapped: tile.taken() }

    Column {
        id: words

        anchors { left: parent.left; right: parent.right; margins: Measure.gap; verticalCenter: parent.verticalCenter }

        Say {
            objectName: "plan.time"
            width: parent.width
            text: [(tile.repeats ? "↻ " : "") + tile.time, tile.broad ? tile.detail : ""].filter(part => part !== "").join("  ·  ")
            color: Theme.inkSoft
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
            Accessible.ignored: true
        }
        Say {
            objectName: "plan.title"
            width: parent.width
            text: tile.title
            color: tile.kind === "over" ? Theme.inkSoft : Theme.ink
            wrapMode: Text.Wrap
            maximumLineCount: tile.broad ? 1 : 2
            font { weight: Font.DemiBold; strikeout: tile.kind === "off" }
            Accessible.ignored: true
        }
        Say {
            width: parent.width
            visible: !tile.broad && text !== ""
            text: tile.detail
            color: Theme.inkSoft
            font.pixelSize: Measure.small
            Accessible.ignored: true
        }
        Say {
            objectName: "plan.note"
            width: parent.width
            visible: text !== ""
            text: tile.note
            color: tile.kind === "off" ? Theme.clay : Theme.inkSoft
            font { pixelSize: Measure.small; weight: tile.kind === "off" ? Font.DemiBold : Font.Normal; features: { "tnum": 1 } }
            Accessible.ignored: true
        }
    }
}
