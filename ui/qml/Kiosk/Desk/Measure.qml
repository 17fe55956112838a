pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// Sizes of the staff's window, in pixels: read at arm's length, worked with mouse and keyboard.
// Colours are those of Theme.
QtObject {
    // Type
    readonly property int small: 15
    readonly property int text: 16
    readonly property int heading: 19
    readonly property int clock: 28
    readonly property int count: 34
    readonly property int loud: 24
    readonly property int alarm: 96

    // Space
    readonly property int hair: 1
    readonly property int ring: 2
    readonly property int mark: 5
    readonly property int tight: 4
    readonly property int gap: 10
    readonly property int margin: 16
    readonly property int radius: 8
    readonly property int weave: 9

    // Things
    readonly property int row: 44
    readonly property int target: 40
    readonly property int alert: 64
    readonly property int icon: 20
    readonly property int head: 76
    readonly property int bar: 8
    readonly property int scroll: 14
    readonly property int thumbLeast: 40
    readonly property int box: 560
    readonly property int person: 880
    readonly property int label: 104
    readonly property int filter: 340
    readonly property int cat: 132
    readonly property int digit: 96
    readonly property int found: 380
    readonly property int foundHigh: 82

    // Columns of the list
    readonly property int time: 58
    readonly property int number: 92
    readonly property int how: 112
    readonly property int born: 84
    readonly property int phone: 64
    readonly property int roomForNumber: 800
    readonly property real nameShare: 0.34
    readonly property real activityShare: 0.29
    readonly property int nameMost: 330
    readonly property int activityMost: 300

    readonly property int toastMs: 4000
    readonly property int undoMs: 10000
    readonly property int settleMs: 60
    // As long as it takes to see that another thing is under the hand now.
    readonly property int steadyMs: 400
    // How much of the height the alerts may take when all are shown.
    readonly property real alertShare: 0.6

    function panel(window: real): real {
        return Math.round(Math.max(272, Math.min(400, window * 0.25)));
    }
}
