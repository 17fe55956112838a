pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// What all boxes hear.
QtObject {
    // Something matters more than any of them.
    signal cleared
}
