pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Language, text size and contrast: on every screen, at the same place.
Rectangle {
    id: bar

    required property LookModel look

    implicitHeight: Theme.touchLeast + Theme.gapSmall * 2
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
            width: Theme.mm(26) * Theme.fit
            text: "ไทย"
            chosen: bar.look.language === "th"
            onClicked: bar.look.speak("th")
        }
        Switch {
            objectName: "language.en"
            width: Theme.mm(32) * Theme.fit
            text: "English"
            chosen: bar.look.language === "en"
            onClicked: bar.look.speak("en")
        }
    }

    Row {
        anchors.centerIn: parent
        anchors.horizontalCenterOffset: (languages.width - contrast.width) / 2
        spacing: Theme.gapSmall

        Repeater {
            model: [100, 125, 150, 200]

            Switch {
                required property int modelData
                required property int index

                objectName: "size." + modelData
                width: Math.max(Theme.touchLeast, Theme.mm(15) * Theme.fit)
                text: bar.look.language === "th" ? "ก" : "A"
                textSize: Math.round(Theme.mm(4.2 + index) * Theme.fit)
                chosen: bar.look.size === modelData
                Accessible.name: qsTranslate("walkin", "look.size") + " " + modelData + " %"
                onClicked: bar.look.resize(modelData)
            }
        }
    }

    Switch {
        id: contrast

        objectName: "contrast"
        anchors { right: parent.right; rightMargin: Theme.margin; verticalCenter: parent.verticalCenter }
        width: Theme.mm(46) * Theme.fit
        art: "contrast"
        text: bar.look.contrast ? qsTranslate("walkin", "look.normal") : qsTranslate("walkin", "look.contrast")
        onClicked: bar.look.toggleContrast()
    }
}
