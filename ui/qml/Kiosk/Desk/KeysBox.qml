pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Every key that does something. A new shortcut gets its line here; a test looks for it.
DeskBox {
    id: box

    objectName: "keysbox"
    title: qsTranslate("walkin", "desk.keys.title")
    width: Math.min(Measure.keyList, parent ? parent.width - 2 * Measure.margin : Measure.keyList)
    onOpened: close.forceActiveFocus()

    component Key: Row {
        required property string keys
        required property string words

        width: parent?.width ?? 0
        height: Measure.keyLine
        spacing: Measure.gap

        Say {
            objectName: "keys.keys"
            width: Math.round(parent.width * 0.32)
            height: parent.height
            text: parent.keys
            font { pixelSize: Measure.small; weight: Font.DemiBold }
        }
        Say {
            objectName: "keys.words"
            width: parent.width - x
            height: parent.height
            text: parent.words
            font.pixelSize: Measure.small
        }
    }

    component Part: Say {
        width: parent?.width ?? 0
        height: Measure.keyLine
        color: Theme.inkSoft
        font { pixelSize: Measure.small; weight: Font.Bold }
    }

    contentItem: Column {
        spacing: Measure.gap

        Row {
            id: both

            readonly property real half: (width - spacing) / 2

            width: parent.width
            spacing: Measure.margin * 2

            Column {
                width: both.half

                Part { text: qsTranslate("walkin", "desk.keys.pages") }
                Key { keys: "Ctrl+1"; words: qsTranslate("walkin", "desk.page.today") }
                Key { keys: "Ctrl+2"; words: qsTranslate("walkin", "desk.page.waiting") }
                Key { keys: "Ctrl+3"; words: qsTranslate("walkin", "desk.found.start") }
                Key { keys: "Ctrl+4"; words: qsTranslate("walkin", "desk.page.sheets") }
                Key { keys: "Ctrl+5"; words: qsTranslate("walkin", "desk.page.files") }
                Key { keys: "Ctrl+6"; words: qsTranslate("walkin", "desk.page.programme") }
                Key { keys: "Ctrl+7"; words: qsTranslate("walkin", "report.title") }
                Key { keys: "Ctrl+8"; words: qsTranslate("walkin", "desk.page.settings") }
                Part { text: qsTranslate("walkin", "desk.list") }
                Key { keys: "Ctrl+F   /"; words: qsTranslate("walkin", "desk.keys.filter") }
                Key { keys: "↑   ↓"; words: qsTranslate("walkin", "desk.keys.move") }
                Key { keys: "PageUp   PageDown"; words: qsTranslate("walkin", "desk.keys.page") }
                Key { keys: "Home   End"; words: qsTranslate("walkin", "desk.keys.newest") }
                Key { keys: "Enter"; words: qsTranslate("walkin", "desk.keys.card") }
                Key { keys: "Delete"; words: qsTranslate("walkin", "desk.keys.undo") }
                Key { keys: "F6"; words: qsTranslate("walkin", "desk.keys.mend_move") }
                Key { keys: "F7"; words: qsTranslate("walkin", "desk.keys.mend_recount") }
                Key { keys: "Shift+F7"; words: qsTranslate("walkin", "desk.keys.mend_redate") }
                Key { keys: "F8"; words: qsTranslate("walkin", "desk.keys.mend_out") }
            }
            Column {
                width: both.half

                Part { text: qsTranslate("walkin", "desk.keys.everywhere") }
                Key { keys: qsTranslate("walkin", "desk.keys.scan"); words: qsTranslate("walkin", "desk.keys.scanned") }
                Key { keys: "F12"; words: qsTranslate("walkin", "desk.inside.title") }
                Key { keys: "F2"; words: qsTranslate("walkin", "desk.keys.alerts") }
                Key { keys: "F3"; words: qsTranslate("walkin", "desk.apart.title") }
                Key { keys: "F4"; words: qsTranslate("walkin", "desk.counting.title") }
                Key { keys: "Ctrl+Z"; words: qsTranslate("walkin", "desk.keys.take_back") }
                Key { keys: "F9"; words: qsTranslate("walkin", "desk.keys.sign_in") }
                Key { keys: "F5"; words: qsTranslate("walkin", "desk.keys.refresh") }
                Key { keys: "Ctrl+N"; words: qsTranslate("walkin", "desk.plan.new") }
                Key { keys: "Ctrl+P"; words: qsTranslate("walkin", "desk.keys.print") }
                Key { keys: "Esc"; words: qsTranslate("walkin", "desk.keys.clear") }
                Key { keys: "Tab"; words: qsTranslate("walkin", "desk.keys.next") }
                Key { keys: "F1"; words: qsTranslate("walkin", "desk.keys.help") }
                Part { text: qsTranslate("walkin", "desk.settings") }
                Key { keys: "F10"; words: qsTranslate("walkin", "desk.keys.settings") }
                Key { keys: "Ctrl+D"; words: qsTranslate("walkin", "desk.dark") }
                Key { keys: "Ctrl+Shift+C"; words: qsTranslate("walkin", "desk.palette.contrast") }
                Key { keys: "Ctrl+L"; words: qsTranslate("walkin", "desk.keys.language") }
                Key { keys: "Shift+←   →"; words: qsTranslate("walkin", "desk.keys.columns") }
            }
        }
        DeskButton {
            id: close

            objectName: "close"
            anchors.right: parent.right
            look: "primary"
            text: qsTranslate("walkin", "desk.close")
            onClicked: box.close()
        }
    }
}
