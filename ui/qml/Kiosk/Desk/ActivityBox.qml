pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// Something of the programme: planned, changed or called off; and who has come to it already.
DeskBox {
    id: box

    required property ActivityModel activity
    required property ChoiceModel fates
    property string _part

    function _begin() {
        scroll.contentY = 0;
        if (activity.part === "form")
            form.begin();
        else if (activity.part === "off")
            why.begin();
        else
            keep.forceActiveFocus(Qt.TabFocusReason);
    }

    function _confirm() {
        if (!box.activity.busy)
            box.activity.confirmed(why.text);
    }

    objectName: "activitybox"
    width: Math.min(Measure.person, parent ? parent.width - 2 * Measure.margin : Measure.person)
    height: Math.min(scroll.contentHeight + foot.height + Measure.gap + topPadding + bottomPadding, parent ? parent.height - Measure.keys - 2 * Measure.margin : Measure.person)
    title: activity.heading
    // Out of a part Esc leads back to the form.
    closePolicy: activity.part === "form" ? T.Popup.CloseOnEscape : T.Popup.NoAutoClose
    onOpened: _begin()
    onClosed: if (activity.open) activity.closed()

    Connections {
        target: box.activity
        function onChanged() {
            if (box.activity.open !== box.visible)
                box.activity.open ? box.open() : box.close();
            else if (box.activity.open && box._part !== box.activity.part)
                box._begin();
            box._part = box.activity.part;
        }
    }

    contentItem: Item {
        Keys.onEscapePressed: event => {
            event.accepted = box.activity.part !== "form";
            if (event.accepted)
                box.activity.backed();
        }

        Flickable {
            id: scroll

            readonly property Item _hand: scroll.Window.activeFocusItem

            anchors { top: parent.top; bottom: foot.top; bottomMargin: Measure.gap; left: parent.left; right: parent.right }
            contentHeight: body.height + Measure.tight
            clip: contentHeight > height
            interactive: clip
            boundsBehavior: Flickable.StopAtBounds
            // What has the keyboard is in sight.
            on_HandChanged: {
                if (!clip || !_hand || !box.visible)
                    return;
                for (let one = _hand; one && one !== body; one = one.parent)
                    if (one === foot)
                        return;
                const top = _hand.mapToItem(body, 0, 0).y - Measure.row / 2;
                if (top < contentY || top + _hand.height + Measure.row > contentY + height)
                    contentY = Math.max(0, Math.min(contentHeight - height, top - Measure.margin));
            }
            T.ScrollBar.vertical: ThinBar {}

            Column {
                id: body

                // Room for the ring of what has the keyboard, where the edge cuts.
                x: scroll.clip ? Measure.tight : 0
                width: scroll.width - x - (scroll.clip ? Measure.scroll + Measure.tight : 0)
                spacing: Measure.gap

                Say {
                    objectName: "plan.detail"
                    width: parent.width
                    visible: text !== ""
                    text: box.activity.detail
                    wrapMode: Text.Wrap
                    maximumLineCount: 3
                    font.weight: Font.DemiBold
                }
                Say {
                    objectName: "plan.came"
                    width: parent.width
                    visible: text !== ""
                    text: box.activity.came
                    color: Theme.clay
                    wrapMode: Text.Wrap
                    font.weight: Font.DemiBold
                }
                ActivityForm {
                    id: form

                    width: parent.width
                    visible: box.activity.part === "form"
                    activity: box.activity
                    onEntered: box._confirm()
                }
                ChipRow {
                    width: parent.width
                    visible: box.activity.part === "off" && box.activity.repeats
                    activity: box.activity
                    group: "scope"
                    label: qsTranslate("walkin", "desk.plan.scope")
                }
                WhyBar {
                    id: why

                    width: parent.width
                    visible: box.activity.part === "off"
                    quick: ["desk.plan.why.host", "desk.plan.why.room", "desk.plan.why.few"]
                    onEntered: box._confirm()
                }
                Say {
                    width: parent.width
                    visible: box.activity.part === "visits"
                    text: qsTranslate("walkin", "desk.plan.visits")
                    wrapMode: Text.Wrap
                }
                Column {
                    width: parent.width
                    visible: box.activity.part === "visits"
                    spacing: Measure.tight

                    Repeater {
                        model: box.fates
                        delegate: ChoiceRow {
                            id: fate

                            width: body.width
                            enabled: !box.activity.busy
                            onClicked: box.activity.picked(fate.key)
                        }
                    }
                }
            }
        }
        Column {
            id: foot

            anchors { bottom: parent.bottom; left: parent.left; right: parent.right }
            spacing: Measure.gap

            Say {
                objectName: "plan.problem"
                width: parent.width
                visible: text !== ""
                text: box.activity.problem
                color: Theme.clay
                wrapMode: Text.Wrap
                maximumLineCount: 3
                font.weight: Font.DemiBold
                Accessible.role: Accessible.AlertMessage
            }
            Item {
                width: parent.width
                height: Measure.target

                DeskButton {
                    objectName: "plan.off"
                    visible: box.activity.part === "form" && !box.activity.fresh
                    enabled: !box.activity.busy
                    art: box.activity.off ? "undo" : "minus"
                    text: box.activity.off ? qsTranslate("walkin", "desk.plan.put_on") : qsTranslate("walkin", "desk.plan.call_off")
                    onClicked: box.activity.off ? box.activity.onWanted() : box.activity.offWanted()
                }
                Row {
                    anchors.right: parent.right
                    spacing: Measure.gap

                    DeskButton {
                        id: keep

                        objectName: "plan.keep"
                        text: box.activity.part === "form" ? qsTranslate("walkin", "desk.mend.keep") : qsTranslate("walkin", "desk.step.back")
                        onClicked: box.activity.part === "form" ? box.close() : box.activity.backed()
                    }
                    DeskButton {
                        objectName: "plan.confirm"
                        visible: box.activity.part !== "visits"
                        look: "primary"
                        art: box.activity.part === "off" ? "minus" : "save"
                        enabled: !box.activity.busy
                        text: {
                            if (box.activity.busy)
                                return qsTranslate("walkin", "desk.undo.writing");
                            return box.activity.part === "off" ? qsTranslate("walkin", "desk.plan.call_off") : qsTranslate("walkin", "desk.plan.save");
                        }
                        onClicked: box._confirm()
                    }
                }
            }
        }
    }
}
