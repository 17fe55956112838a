pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Things of the form to choose from: one of them, or several when `many`.
Column {
    id: row

    required property ActivityModel activity
    required property string group
    required property string label
    property bool many: false
    // Pictures instead of words; the first has none.
    property bool pictures: false

    spacing: Measure.tight

    Say {
        width: parent.width
        text: row.label
        color: Theme.inkSoft
        font.pixelSize: Measure.small
        Accessible.ignored: true
    }
    Flow {
        width: parent.width
        spacing: Measure.tight

        Repeater {
            model: row.activity.words(row.group, row.activity.turn)
            delegate: DeskButton {
                id: chip

                required property string modelData
                required property int index

                objectName: "chip." + row.group + "." + index
                checked: row.activity.isOn(row.group, index, row.activity.marks)
                text: row.pictures && index > 0 ? "" : modelData
                picture: row.pictures && index > 0 ? "feature/" + modelData : ""
                art: row.many && checked ? "tick" : ""
                enabled: !row.activity.busy
                Accessible.role: row.many ? Accessible.CheckBox : Accessible.RadioButton
                Accessible.checked: checked
                Accessible.name: row.label + ", " + (text !== "" ? text : row.activity.words("main", row.activity.turn)[index] ?? qsTranslate("walkin", "desk.plan.picture.centre"))
                onClicked: row.activity.chosen(row.group, chip.index)
            }
        }
    }
}
