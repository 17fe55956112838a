pragma ComponentBehavior: Bound

import QtQuick

// A drawing of assets/art, sharp at any size. `ink` colours what is drawn in currentColor. What is
// hidden is not drawn: whatever changes waits until it is shown.
Image {
    id: art

    property string name
    property color ink
    property bool inked: false
    // In pixels; a height of 0 is whatever belongs to the width.
    property size drawn: Qt.size(width, height)

    readonly property string _wanted: name === "" ? "" : "image://art/" + name + (inked ? "?" + ink.toString().slice(-6) : "")

    function fit() {
        if (!visible || width < 1 || height < 1)
            return;
        // Empty meanwhile: else the old drawing were made in the new size.
        if (source.toString() !== _wanted)
            source = "";
        sourceSize = Qt.size(Math.round(drawn.width), Math.round(drawn.height));
        source = _wanted;
    }

    fillMode: Image.PreserveAspectFit
    cache: true
    // Once for all that changes together.
    onDrawnChanged: Qt.callLater(fit)
    on_WantedChanged: fit()
    onVisibleChanged: fit()
    Component.onCompleted: Qt.callLater(fit)
    Accessible.ignored: true
}
