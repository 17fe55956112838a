pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// How many people of one age: a number between "fewer" and "more".
Item {
    id: stepper

    required property BandsModel bands
    required property string band
    required property int count

    readonly property string _key: "band." + band
    readonly property string _name: qsTranslate("walkin", _key)

    signal entered

    function begin() {
        field.forceActiveFocus(Qt.TabFocusReason);
        field.selectAll();
    }

    implicitWidth: label.width + less.width + field.width + more.width + Measure.tight * 3
    implicitHeight: Measure.target

    onCountChanged: field.put()

    Say {
        id: label

        width: Measure.digit - Measure.margin
        height: parent.height
        text: stepper._name
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    DeskButton {
        id: less

        objectName: "less." + stepper.band
        anchors { right: field.left; rightMargin: Measure.tight }
        implicitWidth: Measure.target
        focusPolicy: Qt.NoFocus
        art: "minus"
        enabled: stepper.count > 0
        Accessible.name: qsTranslate("walkin", "party.less").arg(stepper._name)
        autoRepeat: true
        onClicked: stepper.bands.step(stepper.band, -1)
    }
    DeskField {
        id: field

        property bool _typing: false

        function put() {
            const shown = String(stepper.count);
            if (shown !== text && !_typing)
                text = shown;
        }

        objectName: "number." + stepper.band
        anchors { right: more.left; rightMargin: Measure.tight }
        width: Math.round(Measure.digit * 0.75)
        leftPadding: Measure.tight
        rightPadding: Measure.tight
        horizontalAlignment: TextInput.AlignHCenter
        maximumLength: 4
        label: stepper._name
        font { pixelSize: Measure.heading; weight: Font.DemiBold; features: { "tnum": 1 } }
        onTextChanged: if (activeFocus) {
            _typing = true;
            stepper.bands.type(stepper.band, text);
            _typing = false;
        }
        onActiveFocusChanged: activeFocus ? selectAll() : put()
        Component.onCompleted: put()
        Keys.onUpPressed: { stepper.bands.step(stepper.band, 1); selectAll(); }
        Keys.onDownPressed: { stepper.bands.step(stepper.band, -1); selectAll(); }
        Keys.onReturnPressed: stepper.entered()
        Keys.onEnterPressed: stepper.entered()
    }
    DeskButton {
        id: more

        objectName: "more." + stepper.band
        anchors.right: parent.right
        implicitWidth: Measure.target
        focusPolicy: Qt.NoFocus
        art: "plus"
        Accessible.name: qsTranslate("walkin", "party.more").arg(stepper._name)
        autoRepeat: true
        onClicked: stepper.bands.step(stepper.band, 1)
    }
}
