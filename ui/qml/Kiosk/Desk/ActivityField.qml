pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// One field of the form; what is wrong with it stands below it.
Column {
    id: box

    required property ActivityModel activity
    required property string name
    required property string label
    property string hint
    readonly property string _wrong: box.activity.trouble(box.name, box.activity.marks)
    readonly property int _turn: box.activity.turn

    signal entered

    function begin() {
        field.forceActiveFocus(Qt.TabFocusReason);
        field.selectAll();
    }

    spacing: Measure.tight
    on_TurnChanged: {
        const told = box.activity.told(box.name);
        if (field.text !== told) {
            field.text = told;
            // The beginning of a long name is what is read.
            field.cursorPosition = 0;
        }
    }

    Connections {
        target: box.activity
        function onFocusWanted(name) {
            if (name === box.name)
                box.begin();
        }
    }
    Say {
        width: parent.width
        text: box.label
        color: Theme.inkSoft
        font.pixelSize: Measure.small
        Accessible.ignored: true
    }
    DeskField {
        id: field

        objectName: "field." + box.name
        width: parent.width
        maximumLength: 200
        label: box.label + (box._wrong === "" ? "" : ", " + box._wrong)
        placeholderText: box.hint
        onTextEdited: box.activity.typed(box.name, text)
        Keys.onReturnPressed: box.entered()
        Keys.onEnterPressed: box.entered()
    }
    Say {
        objectName: "wrong." + box.name
        width: parent.width
        visible: text !== ""
        text: box._wrong
        color: Theme.clay
        wrapMode: Text.Wrap
        maximumLineCount: 3
        font { pixelSize: Measure.small; weight: Font.DemiBold }
        Accessible.role: Accessible.AlertMessage
    }
}
