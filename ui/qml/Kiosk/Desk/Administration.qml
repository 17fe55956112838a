pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.ViewModels

// The administrators' pages, and the keys that lead to them.
FocusScope {
    id: all

    required property BarModel pages
    required property FilesModel files
    required property ColumnMatchModel fileColumns
    required property TakenModel fileRows
    required property TimetableModel timetable
    required property PlanModel plan
    required property DayModel planDays
    required property ReportModel report
    required property TileModel tiles
    required property BarsModel months
    required property BarsModel features
    required property TableModel tables
    required property FigureModel lines
    required property SettingsModel centreSettings
    required property SectionModel settingSections
    required property SettingModel settingFields

    Shortcut { sequence: "Ctrl+5"; onActivated: all.pages.turned("files") }
    Shortcut { sequence: "Ctrl+6"; onActivated: all.pages.turned("programme") }
    Shortcut { sequence: "Ctrl+7"; onActivated: all.pages.turned("report") }
    Shortcut { sequence: "Ctrl+8"; enabled: all.pages.settings; onActivated: all.pages.turned("settings") }
    Shortcut { sequence: "Ctrl+N"; enabled: all.pages.page === "programme"; onActivated: all.timetable.wanted("") }

    FilesPage {
        anchors.fill: parent
        visible: all.pages.page === "files"
        focus: visible
        files: all.files
        columns: all.fileColumns
        rows: all.fileRows
    }
    ProgrammePage {
        anchors.fill: parent
        visible: all.pages.page === "programme"
        focus: visible
        timetable: all.timetable
        plan: all.plan
        days: all.planDays
    }
    ReportPage {
        anchors.fill: parent
        visible: all.pages.page === "report"
        focus: visible
        report: all.report
        tiles: all.tiles
        months: all.months
        features: all.features
        tables: all.tables
        lines: all.lines
    }
    SettingsPage {
        anchors.fill: parent
        visible: all.pages.page === "settings"
        focus: visible
        settings: all.centreSettings
        sections: all.settingSections
        fields: all.settingFields
    }
}
