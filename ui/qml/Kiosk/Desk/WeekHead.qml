pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A day above its column: when the centre is open, and whether it is a public holiday.
Rectangle {
    id: head

    required property string day
    required property string weekday
    required property string date
    required property string hours
    required property bool closed
    required property string holiday
    required property bool today
    required property bool over
    required property string spoken

    signal newWanted(string day)

    color: head.today ? Theme.silver : Theme.none
    radius: Measure.radius
    Accessible.role: Accessible.StaticText
    Accessible.name: head.spoken

    Column {
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Measure.tight }

        Item {
            width: parent.width
            height: Measure.target

            Say {
                anchors { left: parent.left; leftMargin: Measure.tight; right: add.left; verticalCenter: parent.verticalCenter }
                text: head.weekday + " " + head.date
                color: head.over ? Theme.inkSoft : Theme.ink
                font { weight: Font.Bold; features: { "tnum": 1 } }
                Accessible.ignored: true
            }
            DeskButton {
                id: add

                objectName: "plan.add." + head.day
                anchors.right: parent.right
                width: visible ? Measure.target : 0
                visible: !head.over
                art: "plus"
                Accessible.name: qsTranslate("walkin", "desk.plan.new") + " " + head.spoken
                onClicked: head.newWanted(head.day)
            }
        }
        Say {
            objectName: "plan.hours"
            x: Measure.tight
            width: parent.width - x
            text: head.hours
            color: head.closed ? Theme.clay : Theme.inkSoft
            font { pixelSize: Measure.small; weight: head.closed ? Font.DemiBold : Font.Normal; features: { "tnum": 1 } }
            Accessible.ignored: true
        }
        Say {
            objectName: "plan.holiday"
            x: Measure.tight
            width: parent.width - x
            visible: text !== ""
            text: head.holiday
            color: Theme.amber
            wrapMode: Text.Wrap
            maximumLineCount: 2
            font { pixelSize: Measure.small; weight: Font.DemiBold }
            Accessible.ignored: true
        }
    }
}
