pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// The cat and a sentence, where there is nothing else to show.
Item {
    id: quiet

    property string mood: "welcoming"
    property string message
    property string detail

    readonly property bool _beside: width > height * 1.5 && height < Theme.mm(110)
    readonly property real _cat: _beside ? Math.min(height, width * 0.34) : Math.min(width, height * 0.52)

    Cat {
        id: cat

        x: quiet._beside ? 0 : (parent.width - width) / 2
        y: quiet._beside ? (parent.height - height) / 2 : Math.max(0, (parent.height - height - words.height) / 2 - Theme.gap)
        width: quiet._cat
        height: quiet._cat
        mood: quiet.mood
    }

    Column {
        id: words

        x: quiet._beside ? cat.width + Theme.gap : 0
        y: quiet._beside ? (parent.height - height) / 2 : cat.y + cat.height + Theme.gap
        width: parent.width - x

        readonly property real _room: quiet._beside ? quiet.height : quiet.height * 0.46

        Sentence {
            width: parent.width
            most: parent._room * (quiet.detail === "" ? 1 : 0.62)
            text: quiet.message
            horizontalAlignment: quiet._beside ? Text.AlignLeft : Text.AlignHCenter
            font.pixelSize: Math.round((Theme.heading + Theme.title) / 2)
            font.weight: Font.Bold
        }
        Sentence {
            width: parent.width
            most: parent._room * 0.38
            visible: text !== ""
            text: quiet.detail
            horizontalAlignment: quiet._beside ? Text.AlignLeft : Text.AlignHCenter
            color: Theme.inkSoft
        }
    }
}
