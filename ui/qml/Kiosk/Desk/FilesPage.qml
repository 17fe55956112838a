pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.ViewModels

// Files: what goes out beside what comes in.
FocusScope {
    id: page

    required property FilesModel files
    required property ColumnMatchModel columns
    required property TakenModel rows

    TakeOutPanel {
        id: out

        anchors { top: parent.top; bottom: parent.bottom; left: parent.left; margins: Measure.margin }
        width: Math.round(page.width * 0.44)
        focus: true
        files: page.files
    }
    TakeInPanel {
        anchors { top: parent.top; bottom: parent.bottom; left: out.right; right: parent.right; margins: Measure.margin }
        files: page.files
        columns: page.columns
        rows: page.rows
    }
}
