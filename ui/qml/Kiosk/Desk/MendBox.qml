pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Puts the chosen line right: whom it is about, what is chosen, why. What it asks is its content.
DeskBox {
    id: box

    required property MendModel mend
    // Of the model's boxes the one this is.
    required property string kind
    required property list<string> quick
    property string act
    property string art
    default property alias asked: middle.data
    readonly property string reason: why.text

    signal confirmed(string reason)

    function focusConfirm() {
        done.forceActiveFocus(Qt.TabFocusReason);
    }

    function confirm() {
        if (!box.mend.busy)
            box.confirmed(why.text);
    }

    onAboutToShow: why.begin()
    onClosed: if (mend.box === kind) mend.closed()

    Connections {
        target: box.mend
        function onChanged() {
            const on = box.mend.box === box.kind;
            if (on !== box.visible)
                on ? box.open() : box.close();
        }
    }

    contentItem: Column {
        spacing: Measure.gap

        Whom {
            width: parent.width
            who: box.mend.who
            detail: box.mend.detail
        }
        Column {
            id: middle

            width: parent.width
            spacing: Measure.gap
        }
        Say {
            text: qsTranslate("walkin", "desk.undo.reason")
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        WhyBar {
            id: why

            width: parent.width
            quick: box.quick
            onEntered: box.confirm()
        }
        Say {
            objectName: "problem"
            width: parent.width
            visible: text !== ""
            text: box.mend.problem
            color: Theme.clay
            wrapMode: Text.Wrap
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }
        Row {
            anchors.right: parent.right
            spacing: Measure.gap

            DeskButton {
                objectName: "keep"
                text: qsTranslate("walkin", "desk.mend.keep")
                onClicked: box.close()
            }
            DeskButton {
                id: done

                objectName: "confirm"
                visible: box.act !== ""
                look: "primary"
                art: box.art
                enabled: !box.mend.busy
                text: box.mend.busy ? qsTranslate("walkin", "desk.undo.writing") : box.act
                onClicked: box.confirm()
            }
        }
    }
}
