pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// The programme, to be edited: as a week or as a list.
FocusScope {
    id: page

    required property TimetableModel timetable
    required property PlanModel plan
    required property DayModel days
    readonly property bool _week: timetable.view === "week"

    function begin() {
        page._week ? week.begin() : list.forceActiveFocus(Qt.TabFocusReason);
    }

    onVisibleChanged: if (visible) begin()

    Shortcut { sequence: "PgUp"; enabled: page.visible && page._week; onActivated: page.timetable.turned(-1) }
    Shortcut { sequence: "PgDown"; enabled: page.visible && page._week; onActivated: page.timetable.turned(1) }

    Connections {
        target: page.timetable
        function onFocusWanted(key) {
            const row = page.plan.at(key);
            page._week ? week.go(row) : list.go(row);
            page.begin();
        }
    }

    Flow {
        id: bar

        anchors { top: parent.top; left: parent.left; right: parent.right; margins: Measure.margin }
        spacing: Measure.gap

        DeskButton {
            objectName: "plan.earlier"
            width: Measure.target
            text: "‹"
            Accessible.name: qsTranslate("walkin", "desk.plan.earlier")
            onClicked: page.timetable.turned(-1)
        }
        Say {
            objectName: "plan.span"
            height: Measure.target
            text: page.timetable.span
            font { pixelSize: Measure.heading; weight: Font.Bold; features: { "tnum": 1 } }
        }
        DeskButton {
            objectName: "plan.later"
            width: Measure.target
            text: "›"
            Accessible.name: qsTranslate("walkin", "desk.plan.later")
            onClicked: page.timetable.turned(1)
        }
        DeskButton {
            objectName: "plan.today"
            text: qsTranslate("walkin", "desk.plan.now")
            onClicked: page.timetable.turned(0)
        }
        DeskButton {
            objectName: "plan.week"
            checked: page._week
            text: qsTranslate("walkin", "desk.plan.week")
            Accessible.role: Accessible.RadioButton
            onClicked: page.timetable.viewed("week")
        }
        DeskButton {
            objectName: "plan.list"
            checked: !page._week
            text: qsTranslate("walkin", "desk.plan.list")
            Accessible.role: Accessible.RadioButton
            onClicked: page.timetable.viewed("list")
        }
        DeskButton {
            objectName: "plan.new"
            look: "primary"
            art: "plus"
            text: qsTranslate("walkin", "desk.plan.new")
            onClicked: page.timetable.wanted("")
        }
        DeskButton {
            objectName: "plan.import"
            text: qsTranslate("walkin", "desk.file.import")
            onClicked: page.timetable.fileWanted()
        }
        DeskButton {
            objectName: "plan.ics"
            art: "save"
            text: "iCalendar"
            Accessible.name: qsTranslate("walkin", "desk.file.ics")
            onClicked: page.timetable.exported("ics")
        }
        DeskButton {
            objectName: "plan.csv"
            art: "save"
            text: "CSV"
            Accessible.name: qsTranslate("walkin", "desk.file.csv")
            onClicked: page.timetable.exported("csv")
        }
    }
    DropArea {
        anchors.fill: parent
        keys: ["text/uri-list"]
        onDropped: drop => {
            if (drop.hasUrls && drop.urls.length > 0) {
                drop.accept();
                page.timetable.dropped(drop.urls[0].toString());
            }
        }
    }
    Say {
        id: problem

        objectName: "plan.unread"
        anchors { top: bar.bottom; left: parent.left; right: parent.right; leftMargin: Measure.margin; rightMargin: Measure.margin }
        height: visible ? Measure.row : 0
        visible: text !== ""
        text: page.timetable.problem
        color: Theme.clay
        font.weight: Font.DemiBold
        Accessible.role: Accessible.AlertMessage
    }
    Rectangle {
        anchors { top: problem.bottom; topMargin: Measure.gap; bottom: parent.bottom; left: parent.left; right: parent.right; margins: Measure.margin }
        color: Theme.paper
        radius: Measure.radius
        border.width: Measure.hair
        border.color: Theme.line

        WeekView {
            id: week

            anchors { fill: parent; margins: Measure.gap }
            visible: page._week
            focus: visible
            timetable: page.timetable
            plan: page.plan
            days: page.days
        }
        PlanList {
            id: list

            anchors { fill: parent; margins: Measure.gap }
            visible: !page._week
            focus: visible
            timetable: page.timetable
            plan: page.plan
        }
        Column {
            anchors.centerIn: parent
            width: parent.width - 2 * Measure.margin
            visible: page.timetable.empty
            spacing: Measure.gap

            Cat {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Measure.cat
                height: Measure.cat
            }
            Say {
                objectName: "plan.empty"
                width: parent.width
                text: qsTranslate("walkin", "desk.plan.empty")
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                maximumLineCount: 3
                font { pixelSize: Measure.heading; weight: Font.Bold }
            }
        }
    }
}
