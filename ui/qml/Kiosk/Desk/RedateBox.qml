pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.ViewModels

// When it really was, by a clock that was right: of this line, or of all that its computer wrote
// until that clock jumped.
MendBox {
    id: box

    property bool whole: false

    objectName: "redatebox"
    kind: "redate"
    title: qsTranslate("walkin", "desk.mend.redate.title")
    quick: ["desk.mend.wrong_clock", "desk.mend.wrong_date"]
    act: qsTranslate("walkin", "desk.mend.redate.confirm")
    art: "clock"
    onAboutToShow: {
        whole = false;
        when.text = mend.when;
    }
    onOpened: {
        when.forceActiveFocus(Qt.TabFocusReason);
        when.selectAll();
    }
    onConfirmed: reason => mend.redated(when.text, whole, reason)

    Say {
        width: parent.width
        text: qsTranslate("walkin", "desk.mend.redate.when")
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
    DeskField {
        id: when

        objectName: "when"
        width: parent.width
        label: qsTranslate("walkin", "desk.mend.redate.when")
        onAccepted: box.confirm()
    }
    Flow {
        width: parent.width
        spacing: Measure.gap

        DeskButton {
            objectName: "alone"
            text: qsTranslate("walkin", "desk.mend.redate.alone")
            checked: !box.whole
            onClicked: box.whole = false
        }
        DeskButton {
            objectName: "whole"
            text: box.mend.computer
            checked: box.whole
            onClicked: box.whole = true
        }
    }
}
