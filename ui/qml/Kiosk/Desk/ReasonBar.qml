pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Why something is done: taken with a touch, or typed.
Column {
    id: bar

    required property PersonModel person
    readonly property alias text: reason.text
    // As they were said before, in another language perhaps.
    property list<string> _said

    signal entered

    function begin() {
        reason.text = bar.person.reason;
    }

    Connections {
        target: bar.person
        function onChanged() {
            const at = bar._said.indexOf(reason.text);
            if (at >= 0 && at < bar.person.reasons.length)
                reason.text = bar.person.reasons[at];
            bar._said = bar.person.reasons;
        }
    }

    visible: bar.person.reasons.length > 0
    spacing: Measure.gap

    Say {
        text: reason.label
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    Flow {
        width: parent.width
        spacing: Measure.gap

        Repeater {
            model: bar.person.reasons
            delegate: DeskButton {
                required property string modelData
                required property int index

                objectName: "why." + index
                text: modelData
                checked: reason.text === modelData
                onClicked: reason.text = modelData
            }
        }
    }
    DeskField {
        id: reason

        objectName: "why"
        width: parent.width
        maximumLength: 200
        label: qsTranslate("walkin", "desk.undo.reason")
        placeholderText: qsTranslate("walkin", "desk.undo.reason.hint")
        Keys.onReturnPressed: bar.entered()
        Keys.onEnterPressed: bar.entered()
    }
}
