pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// All words on the screens. `fitted` ones get smaller rather than leave their box; `single` ones
// stay on one line.
Text {
    property bool fitted: false
    property bool single: false
    // Said by what it stands in.
    property bool silent: false

    textFormat: Text.PlainText
    // Thai has no spaces and may break anywhere when it must; a Latin word stays whole.
    wrapMode: single ? Text.NoWrap : /[\u0e00-\u0e7f]/.test(text) ? Text.Wrap : Text.WordWrap
    lineHeight: fitted ? 1 : Theme.lineHeight
    color: Theme.ink
    font.pixelSize: Theme.body
    fontSizeMode: !fitted ? Text.FixedSize : single ? Text.HorizontalFit : Text.Fit
    minimumPixelSize: Math.max(1, Math.round(font.pixelSize * Theme.smallestFit))
    elide: fitted && single ? Text.ElideRight : Text.ElideNone
    Accessible.role: Accessible.StaticText
    Accessible.name: text.replace(/\u200b/g, "").replace(/\n/g, " ")
    Accessible.ignored: silent
}
