pragma ComponentBehavior: Bound

import QtQuick

// A drawing of assets/art, sharp at any size. `ink` colours what is drawn in currentColor.
Image {
    id: art

    property string name
    property color ink
    property bool inked: false

    source: name === "" ? "" : "image://art/" + name + (inked ? "?" + ink.toString().slice(-6) : "")
    sourceSize: Qt.size(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)))
    fillMode: Image.PreserveAspectFit
    cache: true
    Accessible.ignored: true
}
