pragma ComponentBehavior: Bound

import QtQuick

// The keyboard shortcuts.
DeskBox {
    id: box

    objectName: "keysbox"
    title: qsTranslate("walkin", "desk.keys.title")
    onOpened: close.forceActiveFocus()

    component Key: Row {
        required property string keys
        required property string words

        spacing: Measure.margin

        Say {
            objectName: "keys.keys"
            width: Math.round(Measure.box * 0.32)
            height: Math.round(Measure.row * 0.8)
            text: parent.keys
            font.weight: Font.DemiBold
        }
        Say {
            height: Math.round(Measure.row * 0.8)
            text: parent.words
        }
    }

    contentItem: Column {
        Key { keys: "Ctrl+F   /"; words: qsTranslate("walkin", "desk.keys.filter") }
        Key { keys: "Ctrl+3"; words: qsTranslate("walkin", "desk.found.start") }
        Key { keys: "↑   ↓"; words: qsTranslate("walkin", "desk.keys.move") }
        Key { keys: "PageUp   PageDown"; words: qsTranslate("walkin", "desk.keys.page") }
        Key { keys: "Home"; words: qsTranslate("walkin", "desk.keys.newest") }
        Key { keys: "Enter"; words: qsTranslate("walkin", "desk.keys.card") }
        Key { keys: qsTranslate("walkin", "desk.keys.scan"); words: qsTranslate("walkin", "desk.keys.scanned") }
        Key { keys: "Delete"; words: qsTranslate("walkin", "desk.keys.undo") }
        Key { keys: "Ctrl+4"; words: qsTranslate("walkin", "desk.page.sheets") }
        Key { keys: "F4"; words: qsTranslate("walkin", "desk.counting.title") }
        Key { keys: "F6"; words: qsTranslate("walkin", "desk.keys.mend_move") }
        Key { keys: "F7"; words: qsTranslate("walkin", "desk.keys.mend_recount") }
        Key { keys: "F8"; words: qsTranslate("walkin", "desk.keys.mend_out") }
        Key { keys: "Esc"; words: qsTranslate("walkin", "desk.keys.clear") }
        Key { keys: "Tab"; words: qsTranslate("walkin", "desk.keys.next") }
        Key { keys: "F2"; words: qsTranslate("walkin", "desk.keys.alerts") }
        Key { keys: "Ctrl+L"; words: qsTranslate("walkin", "desk.keys.language") }
        Key { keys: "Ctrl+D"; words: qsTranslate("walkin", "desk.dark") }
        Key { keys: "F5"; words: qsTranslate("walkin", "desk.keys.refresh") }
        Key { keys: "F1"; words: qsTranslate("walkin", "desk.keys.help") }

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
