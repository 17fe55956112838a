pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// The kiosk learns how a scanner types, from two scans of any code.
Item {
    id: screen

    required property KioskModel kiosk
    required property SetupModel setup

    readonly property bool wide: Theme.isWide(width, height)
    readonly property bool asking: setup.code !== ""
    readonly property bool fails: setup.lines !== ""
    readonly property real _half: (width - 2 * Theme.margin + Theme.gap) / 2 - Theme.gap
    readonly property real _left: wide ? width * 0.46 - Theme.margin : width - 2 * Theme.margin
    readonly property real _low: buttons.y - Theme.gap
    // What is beside or below the question: the code to scan, and what was found.
    readonly property real _artSide: wide ? Math.min(_left, _low - head.height - 3 * Theme.gap) : Math.min(width * 0.4, (_low - head.height) * 0.46)
    readonly property int _count: Math.max(1, setup.found.length)

    QuestionHead {
        id: head

        x: Theme.margin
        y: Theme.gapSmall
        width: screen._left
        height: screen.height * (screen.wide ? 0.34 : 0.24)
        title: screen.setup.title
        hint: screen.setup.line
    }

    Item {
        id: picture

        visible: !screen.fails
        x: Theme.margin + (screen._left - width) / 2
        y: head.y + head.height + Theme.gapSmall
        width: Math.max(0, screen._artSide)
        height: width

        QrItem {
            objectName: "setup.code"
            visible: screen.asking
            anchors.fill: parent
            modules: screen.setup.code
        }
        Art {
            visible: !screen.asking
            anchors.fill: parent
            name: "state/ready"
            inked: true
            ink: Theme.leaf
        }
    }

    Column {
        id: found

        readonly property real _top: screen.wide ? Theme.gap : picture.y + picture.height + Theme.gap
        readonly property real _each: Math.min(Theme.mm(24) * Theme.fit, (screen._low - _top) / screen._count - spacing)

        visible: !screen.fails
        x: screen.wide ? screen.width * 0.46 + Theme.margin : Theme.margin
        y: _top + (screen.wide ? Math.max(0, (screen._low - _top - height) / 2) : 0)
        width: screen.width - Theme.margin - x
        spacing: Theme.gapSmall

        Repeater {
            model: screen.setup.found

            Item {
                id: fact

                required property string modelData
                required property int index

                readonly property string art: screen.setup.arts[index] ?? "tick"

                width: found.width
                height: found._each

                Rectangle {
                    id: disc

                    width: Math.min(parent.height, Theme.mm(18) * Theme.fit)
                    height: width
                    radius: width / 2
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.leafSoft

                    Art {
                        anchors.centerIn: parent
                        width: parent.width * 0.62
                        height: width
                        name: "icon/" + fact.art
                        inked: true
                        ink: Theme.leaf
                    }
                }
                Words {
                    x: disc.width + Theme.gap
                    width: parent.width - x
                    height: parent.height
                    fitted: true
                    text: fact.modelData
                    font.weight: Font.DemiBold
                    verticalAlignment: Text.AlignVCenter
                }
            }
        }
    }

    Rectangle {
        visible: screen.fails
        x: screen.wide ? found.x : Theme.margin
        y: screen.wide ? Theme.gap : head.y + head.height + Theme.gap
        width: screen.width - Theme.margin - x
        height: screen._low - y
        radius: Theme.radius
        color: Theme.paper
        border.width: Theme.edge
        border.color: Theme.edgeLine

        Words {
            objectName: "setup.lines"
            anchors.fill: parent
            anchors.margins: Theme.gap
            fitted: true
            text: screen.setup.lines
            horizontalAlignment: Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
        }
    }

    Row {
        id: buttons

        x: Theme.margin
        y: parent.height - height - Theme.gap
        spacing: Theme.gap

        BigButton {
            objectName: "back"
            width: screen._half
            art: "back"
            text: screen.setup.ended ? qsTranslate("walkin", "btn.back") : qsTranslate("walkin", "btn.cancel")
            onClicked: screen.setup.closed()
        }
        BigButton {
            objectName: "setup.save"
            visible: !screen.setup.ended
            width: screen._half
            look: "leaf"
            art: "save"
            enabled: screen.setup.ready
            text: qsTranslate("walkin", "setup.save")
            onClicked: screen.setup.saved()
        }
    }
}
