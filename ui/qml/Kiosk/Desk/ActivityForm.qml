pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// What something of the programme is: when, where, for whom, how often.
Column {
    id: form

    required property ActivityModel activity
    readonly property real _half: Math.floor((width - Measure.gap) / 2)
    readonly property real _quarter: Math.floor((width - 3 * Measure.gap) / 4)

    signal entered

    function begin() {
        title.begin();
    }

    component Field: ActivityField {
        activity: form.activity
        onEntered: form.entered()
    }
    component Chips: ChipRow {
        activity: form.activity
        width: form.width
    }

    spacing: Measure.gap

    Flow {
        width: parent.width
        spacing: Measure.gap

        Field { id: title; width: form._half; name: "title"; label: qsTranslate("walkin", "desk.plan.title") }
        Field { width: form._half; name: "title_en"; label: qsTranslate("walkin", "desk.plan.title_en") }
    }
    Flow {
        width: parent.width
        spacing: Measure.gap

        Field { width: form._half; name: "day"; label: qsTranslate("walkin", "desk.plan.day"); hint: "22/11/2569" }
        Field { width: form._quarter; name: "start"; label: qsTranslate("walkin", "desk.plan.start"); hint: qsTranslate("walkin", "desk.plan.whole_day") }
        Field { width: form._quarter; name: "end"; label: qsTranslate("walkin", "desk.plan.end") }
    }
    Chips {
        visible: form.activity.repeats
        group: "scope"
        label: qsTranslate("walkin", "desk.plan.scope")
    }
    Chips {
        visible: form.activity.rhythm === ""
        group: "every"
        label: qsTranslate("walkin", "desk.plan.every")
    }
    Chips {
        visible: form.activity.weekly
        group: "days"
        many: true
        label: qsTranslate("walkin", "desk.plan.weekdays")
    }
    Flow {
        width: parent.width
        visible: form.activity.ending
        spacing: Measure.gap

        Field { width: form._half; name: "until"; label: qsTranslate("walkin", "desk.plan.until"); hint: qsTranslate("walkin", "desk.plan.until.none") }
        Say {
            objectName: "plan.rhythm"
            width: form._half
            height: Measure.target + Measure.row / 2
            verticalAlignment: Text.AlignBottom
            text: form.activity.rhythm
            color: Theme.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
    }
    Flow {
        width: parent.width
        spacing: Measure.gap

        Field { width: form._half; name: "room"; label: qsTranslate("walkin", "desk.plan.room") }
        Field { width: form._half; name: "host"; label: qsTranslate("walkin", "desk.plan.host") }
        Field { width: form._half; name: "capacity"; label: qsTranslate("walkin", "desk.plan.capacity"); hint: qsTranslate("walkin", "desk.plan.capacity.none") }
        Field { width: form._half; name: "opens_before"; label: qsTranslate("walkin", "desk.plan.opens"); hint: qsTranslate("walkin", "desk.plan.opens.none") }
    }
    Chips { group: "audience"; many: true; label: qsTranslate("walkin", "desk.plan.audience") }
    Chips { group: "main"; label: qsTranslate("walkin", "desk.plan.main") }
    Chips { group: "others"; many: true; label: qsTranslate("walkin", "desk.plan.others") }
    Chips { group: "picture"; pictures: true; label: qsTranslate("walkin", "desk.plan.picture") }
}
