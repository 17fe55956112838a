pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

Text {
    property bool fitted: false

    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    lineHeight: Theme.lineHeight
    color: Theme.ink
    font.pixelSize: Theme.body
    fontSizeMode: fitted ? Text.Fit : Text.FixedSize
    minimumPixelSize: Math.round(font.pixelSize * Theme.smallestFit)
    elide: fitted ? Text.ElideRight : Text.ElideNone
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
