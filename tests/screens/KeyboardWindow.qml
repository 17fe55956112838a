pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// The keyboard alone, at the foot of a window as wide as the kiosk's.
Window {
    id: root

    required property KeyboardModel keyboard
    property int percent: 100
    property bool contrast: false

    visible: true
    color: Theme.ground

    Binding { target: Theme; property: "unit"; value: Math.sqrt(root.width * root.width + root.height * root.height) / (23.8 * 25.4) }
    Binding { target: Theme; property: "shortSide"; value: Math.min(root.width, root.height) / Theme.unit }
    Binding { target: Theme; property: "percent"; value: root.percent }
    Binding { target: Theme; property: "contrast"; value: root.contrast }
    Binding { target: Theme; property: "moving"; value: false }

    Words {
        objectName: "typed"
        x: Theme.margin
        y: Theme.gap
        width: root.width - 2 * x
        text: root.keyboard.text
        font.pixelSize: Theme.title
    }
    Keyboard {
        objectName: "keyboard"
        x: Theme.margin / 2
        y: root.height - height - Theme.gap
        width: root.width - 2 * x
        keyboard: root.keyboard
    }
}
