pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// How this window looks and sounds. What is pressed is so at once, and is remembered.
DeskBox {
    id: box

    required property LookModel look
    required property ComfortModel comfort
    required property ColumnsModel columns

    signal centreWanted

    objectName: "settingsbox"
    title: qsTranslate("walkin", "desk.settings")
    onOpened: close.forceActiveFocus()

    component Group: Column {
        property alias title: words.text

        width: parent?.width ?? 0
        spacing: Measure.tight

        Say {
            id: words

            width: parent.width
            height: Math.round(Measure.small * 1.8)
            color: Theme.inkSoft
            font { pixelSize: Measure.small; weight: Font.DemiBold }
        }
    }

    component Paint: DeskButton {
        required property string colours

        objectName: "palette." + colours
        checked: box.look.palette === colours
        Accessible.role: Accessible.RadioButton
        onClicked: box.look.paint(colours)
    }

    component Shown: DeskButton {
        required property string column

        objectName: "column." + column
        checked: box.columns.shown.indexOf(column) >= 0
        art: checked ? "tick" : ""
        Accessible.role: Accessible.CheckBox
        Accessible.checked: checked
        onClicked: box.columns.reveal(column, !checked)
    }

    contentItem: Column {
        spacing: Measure.margin

        Group {
            title: qsTranslate("walkin", "desk.settings.palette")

            Flow {
                width: parent.width
                spacing: Measure.gap

                Paint { colours: "day"; text: qsTranslate("walkin", "desk.palette.day") }
                Paint { colours: "dark"; text: qsTranslate("walkin", "desk.palette.dark") }
                Paint { colours: "contrast"; text: qsTranslate("walkin", "desk.palette.contrast") }
            }
        }
        Group {
            title: qsTranslate("walkin", "desk.settings.sounds")

            DeskButton {
                objectName: "sounds"
                art: box.comfort.sounds ? "tick" : ""
                checked: box.comfort.sounds
                text: box.comfort.sounds ? qsTranslate("walkin", "desk.sounds.on") : qsTranslate("walkin", "desk.sounds.off")
                Accessible.role: Accessible.CheckBox
                Accessible.checked: checked
                onClicked: box.comfort.soundsAsked(!checked)
            }
            Say {
                objectName: "silence"
                width: parent.width
                visible: text !== ""
                text: box.comfort.silence
                color: Theme.clay
                wrapMode: Text.Wrap
                font.pixelSize: Measure.small
            }
        }
        Group {
            title: qsTranslate("walkin", "desk.columns")

            Flow {
                width: parent.width
                spacing: Measure.gap

                Shown { column: "time"; text: qsTranslate("walkin", "desk.column.time") }
                Shown { column: "number"; text: qsTranslate("walkin", "desk.column.number") }
                Shown { column: "activity"; text: qsTranslate("walkin", "desk.column.activity") }
                Shown { column: "how"; text: qsTranslate("walkin", "desk.column.how") }
                Shown { column: "notes"; text: qsTranslate("walkin", "desk.column.notes") }
                DeskButton {
                    objectName: "columns.reset"
                    art: "undo"
                    text: qsTranslate("walkin", "desk.columns.reset")
                    onClicked: box.columns.reset()
                }
            }
            Say {
                width: parent.width
                text: qsTranslate("walkin", "desk.columns.hint")
                color: Theme.inkSoft
                wrapMode: Text.Wrap
                font.pixelSize: Measure.small
            }
        }
        Item {
            width: parent.width
            height: close.height

            DeskButton {
                objectName: "settings.centre"
                art: "setup"
                text: qsTranslate("walkin", "desk.page.settings")
                onClicked: {
                    box.close();
                    box.centreWanted();
                }
            }
            DeskButton {
                id: close

                objectName: "settings.close"
                anchors.right: parent.right
                look: "primary"
                text: qsTranslate("walkin", "desk.close")
                onClicked: box.close()
            }
        }
    }
}
