pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// What a record says, to be put right. The fields are filled anew when another desk was faster.
Column {
    id: form

    required property PersonModel person
    // The words for the fields to show; their names are the last part.
    required property list<string> fields
    // Another number: other contents.
    readonly property int turn: form.person.turn

    signal entered

    function begin() {
        const first = boxes.itemAt(0) as Field;
        if (first) {
            first.field.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    spacing: Measure.gap
    onTurnChanged: {
        for (let n = 0; n < boxes.count; n++) {
            const one = boxes.itemAt(n) as Field;
            const told = form.person.told(one.name);
            if (one.field.text !== told) {
                one.field.text = told;
                // The beginning of a long name is what is read.
                one.field.cursorPosition = 0;
            }
        }
    }

    component Field: Column {
        id: box

        required property string modelData
        readonly property string name: modelData.split(".").pop() ?? ""
        readonly property alias field: field

        spacing: Measure.tight

        Say {
            width: parent.width
            text: field.label
            color: Theme.inkSoft
            font.pixelSize: Measure.small
            Accessible.ignored: true
        }
        DeskField {
            id: field

            objectName: "field." + box.name
            width: parent.width
            maximumLength: 200
            label: qsTranslate("walkin", box.modelData)
            onTextEdited: form.person.typed(box.name, text)
            Keys.onReturnPressed: form.entered()
            Keys.onEnterPressed: form.entered()
        }
    }

    Flow {
        width: parent.width
        spacing: Measure.gap

        Repeater {
            id: boxes

            model: form.fields
            delegate: Field {
                width: form.fields.length === 1 ? form.width : Math.floor((form.width - Measure.gap) / 2)
            }
        }
    }
    Say {
        objectName: "typed"
        width: parent.width
        visible: text !== ""
        text: form.person.said
        color: Theme.inkSoft
        wrapMode: Text.Wrap
        maximumLineCount: 4
        Accessible.role: Accessible.AlertMessage
    }
}
