pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// How many people came, for what, and what holds them together.
DeskBox {
    id: box

    required property CountingModel counting
    required property BandsModel bands
    required property DestinationModel destinations

    objectName: "countingbox"
    width: Math.min(Math.round(Measure.box * 1.25), parent ? parent.width - 2 * Measure.margin : Measure.box)
    title: qsTranslate("walkin", "desk.counting.title")
    onOpened: steppers.begin()
    onClosed: if (counting.open) counting.closed()

    Connections {
        target: box.counting
        function onChanged() {
            if (box.counting.open !== box.visible)
                box.counting.open ? box.open() : box.close();
        }
    }

    component Head: Say {
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    // Things to choose one of, two rows high; the rest is scrolled to.
    component Picks: Flickable {
        id: view

        default property alias picks: flow.data

        function show(y: real) {
            contentY = Math.max(0, Math.min(y, contentHeight - height));
        }

        width: parent ? parent.width : 0
        height: Math.min(contentHeight, Measure.target * 2 + Measure.gap)
        contentHeight: flow.height
        clip: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ThinBar {}

        Flow {
            id: flow

            width: view.width - Measure.scroll
            spacing: Measure.gap
        }
    }
    component Pick: DeskButton {
        width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
        onActiveFocusChanged: {
            if (activeFocus)
                ((parent as Flow).parent.parent as Picks).show(y);
        }
    }

    contentItem: Column {
        spacing: Measure.gap

        BandSteppers {
            id: steppers

            width: parent.width
            bands: box.bands
            onEntered: box.counting.confirmed()
        }
        Head { text: qsTranslate("walkin", "desk.counting.for") }
        Picks {
            Repeater {
                model: box.destinations
                delegate: Pick {
                    required property string key
                    required property string title
                    required property string spoken

                    objectName: "for." + key
                    text: title
                    checked: box.counting.wanted === key
                    Accessible.name: spoken
                    onClicked: box.counting.chosen(key)
                }
            }
        }
        Head { text: qsTranslate("walkin", "desk.counting.party") }
        Picks {
            Repeater {
                model: ["", "school", "family", "partner", "other"]
                delegate: Pick {
                    required property string modelData

                    objectName: "party." + modelData
                    text: modelData === "" ? qsTranslate("walkin", "desk.counting.alone") : qsTranslate("walkin", objectName)
                    checked: box.counting.party === modelData
                    onClicked: box.counting.belonged(modelData)
                }
            }
        }
        Picks {
            visible: box.counting.party === "partner"

            Repeater {
                model: box.counting.partners
                delegate: Pick {
                    required property string modelData
                    required property int index

                    objectName: "partner." + index
                    text: modelData
                    checked: box.counting.partner === index
                    onClicked: box.counting.joined(checked ? -1 : index)
                }
            }
        }
        Say {
            objectName: "problem"
            width: parent.width
            visible: text !== ""
            text: box.counting.problem
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
                text: qsTranslate("walkin", "desk.counting.leave")
                onClicked: box.close()
            }
            DeskButton {
                objectName: "confirm"
                look: "primary"
                art: "count"
                enabled: !box.counting.busy
                text: box.counting.busy ? qsTranslate("walkin", "desk.undo.writing") : qsTranslate("walkin", "desk.counting.confirm").arg(box.bands.total)
                onClicked: box.counting.confirmed()
            }
        }
    }
}
