pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme

// One of several words, from a list that opens below.
T.ComboBox {
    id: choice

    required property string label

    implicitHeight: Measure.target
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: label + ": " + displayText
    Keys.onReturnPressed: popup.open()

    background: Rectangle {
        radius: Measure.radius
        color: choice.hovered ? Theme.ground : Theme.paper
        border.width: choice.visualFocus ? Measure.ring : Measure.hair
        border.color: choice.visualFocus ? Theme.primary : Theme.edgeLine
    }
    contentItem: Say {
        leftPadding: Measure.gap
        text: choice.displayText
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    indicator: Say {
        x: choice.width - width - Measure.gap
        height: choice.height
        text: "▾"
        color: Theme.inkSoft
        Accessible.ignored: true
    }
    delegate: T.ItemDelegate {
        id: line

        required property int index
        required property string modelData

        width: ListView.view.width
        height: Measure.target
        highlighted: choice.highlightedIndex === index
        Accessible.name: modelData

        background: Rectangle { color: line.highlighted ? Theme.silver : Theme.paper }
        contentItem: Say {
            leftPadding: Measure.gap
            text: line.modelData
            Accessible.ignored: true
        }
    }
    popup: T.Popup {
        y: choice.height
        width: choice.width
        height: Math.min(implicitContentHeight + 2 * Measure.hair, Measure.target * 8)
        padding: Measure.hair

        background: Rectangle {
            radius: Measure.radius
            color: Theme.paper
            border.width: Measure.hair
            border.color: Theme.edgeLine
        }
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            boundsBehavior: Flickable.StopAtBounds
            model: choice.popup.visible ? choice.delegateModel : null
            currentIndex: choice.highlightedIndex
            T.ScrollBar.vertical: ThinBar {}
        }
    }
}
