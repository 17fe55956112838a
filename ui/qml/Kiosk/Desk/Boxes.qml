pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// What all boxes hear, or say.
QtObject {
    // Something matters more than any of them.
    signal cleared
    // Ctrl+Z in a field with nothing to undo.
    signal takenBack
}
