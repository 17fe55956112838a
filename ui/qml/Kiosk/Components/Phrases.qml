pragma ComponentBehavior: Bound

import QtQuick

// Where a short label may break. Thai has no spaces, and a line that ends inside a phrase reads
// badly; so a text may say where its phrases end (U+200B). That is obeyed as long as the longest
// phrase needs not get much smaller for it.
QtObject {
    id: phrases

    property string text
    property font font
    property real room
    // How much smaller it may get to stay on one line, and to end its lines with its phrases.
    property real leastWhole: 0.8
    property real least: 0.6

    // Without the marks of phrases: for a line of its own, and for who listens.
    readonly property string plain: text.replace(/\u200b/g, "")
    readonly property string _lines: text.replace(/ *\u200b/g, "\n")
    readonly property bool _fits: wholeWidth.advanceWidth * leastWhole <= room

    readonly property bool kept: plain !== text && (_fits || longestWidth.advanceWidth * least <= room)
    readonly property string lines: kept && !_fits ? _lines : plain
    readonly property int wrapMode: kept ? Text.NoWrap : /[\u0e00-\u0e7f]/.test(text) ? Text.Wrap : Text.WordWrap

    readonly property TextMetrics wholeWidth: TextMetrics {
        text: phrases.plain
        font: phrases.font
    }
    readonly property TextMetrics longestWidth: TextMetrics {
        text: phrases._lines.split("\n").reduce((one, other) => other.length > one.length ? other : one, "")
        font: phrases.font
    }
}
