pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Of which ages they are: nobody wrote that down with their number.
DeskBox {
    id: box

    required property WaitingModel waiting
    required property BandsModel bands

    objectName: "letinbox"
    title: qsTranslate("walkin", "desk.waiting.who").arg(waiting.uncountedNumber)
    onOpened: steppers.begin()
    onClosed: if (waiting.uncountedNumber !== "") waiting.uncounted()

    Connections {
        target: box.waiting
        function onChanged() {
            const on = box.waiting.uncountedNumber !== "";
            if (on !== box.visible)
                on ? box.open() : box.close();
        }
    }

    contentItem: Column {
        spacing: Measure.gap

        Say {
            width: parent.width
            text: qsTranslate("walkin", "desk.waiting.who.hint")
            wrapMode: Text.Wrap
        }
        BandSteppers {
            id: steppers

            width: parent.width
            bands: box.bands
            onEntered: box.waiting.counted()
        }
        Row {
            anchors.right: parent.right
            spacing: Measure.gap

            DeskButton {
                objectName: "letin.cancel"
                text: qsTranslate("walkin", "btn.cancel")
                onClicked: box.close()
            }
            DeskButton {
                objectName: "letin.confirm"
                look: "primary"
                art: "tick"
                enabled: box.bands.total > 0
                text: qsTranslate("walkin", "desk.waiting.let_in_people").arg(box.bands.total)
                onClicked: box.waiting.counted()
            }
        }
    }
}
