pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Theme
import Kiosk.ViewModels

// The sheets of one of the last days, to be printed or typed in.
FocusScope {
    id: panel

    required property SheetsModel sheets
    required property SheetModel list

    function begin() {
        rows.forceActiveFocus(Qt.TabFocusReason);
    }

    Rectangle {
        anchors.fill: parent
        radius: Measure.radius
        color: Theme.paper
        border.width: Measure.hair
        border.color: Theme.line
    }

    Item {
        id: days

        anchors { top: parent.top; left: parent.left; right: parent.right; margins: Measure.gap }
        height: Math.max(Measure.target, day.implicitHeight)

        DeskButton {
            id: earlier

            objectName: "sheet.earlier"
            anchors.verticalCenter: parent.verticalCenter
            width: Measure.target
            text: "‹"
            enabled: panel.sheets.earlier
            Accessible.name: qsTranslate("walkin", "desk.sheet.earlier")
            onClicked: panel.sheets.turned(-1)
        }
        Say {
            id: day

            objectName: "sheet.day"
            anchors { left: earlier.right; right: later.left; margins: Measure.tight; verticalCenter: parent.verticalCenter }
            text: panel.sheets.day
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            maximumLineCount: 2
            font.weight: Font.DemiBold
        }
        DeskButton {
            id: later

            objectName: "sheet.later"
            anchors { right: parent.right; verticalCenter: parent.verticalCenter }
            width: Measure.target
            text: "›"
            enabled: panel.sheets.later
            Accessible.name: qsTranslate("walkin", "desk.sheet.later")
            onClicked: panel.sheets.turned(1)
        }
    }

    ListView {
        id: rows

        objectName: "sheetlist"
        anchors { top: days.bottom; topMargin: Measure.gap; bottom: all.top; bottomMargin: Measure.gap; left: parent.left; right: parent.right; leftMargin: Measure.gap; rightMargin: Measure.gap }
        clip: true
        focus: true
        activeFocusOnTab: true
        spacing: Measure.tight
        boundsBehavior: Flickable.StopAtBounds
        model: panel.list
        Accessible.role: Accessible.List
        Accessible.name: qsTranslate("walkin", "desk.page.sheets")
        T.ScrollBar.vertical: ThinBar {}
        onCountChanged: if (currentIndex < 0) currentIndex = 0
        Keys.onReturnPressed: (currentItem as SheetLine)?.take()
        Keys.onEnterPressed: (currentItem as SheetLine)?.take()
        Keys.onLeftPressed: panel.sheets.earlier ? panel.sheets.turned(-1) : undefined
        Keys.onRightPressed: panel.sheets.later ? panel.sheets.turned(1) : undefined

        delegate: SheetLine {
            width: ListView.view.width
            focused: ListView.isCurrentItem && rows.activeFocus
            printing: panel.sheets.printing
            onTaken: {
                rows.currentIndex = index;
                panel.sheets.chosen(code);
            }
            onPrintWanted: panel.sheets.printed(code)
        }
    }

    DeskButton {
        id: all

        objectName: "sheet.all"
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Measure.gap }
        art: "printer"
        enabled: !panel.sheets.printing && rows.count > 0
        text: panel.sheets.printing ? qsTranslate("walkin", "desk.card.printing") : qsTranslate("walkin", "desk.sheet.print_all")
        onClicked: panel.sheets.printed("")
    }
}
