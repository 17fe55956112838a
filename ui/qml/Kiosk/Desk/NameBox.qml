pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Who answers what waits for staff; asked once.
DeskBox {
    id: box

    required property AlertModel alerts
    property bool _missing: false

    function _confirm() {
        box.alerts.named(by.text);
        box._missing = box.alerts.asking;
        if (box._missing)
            by.forceActiveFocus(Qt.TabFocusReason);
    }

    objectName: "namebox"
    title: qsTranslate("walkin", "desk.alert.name")
    onAboutToShow: {
        by.text = alerts.by;
        by.selectAll();
        _missing = false;
        by.forceActiveFocus(Qt.TabFocusReason);
    }
    onClosed: if (alerts.asking) alerts.closed()

    Connections {
        target: box.alerts
        function onChanged() {
            if (box.alerts.asking !== box.visible)
                box.alerts.asking ? box.open() : box.close();
        }
    }

    contentItem: Column {
        spacing: Measure.gap

        Rectangle {
            width: parent.width
            height: about.height + Measure.gap * 2
            visible: about.text !== ""
            radius: Measure.radius
            color: Theme.claySoft

            Say {
                id: about

                objectName: "name.about"
                x: Measure.margin
                y: Measure.gap
                width: parent.width - 2 * x
                text: box.alerts.about
                wrapMode: Text.Wrap
                maximumLineCount: 3
            }
        }
        Say {
            text: by.label
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        DeskField {
            id: by

            objectName: "clerk"
            width: parent.width
            maximumLength: 60
            label: qsTranslate("walkin", "desk.undo.by")
            placeholderText: qsTranslate("walkin", "desk.undo.by.hint")
            Keys.onReturnPressed: box._confirm()
            Keys.onEnterPressed: box._confirm()
        }
        Say {
            objectName: "name.problem"
            width: parent.width
            text: box._missing ? qsTranslate("walkin", "desk.alert.name.missing") : ""
            color: Theme.clay
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }
        Row {
            anchors.right: parent.right
            spacing: Measure.gap

            DeskButton {
                objectName: "name.cancel"
                text: qsTranslate("walkin", "btn.cancel")
                onClicked: box.close()
            }
            DeskButton {
                objectName: "name.confirm"
                look: "primary"
                art: "tick"
                text: qsTranslate("walkin", "btn.ok")
                onClicked: box._confirm()
            }
        }
    }
}
