pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Who it is, what is not in order with them, and what became of their card.
Rectangle {
    id: head

    required property LearnerModel learner

    implicitHeight: whom.height + Measure.gap * 2
    radius: Measure.radius
    color: learner.wary ? Theme.claySoft : Theme.silver

    Column {
        id: whom

        x: Measure.margin
        y: Measure.gap
        width: parent.width - 2 * x
        spacing: Measure.tight

        Say {
            objectName: "learner.who"
            width: parent.width
            text: head.learner.who
            wrapMode: Text.Wrap
            maximumLineCount: 2
            font { pixelSize: Measure.heading; weight: Font.Bold }
        }
        Say {
            objectName: "learner.detail"
            width: parent.width
            visible: text !== ""
            text: head.learner.detail
            wrapMode: Text.Wrap
            maximumLineCount: 2
            font.features: { "tnum": 1 }
        }
        Say {
            objectName: "learner.standing"
            width: parent.width
            visible: text !== ""
            text: head.learner.standing
            color: Theme.clay
            font.weight: Font.Bold
        }
        Item {
            width: parent.width
            height: Math.max(state.height, Measure.icon)

            Art {
                id: sign

                width: Measure.icon
                height: Measure.icon
                y: Measure.tight
                name: "icon/card"
                inked: true
                ink: head.learner.wary ? Theme.clay : Theme.ink
            }
            Say {
                id: state

                objectName: "learner.card"
                anchors { left: sign.right; leftMargin: Measure.gap; right: parent.right }
                text: head.learner.card
                color: head.learner.wary ? Theme.clay : Theme.ink
                wrapMode: Text.Wrap
                maximumLineCount: 3
                font.weight: Font.DemiBold
            }
        }
    }
}
