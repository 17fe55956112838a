pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Why something is put right: the first of these, another, or one's own words.
Row {
    id: bar

    required property list<string> quick
    property alias text: reason.text

    signal entered

    function begin() {
        reason.text = qsTranslate("walkin", bar.quick[0]);
    }

    spacing: Measure.gap

    Repeater {
        id: words

        model: bar.quick
        delegate: DeskButton {
            required property string modelData

            objectName: modelData
            text: qsTranslate("walkin", modelData)
            checked: reason.text === text
            onClicked: reason.text = text
        }
    }
    DeskField {
        id: reason

        objectName: "reason"
        width: bar.width - x
        maximumLength: 200
        label: qsTranslate("walkin", "desk.undo.reason")
        placeholderText: label
        Keys.onReturnPressed: bar.entered()
        Keys.onEnterPressed: bar.entered()
    }
}
