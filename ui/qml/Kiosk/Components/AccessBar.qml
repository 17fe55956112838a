pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Language, text size, contrast, lower buttons, staff: on every screen, at the same place.
Rectangle {
    id: bar

    required property LookModel look
    required property KioskModel kiosk
    // Whether the screen is so tall that its buttons can come nearer.
    property bool tall: false

    readonly property real _high: Math.max(Theme.touchLeast, Theme.mm(15) * Theme.fit)
    readonly property real _inner: width - 2 * Theme.margin
    readonly property real _free: _inner - languages.width - sizes.width - help.width - (tall ? 4 : 3) * Theme.gapSmall * 1.4
    readonly property real _toggle: Math.max(Theme.touchLeast, Math.min(Theme.mm(48) * Theme.fit, _free / (tall ? 2 : 1)))
    readonly property bool _worded: _toggle > Theme.mm(30) * Theme.fit

    implicitHeight: Theme.touch + Theme.gapSmall * 1.6
    color: Theme.silver

    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.line
    }

    Row {
        id: languages

        anchors { left: parent.left; leftMargin: Theme.margin; verticalCenter: parent.verticalCenter }
        spacing: Theme.gapSmall

        Switch {
            objectName: "language.th"
            width: Math.max(Theme.touchLeast, Theme.mm(24) * Theme.fit)
            height: bar._high
            text: "ไทย"
            Accessible.role: Accessible.RadioButton
            chosen: bar.look.language === "th"
            onClicked: bar.look.speak("th")
        }
        Switch {
            objectName: "language.en"
            width: Math.max(Theme.touchLeast, Theme.mm(30) * Theme.fit)
            height: bar._high
            text: "English"
            Accessible.role: Accessible.RadioButton
            chosen: bar.look.language === "en"
            onClicked: bar.look.speak("en")
        }
    }

    Row {
        id: sizes

        x: languages.x + languages.width + (help.x - languages.x - languages.width - width - toggles.width) / 3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapSmall * 0.7

        Repeater {
            model: [100, 125, 150, 200]

            Switch {
                required property int modelData
                required property int index

                objectName: "size." + modelData
                width: Math.max(Theme.touchLeast, Theme.mm(13) * Theme.fit)
                height: bar._high
                text: bar.look.language === "th" ? "ก" : "A"
                textSize: Math.round(Theme.mm(4.4 + 1.3 * index) * Theme.fit)
                chosen: bar.look.size === modelData
                Accessible.role: Accessible.RadioButton
                Accessible.name: qsTranslate("walkin", "look.size") + " " + modelData + " %"
                onClicked: bar.look.resize(modelData)
            }
        }
    }

    Row {
        id: toggles

        x: sizes.x + sizes.width + (help.x - languages.x - languages.width - sizes.width - width) / 3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapSmall

        Switch {
            objectName: "contrast"
            width: bar._toggle
            height: bar._high
            art: "contrast"
            chosen: bar.look.contrast
            text: bar._worded ? Accessible.name : ""
            Accessible.role: Accessible.CheckBox
            Accessible.name: qsTranslate("walkin", "look.contrast")
            onClicked: bar.look.toggleContrast()
        }
        Switch {
            objectName: "lower"
            visible: bar.tall
            width: bar._toggle
            height: bar._high
            art: "lower"
            chosen: bar.look.lowered
            text: bar._worded ? Accessible.name : ""
            Accessible.role: Accessible.CheckBox
            Accessible.name: qsTranslate("walkin", "look.lower")
            onClicked: bar.look.toggleLowered()
        }
    }

    BigButton {
        id: help

        objectName: "help"
        anchors { right: parent.right; rightMargin: Theme.margin; verticalCenter: parent.verticalCenter }
        width: Math.max(Theme.touch, Theme.mm(60) * Theme.fit)
        height: Theme.touch
        look: "clay"
        art: "help"
        text: qsTranslate("walkin", "btn.help")
        textSize: Theme.bar
        onClicked: bar.kiosk.helped()
    }
}
