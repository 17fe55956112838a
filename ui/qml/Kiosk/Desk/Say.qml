pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// One line of words; what does not fit ends in dots.
Text {
    textFormat: Text.PlainText
    elide: Text.ElideRight
    verticalAlignment: Text.AlignVCenter
    color: Theme.ink
    font.pixelSize: Measure.text
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
