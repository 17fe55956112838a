pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Keys for a name, Thai (Kedmanee) or English: four rows of letters, and one to work with.
Item {
    id: board

    required property KeyboardModel keyboard
    property real gap: Theme.gapSmall * 0.7

    readonly property int rows: 5
    readonly property real keyHeight: height / rows
    // Keys much wider than high would lie far from one another.
    readonly property real boardWidth: Math.min(width, keyHeight * 12 * 1.8)
    readonly property real column: boardWidth / keyboard.columns
    readonly property real edge: (width - boardWidth) / 2
    readonly property bool speaksThai: keyboard.language === "th"

    implicitWidth: rows * 12 * Theme.touch
    implicitHeight: rows * (Theme.touch + gap)

    component WorkKey: KeyCap {
        id: work

        property string art
        property string word
        property bool marked: false

        readonly property real _art: Math.min(capHeight * (besides ? 0.5 : 0.38), width * 0.4)
        readonly property bool besides: width > height * 1.9

        working: true
        height: board.keyHeight
        gap: board.gap
        Accessible.name: word

        contentItem: Item {
            Art {
                id: drawing

                x: work.besides ? Math.max(work.gap, (parent.width - width - words.paintedWidth - work.gap) / 2) : (parent.width - width) / 2
                y: work.besides ? (parent.height - height) / 2 : parent.height * 0.06
                width: work._art
                height: work._art
                name: "icon/" + work.art
                inked: true
                ink: work.inkColor
            }
            Words {
                id: words

                x: work.besides ? drawing.x + drawing.width + work.gap : work.gap
                y: work.besides ? 0 : drawing.y + drawing.height * 1.06
                width: work.besides ? Math.min(parent.width - work._art - 3 * work.gap, implicitWidth + 1) : parent.width - 2 * work.gap
                height: parent.height - y
                text: work.word
                fitted: true
                single: true
                color: work.inkColor
                font.pixelSize: Math.max(1, Math.floor(Math.min(work.capHeight * 0.32, Theme.mm(7.4), height * Theme.lineHeight / Theme.lineRatio)))
                font.weight: Font.DemiBold
                horizontalAlignment: work.besides ? Text.AlignLeft : Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }
            Rectangle {
                visible: work.marked
                x: drawing.x + drawing.width * 0.28
                y: drawing.y + drawing.height * 0.95
                width: drawing.width * 0.44
                height: drawing.height * 0.09
                color: work.inkColor
            }
        }
    }

    Repeater {
        model: board.keyboard

        KeyCap {
            required property int row
            required property real start
            required property string main
            required property string label
            required face
            required hint

            objectName: "kb." + main
            x: board.edge + start * board.column
            y: row * board.keyHeight
            width: board.column
            height: board.keyHeight
            gap: board.gap
            Accessible.name: label
            onClicked: board.keyboard.pressed(main)
        }
    }

    WorkKey {
        objectName: "kb.shift"
        x: board.edge
        y: 3 * board.keyHeight
        width: board.keyboard.indent * board.column
        art: "shift"
        word: board.keyboard.locked ? qsTranslate("walkin", "kb.locked") : board.speaksThai ? qsTranslate("walkin", "kb.shift") : qsTranslate("walkin", "kb.capitals")
        filled: board.keyboard.upper
        marked: board.keyboard.locked
        checkable: true
        checked: board.keyboard.upper
        Accessible.role: Accessible.CheckBox
        onToggled: checked = Qt.binding(() => board.keyboard.upper)
        onClicked: board.keyboard.shifted()
    }

    WorkKey {
        id: language

        objectName: "kb.language"
        x: board.edge
        y: 4 * board.keyHeight
        width: board.boardWidth * 0.21
        art: "globe"
        word: board.speaksThai ? "English" : "ไทย"
        Accessible.name: board.speaksThai ? qsTranslate("walkin", "kb.english") : qsTranslate("walkin", "kb.thai")
        onClicked: board.keyboard.languageAsked(board.keyboard.otherLanguage)
    }
    WorkKey {
        objectName: "kb.space"
        x: language.x + language.width
        y: language.y
        width: erase.x - x
        art: "space"
        word: qsTranslate("walkin", "kb.space")
        working: false
        onClicked: board.keyboard.pressed(" ")
    }
    WorkKey {
        id: erase

        objectName: "kb.erase"
        x: board.edge + board.boardWidth - width
        y: language.y
        width: language.width
        art: "erase"
        word: qsTranslate("walkin", "kb.erase")
        onClicked: board.keyboard.erased()
    }
}
