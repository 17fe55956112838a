pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// What can be done for somebody: the commonest first, the rest under "more".
Column {
    id: acts

    required property LearnerModel learner
    required property PersonModel person
    property bool more: false
    // What was pressed once about whom, and is done when it is pressed again.
    property string _pressed: ""
    property string _about: ""
    readonly property string sure: _about === learner.about ? _pressed : ""
    readonly property bool steady: !breath.running
    readonly property bool free: learner.busy === "" && !person.busy

    signal closed

    function begin() {
        acts.more = false;
        acts._ask("");
        breath.restart();
        (comeIn.visible ? comeIn : close).forceActiveFocus(Qt.TabFocusReason);
    }

    function _ask(what: string) {
        acts._pressed = what;
        acts._about = acts.learner.about;
        if (what !== "")
            breath.restart();
    }

    // Nobody can take back that a card has ended; two presses in a breath are one, and one that
    // comes with the buttons was meant for what was there before.
    function _press(what: string) {
        if (!acts.steady)
            return;
        if (acts.learner.losable && acts.sure !== what)
            acts._ask(what);
        else {
            acts._ask("");
            what === "print" ? acts.learner.printed() : acts.learner.lost();
        }
    }

    objectName: "person.acts"
    spacing: Measure.gap

    Timer {
        id: breath

        interval: Measure.steadyMs
    }

    component Rare: DeskButton {
        required property string step

        objectName: "person." + step
        enabled: acts.free
        onClicked: acts.person.wanted(step)
    }

    Flow {
        width: parent.width
        spacing: Measure.gap

        DeskButton {
            id: comeIn

            objectName: "person.in"
            visible: acts.learner.known
            enabled: acts.free
            look: acts.sure === "" ? "primary" : "plain"
            art: "enter"
            text: qsTranslate("walkin", "desk.act.in")
            onClicked: acts.person.wanted("in")
        }
        DeskButton {
            objectName: "person.out"
            visible: acts.learner.inside
            enabled: acts.free
            art: "leave"
            text: qsTranslate("walkin", "desk.act.out")
            onClicked: if (acts.steady) acts.person.leaving()
        }
        DeskButton {
            objectName: "person.late"
            visible: acts.learner.known
            enabled: acts.free
            art: "clock"
            text: qsTranslate("walkin", "desk.act.late")
            onClicked: acts.person.wanted("late")
        }
        DeskButton {
            objectName: "learner.print"
            visible: acts.learner.own
            enabled: acts.free
            look: acts.sure === "print" ? "primary" : "plain"
            art: "card"
            text: {
                if (acts.learner.busy === "print")
                    return qsTranslate("walkin", "desk.card.printing");
                return acts.sure === "print" ? qsTranslate("walkin", "desk.card.print.yes") : qsTranslate("walkin", "desk.card.print");
            }
            onClicked: acts._press("print")
        }
        DeskButton {
            objectName: "learner.lose"
            visible: acts.learner.losable
            enabled: acts.free
            look: acts.sure === "lose" ? "primary" : "plain"
            text: {
                if (acts.learner.busy === "lose")
                    return qsTranslate("walkin", "desk.undo.writing");
                return acts.sure === "lose" ? qsTranslate("walkin", "desk.card.lose.yes") : qsTranslate("walkin", "desk.card.lose");
            }
            onClicked: acts._press("lose")
        }
        DeskButton {
            objectName: "learner.whole"
            visible: acts.learner.known && !acts.learner.whole
            enabled: acts.free
            art: "person"
            text: qsTranslate("walkin", "desk.act.whole")
            onClicked: acts.learner.wholeWanted()
        }
        DeskButton {
            objectName: "person.more"
            visible: acts.learner.whole && !acts.more
            text: qsTranslate("walkin", "desk.act.more")
            onClicked: {
                acts.more = true;
                (correct.visible ? correct : kept).forceActiveFocus(Qt.TabFocusReason);
            }
        }
    }
    Flow {
        width: parent.width
        visible: acts.more && acts.learner.whole
        spacing: Measure.gap

        Rare { id: correct; step: "correct"; visible: acts.learner.own; text: qsTranslate("walkin", "desk.act.correct") }
        Rare { step: "renew"; visible: acts.learner.own && acts.learner.renewable; text: qsTranslate("walkin", "desk.act.renew") }
        Rare { step: "suspend"; visible: acts.learner.own && !acts.learner.suspended; text: qsTranslate("walkin", "desk.act.suspend") }
        Rare { step: "lift"; visible: acts.learner.own && acts.learner.suspended; text: qsTranslate("walkin", "desk.act.lift") }
        Rare { step: "merge"; visible: acts.learner.own; text: qsTranslate("walkin", "desk.act.merge") }
        Rare { step: "split"; visible: acts.learner.own && acts.learner.merged; text: qsTranslate("walkin", "desk.act.split") }
        Rare { step: "consent"; visible: acts.learner.own; text: qsTranslate("walkin", "desk.act.consent") }
        Rare { id: kept; step: "kept"; text: qsTranslate("walkin", "desk.act.kept") }
        Rare { step: "forget"; text: qsTranslate("walkin", "desk.act.forget") }
    }
    DeskButton {
        id: close

        objectName: "learner.close"
        anchors.right: parent.right
        look: acts.learner.known ? "plain" : "primary"
        text: qsTranslate("walkin", "desk.close")
        onClicked: acts.closed()
    }
}
