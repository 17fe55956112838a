pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// Whose card it is, and what can be done for them. Nobody is checked in by opening it.
DeskBox {
    id: box

    required property LearnerModel learner
    required property PersonModel person
    required property ChoiceModel choices
    required property FoundModel others
    required property ToastModel toast
    property string _step: "front"
    property string _about: ""
    property bool _spoke: false

    function _begin() {
        scroll.contentY = 0;
        box._step === "front" ? acts.begin() : step.begin();
    }

    objectName: "learnerbox"
    width: Math.min(Measure.person, parent ? parent.width - 2 * Measure.margin : Measure.person)
    height: Math.min(contentItem.implicitHeight + topPadding + bottomPadding, parent ? parent.height - 2 * Measure.margin : Measure.person)
    title: qsTranslate("walkin", "desk.card.title")
    // Out of a step Esc leads back to the learner.
    closePolicy: person.step === "front" ? T.Popup.CloseOnEscape : T.Popup.NoAutoClose
    onAboutToShow: _spoke = toast.words !== ""
    onOpened: _begin()
    onClosed: if (learner.open) learner.closed()

    Connections {
        target: box.toast
        function onChanged() {
            box._spoke = box._spoke || box.toast.words !== "";
        }
    }
    Connections {
        target: box.learner
        function onChanged() {
            if (box.learner.open !== box.visible)
                box.learner.open ? box.open() : box.close();
            else if (box.learner.open && box._about !== box.learner.about)
                box._begin();
            box._about = box.learner.about;
        }
    }
    Connections {
        target: box.person
        function onChanged() {
            if (box._step !== box.person.step) {
                box._step = box.person.step;
                if (box.visible)
                    box._begin();
            }
        }
    }

    contentItem: Flickable {
        id: scroll

        readonly property Item _hand: scroll.Window.activeFocusItem

        implicitHeight: body.height
        contentHeight: body.height
        clip: contentHeight > height
        interactive: clip
        boundsBehavior: Flickable.StopAtBounds
        Keys.onEscapePressed: event => {
            event.accepted = box.person.step !== "front";
            if (event.accepted)
                box.person.backed();
        }
        // What has the keyboard is in sight.
        on_HandChanged: {
            if (!clip || !_hand || !box.visible)
                return;
            const top = _hand.mapToItem(body, 0, 0).y;
            if (top < contentY || top + _hand.height > contentY + height)
                contentY = Math.max(0, Math.min(contentHeight - height, top - Measure.margin));
        }
        T.ScrollBar.vertical: ThinBar {}

        Shortcut { sequence: "Ctrl+Z"; enabled: box.visible && box.toast.undoable; onActivated: box.toast.undone() }

        Column {
            id: body

            // Room for the ring of what has the keyboard, where the edge cuts.
            x: scroll.clip ? Measure.tight : 0
            width: scroll.width - x - (scroll.clip ? Measure.scroll + Measure.tight : 0)
            spacing: Measure.gap

            PersonHead {
                width: parent.width
                visible: box.person.stays === ""
                learner: box.learner
            }
            PersonFacts {
                width: parent.width
                visible: box.person.step === "front"
                learner: box.learner
            }
            Say {
                objectName: "learner.note"
                width: parent.width
                visible: text !== ""
                text: box.learner.note
                color: Theme.leaf
                wrapMode: Text.Wrap
                maximumLineCount: 4
                font.weight: Font.DemiBold
                Accessible.role: Accessible.AlertMessage
            }
            Say {
                objectName: "learner.problem"
                width: parent.width
                visible: text !== ""
                text: {
                    if (box.learner.problem !== "")
                        return box.learner.problem;
                    // A step says its own.
                    if (box.person.step === "front" && box.person.problem !== "")
                        return box.person.problem;
                    if (acts.sure === "print")
                        return qsTranslate("walkin", "desk.card.print.sure");
                    return acts.sure === "lose" ? qsTranslate("walkin", "desk.card.lose.sure") : "";
                }
                color: Theme.clay
                wrapMode: Text.Wrap
                maximumLineCount: 3
                font.weight: Font.DemiBold
                Accessible.role: Accessible.AlertMessage
            }
            // The window's own words are behind this box. Their room stays when they are over:
            // nothing moves under the hand.
            Rectangle {
                width: parent.width
                height: Math.max(said.height, Measure.target) + Measure.gap
                visible: box._spoke
                opacity: box.toast.words === "" ? 0 : 1
                radius: Measure.radius
                color: Theme.leafSoft

                Say {
                    id: said

                    objectName: "person.said"
                    anchors { left: parent.left; leftMargin: Measure.margin; right: back.left; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter }
                    text: box.toast.words
                    color: Theme.leaf
                    wrapMode: Text.Wrap
                    maximumLineCount: 3
                    font.weight: Font.DemiBold
                    Accessible.role: Accessible.AlertMessage
                }
                DeskButton {
                    id: back

                    objectName: "person.undo"
                    anchors { right: parent.right; rightMargin: Measure.tight; verticalCenter: parent.verticalCenter }
                    width: visible ? implicitWidth : 0
                    visible: box.toast.undoable
                    art: "undo"
                    text: qsTranslate("walkin", "desk.take_back")
                    onClicked: box.toast.undone()
                }
            }
            PersonActs {
                id: acts

                width: parent.width
                visible: box.person.step === "front"
                learner: box.learner
                person: box.person
                onClosed: box.close()
            }
            PersonStep {
                id: step

                width: parent.width
                visible: box.person.step !== "front"
                person: box.person
                choices: box.choices
                others: box.others
            }
        }
    }
}
