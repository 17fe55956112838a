pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// What is kept of somebody, once somebody has looked, and their visits of today.
Column {
    id: facts

    required property LearnerModel learner

    spacing: Measure.gap

    Grid {
        width: parent.width
        visible: facts.learner.labels.length > 0
        columns: facts.width >= Measure.box ? 2 : 1
        columnSpacing: Measure.margin
        rowSpacing: Measure.tight

        Repeater {
            model: facts.learner.labels
            delegate: Item {
                id: fact

                required property string modelData
                required property int index

                width: facts.width >= Measure.box ? Math.floor((facts.width - Measure.margin) / 2) : facts.width
                height: value.height

                Say {
                    id: label

                    width: Measure.label
                    text: fact.modelData
                    color: Theme.inkSoft
                    font.pixelSize: Measure.small
                }
                Say {
                    id: value

                    objectName: "fact"
                    anchors { left: label.right; leftMargin: Measure.tight; right: parent.right }
                    text: facts.learner.values[fact.index] ?? ""
                    wrapMode: Text.Wrap
                    maximumLineCount: 4
                    font.features: { "tnum": 1 }
                }
            }
        }
    }
    Say {
        visible: visits.visible
        text: qsTranslate("walkin", "desk.card.today")
        font.weight: Font.DemiBold
    }
    Say {
        id: visits

        objectName: "learner.visits"
        width: parent.width
        visible: text !== ""
        text: facts.learner.visits
        color: Theme.inkSoft
        wrapMode: Text.Wrap
        maximumLineCount: 8
        font { pixelSize: Measure.small; features: { "tnum": 1 } }
    }
}
