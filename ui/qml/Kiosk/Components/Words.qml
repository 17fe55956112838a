pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// All words on the screens. `fitted` ones get smaller rather than leave their box; `single` ones
// stay on one line.
Text {
    property bool fitted: false
    property bool single: false

    textFormat: Text.PlainText
    wrapMode: single ? Text.NoWrap : Text.Wrap
    lineHeight: fitted ? 1 : Theme.lineHeight
    color: Theme.ink
    font.pixelSize: Theme.body
    fontSizeMode: !fitted ? Text.FixedSize : single ? Text.HorizontalFit : Text.Fit
    minimumPixelSize: Math.round(font.pixelSize * Theme.smallestFit)
    elide: fitted && single ? Text.ElideRight : Text.ElideNone
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
