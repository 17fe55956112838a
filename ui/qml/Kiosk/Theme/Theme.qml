pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// Every size and colour of the kiosk. Sizes are thought in millimetres of the real screen.
QtObject {
    id: theme

    // Told by Main.qml.
    property real unit: 3.6
    property real shortSide: 296
    property int percent: 100
    property bool contrast: false
    // Of the desk's window alone: a kiosk keeps day and high contrast.
    property bool dark: false
    property bool moving: true
    property bool lowered: false

    // A screen too small for full-size words gets all of them smaller, never under 12 mm to touch.
    readonly property real fit: Math.max(0.4, Math.min(1, shortSide / 280))
    readonly property real scale: percent / 100
    readonly property real headScale: 1 + (scale - 1) * 0.45

    // Type, pixels
    readonly property int caption: Math.round(7.0 * fit * scale * unit)
    readonly property int body: Math.round(9.0 * fit * scale * unit)
    readonly property int heading: Math.round(10.6 * fit * (1 + (scale - 1) * 0.75) * unit)
    readonly property int title: Math.round(15.5 * fit * headScale * unit)
    readonly property int hero: Math.round(21 * fit * headScale * unit)
    readonly property int giant: Math.round(46 * fit * unit)
    readonly property int clock: Math.round(14 * fit * unit)
    readonly property int banner: Math.round(12.4 * fit * (1 + (scale - 1) * 0.3) * unit)
    readonly property int dateline: Math.round(7.6 * fit * (1 + (scale - 1) * 0.3) * unit)
    readonly property int bar: Math.round(6.6 * fit * (1 + (scale - 1) * 0.2) * unit)
    readonly property real lineHeight: 1.1
    // Height of one line of Thai, as a multiple of its size: the font's own 1.65, rounded up, with our leading.
    readonly property real lineRatio: 1.7 * lineHeight
    readonly property real smallestFit: 0.42

    // Space, pixels
    readonly property real hair: Math.max(1, 0.4 * unit)
    readonly property real edge: (contrast ? 0.9 : 0.55) * unit
    readonly property real gap: 5 * fit * unit
    readonly property real gapSmall: 2.4 * fit * unit
    readonly property real margin: 11 * fit * unit
    readonly property real radius: 5 * fit * unit
    readonly property real touchLeast: 12.2 * unit
    readonly property real touch: Math.max(12.2, 20.4 * fit) * unit
    readonly property real action: Math.max(touch, body * lineRatio + 2 * gapSmall)
    // Things to press stand on a lip that gives way under the finger.
    readonly property real lip: 1.1 * fit * unit
    readonly property real ring: 1.2 * unit

    // Motion, milliseconds
    readonly property int quick: 120
    readonly property int calm: 260
    readonly property int unfold: 220
    readonly property int gentle: 900

    // Colours
    readonly property color ground: contrast ? "#000000" : dark ? "#0f1a26" : "#eef3f7"
    readonly property color paper: contrast ? "#000000" : dark ? "#172534" : "#ffffff"
    readonly property color ink: contrast ? "#ffffff" : dark ? "#eef4f9" : "#12263a"
    readonly property color inkSoft: contrast ? "#ffffff" : dark ? "#ccd9e5" : "#33475b"
    // Readable on paper (5:1), yet clearly less than ink.
    readonly property color faded: contrast ? "#ffffff" : dark ? "#93a6b8" : "#596e84"
    readonly property color line: contrast ? "#ffffff" : dark ? "#33475b" : "#c3d0dc"
    readonly property color edgeLine: contrast ? "#ffffff" : dark ? "#7f96ab" : "#6d8399"
    readonly property color bannerGround: contrast ? "#000000" : dark ? "#0a1420" : "#1d3954"
    readonly property color bannerInk: "#ffffff"
    readonly property color bannerInkSoft: contrast ? "#ffffff" : dark ? "#ccd9e5" : "#d5e3ef"
    readonly property color silver: contrast ? "#000000" : dark ? "#22364a" : "#d9e5ef"
    readonly property color paperDown: contrast ? "#333333" : dark ? "#22364a" : "#d9e5ef"
    readonly property color paperLip: contrast ? "#8c8c8c" : dark ? "#0a121b" : "#b4c4d3"
    // By day the centre may have its own (Accent).
    property color primary: contrast ? "#ffe14d" : dark ? "#a9c8e4" : "#22496d"
    readonly property color primaryInk: contrast ? "#000000" : dark ? "#0a1420" : "#ffffff"
    property color primaryDown: contrast ? "#ffffff" : dark ? "#cfe2f2" : "#153552"
    property color primaryLip: contrast ? "#9c8a2f" : dark ? "#5f7f9c" : "#112a42"
    readonly property color leaf: contrast ? "#8ef0a0" : dark ? "#9be0ab" : "#1b5730"
    readonly property color leafSoft: contrast ? "#000000" : dark ? "#16301f" : "#dff0da"
    readonly property color leafInk: contrast ? "#000000" : dark ? "#0a1420" : "#ffffff"
    readonly property color leafDown: contrast ? "#ffffff" : dark ? "#c4f0cd" : "#12401f"
    readonly property color leafLip: contrast ? "#55905f" : dark ? "#4f8a5d" : "#0d3418"
    readonly property color clay: contrast ? "#ffc48f" : dark ? "#ffc09a" : "#833814"
    readonly property color clayInk: contrast ? "#000000" : dark ? "#0a1420" : "#ffffff"
    readonly property color clayDown: contrast ? "#ffffff" : dark ? "#ffdcc6" : "#66290d"
    readonly property color clayLip: contrast ? "#a07a58" : dark ? "#a0704f" : "#4f1f08"
    readonly property color claySoft: contrast ? "#000000" : dark ? "#3a2417" : "#fce9dc"
    readonly property color clayBright: contrast ? "#ffc48f" : dark ? "#f0a070" : "#c26236"
    // Of devices, on the pages of staff alone; each with a shape of its own.
    readonly property color amber: contrast ? "#ffe14d" : dark ? "#ffd27a" : "#653d00"
    readonly property color alarm: contrast ? "#ffb4b4" : dark ? "#ffb8b8" : "#8a1a1a"
    // A code must be read by any camera, whatever the palette.
    readonly property color cardPaper: "#ffffff"
    readonly property color cardInk: "#000000"
    // The camera's picture, in two tones.
    readonly property color glassDark: contrast ? "#000000" : "#12263a"
    readonly property color glassLight: contrast ? "#ffffff" : "#f3f8fc"
    readonly property color glassFound: contrast ? "#8ef0a0" : "#7fe08f"
    readonly property color veil: contrast ? "#e6000000" : "#cc12263a"
    readonly property color none: "transparent"

    // Whether a picture stands beside the words or above them.
    function isWide(width: real, height: real): bool {
        return width > height * 1.2;
    }

    function mm(millimetres: real): real {
        return millimetres * unit;
    }
}
