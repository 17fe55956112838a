pragma ComponentBehavior: Bound

import QtQuick

// The centre's colour in place of the kiosk's own, as long as there is one; "" and it is ours.
Item {
    id: accent

    required property string colour

    readonly property bool given: colour !== ""
    readonly property color face: given ? colour : Theme.none

    Binding { target: Theme; property: "primary"; value: accent.face; when: accent.given }
    Binding { target: Theme; property: "primaryDown"; value: Qt.darker(accent.face, 1.4); when: accent.given }
    Binding { target: Theme; property: "primaryLip"; value: Qt.darker(accent.face, 1.8); when: accent.given }
}
