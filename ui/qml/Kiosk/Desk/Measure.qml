pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// Sizes of the staff's window, in pixels: read at arm's length, worked with mouse and keyboard.
// Colours are those of Theme.
QtObject {
    // Told by DeskMain: larger where a kiosk's screen is touched, and how much of it keys cover.
    property real scale: 1
    property real keys: 0

    // Type
    readonly property int small: Math.round(15 * scale)
    readonly property int text: Math.round(16 * scale)
    readonly property int heading: Math.round(19 * scale)
    readonly property int clock: Math.round(28 * scale)
    readonly property int count: Math.round(34 * scale)
    readonly property int loud: Math.round(24 * scale)
    readonly property int alarm: Math.round(96 * scale)

    // Space
    readonly property int hair: 1
    readonly property int ring: Math.round(2 * scale)
    readonly property int mark: Math.round(5 * scale)
    readonly property int tight: Math.round(4 * scale)
    readonly property int gap: Math.round(10 * scale)
    readonly property int margin: Math.round(16 * scale)
    readonly property int radius: Math.round(8 * scale)
    readonly property int weave: Math.round(9 * scale)

    // Things
    readonly property int row: Math.round(44 * scale)
    readonly property int target: Math.round(40 * scale)
    readonly property int alert: Math.round(64 * scale)
    readonly property int icon: Math.round(20 * scale)
    readonly property int head: Math.round(76 * scale)
    readonly property int bar: Math.round(8 * scale)
    readonly property int scroll: Math.round(14 * scale)
    readonly property int thumbLeast: Math.round(40 * scale)
    readonly property int box: Math.round(560 * scale)
    readonly property int person: Math.round(880 * scale)
    readonly property int keyList: Math.round(980 * scale)
    readonly property int keyLine: Math.round(25 * scale)
    readonly property int label: Math.round(104 * scale)
    readonly property int filter: Math.round(340 * scale)
    readonly property int cat: Math.round(132 * scale)
    readonly property int digit: Math.round(96 * scale)
    readonly property int found: Math.round(380 * scale)
    readonly property int foundHigh: Math.round(82 * scale)
    readonly property int dayHead: Math.round(120 * scale)
    readonly property int planTile: Math.round(146 * scale)
    readonly property int reportTile: Math.round(152 * scale)
    readonly property int reportWide: Math.round(900 * scale)

    // Columns of the list
    readonly property int number: Math.round(92 * scale)
    readonly property int queue: Math.round(92 * scale)
    readonly property int born: Math.round(84 * scale)
    readonly property int phone: Math.round(64 * scale)
    readonly property int roomForNumber: Math.round(800 * scale)

    readonly property int toastMs: 4000
    readonly property int undoMs: 10000
    readonly property int settleMs: 60
    // As long as it takes to see that another thing is under the hand now.
    readonly property int steadyMs: 400
    // How much of the height the alerts may take when all are shown.
    readonly property real alertShare: 0.62

    function panel(window: real): real {
        return Math.round(Math.max(272 * scale, Math.min(400 * scale, window * 0.25)));
    }
}
