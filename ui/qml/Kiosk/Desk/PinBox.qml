pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Who it is, and their PIN. The last digit sends it.
DeskBox {
    id: box

    required property SignInModel signing
    required property PadModel pin
    required property LookModel look

    readonly property bool resting: pin.restLeft > 0

    function _clock(seconds: int): string {
        return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    }

    function _focus() {
        if (box.signing.step === "pin")
            keys.forceActiveFocus(Qt.TabFocusReason);
        else if (box.signing.step === "first")
            founder.forceActiveFocus(Qt.TabFocusReason);
        else if (names.count > 0)
            names.itemAt(0).forceActiveFocus(Qt.TabFocusReason);
    }

    objectName: "pinbox"
    title: signing.step === "first" ? qsTranslate("walkin", "desk.first.title") : signing.step === "pin" ? qsTranslate("walkin", "pin.title").arg(signing.name) : qsTranslate("walkin", "desk.who")
    onAboutToShow: _focus()
    onClosed: {
        founder.clear();
        first.clear();
        again.clear();
        if (signing.step !== "closed")
            signing.closed();
    }

    Connections {
        target: box.signing
        property string step: "closed"

        function onChanged() {
            const open = box.signing.step !== "closed";
            if (open !== box.visible)
                open ? box.open() : box.close();
            if (open && step !== box.signing.step)
                box._focus();
            step = box.signing.step;
        }
    }

    contentItem: Column {
        spacing: Measure.gap

        // Who it is.
        Say {
            width: parent.width
            visible: box.signing.step === "name" && names.count === 0
            text: qsTranslate("walkin", "desk.who.none")
            wrapMode: Text.Wrap
        }
        Flow {
            width: parent.width
            visible: box.signing.step === "name"
            spacing: Measure.gap

            Repeater {
                id: names

                model: box.signing.names
                delegate: DeskButton {
                    required property string modelData

                    objectName: "who." + modelData
                    art: "person"
                    text: modelData
                    onClicked: box.signing.chosen(modelData)
                }
            }
        }

        // The PIN.
        FocusScope {
            id: keys

            width: parent.width
            height: visible ? pinRows.height : 0
            visible: box.signing.step === "pin"
            objectName: "pin"
            Accessible.role: Accessible.EditableText
            Accessible.name: dots.text
            Keys.onPressed: event => {
                if (event.key === Qt.Key_Backspace || event.key === Qt.Key_Delete)
                    box.pin.erased();
                else if (event.text >= " " && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier)))
                    box.signing.typed(event.text);
                else
                    return;
                event.accepted = true;
            }

            Column {
                id: pinRows

                width: parent.width
                spacing: Measure.gap

                Rectangle {
                    width: parent.width
                    height: Measure.row + Measure.gap
                    radius: Measure.radius
                    color: Theme.paper
                    border.width: keys.activeFocus ? Measure.ring : Measure.hair
                    border.color: keys.activeFocus ? Theme.primary : Theme.edgeLine

                    Say {
                        id: dots

                        objectName: "pin.dots"
                        anchors { fill: parent; leftMargin: Measure.margin; rightMargin: Measure.margin }
                        horizontalAlignment: Text.AlignHCenter
                        text: {
                            if (box.resting)
                                return qsTranslate("walkin", "pin.rest").arg(box._clock(box.pin.restLeft));
                            if (box.pin.wrong)
                                return qsTranslate("walkin", "pin.wrong");
                            return box.pin.length > 0 ? box.pin.dots : qsTranslate("walkin", "pin.empty");
                        }
                        color: box.resting || box.pin.wrong ? Theme.clay : box.pin.length > 0 ? Theme.ink : Theme.faded
                        font { pixelSize: Measure.heading; weight: Font.DemiBold }
                    }
                }
                Say {
                    width: parent.width
                    visible: box.look.demo
                    text: qsTranslate("walkin", "pin.demo")
                    color: Theme.inkSoft
                    horizontalAlignment: Text.AlignHCenter
                }
                Grid {
                    anchors.horizontalCenter: parent.horizontalCenter
                    columns: 3
                    spacing: Measure.gap

                    Repeater {
                        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫"]
                        delegate: DeskButton {
                            required property string modelData

                            objectName: "digit." + modelData
                            width: Measure.digit
                            height: Math.round(Measure.digit * 0.66)
                            opacity: modelData === "" ? 0 : 1
                            enabled: modelData !== "" && !box.resting && !box.signing.busy
                            focusPolicy: Qt.NoFocus
                            text: modelData
                            Accessible.ignored: modelData === ""
                            onClicked: modelData === "⌫" ? box.pin.erased() : box.signing.typed(modelData)
                        }
                    }
                }
            }
        }

        // The first administrator.
        Column {
            width: parent.width
            visible: box.signing.step === "first"
            spacing: Measure.gap

            Say {
                width: parent.width
                text: qsTranslate("walkin", "desk.first.hint")
                wrapMode: Text.Wrap
            }
            DeskField {
                id: founder

                objectName: "first.name"
                width: parent.width
                maximumLength: 40
                label: qsTranslate("walkin", "desk.first.who")
                placeholderText: label
                Keys.onReturnPressed: first.forceActiveFocus(Qt.TabFocusReason)
            }
            DeskField {
                id: first

                objectName: "first.pin"
                width: parent.width
                maximumLength: 6
                echoMode: TextInput.Password
                inputMethodHints: Qt.ImhDigitsOnly | Qt.ImhSensitiveData
                label: qsTranslate("walkin", "desk.first.pin")
                placeholderText: label
                Keys.onReturnPressed: again.forceActiveFocus(Qt.TabFocusReason)
            }
            DeskField {
                id: again

                objectName: "first.again"
                width: parent.width
                maximumLength: 6
                echoMode: TextInput.Password
                inputMethodHints: Qt.ImhDigitsOnly | Qt.ImhSensitiveData
                label: qsTranslate("walkin", "desk.first.pin_again")
                placeholderText: label
                Keys.onReturnPressed: box.signing.founded(founder.text, first.text, text)
            }
        }

        Say {
            objectName: "pin.problem"
            width: parent.width
            visible: text !== ""
            text: box.signing.problem
            color: Theme.clay
            wrapMode: Text.Wrap
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }

        Row {
            anchors.right: parent.right
            spacing: Measure.gap

            DeskButton {
                objectName: "pin.others"
                visible: box.signing.step === "pin" && box.signing.names.length > 1
                text: qsTranslate("walkin", "desk.who.other")
                onClicked: box.signing.others()
            }
            DeskButton {
                objectName: "pin.cancel"
                text: qsTranslate("walkin", "btn.cancel")
                onClicked: box.close()
            }
            DeskButton {
                objectName: "first.confirm"
                visible: box.signing.step === "first"
                look: "primary"
                art: "tick"
                enabled: !box.signing.busy
                text: qsTranslate("walkin", "desk.first.confirm")
                onClicked: box.signing.founded(founder.text, first.text, again.text)
            }
        }
    }
}
