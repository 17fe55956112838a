pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// One thing that is done for somebody, until it is done or left.
Column {
    id: step

    required property PersonModel person
    required property ChoiceModel choices
    required property FoundModel others
    readonly property string now: person.step
    readonly property bool _picks: now === "in" || now === "late" || now === "consent" || now === "split"
    readonly property bool _writes: now === "correct" || now === "renew"
    readonly property bool steady: !settling.running
    readonly property bool _ready: now !== "merge" || merge.chosen

    function begin() {
        why.begin();
        if (step._writes)
            (step.now === "correct" ? form : until).begin();
        else if (step.now === "merge")
            merge.begin();
        else if (step.now === "kept")
            kept.begin();
        else if (step._picks)
            step._take();
        else
            back.forceActiveFocus(Qt.TabFocusReason);
    }

    // What is pressed most is under the hand, nothing that overfills; before that Enter presses nothing.
    function _take() {
        let wanted = rows.itemAt(0);
        for (let n = rows.count - 1; n >= 0; n--) {
            const row = rows.itemAt(n) as ChoiceRow;
            if (row && !row.wary)
                wanted = row;
        }
        (wanted ?? (step.person.busy ? step : back)).forceActiveFocus(Qt.TabFocusReason);
        settling.restart();
    }

    function confirm() {
        if (step._ready && !step.person.busy)
            step.person.confirmed(why.text);
    }

    objectName: "step"
    spacing: Measure.gap

    Timer {
        id: settling

        objectName: "settling"
        interval: Measure.steadyMs
    }
    Connections {
        target: step.person
        enabled: step._picks && step.activeFocus

        function onChanged() {
            if (!step.person.busy && rows.count === 0)
                step._take();
        }
    }

    Say {
        objectName: "step.hint"
        width: parent.width
        text: step.person.hint
        wrapMode: Text.Wrap
        maximumLineCount: 6
        font.weight: step.now === "forget" ? Font.DemiBold : Font.Normal
    }
    CorrectForm {
        id: form

        width: parent.width
        visible: step.now === "correct"
        person: step.person
        fields: ["desk.field.name", "desk.field.nickname", "desk.field.name_en", "desk.field.birth_year", "desk.field.partner", "desk.field.student_number", "desk.field.phone", "desk.field.valid_until"]
        onEntered: step.confirm()
    }
    CorrectForm {
        id: until

        width: parent.width
        visible: step.now === "renew"
        person: step.person
        fields: ["desk.field.valid_until"]
        onEntered: step.confirm()
    }
    MergePair {
        id: merge

        width: parent.width
        visible: step.now === "merge"
        person: step.person
        others: step.others
    }
    KeptPaper {
        id: kept

        width: parent.width
        visible: step.now === "kept"
        person: step.person
    }
    ReasonBar {
        id: why

        width: parent.width
        visible: step.person.reasons.length > 0 && step._ready
        person: step.person
        onEntered: if (!step._picks) step.confirm()
    }
    Say {
        objectName: "step.now"
        width: parent.width
        visible: step.now === "consent" && text !== ""
        text: qsTranslate("walkin", "desk.agree.now").arg(step.person.said)
        color: Theme.inkSoft
    }
    Column {
        width: parent.width
        visible: step._picks
        spacing: Measure.tight

        Repeater {
            id: rows

            model: step.choices
            delegate: ChoiceRow {
                width: step.width
                enabled: !step.person.busy
                fresh: !step.steady
                onClicked: step.person.picked(key, why.text)
            }
            onItemAdded: index => { if (index === count - 1 && (step.activeFocus || back.activeFocus)) step._take(); }
        }
        Say {
            objectName: "step.none"
            width: parent.width
            visible: rows.count === 0 && !step.person.busy
            text: qsTranslate("walkin", "desk.place.none")
            color: Theme.inkSoft
            wrapMode: Text.Wrap
        }
    }
    Say {
        objectName: "step.problem"
        width: parent.width
        visible: text !== ""
        text: step.person.problem
        color: Theme.clay
        wrapMode: Text.Wrap
        maximumLineCount: 4
        font.weight: Font.DemiBold
        Accessible.role: Accessible.AlertMessage
    }
    Row {
        anchors.right: parent.right
        spacing: Measure.gap

        DeskButton {
            id: back

            objectName: "step.back"
            text: qsTranslate("walkin", "desk.step.back")
            onClicked: step.person.backed()
        }
        DeskButton {
            objectName: "step.save"
            visible: step.now === "kept"
            look: "primary"
            art: "save"
            enabled: !step.person.busy
            text: qsTranslate("walkin", "desk.kept.save")
            onClicked: step.person.saved()
        }
        DeskButton {
            objectName: "step.print"
            visible: step.now === "kept"
            look: "primary"
            art: "printer"
            enabled: !step.person.busy
            text: qsTranslate("walkin", "desk.kept.print")
            onClicked: step.person.printed()
        }
        DeskButton {
            objectName: "step.confirm"
            visible: step.person.confirm !== "" && step._ready
            look: "primary"
            enabled: !step.person.busy
            text: step.person.busy ? qsTranslate("walkin", "desk.undo.writing") : step.person.confirm
            onClicked: step.confirm()
        }
    }
}
