pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// A sentence that goes away by itself.
Rectangle {
    id: toast

    property string words

    function say(sentence: string) {
        toast.words = sentence;
        rest.restart();
    }

    width: Math.min(parent.width - 2 * Measure.margin, sentence.implicitWidth + 2 * Measure.margin)
    height: Measure.row
    visible: words !== ""
    radius: height / 2
    color: Theme.ink
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words

    Say {
        id: sentence

        anchors { fill: parent; leftMargin: Measure.margin; rightMargin: Measure.margin }
        text: toast.words
        color: Theme.paper
        horizontalAlignment: Text.AlignHCenter
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    Timer {
        id: rest

        interval: Measure.toastMs
        onTriggered: toast.words = ""
    }
}
