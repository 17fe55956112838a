pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// What was typed, large; below it what it was understood as. Not a text field: nothing in it can be
// selected, copied or brought back.
Rectangle {
    id: field

    property string text
    property string placeholder
    property string detail
    property bool wrong: false
    property bool fine: false

    radius: Theme.radius
    color: wrong ? Theme.claySoft : fine ? Theme.leafSoft : Theme.paper
    border.width: Theme.edge
    border.color: wrong ? Theme.clay : fine ? Theme.leaf : Theme.edgeLine
    Accessible.role: Accessible.StaticText
    Accessible.name: [text === "" ? placeholder : text, detail].filter(part => part !== "").join(", ")

    Words {
        id: typed

        objectName: "typed"
        x: Theme.gap
        y: Theme.edge
        width: parent.width - 2 * x
        height: (parent.height - 2 * y) * (field.detail === "" ? 1 : 0.56)
        fitted: true
        single: field.text !== ""
        fontSizeMode: Text.Fit
        text: field.text === "" ? field.placeholder : field.text
        color: field.text === "" ? Theme.inkSoft : Theme.ink
        font.pixelSize: field.text === "" ? Theme.body : Theme.title
        font.weight: field.text === "" ? Font.Normal : Font.Bold
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
    Rectangle {
        id: caret

        visible: field.text !== "" && field.detail === ""
        x: typed.x + (typed.width + typed.paintedWidth) / 2 + Theme.hair
        anchors.verticalCenter: typed.verticalCenter
        width: Theme.mm(0.9)
        height: typed.font.pixelSize
        color: Theme.primary
    }
    Words {
        objectName: "read.back"
        visible: text !== ""
        x: Theme.gap
        y: typed.y + typed.height
        width: parent.width - 2 * x
        height: parent.height - y - Theme.edge
        fitted: true
        text: field.detail
        color: field.wrong ? Theme.clay : field.fine ? Theme.leaf : Theme.inkSoft
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
