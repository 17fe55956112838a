pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.ViewModels

// Where somebody is looked for: each letter asks again; arrows move among those found, Enter opens.
DeskField {
    id: field

    required property FoundModel found
    required property FoundList list

    signal quit

    rightPadding: Measure.gap + (text !== "" ? Measure.target : 0)
    maximumLength: 10000
    label: qsTranslate("walkin", "desk.find")
    placeholderText: label
    inputMethodHints: Qt.ImhNoPredictiveText
    onTextChanged: found.typed(text)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
            if (!event.isAutoRepeat)
                field.found.entered();
            event.accepted = true;
        } else if (event.key === Qt.Key_Escape) {
            event.accepted = true;
            field.text === "" ? field.quit() : field.clear();
        } else {
            event.accepted = field.list.move(event.key);
        }
    }

    Connections {
        target: field.found
        function onCleared() {
            field.clear();
        }
    }

    DeskButton {
        objectName: field.objectName + ".clear"
        anchors { right: parent.right; rightMargin: Measure.tight; verticalCenter: parent.verticalCenter }
        implicitWidth: Measure.target - Measure.tight
        implicitHeight: implicitWidth
        visible: field.text !== ""
        text: "×"
        Accessible.name: qsTranslate("walkin", "desk.filter.clear")
        onClicked: {
            field.clear();
            field.forceActiveFocus();
        }
    }
}
