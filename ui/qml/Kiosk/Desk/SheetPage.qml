pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Paper sheets: those of a day beside the one that is typed in.
FocusScope {
    id: page

    required property SheetsModel sheets
    required property SheetModel list
    required property NumberModel numbers
    required property BandsModel bands

    function begin() {
        if (page.sheets.title !== "")
            entry.begin();
        else
            panel.begin();
    }

    onVisibleChanged: if (visible) begin()

    Connections {
        target: page.sheets
        function onFocusWanted() {
            entry.begin();
        }
    }

    SheetPanel {
        id: panel

        anchors { top: parent.top; bottom: parent.bottom; left: parent.left; margins: Measure.margin }
        width: Measure.panel(page.width)
        focus: true
        sheets: page.sheets
        list: page.list
    }
    SheetEntry {
        id: entry

        anchors { top: parent.top; bottom: parent.bottom; left: panel.right; right: parent.right; margins: Measure.margin }
        sheets: page.sheets
        numbers: page.numbers
        bands: page.bands
    }
}
