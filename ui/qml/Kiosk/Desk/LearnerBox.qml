pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// Whose card it is, and what can be done about it. Nobody is checked in by it.
DeskBox {
    id: box

    required property LearnerModel learner
    // What was pressed once about whom, and is done when it is pressed again.
    property string _pressed: ""
    property string _about: ""
    readonly property string _sure: _about === learner.about ? _pressed : ""

    function _ask(what: string) {
        box._pressed = what;
        box._about = box.learner.about;
    }

    function _press(what: string) {
        if (box.learner.losable && box._sure !== what)
            box._ask(what);
        else {
            box._ask("");
            what === "print" ? box.learner.printed() : box.learner.lost();
        }
    }

    objectName: "learnerbox"
    title: qsTranslate("walkin", "desk.card.title")
    onAboutToShow: {
        _ask("");
        close.forceActiveFocus(Qt.TabFocusReason);
    }
    onClosed: if (learner.open) learner.closed()

    Connections {
        target: box.learner
        function onChanged() {
            if (box.learner.open !== box.visible)
                box.learner.open ? box.open() : box.close();
        }
    }

    contentItem: Column {
        spacing: Measure.gap

        Rectangle {
            width: parent.width
            height: whom.height + Measure.gap * 2
            radius: Measure.radius
            color: box.learner.wary ? Theme.claySoft : Theme.silver

            Column {
                id: whom

                x: Measure.margin
                y: Measure.gap
                width: parent.width - 2 * x
                spacing: Measure.tight

                Say {
                    objectName: "learner.who"
                    width: parent.width
                    text: box.learner.who
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    font { pixelSize: Measure.heading; weight: Font.Bold }
                }
                Say {
                    objectName: "learner.detail"
                    width: parent.width
                    visible: text !== ""
                    text: box.learner.detail
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    font.features: { "tnum": 1 }
                }
                Item {
                    width: parent.width
                    height: Math.max(state.height, Measure.icon)

                    Art {
                        id: sign

                        width: Measure.icon
                        height: Measure.icon
                        y: Measure.tight
                        name: "icon/card"
                        inked: true
                        ink: box.learner.wary ? Theme.clay : Theme.ink
                    }
                    Say {
                        id: state

                        objectName: "learner.card"
                        anchors { left: sign.right; leftMargin: Measure.gap; right: parent.right }
                        text: box.learner.card
                        color: box.learner.wary ? Theme.clay : Theme.ink
                        wrapMode: Text.Wrap
                        maximumLineCount: 3
                        font.weight: Font.DemiBold
                    }
                }
            }
        }

        Say {
            visible: visits.visible
            text: qsTranslate("walkin", "desk.card.today")
            font.weight: Font.DemiBold
        }
        Say {
            id: visits

            objectName: "learner.visits"
            width: parent.width
            visible: text !== ""
            text: box.learner.visits
            color: Theme.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 8
            font { pixelSize: Measure.small; features: { "tnum": 1 } }
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
                if (box._sure === "print")
                    return qsTranslate("walkin", "desk.card.print.sure");
                return box._sure === "lose" ? qsTranslate("walkin", "desk.card.lose.sure") : "";
            }
            color: Theme.clay
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }

        Row {
            anchors.right: parent.right
            spacing: Measure.gap

            DeskButton {
                objectName: "learner.lose"
                visible: box.learner.losable
                enabled: box.learner.busy === ""
                look: box._sure === "lose" ? "primary" : "plain"
                text: {
                    if (box.learner.busy === "lose")
                        return qsTranslate("walkin", "desk.undo.writing");
                    return box._sure === "lose" ? qsTranslate("walkin", "desk.card.lose.yes") : qsTranslate("walkin", "desk.card.lose");
                }
                onClicked: box._press("lose")
            }
            DeskButton {
                objectName: "learner.print"
                visible: box.learner.printable
                enabled: box.learner.busy === ""
                look: box._sure === "print" ? "primary" : "plain"
                art: "card"
                text: {
                    if (box.learner.busy === "print")
                        return qsTranslate("walkin", "desk.card.printing");
                    return box._sure === "print" ? qsTranslate("walkin", "desk.card.print.yes") : qsTranslate("walkin", "desk.card.print");
                }
                onClicked: box._press("print")
            }
            DeskButton {
                id: close

                objectName: "learner.close"
                look: box._sure === "" ? "primary" : "plain"
                text: qsTranslate("walkin", "desk.close")
                onClicked: box.close()
            }
        }
    }
}
