pragma ComponentBehavior: Bound

import QtQuick

// A drawing of assets/art, sharp at any size. `ink` colours what is drawn in currentColor. What was
// shown and is hidden now is drawn anew only when it is shown again.
Image {
    id: art

    property string name
    property color ink
    property bool inked: false

    property bool _shown: false

    function fit() {
        if (visible || !_shown)
            sourceSize = Qt.size(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
        _shown = _shown || visible;
    }

    source: name === "" ? "" : "image://art/" + name + (inked ? "?" + ink.toString().slice(-6) : "")
    fillMode: Image.PreserveAspectFit
    cache: true
    // Width and height change together.
    onWidthChanged: Qt.callLater(fit)
    onHeightChanged: Qt.callLater(fit)
    onVisibleChanged: fit()
    Component.onCompleted: fit()
    Accessible.ignored: true
}
